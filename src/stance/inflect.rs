//! Inflection: the forms of an English verb or noun, so that a lexicon need only name the word.

/// Verbs whose past and participle follow no rule: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("bear", "bore", "borne"),
    ("beg", "begged", "begged"),
    ("bet", "bet", "bet"),
    ("bid", "bid", "bid"),
    ("bow", "bowed", "bowed"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("cast", "cast", "cast"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("draw", "drew", "drawn"),
    ("dream", "dreamt", "dreamt"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("forbid", "forbade", "forbidden"),
    ("forecast", "forecast", "forecast"),
    ("foresee", "foresaw", "foreseen"),
    ("foretell", "foretold", "foretold"),
    ("forgo", "forwent", "forgone"),
    ("forewarn", "forewarned", "forewarned"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("hang", "hung", "hung"),
    ("have", "had", "had"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("join", "joined", "joined"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lash", "lashed", "lashed"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("learn", "learnt", "learned"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("overturn", "overturned", "overturned"),
    ("pay", "paid", "paid"),
    ("plead", "pled", "pleaded"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("recall", "recalled", "recalled"),
    ("rebut", "rebutted", "rebutted"),
    ("ring", "rang", "rung"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("set", "set", "set"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("speak", "spoke", "spoken"),
    ("stand", "stood", "stood"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("strive", "strove", "striven"),
    ("swear", "swore", "sworn"),
    ("take", "took", "taken"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("understand", "understood", "understood"),
    ("undertake", "undertook", "undertaken"),
    ("uphold", "upheld", "upheld"),
    ("upset", "upset", "upset"),
    ("withdraw", "withdrew", "withdrawn"),
    ("withhold", "withheld", "withheld"),
    ("write", "wrote", "written"),
];

/// Verbs of more than one syllable that double their last consonant, beside those of one syllable.
const DOUBLING: crate::list::List = list!("admit commit compel defer expel impel infer refer regret permit");

/// Verbs of more than one syllable that double it in British spelling only; both spellings are made.
const BRITISH: crate::list::List = list!("cancel counsel label quarrel signal model");

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn is_regular_double(verb: &str) -> bool {
    let letters = verb.as_bytes();
    let n = letters.len();
    if n < 3 || !letters.is_ascii() {
        return false;
    }
    let closed = !is_vowel(letters[n - 1])
        && !matches!(letters[n - 1], b'w' | b'x' | b'y')
        && is_vowel(letters[n - 2])
        && !is_vowel(letters[n - 3]);
    closed && letters[..n - 2].iter().all(|letter| !is_vowel(*letter))
}

/// All forms of a verb given in its base form, without repeats: base, -s, past, participle, -ing.
pub fn verb_forms(base: &str) -> Vec<String> {
    let mut forms = vec![base.to_owned(), plural(base)];
    if base == "be" {
        forms.extend(["is", "are", "am", "was", "were", "been", "being"].map(str::to_owned));
        return forms;
    }
    let mut stems = Vec::new();
    if let Some(stem) = base.strip_suffix('e').filter(|_| !base.ends_with("ee")) {
        stems.push(stem.to_owned());
    } else if is_regular_double(base) || DOUBLING.contains(&base) {
        stems.extend(base.chars().last().map(|last| format!("{base}{last}")));
    } else {
        stems.push(base.to_owned());
        if BRITISH.contains(&base) {
            stems.extend(base.chars().last().map(|last| format!("{base}{last}")));
        }
    }
    if let Some(&(_, past, participle)) = IRREGULAR.iter().find(|row| row.0 == base) {
        forms.extend([past.to_owned(), participle.to_owned()]);
    } else {
        for stem in &stems {
            forms.push(match past_y(base) {
                Some(stem) => format!("{stem}ied"),
                None if base.ends_with("ee") => format!("{base}d"),
                None => format!("{stem}ed"),
            });
        }
    }
    forms.extend(stems.iter().map(|stem| format!("{stem}ing")));
    crate::order::sort(&mut forms);
    forms.dedup();
    forms
}

fn past_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    stem.bytes().last().is_some_and(|letter| !is_vowel(letter)).then_some(stem)
}

/// The plural of a noun, or the -s form of a verb.
pub fn plural(base: &str) -> String {
    if base == "have" {
        return "has".to_owned();
    }
    if let Some(stem) = past_y(base) {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end));
    if hissing || one_of!(base, "go forgo veto echo do") { format!("{base}es") } else { format!("{base}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects() {
        for (base, expected) in [
            ("deny", vec!["denied", "denies", "deny", "denying"]),
            ("plan", vec!["plan", "planned", "planning", "plans"]),
            ("criticise", vec!["criticise", "criticised", "criticises", "criticising"]),
            ("say", vec!["said", "say", "saying", "says"]),
            ("commit", vec!["commit", "commits", "committed", "committing"]),
            ("foresee", vec!["foresaw", "foresee", "foreseeing", "foreseen", "foresees"]),
            ("agree", vec!["agree", "agreed", "agreeing", "agrees"]),
            ("cancel", vec!["cancel", "canceled", "canceling", "cancelled", "cancelling", "cancels"]),
        ] {
            assert_eq!(verb_forms(base), expected, "{base}");
        }
    }

    #[test]
    fn doubles_only_after_one_short_vowel() {
        for (base, past) in
            [("rap", "rapped"), ("fear", "feared"), ("offer", "offered"), ("boo", "booed"), ("play", "played")]
        {
            assert!(verb_forms(base).contains(&past.to_owned()), "{base}");
        }
        assert!(!verb_forms("offer").contains(&"offerred".to_owned()));
        assert_eq!(plural("plea"), "pleas");
        assert_eq!(plural("speech"), "speeches");
        assert_eq!(plural("ally"), "allies");
    }
}
