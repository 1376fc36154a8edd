//! The field's labels: what a status, act, side and so on can be, and the word that stands for each in the report.
//!
//! They lie below every stage, since every stage speaks in them; the report's types re-export them.

use serde::{Deserialize, Serialize};

macro_rules! report_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of the design.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands in the report.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value that a word of the report stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

report_enum! {
    /// How the article discloses a source; exactly one holds.
    Status {
        /// An individual the article names.
        Named = "named",
        /// An organisation, government, country, company, court, or its unnamed authorised voice.
        Institution = "institution",
        /// A news outlet or its report.
        Outlet = "outlet",
        /// A text, data, poll, law, filing or recording.
        Document = "document",
        /// Individuals given only by role or affiliation.
        Unnamed = "unnamed",
        /// Not named, and the article says that the identity is withheld.
        Anonymous = "anonymous",
        /// Nothing places them.
        Vague = "vague",
        /// A class, public, party or demographic.
        Collective = "collective",
        /// No source at all.
        Hearsay = "hearsay",
        /// The article's writer.
        Author = "author",
    }
}

impl Status {
    /// Where readers find it: on record, not named, diffuse, or the author.
    pub fn group(self) -> StatusGroup {
        match self {
            Status::Named | Status::Institution | Status::Outlet | Status::Document => StatusGroup::OnRecord,
            Status::Unnamed | Status::Anonymous | Status::Vague => StatusGroup::NotNamed,
            Status::Collective | Status::Hearsay => StatusGroup::Diffuse,
            Status::Author => StatusGroup::Author,
        }
    }
}

report_enum! {
    /// The four groups of statuses.
    StatusGroup {
        /// Named people, bodies, outlets, documents.
        OnRecord = "on_record",
        /// Unnamed, anonymous, vague.
        NotNamed = "not_named",
        /// Groups in general and hearsay.
        Diffuse = "diffuse",
        /// The writer.
        Author = "author",
    }
}

report_enum! {
    /// How much of the content stands in quotation marks.
    Form {
        /// All of it.
        Direct = "direct",
        /// A part of it.
        Mixed = "mixed",
        /// None of it.
        Indirect = "indirect",
    }
}

report_enum! {
    /// Where an attribution's source was found.
    SourceState {
        /// In the attribution itself.
        Expressed = "expressed",
        /// It is the speaker of a neighbouring attribution.
        CarriedOver = "carried_over",
        /// Somebody speaks; the text does not show plainly who.
        Unresolved = "unresolved",
        /// The article gives no source.
        Hearsay = "hearsay",
    }
}

report_enum! {
    /// What the source does in an attribution; exactly one, and content outweighs a neutral cue.
    Act {
        /// Tells, no side taken.
        State = "state",
        /// Says that a claim is true.
        Affirm = "affirm",
        /// Grants a point against itself.
        Admit = "admit",
        /// Says that a claim or accusation is false.
        Deny = "deny",
        /// Questions, is unsure, leaves open.
        Doubt = "doubt",
        /// Praises, backs, defends, welcomes.
        Support = "support",
        /// Wants, hopes for, intends.
        Seek = "seek",
        /// Promises, offers, agrees.
        Commit = "commit",
        /// Asks, recommends, demands.
        Urge = "urge",
        /// Disapproves, attacks, complains.
        Criticise = "criticise",
        /// Blames for a wrong.
        Accuse = "accuse",
        /// Refuses, opposes, rules out.
        Reject = "reject",
        /// Warns of harm or threatens.
        Warn = "warn",
        /// Predicts, estimates, believes likely.
        Expect = "expect",
        /// Rules, orders, appoints, votes, announces a decision.
        Decide = "decide",
        /// Declines to speak, cannot be reached.
        NoComment = "no_comment",
    }
}

report_enum! {
    /// The source's position toward the target.
    Side {
        /// For it.
        For = "for",
        /// Against it.
        Against = "against",
        /// Neither.
        Neutral = "neutral",
    }
}

report_enum! {
    /// What a target is: never shown in one column.
    TargetKind {
        /// An entity, act or policy.
        Thing = "thing",
        /// A proposition.
        Claim = "claim",
    }
}

report_enum! {
    /// How sure the source says it is.
    Commitment {
        /// Said flatly.
        Certain = "certain",
        /// "likely", "expects".
        Likely = "likely",
        /// "may", "could".
        Possible = "possible",
        /// No proposition is committed to.
        None = "none",
    }
}

report_enum! {
    /// The reporter's colouring of the cue, apart from the source's stance.
    CueColour {
        /// said, told, added
        Neutral = "neutral",
        /// claimed, alleged
        Distancing = "distancing",
        /// pointed out, noted
        Endorsing = "endorsing",
        /// admitted, conceded
        Conceding = "conceding",
        /// insisted, maintained
        Insisting = "insisting",
        /// slammed, blasted
        Charged = "charged",
    }
}

report_enum! {
    /// In what voice an attribution reached the article.
    Voice {
        /// A written or spoken statement, a speech, a post.
        Statement = "statement",
        /// Through a spokesperson.
        Spokesperson = "spokesperson",
        /// In an interview.
        Interview = "interview",
        /// A body as a whole is credited; no statement or spokesperson is cited.
        Body = "body",
        /// A belief, wish or attitude, not words.
        Belief = "belief",
        /// The text does not say.
        Unstated = "unstated",
    }
}

report_enum! {
    /// What a channel is.
    ViaKind {
        /// The article's own outlet.
        ThisOutlet = "this_outlet",
        /// Another outlet.
        Outlet = "outlet",
        /// A person or body.
        Person = "person",
    }
}

report_enum! {
    /// Why a source says it cannot be named.
    ReasonClass {
        /// Not authorised to speak.
        NotAuthorised = "not_authorised",
        /// The matter is sensitive.
        Sensitivity = "sensitivity",
        /// Talks go on.
        OngoingTalks = "ongoing_talks",
        /// Fear for safety.
        Safety = "safety",
        /// Fear for job, or legal risk.
        JobOrLegal = "job_or_legal",
        /// Privacy.
        Privacy = "privacy",
        /// To speak candidly.
        Candour = "candour",
        /// A rule of the body.
        Policy = "policy",
        /// Another reason.
        Other = "other",
    }
}

report_enum! {
    /// A part of the page that is not running text.
    ZoneKind {
        /// A headline or subheading.
        Headline = "headline",
        /// A list of key points.
        Bullets = "bullets",
        /// "LONDON (AP) —"
        Dateline = "dateline",
        /// "By Ann Day"
        Byline = "byline",
        /// Running text.
        Body = "body",
        /// "Reporting by …", "© …"
        Credit = "credit",
    }
}

report_enum! {
    /// How two attributions stand to each other.
    RelationKind {
        /// Both say the same of the same.
        Agrees = "agrees",
        /// They contradict each other.
        Disagrees = "disagrees",
        /// `b` answers `a`.
        Replies = "replies",
    }
}

report_enum! {
    /// How a request for comment ended.
    CommentOutcome {
        /// Declined to comment.
        Declined = "declined",
        /// Did not respond, or was asked and the article tells of no answer.
        NoResponse = "no_response",
        /// Could not be reached.
        Unreachable = "unreachable",
    }
}
