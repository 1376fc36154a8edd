//! Mentions: what a noun phrase that stands for a source says of it.

use super::lexicon::{Class, looks_like_person};
use super::name::{Kind, Names};
use super::reader::{Gender, Reader};
use crate::Span;

/// What a noun phrase is, by its form.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A personal, possessive or relative pronoun.
    Pronoun(Pronoun),
    /// A proper name; index of the name in [`Names::mentions`].
    Name(usize),
    /// A common noun, or nothing better known.
    Noun,
    /// "one of whom", "many of them", "the two": part or all of a group named before.
    Part,
    /// Two or more speakers, each a phrase of its own (token ranges).
    Joint(Vec<(usize, usize)>),
}

/// Classes of pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// they, them, their
    They,
    /// it, its
    It,
    /// I, me, my
    I,
    /// we, us, our
    We,
    /// you
    You,
    /// who, whose, whom
    Who,
    /// which, that
    Which,
}

/// How a noun phrase is determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// No determiner.
    Bare,
    /// the, this, that, these, those
    The,
    /// a, an, one, another
    A,
    /// his, her, their, its, my, our, or a genitive
    Owned,
    /// some, many, most, several, few, all …
    Quantity,
    /// two, three, a dozen …
    Count(u32),
}

/// A parsed noun phrase.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Token range, marks at the edges left out.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Its form.
    pub form: Form,
    /// Token of the head noun (the last token of a name).
    pub head: usize,
    /// One past the last token that describes it: relative clauses and what follows a comma are left out.
    pub cut: usize,
    /// How it is determined.
    pub determiner: Determiner,
    /// Whether it is plural.
    pub plural: bool,
    /// Class of the head noun.
    pub class: Class,
    /// Gender that the words tell.
    pub gender: Option<Gender>,
    /// An apposition after a comma that describes it better ("a third person, a lawyer for the bidders").
    pub apposition: Option<(usize, usize)>,
}

impl Phrase {
    /// The phrase with its description kept from `first` on.
    fn shifted(mut self, first: usize) -> Self {
        self.apposition = Some((first, self.cut));
        self
    }

    /// The words that describe it.
    pub fn span(&self, reader: &Reader) -> Span {
        reader.span(self.first, self.cut)
    }
}

/// Nouns that only count what stands after "of".
const PARTITIVES: &[&str] = &[
    "number",
    "group",
    "army",
    "crowd",
    "handful",
    "series",
    "string",
    "array",
    "chorus",
    "bunch",
    "pair",
    "couple",
    "trio",
    "majority",
    "minority",
    "lot",
    "range",
    "host",
    "crop",
    "band",
    "cadre",
    "coalition",
    "contingent",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "collection",
    "slew",
    "flood",
    "mix",
    "list",
    "percentage",
    "share",
    "third",
    "quarter",
    "half",
    "most",
];

const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "at",
    "for",
    "from",
    "with",
    "on",
    "to",
    "by",
    "about",
    "near",
    "inside",
    "within",
    "among",
    "across",
    "against",
    "behind",
    "including",
    "like",
    "such",
    "around",
    "under",
    "outside",
    "between",
    "throughout",
    "involved",
    "familiar",
    "close",
    "privy",
    "present",
    "aware",
    "briefed",
    "who",
    "whose",
    "which",
    "whom",
    "where",
    "when",
    "as",
    "not",
    "over",
    "after",
    "before",
    "during",
    "there",
    "here",
    "alike",
    "than",
    "upon",
    "loyal",
    "critical",
    "known",
];

/// Parses the tokens `first..end` as a noun phrase; none where there is no word.
pub fn phrase(reader: &Reader, names: &Names, mut first: usize, mut end: usize) -> Option<Phrase> {
    let start = first;
    let edge = |at: usize| reader.mark(at) && !matches!(reader.word(at), "$" | "@" | "#");
    while first < end && edge(first) {
        first += 1;
    }
    while end > first
        && edge(end - 1)
        && !(reader.word(end - 1) == "." && reader.word(end.wrapping_sub(2)).chars().count() == 1)
    {
        end -= 1;
    }
    if end - first > 1 && reader.word(end - 1) == "s" && matches!(reader.word(end - 2), "'" | "’") {
        end -= 2;
    }
    while first + 1 < end
        && reader.is(
            first,
            &[
                "even",
                "but",
                "and",
                "while",
                "according",
                "both",
                "only",
                "just",
                "not",
                "then",
                "by",
                "to",
                "neither",
                "yet",
                "also",
                "from",
                "as",
            ],
        )
        && !reader.is(first + 1, &["of"])
    {
        first += 1;
    }
    if first >= end {
        return None;
    }
    let length = end - first;
    let base = Phrase {
        first,
        end,
        form: Form::Noun,
        head: first,
        cut: end,
        determiner: Determiner::Bare,
        plural: false,
        class: Class::default(),
        gender: None,
        apposition: None,
    };
    if let Some((pronoun, plural)) = pronoun(reader, first) {
        let follows_noun = length > 1
            && matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::They | Pronoun::It | Pronoun::I | Pronoun::We)
            && owned(reader, first)
            && !reader.mark(first + 1)
            && !reader.is(
                first + 1,
                &["himself", "herself", "itself", "themselves", "and", "who", "also", "too", "both", "all", "alone"],
            );
        let that_noun = pronoun == Pronoun::Which && length > 1;
        if let Some(members) = joint(reader, names, first, end) {
            return Some(Phrase { form: Form::Joint(members), plural: true, ..base });
        }
        if !follows_noun && !that_noun {
            let gender = match pronoun {
                Pronoun::He => Some(Gender::Male),
                Pronoun::She => Some(Gender::Female),
                _ => None,
            };
            return Some(Phrase { form: Form::Pronoun(pronoun), plural, gender, cut: first + 1, ..base });
        }
    }
    if let Some(members) = joint(reader, names, first, end) {
        return Some(Phrase { form: Form::Joint(members), plural: true, cut: end, ..base });
    }
    if part(reader, first, end) {
        return Some(Phrase {
            form: Form::Part,
            plural: !reader.is(first, &["one", "another", "each", "neither", "either"]),
            determiner: determiner(reader, first, end).0,
            ..base
        });
    }
    let (determiner, after) = determiner(reader, first, end);
    // The chunk: up to the first comma, preposition, relative, or participle after a noun.
    let mut chunk = after;
    let mut noun: Option<usize> = None;
    while chunk < end {
        let word = reader.word(chunk);
        let inside_name = names.covering(chunk).is_some_and(|name| name.title < chunk);
        let small = reader.small(chunk);
        if chunk > after && !inside_name {
            let attached_point = matches!(word, "." | "'" | "’" | "-" | "&" | "/") && reader.attached(chunk);
            if matches!(word, "“" | "\"")
                && noun.is_some_and(|noun| reader.class(noun).is(Class::DOCUMENT | Class::OUTLET))
            {
                break;
            }
            if reader.mark(chunk) && !attached_point && word != "%" && word != "“" && word != "\"" && word != "”"
                || PREPOSITIONS.contains(&small.as_ref())
                || word == "that"
            {
                break;
            }
            let verbal = small.len() > 4
                && (small.ends_with("ing") || small.ends_with("ed") && !small.ends_with("eed"))
                && !reader.capital(chunk);
            let ahead = !reader.mark(chunk + 1)
                && reader.class(chunk + 1).is(Class::PERSON | Class::BODY | Class::MASS | Class::CLASS)
                && !reader.class(chunk + 1).is(Class::FUNCTION);
            if verbal
                && !ahead
                && noun.is_some()
                && !reader.class(chunk).is(Class::PERSON | Class::DOCUMENT | Class::BODY)
            {
                break;
            }
        }
        let class = reader.class(chunk);
        if (class.is(Class::PERSON
            | Class::BODY
            | Class::OUTLET
            | Class::DOCUMENT
            | Class::VAGUE
            | Class::CLASS
            | Class::MASS
            | Class::QUANTITY)
            && !class.is(Class::FUNCTION | Class::COUNT)
            || looks_like_person(&small)
            || small.ends_with('s') && looks_like_person(small.trim_end_matches('s')))
            && !reader.genitive(chunk + 1)
        {
            noun = Some(chunk);
        }
        chunk += 1;
    }
    let chunk = chunk.max(first + 1);
    let mut last = chunk - 1;
    while last > first
        && (reader.mark(last)
            || reader.is(
                last,
                &["himself", "herself", "itself", "themselves", "alone", "also", "today", "now", "all", "both", "s"],
            ) && noun != Some(last))
    {
        last -= 1;
    }
    let noun_found = noun;
    // "Lord of the Isles director Ann Day": a noun for a person and a name close the whole phrase.
    if let Some(name) = names.at(end - 1).filter(|name| name.end >= end && name.title > first) {
        let index = names.mentions.partition_point(|one| one.first < name.first);
        let lead = name.title - 1;
        let noun =
            reader.class(lead).is(Class::PERSON) && !reader.plural(lead) && !reader.class(lead).is(Class::FUNCTION);
        let told = noun_found.is_none_or(|found| {
            found == lead || !reader.class(found).is(Class::PERSON | Class::DOCUMENT | Class::VAGUE)
        });
        let between = (first..lead).all(|at| {
            !reader.is(at, &["by", "with", "from", "to", "led", "who", "like", "including", "about", "and"])
                && reader.word(at) != ","
        });
        if noun && told && between && names.entities[name.entity].kind == Kind::Person {
            return Some(Phrase {
                form: Form::Name(index),
                head: end - 1,
                determiner,
                gender: names.entities[name.entity].gender,
                ..base
            });
        }
    }
    // A name closes the chunk: "President Ann Day", "the finance minister, Lou Jiwei".
    let closing = names.at(last).filter(|name| name.end > last);
    let name_index = |at: usize| {
        let index = names.mentions.partition_point(|name| name.first <= at);
        index.checked_sub(1)
    };
    let bare_name = |at: usize| {
        names.at(at).is_some_and(|name| {
            name.title.min(name.first) <= after.max(first)
                || names.entities[name.entity].kind == Kind::Person
                || reader.class(at).is_empty()
        })
    };
    if closing.is_some() && bare_name(last) && (noun.is_none_or(|noun| noun < last || names.at(noun).is_some())) {
        let index = name_index(last).unwrap_or(0);
        let entity = &names.entities[names.mentions[index].entity];
        let owner_kind = entity.kind;
        // "the Clinton campaign" ends in a noun, "Republican Senator Day" in a name.
        if !(owner_kind == Kind::Place && noun == Some(last)) {
            return Some(Phrase {
                form: Form::Name(index),
                head: last,
                cut: chunk,
                determiner,
                gender: entity.gender,
                ..base
            });
        }
    }
    // "The finance minister, Lou Jiwei," and "The director of the centre, Ina Day,": the name after a comma.
    let single = noun.is_none_or(|noun| !reader.plural(noun) || reader.is(first, &["one"]))
        && !matches!(determiner, Determiner::Count(_) | Determiner::Quantity);
    if single {
        for comma in (chunk..end.min(chunk + 24)).filter(|&at| reader.word(at) == ",") {
            let next = if reader.is(comma + 1, &["the"]) { comma + 2 } else { comma + 1 };
            let Some(index) = names.within(next, end).next() else { break };
            let name = names.mentions[index];
            let entity = &names.entities[name.entity];
            let closes = name.end >= end
                || matches!(reader.word(name.end), "," | "(" | "—" | "–" | "who")
                || entity.kind == Kind::Person && reader.is(name.end, &["of"]);
            if name.title.min(name.first) <= next
                && closes
                && entity.kind != Kind::Place
                && (determiner != Determiner::A || entity.kind == Kind::Person)
            {
                return Some(Phrase {
                    form: Form::Name(index),
                    head: name.end - 1,
                    cut: end,
                    determiner,
                    gender: entity.gender,
                    ..base
                });
            }
            if reader.is(comma + 1, &["who", "whose", "a", "an"]) {
                break;
            }
        }
    }
    let mut determiner = determiner;
    // "an army of workers", "a number of Democrats": the noun after "of" counts.
    if let Some(noun) = noun
        .or((last >= first).then_some(last))
        .filter(|&noun| noun >= first && reader.is(noun, PARTITIVES) && reader.is(noun + 1, &["of"]) && noun + 2 < end)
    {
        let inner =
            (noun + 2..end.min(noun + 9)).take_while(|&at| !reader.mark(at) || reader.word(at) == "-").find(|&at| {
                let class = reader.class(at);
                reader.plural(at)
                    && class.is(Class::PERSON
                        | Class::CLASS
                        | Class::BODY
                        | Class::DOCUMENT
                        | Class::OUTLET
                        | Class::VAGUE)
                    && !(reader.plural(at + 1) && reader.class(at + 1).is(Class::PERSON))
            });
        if let Some(inner) = inner {
            determiner = match determiner {
                Determiner::Count(count) => Determiner::Count(count),
                _ => {
                    (noun + 2..inner).find_map(|at| number(reader, at)).map_or(Determiner::Quantity, Determiner::Count)
                }
            };
            let class = reader.class(inner);
            let mut cut = inner + 1;
            while cut < end && !matches!(reader.word(cut), "," | "who" | "which" | "—" | "–") {
                cut += 1
            }
            return Some(Phrase {
                form: Form::Noun,
                head: inner,
                cut,
                determiner,
                plural: true,
                class,
                gender: None,
                ..base
            });
        }
    }
    // "others on the board", "some", "no one".
    if determiner == Determiner::Quantity && (after >= end || PREPOSITIONS.contains(&reader.small(after).as_ref()))
        || reader.is(first, &["no"]) && reader.is(first + 1, &["one"])
    {
        let mut cut = first + 1;
        while cut < end && !matches!(reader.word(cut), "," | "who" | "—" | "–") {
            cut += 1
        }
        return Some(Phrase {
            form: Form::Noun,
            head: first,
            cut,
            determiner: Determiner::Bare,
            plural: true,
            class: Class::QUANTITY,
            gender: None,
            ..base
        });
    }
    // A text by its title in quotation marks.
    if first > start && matches!(reader.word(first - 1), "“" | "\"") && names.at(first).is_some() && end - first > 2 {
        return Some(Phrase {
            form: Form::Noun,
            head: last,
            cut: end,
            determiner: Determiner::The,
            plural: false,
            class: Class::DOCUMENT,
            gender: None,
            ..base
        });
    }
    let head = noun.filter(|&noun| noun >= after).unwrap_or(last);
    let mut class = reader.class(head);
    let before = |at: usize, words: &[&str]| at > first && reader.is(at - 1, words);
    if reader.is(head, &["figure", "figures"])
        && before(
            head,
            &[
                "top",
                "senior",
                "leading",
                "public",
                "key",
                "political",
                "opposition",
                "establishment",
                "prominent",
                "party",
                "religious",
                "military",
            ],
        )
    {
        class = Class::OFFICIAL | Class::CLASS;
    }
    if reader.is(head, &["maker", "makers", "goer", "goers"])
        && head > first + 1
        && reader.word(head - 1) == "-"
        && reader.is(
            head - 2,
            &[
                "film", "policy", "movie", "home", "peace", "party", "theatre", "cinema", "festival", "church",
                "concert",
            ],
        )
    {
        class = if reader.is(head - 2, &["film", "movie"]) { Class::AFFECTED } else { Class::AFFECTED | Class::CLASS };
    }
    if reader.is(head, &["old", "olds"]) && reader.is(head.saturating_sub(2), &["year"]) {
        class = Class::AFFECTED;
    }
    let plural = reader.plural(head)
        || matches!(determiner, Determiner::Count(n) if n > 1)
        || determiner == Determiner::Quantity && !reader.is(first, &["one", "each", "every", "any", "no"]);
    // What describes it: to the first comma or relative clause, unless nothing else does.
    let mut cut = chunk;
    let mut brackets = 0;
    while cut < end {
        let word = reader.word(cut);
        if word == "(" {
            brackets += 1
        }
        if word == ")" {
            brackets -= 1
        }
        let relative = matches!(word, "who" | "whose" | "which" | "whom")
            || word == ","
            || matches!(word, "—" | "–" | ";")
            || word == "-" && !reader.attached(cut);
        let clause = cut > head
            && reader.is(cut, &["not", "speaking", "granted", "asking", "requesting", "declining", "insisting"]);
        if (relative || clause) && brackets <= 0 {
            break;
        }
        cut += 1;
    }
    let thin = class.is(Class::VAGUE) && !class.is(Class::OFFICIAL) && cut <= head + 1;
    if thin && cut < end && reader.is(cut, &["who", "whose"]) {
        let mut stop = cut;
        while stop < end && reader.word(stop) != "," {
            stop += 1
        }
        cut = stop;
    }
    let mut apposition = None;
    if cut < end && reader.word(cut) == "," && reader.is(cut + 1, &["a", "an", "one", "the", "both", "all"]) {
        let mut stop = cut + 2;
        while stop < end && reader.word(stop) != "," && !reader.is(stop, &["who", "whose"]) {
            stop += 1
        }
        // "A third person, a lawyer for the bidders": the apposition says who.
        if class.is(Class::VAGUE) && !class.is(Class::OFFICIAL) && !plural && cut <= head + 1 {
            if let Some(better) = phrase(reader, names, cut + 1, stop).filter(|better| better.form == Form::Noun) {
                return Some(Phrase { first, end, ..better.shifted(cut + 1) });
            }
        }
        apposition = Some((cut + 1, stop));
    }
    Some(Phrase {
        form: Form::Noun,
        head,
        cut: cut.max(head + 1).min(end),
        determiner,
        plural,
        class,
        gender: reader.noun_gender(head),
        apposition,
        ..base
    })
}

/// Class and number of a pronoun.
pub fn pronoun(reader: &Reader, at: usize) -> Option<(Pronoun, bool)> {
    Some(match reader.small(at).as_ref() {
        "he" | "him" | "his" | "himself" => (Pronoun::He, false),
        "she" | "her" | "hers" | "herself" => (Pronoun::She, false),
        "they" | "them" | "their" | "theirs" | "themselves" => (Pronoun::They, true),
        "it" | "its" | "itself" => (Pronoun::It, false),
        "i" | "me" | "my" | "mine" | "myself" => (Pronoun::I, false),
        "we" | "us" | "our" | "ours" | "ourselves" if reader.word(at) != "US" => (Pronoun::We, true),
        "you" | "your" => (Pronoun::You, true),
        "who" | "whose" | "whom" => (Pronoun::Who, false),
        "which" | "that" => (Pronoun::Which, false),
        _ => return None,
    })
}

/// Whether token `at` is a possessive that takes a noun.
pub fn owned(reader: &Reader, at: usize) -> bool {
    reader.is(at, &["his", "her", "their", "its", "my", "our", "your", "whose"])
}

/// The determiner at `first`, and the token after it.
fn determiner(reader: &Reader, first: usize, end: usize) -> (Determiner, usize) {
    let small = reader.small(first);
    let mut after = first + 1;
    let found = match small.as_ref() {
        "the" | "this" | "that" | "these" | "those" => {
            if let Some(count) = number(reader, after) {
                return (if count > 1 { Determiner::Count(count) } else { Determiner::The }, after + 1);
            }
            Determiner::The
        }
        "a" | "an" | "one" | "another" | "every" | "each" | "any" | "no" => {
            if reader.is(after, &["dozen"]) {
                return (Determiner::Count(12), after + 1);
            }
            if reader.is(
                after,
                &[
                    "few", "couple", "handful", "number", "group", "range", "string", "pair", "trio", "series", "lot",
                    "majority",
                ],
            ) && reader.class(after + 1).is(Class::FUNCTION)
                && reader.is(after + 1, &["of"])
                && !reader.is(after, &["group"])
            {
                return (
                    if reader.is(after, &["couple", "pair"]) {
                        Determiner::Count(2)
                    } else if reader.is(after, &["trio"]) {
                        Determiner::Count(3)
                    } else {
                        Determiner::Quantity
                    },
                    after + 2,
                );
            }
            if reader.is(after, &["few"]) {
                return (Determiner::Quantity, after + 1);
            }
            Determiner::A
        }
        "his" | "her" | "their" | "its" | "my" | "our" | "your" | "whose" => Determiner::Owned,
        "some" | "many" | "most" | "several" | "few" | "all" | "various" | "numerous" | "more" | "fewer" | "both"
        | "multiple" | "other" | "others" | "hundreds" | "thousands" | "dozens" | "scores" | "millions" | "half" => {
            let mut at = after;
            if reader.is(at, &["of"]) {
                at += 1;
            }
            if at > after && reader.is(at, &["the", "his", "her", "their", "its", "those", "these", "our", "my"]) {
                at += 1;
            }
            if at > after {
                after = at
            }
            Determiner::Quantity
        }
        _ => {
            if reader.is(first, &["at", "more", "about", "nearly"]) && reader.is(after, &["least", "than"]) {
                return determiner(reader, (after + 1).min(end.saturating_sub(1)), end);
            }
            if let Some(count) = number(reader, first) {
                if reader.is(after, &["of"]) {
                    after += 1;
                    if reader.is(after, &["the", "his", "her", "their", "its"]) {
                        after += 1
                    }
                }
                return (if count == 1 { Determiner::A } else { Determiner::Count(count) }, after);
            }
            // A genitive determines too: "Cruz's advisers".
            let mut at = first;
            while at < end
                && at < first + 8
                && (!reader.mark(at) || matches!(reader.word(at), "." | "-" | "&"))
                && !PREPOSITIONS.contains(&reader.small(at).as_ref())
            {
                at += 1
            }
            return (
                if at > first && at < end && reader.genitive(at) { Determiner::Owned } else { Determiner::Bare },
                first,
            );
        }
    };
    // "the minister's aide": owned by a noun.
    let mut at = after;
    while at < end && at < after + 6 && !reader.mark(at) && !PREPOSITIONS.contains(&reader.small(at).as_ref()) {
        at += 1
    }
    if found == Determiner::The && at < end && reader.genitive(at) && reader.genitive_has_noun(at) {
        return (Determiner::Owned, first + 1);
    }
    (found, after.min(reader.len()))
}

/// A number from one to a hundred.
pub fn number(reader: &Reader, at: usize) -> Option<u32> {
    const WORDS: &[&str] =
        &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let small = reader.small(at);
    if let Some(found) = WORDS.iter().position(|&word| word == small) {
        return Some(found as u32);
    }
    small.parse::<u32>().ok().filter(|&count| {
        (1..=99).contains(&count) && reader.word(at + 1) != "%" && !reader.is(at + 1, &["percent", "per", "in"])
    })
}

/// "one of whom", "many of them", "the two", "all three", "neither", "some of those".
fn part(reader: &Reader, first: usize, end: usize) -> bool {
    let quantity = |at: usize| {
        reader.class(at).is(Class::QUANTITY | Class::COUNT)
            || reader.is(at, &["one", "each", "either", "neither", "another", "both", "all"])
    };
    if quantity(first) && reader.is(first + 1, &["of"]) && first + 2 < end {
        let third = first + 2;
        return reader.is(third, &["whom", "them", "which", "us"])
            || reader.is(third, &["the", "those", "these"])
                && (end == third + 2 && reader.class(third + 1).is(Class::COUNT) || end == third + 1)
            || reader.is(third, &["the"])
                && reader.class(third + 1).is(Class::COUNT)
                && matches!(reader.word(third + 2), "," | "");
    }
    let length = end - first;
    length == 1 && reader.is(first, &["both", "neither", "either"])
        || length == 2
            && reader.is(first, &["the", "all", "these", "those"])
            && reader.class(first + 1).is(Class::COUNT)
        || length == 2 && reader.is(first, &["the"]) && reader.is(first + 1, &["pair", "trio", "duo"])
}

/// "A and B": the phrases that speak together, if the conjunction stands on the top level.
fn joint(reader: &Reader, names: &Names, first: usize, end: usize) -> Option<Vec<(usize, usize)>> {
    let speaker = |from: usize| -> Option<usize> {
        // A name (with title) or a pronoun at `from`: where it ends.
        if let Some((pronoun, _)) = pronoun(reader, from) {
            return matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::I | Pronoun::They)
                .then_some(from + 1)
                .filter(|&stop| !owned(reader, from) || reader.is(stop, &["and"]))
                .or_else(|| (owned(reader, from) && from > first && from + 1 < end).then_some(end));
        }
        let range = names.within(from, (from + 9).min(end));
        let name = range.clone().next().map(|index| names.mentions[index])?;
        let lead = (from..name.first).all(|at| {
            !PREPOSITIONS.contains(&reader.small(at).as_ref()) && !matches!(reader.word(at), "," | "’" | "'" | "and")
        });
        (lead && !reader.genitive(name.end)).then_some(name.end)
    };
    let mut members = Vec::new();
    let mut at = first;
    let mut conjoined = false;
    loop {
        let stop = speaker(at)?;
        // An apposition in commas may follow the name.
        let mut next = stop;
        members.push((at, stop));
        if next >= end {
            break;
        }
        if reader.is(next, &["and", "or"]) || reader.word(next) == "&" {
            conjoined = true;
            at = next + 1;
            continue;
        }
        if reader.word(next) == "," || reader.word(next) == "(" || reader.is(next, &["of"]) {
            // Skip to ", and" or to the next name after a comma.
            let mut depth = 0usize;
            let mut found = None;
            next += 1;
            if reader.word(stop) == ","
                && speaker(next).is_some_and(|stop| stop >= end || matches!(reader.word(stop), "," | "and"))
                && (next..end).any(|at| reader.is(at, &["and"]))
            {
                at = next;
                continue;
            }
            while next < end && depth < 40 {
                if reader.is(next, &["and"])
                    && speaker(next + 1)
                        .is_some_and(|stop| stop >= end || matches!(reader.word(stop), "," | "of" | "(" | "and"))
                    && (reader.word(next - 1) == ","
                        || !names.within(stop, next).is_empty()
                        || reader.is(stop, &["of"]))
                {
                    found = Some(next + 1);
                    break;
                }
                next += 1;
                depth += 1;
            }
            match found {
                Some(next) => {
                    conjoined = true;
                    at = next;
                    continue;
                }
                None => break,
            }
        }
        break;
    }
    (conjoined && members.len() > 1).then_some(members)
}
