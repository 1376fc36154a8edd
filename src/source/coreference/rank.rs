//! Choosing an antecedent: a linear scorer over what is known of the candidates, `data/antecedent_weights.txt`.
//!
//! The score of a candidate is the sum of its features, each times its weight; the best candidate wins. The weights are
//! fitted on labelled articles by `train/antecedents.py`. A feature lies between 0 and about 3.

use std::sync::OnceLock;

use super::super::feature::{self, features, flag};
use super::super::lexicon::{Class, kin};
use super::super::mention::{Determiner, Phrase};
use super::super::name::Kind;
use super::super::reader::{Gender, Reader};
use super::office::Office;
use super::{Nature, Referent, Resolver};

/// Marks a candidate that is none.
const NEVER: f32 = -1.0;

features! {
    Rule SameSentence OneBack TwoBack ThreeBack Farther SameParagraph Rank LastSubject LastSource LastQuoted
    LatestSource LatestSourceNear SecondSource Spoken Named Sure Gender Indefinite HiddenSpoken Teller Count MainPerson
    SubjectHere ObjectHere AfterQuoteLatest AfterQuoteInside OpensLatest Unknown
    OpensParagraph New RuleNew Head Kin Clash ForwardNear Forward HeadlineForward HeadlineNew ANew BareNew
    OwnedNamed OfficialNew MediaNew LeadForward NamedUnmatched NamedUnmatchedSpecific
    ForwardUnmatched IndefiniteForward DescribedUnmatched NounGender IndefiniteSubject HiddenHead HiddenUnmatched
    SameModifiers GenderClash OnlyMatch NewOtherMatches Peer ForwardHead NewForwardHead ForwardThe NewForwardThe
}

/// Nouns that tell least of a person: whoever is named is seldom called so.
const GENERIC: crate::list::List = list!(
    "official source person individual insider aide staffer employee worker diplomat adviser advisor executive officer operative man woman friend colleague ally associate resident staff spokesman spokeswoman spokesperson representative other supporter donor"
);

/// Nouns for the part somebody plays in what is told.
const RELATIONS: crate::list::List = list!(
    "narrator victim suspect witness defendant caller customer patient owner driver reader user buyer seller voter guest survivor plaintiff mother father wife husband son daughter brother sister mum dad mom neighbor neighbour reporter moderator interviewer"
);

/// Whether a noun tells a trade by which somebody named may be called.
pub(super) fn is_trade(class: Class, head: &str) -> bool {
    !GENERIC.contains(&head)
        && !RELATIONS.contains(&head)
        && !class.is(Class::OFFICIAL | Class::SPOKES | Class::VAGUE | Class::MEDIA)
}

/// What a pronoun or noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Somebody spoken of before.
    Referent(usize),
    /// A name of which no mention has been read yet.
    Entity(usize),
    /// Somebody new.
    New,
}

/// Features of one candidate.
#[derive(Clone, Copy, Debug)]
pub struct Row([f32; FEATURES]);

impl Default for Row {
    fn default() -> Self {
        Self([0.0; FEATURES])
    }
}

impl std::ops::Index<Feature> for Row {
    type Output = f32;

    fn index(&self, feature: Feature) -> &f32 {
        &self.0[feature as usize]
    }
}

impl std::ops::IndexMut<Feature> for Row {
    fn index_mut(&mut self, feature: Feature) -> &mut f32 {
        &mut self.0[feature as usize]
    }
}

/// Which table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// he, she
    Person,
    /// they
    Plural,
    /// "the minister"
    Noun,
}

fn weights(table: Table) -> &'static [f32] {
    static WEIGHTS: OnceLock<[Vec<f32>; 3]> = OnceLock::new();
    let column = |column| feature::weights(data!("../../../data/antecedent_weights.txt"), NAMES, column);
    &WEIGHTS.get_or_init(|| [column(0), column(1), column(2)])[table as usize]
}

/// The best of the candidates.
pub fn best(table: Table, rows: &[(Pick, Row)]) -> Option<Pick> {
    let weights = weights(table);
    let score = |row: &Row| row.0.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f32>();
    rows.iter().max_by(|a, b| score(&a.1).total_cmp(&score(&b.1))).map(|(pick, _)| *pick)
}

struct Lately {
    referent: usize,
    at: usize,
    subject: bool,
    source: bool,
    quoted: bool,
    subject_here: bool,
    inside: bool,
    opens: bool,
}

impl Resolver<'_, '_> {
    /// Those lately spoken of, the latest first, and the speakers of the last two attributions.
    fn lately(&self, at: usize, sentences: u32, fits: &dyn Fn(&Referent) -> bool) -> (Vec<Lately>, [Option<usize>; 2]) {
        let reader = self.reader;
        let here = reader.sentence(at);
        let mut found: Vec<Lately> = Vec::new();
        let mut speakers = [None; 2];
        for touch in self.recent(at, sentences) {
            if touch.source && (!touch.quoted || reader.document.tokens[at].quotation.is_some()) {
                match speakers {
                    [None, _] => speakers[0] = Some(touch.referent),
                    [Some(one), None] if one != touch.referent => speakers[1] = Some(touch.referent),
                    _ => {}
                }
            }
            if !fits(&self.chains.referents[touch.referent]) {
                continue;
            }
            let same = reader.sentence(touch.at) == here;
            let paragraph = reader.paragraph(touch.at);
            let opens = touch.at <= self.paragraph_first(paragraph) + 2;
            match found.iter_mut().find(|one| one.referent == touch.referent) {
                Some(one) => {
                    one.subject_here |= same && touch.subject;
                    one.inside |= same && touch.quoted;
                    one.opens |= opens && paragraph == reader.paragraph(at);
                }
                None => found.push(Lately {
                    referent: touch.referent,
                    at: touch.at,
                    subject: touch.subject,
                    source: touch.source,
                    quoted: touch.quoted,
                    subject_here: same && touch.subject,
                    inside: same && touch.quoted,
                    opens: opens && paragraph == reader.paragraph(at),
                }),
            }
            if found.len() >= 16 {
                break;
            }
        }
        (found, speakers)
    }

    fn paragraph_first(&self, paragraph: u32) -> usize {
        self.reader.document.tokens_of_paragraph(paragraph as usize).start
    }

    fn known_row(&self, referent: usize, gender: Option<Gender>) -> Row {
        let one = &self.chains.referents[referent];
        let entity = one.entity.map(|entity| &self.names.entities[entity]);
        let mut row = Row::default();
        let mut set = |name: Feature, value: f32| row[name] = value;
        set(Feature::Spoken, (1.0 + one.spoken as f32).ln());
        set(Feature::Named, flag(entity.is_some()));
        set(Feature::Sure, flag(entity.is_some_and(|entity| entity.kind == Kind::Person && entity.sure)));
        set(Feature::Gender, flag(one.gender.is_some() && one.gender == gender));
        let phrase = one.phrase.as_ref();
        set(
            Feature::Indefinite,
            flag(entity.is_none() && phrase.is_some_and(|phrase| phrase.determiner != Determiner::The)),
        );
        set(Feature::HiddenSpoken, flag(entity.is_none() && one.spoken > 0));
        set(Feature::Count, entity.map_or(0.0, |entity| (entity.count as f32).ln()));
        set(Feature::MainPerson, flag(entity.is_some_and(|entity| entity.count == self.main)));
        set(Feature::NounGender, flag(entity.is_none() && one.gender.is_some() && one.gender == gender));
        set(Feature::GenderClash, flag(gender.is_some() && one.gender.is_some_and(|known| Some(known) != gender)));
        set(Feature::Unknown, flag(one.nature == Nature::Thing));
        row
    }

    fn recency(&self, row: &mut Row, one: &Lately, rank: usize, speakers: [Option<usize>; 2], at: usize, teller: bool) {
        let reader = self.reader;
        let distance = reader.sentence(at) - reader.sentence(one.at);
        let quoted = reader.document.tokens[at].quotation.is_some();
        let mut set = |name: Feature, value: bool| row[name] = flag(value);
        set(Feature::SameSentence, distance == 0);
        set(Feature::OneBack, distance == 1);
        set(Feature::TwoBack, distance == 2);
        set(Feature::ThreeBack, distance == 3);
        set(Feature::Farther, distance > 3);
        let paragraph = reader.paragraph(one.at) == reader.paragraph(at);
        set(Feature::SameParagraph, paragraph);
        set(Feature::LastSubject, one.subject);
        set(Feature::LastSource, one.source);
        set(Feature::LastQuoted, one.quoted && !quoted);
        let latest = speakers[0] == Some(one.referent);
        set(Feature::LatestSource, latest);
        set(Feature::LatestSourceNear, latest && distance <= 1);
        set(Feature::SecondSource, speakers[1] == Some(one.referent));
        set(Feature::Teller, teller && !quoted);
        set(Feature::SubjectHere, one.subject_here);
        set(Feature::ObjectHere, distance == 0 && !one.subject_here);
        let mark = (at.saturating_sub(2)..at).any(|at| matches!(reader.word(at), "”" | "\"" | "’" | "'"));
        let after_quote = mark && !quoted;
        set(Feature::AfterQuoteLatest, after_quote && latest);
        set(Feature::AfterQuoteInside, after_quote && one.inside);
        let opens = at <= reader.sentence_first(at) + 1;
        set(Feature::OpensLatest, opens && latest);
        set(Feature::OpensParagraph, one.opens);
        let indefinite = row[Feature::Indefinite] > 0.0;
        row[Feature::IndefiniteSubject] = flag(indefinite && one.subject && distance <= 1);
        row[Feature::Farther] = (distance.saturating_sub(3) as f32).min(9.0) / 3.0;
        row[Feature::Rank] = (1.0 + rank as f32).ln();
    }

    /// Candidates of a pronoun; `rule` is the choice of the rules.
    pub(super) fn pronoun_rows(
        &self,
        at: usize,
        outer: Option<usize>,
        gender: Option<Gender>,
        rule: Option<usize>,
        fits: &dyn Fn(&Referent) -> bool,
    ) -> Vec<(Pick, Row)> {
        let quoted = self.reader.document.tokens[at].quotation.is_some();
        let teller = outer.and_then(|outer| self.chains.of[outer]);
        let (lately, speakers) = self.lately(at, 9, fits);
        let first = self.reader.sentence_first(at);
        let asked = self.reader.is(first, list!("asked pressed questioned")) && at > first + 2;
        let mut rows: Vec<(Pick, Row)> = Vec::new();
        for (rank, one) in lately.iter().enumerate() {
            let told = teller == Some(one.referent);
            // "Asked whether the minister would meet Mr Day, he said": neither, if somebody spoke just before.
            let spoken_of = asked && one.at > first && speakers[0].is_some_and(|latest| latest != one.referent);
            if quoted && told || spoken_of {
                continue;
            }
            let mut row = self.known_row(one.referent, gender);
            self.recency(&mut row, one, rank, speakers, at, told);
            row[Feature::Rule] = flag(rule == Some(one.referent));
            // A spokesman may be a woman, and mostly is none.
            let known = &self.chains.referents[one.referent];
            if gender == Some(Gender::Male)
                && known.gender.is_none()
                && known.heads.iter().any(|head| head == "spokesman")
            {
                row[Feature::Gender] = 1.0;
            }
            rows.push((Pick::Referent(one.referent), row));
        }
        rows
    }

    /// Candidates of a noun for one person; `rule` is the choice of the rules.
    pub(super) fn noun_rows(
        &self,
        parsed: &Phrase,
        head: &str,
        rule: Option<usize>,
        specific: &[String],
        owner: Option<usize>,
        hidden: bool,
    ) -> Vec<(Pick, Row)> {
        let (reader, at) = (self.reader, parsed.first);
        let definite = !matches!(parsed.determiner, Determiner::A | Determiner::Count(_) | Determiner::Quantity);
        let headline = reader.sentence(at) == 0;
        let office = Office::of(reader, parsed);
        let fits = |one: &Referent| {
            !one.plural
                && !office.is_above(&one.heads)
                && (one.nature == Nature::Person || one.nature == Nature::Thing && self.may_be_person(one))
                && (one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender)
                && !(hidden && one.entity.is_some())
                && !office.excludes(reader, one.entity.map(|entity| &self.names.entities[entity]), one.phrase.as_ref())
        };
        let described = |row: &mut Row, heads: &[String], matching: usize| {
            row[Feature::Head] = flag(heads.iter().any(|one| one == head));
            row[Feature::Kin] = flag(row[Feature::Head] == 0.0 && heads.iter().any(|one| kin(head, one)));
            row[Feature::Clash] = flag(!specific.is_empty() && matching == 0);
            let matched = row[Feature::Head] > 0.0 || row[Feature::Kin] > 0.0;
            let named = row[Feature::Named] > 0.0;
            row[Feature::NamedUnmatched] = flag(named && !matched);
            row[Feature::NamedUnmatchedSpecific] = flag(named && !matched && !specific.is_empty());
            row[Feature::DescribedUnmatched] = flag(named && !matched && !heads.is_empty());
            row[Feature::HiddenHead] = flag(!named && row[Feature::HiddenSpoken] > 0.0 && row[Feature::Head] > 0.0);
            row[Feature::HiddenUnmatched] = flag(!named && !matched);
            // Whoever belongs to somebody, or is placed, is nobody named without that description.
            let placed = parsed.determiner == Determiner::Owned
                || parsed.cut > parsed.head + 1
                // "The collector who owns it" is told by that, not by having been spoken of.
                || reader.is(parsed.head + 1, list!("who whose whom"))
                || parsed.class.is(Class::SPOKES);
            let apart = placed || GENERIC.contains(&head) || RELATIONS.contains(&head);
            // "The judge" is not the minister.
            let other = parsed.class.is(Class::OFFICIAL)
                && heads.iter().any(|one| self.reader.lexicon.class(one).is(Class::OFFICIAL));
            // "Her colleague" may be somebody not named who spoke before.
            let peer = !named
                && row[Feature::HiddenSpoken] > 0.0
                && parsed.determiner == Determiner::Owned
                && peer(reader, parsed, head);
            row[Feature::Peer] = flag(peer && !matched);
            if !matched && !peer && (named && (apart || other && row[Feature::Rule] == 0.0) || !named && placed) {
                row[Feature::Named] = NEVER;
            }
            row[Feature::SameModifiers] = flag(matched && !specific.is_empty() && matching == specific.len());
        };
        let mut rows: Vec<(Pick, Row)> = Vec::new();
        let (lately, speakers) = self.lately(at, 12, &fits);
        let push = |referent: usize, lately: Option<(&Lately, usize)>, rows: &mut Vec<(Pick, Row)>| {
            let one = &self.chains.referents[referent];
            let mut row = self.known_row(referent, parsed.gender);
            match lately {
                Some((lately, rank)) => self.recency(&mut row, lately, rank, speakers, at, false),
                None => row[Feature::Farther] = 4.0,
            }
            row[Feature::Rule] = flag(rule == Some(referent));
            let matching = specific.iter().filter(|word| self.described_by(one, word)).count();
            described(&mut row, &one.heads, matching);
            row[Feature::OwnedNamed] = flag(parsed.determiner == Determiner::Owned && one.entity.is_some());
            rows.push((Pick::Referent(referent), row));
        };
        if definite {
            for (rank, one) in lately.iter().enumerate().filter(|(_, one)| owner != Some(one.referent)) {
                push(one.referent, Some((one, rank)), &mut rows);
            }
            let far = self.by_head.get(head).into_iter().flatten().rev().take(8).copied();
            for referent in far.chain(rule).collect::<Vec<_>>() {
                let known = rows.iter().any(|(pick, _)| *pick == Pick::Referent(referent));
                if !known && (fits(&self.chains.referents[referent]) || rule == Some(referent)) {
                    push(referent, None, &mut rows);
                }
            }
        }
        // Names that come only later: a headline or first paragraph describes, the next one names.
        // An unnamed voice of a body stays one, though the body has a named one too.
        let another = reader.is(parsed.first + 1, list!("other second third"));
        let hidden = hidden || another || !definite && parsed.class.is(Class::SPOKES);
        let generic = GENERIC.contains(&head);
        // "A surveyor said … The surveyor, Kate Fenwick, said": who was spoken of before.
        let again = |&(a, b): &(usize, usize)| {
            b - a <= 2 && reader.small(b - 1) == head && (a.saturating_sub(1)..=a).any(|at| reader.is(at, list!("the")))
        };
        // "The president" is not "its president, Dave Day".
        let elsewhere = |&(a, b): &(usize, usize)| {
            reader.is(a, list!("its his her their")) && (a..b).any(|at| reader.small(at) == head)
        };
        let early = self.reader.paragraph(at) < 4 || headline;
        let mut ahead = 0;
        let from = self.names.mentions.partition_point(|name| name.first < at);
        for name in self.names.mentions[from..].iter().take(if hidden { 0 } else { 60 }) {
            let entity = &self.names.entities[name.entity];
            // A headline may have described whom an indefinite phrase describes again: "Nurse … A nurse …".
            let known = self.of_entity.contains_key(&name.entity) && (definite || self.named[name.entity]);
            let bare = parsed.determiner == Determiner::The && parsed.cut <= parsed.head + 1;
            if known
                || bare && entity.descriptors.iter().any(elsewhere)
                || rows.iter().any(|(pick, _)| *pick == Pick::Entity(name.entity))
                || entity.kind != Kind::Person
                || office.excludes(reader, Some(entity), None)
                || parsed.gender.is_some() && entity.gender.is_some() && entity.gender != parsed.gender
            {
                continue;
            }
            let again = entity.descriptors.iter().any(again);
            let distance = reader.sentence(name.first) - reader.sentence(at);
            if generic && !again {
                continue;
            }
            if distance > 8 || ahead > 8 || distance == 0 {
                if distance == 0 {
                    continue;
                }
                break;
            }
            ahead += 1;
            let mut row = Row::default();
            row[Feature::Named] = 1.0;
            row[Feature::Sure] = flag(entity.sure);
            row[Feature::Count] = (entity.count as f32).ln();
            row[Feature::Gender] = flag(entity.gender.is_some() && entity.gender == parsed.gender);
            let matching = specific.iter().filter(|word| {
                entity.heads.contains(word)
                    || entity.descriptors.iter().any(|&(a, b)| (a..b).any(|at| self.means(at, word)))
            });
            described(&mut row, &entity.heads, matching.count());
            row[Feature::ForwardNear] = flag(distance <= 2);
            row[Feature::Forward] = 1.0;
            row[Feature::HeadlineForward] = flag(headline);
            row[Feature::LeadForward] = flag(early && ahead == 1);
            row[Feature::ForwardUnmatched] = flag(row[Feature::Head] == 0.0 && row[Feature::Kin] == 0.0);
            row[Feature::IndefiniteForward] = flag(!definite);
            row[Feature::ForwardHead] = row[Feature::Head];
            row[Feature::ForwardThe] = flag(again && !definite);
            rows.push((Pick::Entity(name.entity), row));
        }
        let mut row = Row::default();
        let class = parsed.class;
        row[Feature::New] = 1.0;
        row[Feature::RuleNew] = flag(rule.is_none());
        row[Feature::HeadlineNew] = flag(headline);
        row[Feature::ANew] = flag(!definite);
        row[Feature::BareNew] = flag(parsed.determiner == Determiner::Bare);
        row[Feature::OfficialNew] = flag(class.is(Class::OFFICIAL));
        row[Feature::MediaNew] = flag(class.is(Class::MEDIA));
        let any = |feature: Feature| flag(rows.iter().any(|(_, row)| row[feature] > 0.0));
        row[Feature::NewForwardHead] = any(Feature::ForwardHead);
        row[Feature::NewForwardThe] = any(Feature::ForwardThe);
        rows.push((Pick::New, row));
        // "The other official" is no spokeswoman, and not whoever spoke last.
        rows.retain(|(_, row)| {
            row[Feature::Named] != NEVER
                && !(another
                    && row[Feature::New] == 0.0
                    && (row[Feature::Head] == 0.0 || row[Feature::LatestSource] > 0.0))
        });
        // "The engineer", where one engineer has spoken.
        let matches = |row: &Row| row[Feature::Head] > 0.0 && row[Feature::Spoken] > 0.0;
        let count = rows.iter().filter(|(_, row)| matches(row)).count();
        for (pick, row) in &mut rows {
            let this = matches(row);
            row[Feature::OnlyMatch] = flag(this && count == 1);
            row[Feature::NewOtherMatches] = flag(count > 0 && *pick == Pick::New);
        }
        // "The government official" is no union official, where a government official was spoken of.
        let matched = |row: &Row| row[Feature::Named] == 0.0 && row[Feature::SameModifiers] > 0.0;
        if rows.iter().any(|(_, row)| matched(row)) {
            rows.retain(|(_, row)| row[Feature::Named] > 0.0 || row[Feature::Clash] == 0.0);
        }
        // "The official" is the official not named, whatever office somebody named holds.
        let unnamed = |row: &Row| {
            let near = row[Feature::SameSentence] + row[Feature::OneBack] + row[Feature::TwoBack] > 0.0;
            row[Feature::Named] == 0.0
                && row[Feature::New] == 0.0
                && row[Feature::Head] > 0.0
                && (row[Feature::HiddenSpoken] > 0.0 || near)
        };
        if rows.iter().any(|(_, row)| unnamed(row)) {
            let plain = parsed.determiner == Determiner::The && parsed.cut <= parsed.head + 1 && specific.is_empty();
            let generic = GENERIC.contains(&head);
            rows.retain(|(pick, row)| match pick {
                Pick::New => !(plain && generic),
                _ => row[Feature::Head] > 0.0 || row[Feature::Named] > 0.0 && !generic,
            });
        }
        rows
    }

    fn described_by(&self, one: &Referent, word: &String) -> bool {
        match (one.entity.map(|entity| &self.names.entities[entity]), &one.phrase) {
            (Some(entity), _) => {
                entity.heads.contains(word)
                    || entity.parts.contains(word)
                    || entity.descriptors.iter().any(|&(a, b)| (a..b).any(|at| self.means(at, word)))
            }
            (None, Some(phrase)) => (phrase.first..phrase.end.min(phrase.first + 40)).any(|at| self.means(at, word)),
            _ => false,
        }
    }

    fn means(&self, at: usize, word: &str) -> bool {
        super::modifier::modifier(self.reader, at) == word
    }

    /// Takes what was picked, making what is not there yet.
    pub(super) fn take(&mut self, pick: Pick) -> Option<usize> {
        match pick {
            Pick::Referent(referent) => Some(referent),
            Pick::Entity(entity) => Some(self.entity(entity)),
            Pick::New => None,
        }
    }
}

/// "colleague", "fellow officer": somebody of the same kind.
fn peer(reader: &Reader, parsed: &Phrase, head: &str) -> bool {
    one_of!(
        head,
        "colleague counterpart companion comrade workmate teammate neighbour neighbor cellmate classmate flatmate"
    ) || (parsed.first..parsed.head).any(|at| reader.is(at, list!("fellow")))
}

/// Writes what the scorer saw, for `train/antecedents.py`.
#[cfg(feature = "trace")]
pub fn trace(kind: &str, attribution: Option<usize>, words: &str, rows: &[(Pick, Row)]) {
    let Some(attribution) = attribution else { return };
    let mut line = format!("CHOICE\t{kind}\t{attribution}\t{}", words.replace(['\t', '\n'], " "));
    for (pick, row) in rows {
        let name = match pick {
            Pick::Referent(one) => format!("r{one}"),
            Pick::Entity(one) => format!("e{one}"),
            Pick::New => "new".into(),
        };
        line.push_str(&format!("\t{name}"));
        for value in row.0 {
            line.push_str(&format!(" {value:.3}"));
        }
    }
    eprintln!("{line}");
}

/// Nothing to write.
#[cfg(not(feature = "trace"))]
pub fn trace(_: &str, _: Option<usize>, _: &str, _: &[(Pick, Row)]) {}

/// Whether the weights were fitted.
pub fn ready(table: Table) -> bool {
    weights(table).iter().any(|weight| *weight != 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weights_and_every_weight_its_feature() {
        let listed: Vec<&str> = data!("../../../data/antecedent_weights.txt")
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        assert!(listed.iter().all(|name| NAMES.split_whitespace().any(|known| known == *name)), "{listed:?}");
        assert!(listed.len() <= FEATURES && weights(Table::Noun).iter().any(|weight| *weight != 0.0));
    }
}
