//! Every note with a text that calls for it and a twin that does not.

use crate::report::testing::{again, report, who};
use crate::report::types::*;

const STATE: (usize, Act, Side) = (1, Act::State, Side::Neutral);

fn note<'r>(report: &'r Report, code: &str) -> Option<&'r str> {
    report.notes.iter().find(|note| note.code == code).map(|note| note.sentence.as_str())
}

#[test]
fn shares_are_counts() {
    let marked = "{q1|“It is late again,”} {s1|an aide} {c1|said}. {q2|“It is on time,”} {s2|Bo Lind} {c2|said}.";
    let whos = || vec![who("an aide", Status::Unnamed, &[1]), who("Bo Lind", Status::Named, &[2])];
    let (_, found) = report(marked, whos(), &[STATE]);
    assert_eq!(note(&found, "sources_by_status"), Some("Two sources: one named person and one not named."));
    assert_eq!(
        note(&found, "share_not_named"),
        Some("One of two sources is not named (an aide); one of two statements and 4 of 8 quoted words are theirs.")
    );
    assert_eq!(note(&found, "lead"), Some("The lead rests on an aide, who is not named."));
    assert_eq!(
        note(&found, "first_quotation_not_named"),
        Some("The first quotation is from an aide, who is not named.")
    );
    assert_eq!(note(&found, "terms_none"), Some("No terms and no reason are stated for an aide, who is not named."));

    let named = vec![who("Ada Munk", Status::Named, &[1]), who("Bo Lind", Status::Named, &[2])];
    let (_, found) = report(marked, named, &[STATE]);
    assert_eq!(note(&found, "lead"), Some("The lead rests on Ada Munk, who is named."));
    for code in ["share_not_named", "first_quotation_not_named", "terms_none", "vague_source", "attack_not_named"] {
        assert_eq!(note(&found, code), None, "{code}");
    }
}

#[test]
fn reasons_given_formulaic_and_none() {
    let marked = "{s1|An aide} {c1|said} {q1|it was late}.";
    let with = |reason: Option<(ReasonClass, bool)>, status| {
        let mut aide = who("an aide", status, &[1]);
        let words = Quote { start: 0, end: 7, exact: "An aide".into() };
        aide.source.reason = reason.map(|(class, formulaic)| WithheldReason { class, formulaic, spans: vec![words] });
        report(marked, vec![aide], &[STATE]).1
    };
    let given = with(Some((ReasonClass::Safety, false)), Status::Anonymous);
    assert_eq!(note(&given, "reason_given"), Some("The article says why an aide is not named (safety): “An aide”."));
    assert_eq!((note(&given, "reason_none"), note(&given, "reason_formulaic")), (None, None));
    let formula = with(Some((ReasonClass::NotAuthorised, true)), Status::Anonymous);
    assert_eq!(
        note(&formula, "reason_formulaic"),
        Some("The reason why an aide is not named is a standing phrase: “An aide”.")
    );
    assert_eq!(note(&formula, "reason_given"), None);
    let none = with(None, Status::Anonymous);
    assert_eq!(
        note(&none, "reason_none"),
        Some("The article says that the name of an aide is withheld, and gives no reason.")
    );
    assert_eq!(note(&none, "terms_none"), None);
    assert_eq!(note(&with(None, Status::Unnamed), "reason_none"), None);
}

#[test]
fn vague_sources_and_their_basis() {
    let marked = "{s1|Sources} {c1|said} {q1|it was late}.";
    let mut sources = who("Sources", Status::Vague, &[1]);
    sources.source.basis = vec![Quote { start: 0, end: 7, exact: "briefed on the plan".into() }];
    let (_, found) = report(marked, vec![sources], &[STATE]);
    assert_eq!(
        note(&found, "vague_source"),
        Some("Only “sources” stands behind one statement: no name, job or affiliation.")
    );
    assert_eq!(
        note(&found, "basis_given"),
        Some("The article says how one of one source not named can know: sources (“briefed on the plan”).")
    );
    let (_, found) = report(marked, vec![who("sources at the port", Status::Unnamed, &[1])], &[STATE]);
    assert_eq!((note(&found, "vague_source"), note(&found, "basis_given")), (None, None));
}

#[test]
fn attack_and_prediction_from_sources_not_named() {
    let marked = "{s1|An aide} {c1|attacked} {q1|{t1|the mayor} for the delay}.";
    for (status, act, code, expected) in [
        (
            Status::Unnamed,
            Act::Criticise,
            "attack_not_named",
            Some("One criticism or accusation by a source who is not named: an aide attacked the mayor for the delay."),
        ),
        (Status::Named, Act::Criticise, "attack_not_named", None),
        (Status::Collective, Act::Criticise, "attack_not_named", None),
        (Status::Unnamed, Act::Support, "attack_not_named", None),
        (
            Status::Unnamed,
            Act::Expect,
            "prediction_not_named",
            Some("One prediction by a source who is not named (an aide)."),
        ),
        (Status::Named, Act::Expect, "prediction_not_named", None),
    ] {
        let (_, found) = report(marked, vec![who("an aide", status, &[1])], &[(1, act, Side::Against)]);
        assert_eq!(note(&found, code), expected, "{status:?} {act:?}");
    }
}

#[test]
fn single_sources() {
    let marked = "{s1|An aide} {c1|confirmed} {q1|{t1|the delay}}. {s2|Bo Lind} {c2|confirmed} {q2|{t2|the delay}}.";
    let whos = || vec![who("an aide", Status::Unnamed, &[1]), who("Bo Lind", Status::Named, &[2])];
    let acts = [(1, Act::Affirm, Side::For), (2, Act::Affirm, Side::For)];
    let (text, found) = report(marked, whos(), &acts);
    assert_eq!(
        note(&found, "single_source"),
        Some(
            "One claim rests on one source who is not named, and no other source here bears it out: an aide confirmed the delay."
        )
    );
    let mut agreed = found;
    agreed.relations.push(Relation {
        kind: RelationKind::Agrees,
        a: "a1".into(),
        b: "a2".into(),
        why: "both confirm it".into(),
    });
    assert_eq!(note(&again(&text, agreed), "single_source"), None);
    let (_, found) = report(marked, vec![who("an aide", Status::Unnamed, &[1, 2])], &acts);
    assert_eq!(note(&found, "one_source"), Some("All two statements come from one source, an aide."));
}

#[test]
fn second_hand_hearsay_and_fragments() {
    let marked = "{s1|Bo Lind} {c1|said} {q1|it was “late”}, {v1|the Post} wrote. {c2|Reportedly}, {q2|it rained}.";
    let (_, found) = report(marked, vec![who("Bo Lind", Status::Named, &[1])], &[STATE]);
    assert_eq!(
        note(&found, "second_hand"),
        Some("One statement reached this article through somebody else: the Post.")
    );
    assert_eq!(note(&found, "hearsay"), Some("One statement has no source (“Reportedly”)."));
    assert_eq!(note(&found, "fragment_quotes"), Some("One quotation is only one to three words long: “late”."));
    let plain = "{s1|Bo Lind} {c1|said} {q1|it was “late, and getting later”}.";
    let (_, found) = report(plain, vec![who("Bo Lind", Status::Named, &[1])], &[STATE]);
    for code in ["second_hand", "hearsay", "fragment_quotes"] {
        assert_eq!(note(&found, code), None, "{code}");
    }
}

#[test]
fn is_the_accused_heard() {
    let marked = "{s1|An aide} {c1|accused} {q1|{t1|Bo Lind} of waste}. {s2|Bo Lind} {c2|denied} {q2|it}.";
    let accuse = [(1, Act::Accuse, Side::Against), (2, Act::Deny, Side::Against)];
    let whos = || vec![who("an aide", Status::Unnamed, &[1]), who("Bo Lind", Status::Named, &[2])];
    let (text, found) = report(marked, whos(), &accuse);
    assert_eq!(note(&found, "accused_heard"), Some("Bo Lind is accused by an aide, and is heard in the article."));
    let mut answered = found;
    answered.relations.push(Relation {
        kind: RelationKind::Replies,
        a: "a1".into(),
        b: "a2".into(),
        why: "denies it".into(),
    });
    let answered = again(&text, answered);
    assert_eq!(note(&answered, "reply_given"), Some("Bo Lind is accused by an aide, and the article gives an answer."));
    assert_eq!(note(&answered, "accused_heard"), None);

    let (text, mut silent) = report(marked, whos(), &[accuse[0], (2, Act::NoComment, Side::Neutral)]);
    assert_eq!(
        note(&silent, "reply_missing"),
        Some("Bo Lind is accused by an aide; no answer was found in this text.")
    );
    silent.asked_for_comment.push(AskedForComment { attribution: "a2".into(), how: CommentOutcome::NoResponse });
    let silent = again(&text, silent);
    assert_eq!(note(&silent, "reply_asked"), Some("Bo Lind is accused by an aide and has no answer in this text."));
    assert_eq!(note(&silent, "asked_for_comment"), Some("Asked for comment: Bo Lind has no answer in this text."));
    // Criticism is no accusation of a wrong.
    let (_, found) = report(marked, whos(), &[(1, Act::Criticise, Side::Against), accuse[1]]);
    assert!(!found.notes.iter().any(|note| note.code.starts_with("reply") || note.code == "accused_heard"));
}

#[test]
fn coloured_verbs() {
    for (marked, colour, expected) in [
        (
            "{s1|Bo Lind} {c1|claimed} {q1|it was late}.",
            CueColour::Distancing,
            Some("One reporting verb keeps a distance from what is said: “claimed” of Bo Lind."),
        ),
        (
            "{s1|Bo Lind} {c1|slammed} {q1|the delay}.",
            CueColour::Charged,
            Some("One reporting verb is charged: “slammed” of Bo Lind."),
        ),
        ("{s1|Bo Lind} {c1|would not confirm} {q1|the delay}.", CueColour::Endorsing, None),
        ("{s1|Bo Lind} {c1|said} {q1|it was late}.", CueColour::Neutral, None),
    ] {
        let (text, mut found) = report(marked, vec![who("Bo Lind", Status::Named, &[1])], &[STATE]);
        found.attributions[0].cue_colour = colour;
        let found = again(&text, found);
        let coloured = found.notes.iter().find(|note| note.code.starts_with("cue_"));
        assert_eq!(coloured.map(|note| note.sentence.as_str()), expected, "{marked}");
    }
}

#[test]
fn every_note_has_its_evidence() {
    let marked = "{s1|An aide} {c1|accused} {q1|{t1|Bo Lind} of “waste”}. {c2|Reportedly}, {q2|it rained}.";
    let (_, found) = report(marked, vec![who("an aide", Status::Anonymous, &[1])], &[(1, Act::Accuse, Side::Against)]);
    assert!(found.notes.len() >= 5, "{:?}", found.notes);
    for note in found.notes.iter().filter(|note| note.code != "fragment") {
        assert!(!note.evidence.is_empty(), "{}", note.code);
        assert!(note.sentence.ends_with('.') && note.sentence.starts_with(char::is_uppercase), "{}", note.sentence);
        for word in ["score", "credib", "reliab", "failed to", "%"] {
            assert!(!note.sentence.contains(word), "{}", note.sentence);
        }
    }
}
