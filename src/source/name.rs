//! Proper names anywhere in the article: who and what they name, and what the text says of them.

mod apposition;
mod cluster;
mod form;
mod lead;
mod run;

use crate::line::push_word;
use crate::table::HashSet;

use apposition::{after, aged, before, office_of, predicate};
use cluster::cluster;
use form::{FORMER, WITHOUT, alias, club, maker, platform, presides, press, united};
use lead::lead;
use run::run;

use super::lexicon::{Class, looks_like_person};
use super::reader::{Gender, Reader};
use crate::text::label::label;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Body,
    /// A news outlet.
    Outlet,
    /// A country, or a city that stands for its government.
    Place,
    /// The text does not tell.
    Unknown,
}

/// Somebody or something with a name.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// Gender that words of the text tell.
    pub gender: Option<Gender>,
    /// Whether a title or a noun tells the gender, rather than pronouns nearby.
    pub told: bool,
    /// Tokens of its fullest mention, without titles.
    pub full: (usize, usize),
    /// The same in small letters, marks left out.
    pub parts: Vec<String>,
    /// Titles and appositions: token ranges.
    pub descriptors: Vec<(usize, usize)>,
    /// Nouns that describe it, in small letters and singular.
    pub heads: Vec<String>,
    /// Number of mentions.
    pub count: usize,
    /// Mentions that stand after "in", "at", "near" and the like.
    pub located: usize,
    /// Mentions that do not open a sentence.
    pub inner: usize,
    /// Whether words of the text show what it is: a title, an apposition, a form of name.
    pub sure: bool,
    /// Whether it is a code name: "Witness C".
    pub alias: bool,
    /// Short forms by the last word, less those by the first: above nought for people, below for bodies.
    pub surname: i32,
}

impl Entity {
    /// Whether it is one bare word, which no title, given name or gender makes a person's: more often a company's.
    pub fn is_bare(&self) -> bool {
        self.kind == Kind::Unknown && !self.sure && self.parts.len() == 1 && self.gender.is_none()
    }
}

/// A place in the text where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// First token of the titles before it; `first` where there are none.
    pub title: usize,
    /// First token of the name.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Whose name it is.
    pub entity: usize,
}

/// All names of an article.
#[derive(Debug, Default)]
pub struct Names {
    /// Whom and what they name.
    pub entities: Vec<Entity>,
    /// The mentions, in order.
    pub mentions: Vec<Name>,
}

impl Names {
    /// What the name of a mention names.
    pub fn kind(&self, mention: usize) -> Kind {
        self.entities[self.mentions[mention].entity].kind
    }

    /// Mentions that begin (titles left out) inside the tokens `first..end`, as a range of indices.
    pub fn within(&self, first: usize, end: usize) -> std::ops::Range<usize> {
        self.mentions.partition_point(|name| name.first < first)..self.mentions.partition_point(|name| name.first < end)
    }

    /// The mention whose name or titles cover token `at`.
    pub fn covering(&self, at: usize) -> Option<&Name> {
        let index = self.mentions.partition_point(|name| name.first <= at);
        let next = self.mentions.get(index).filter(|name| name.title <= at);
        next.or(self.mentions[..index].last().filter(|name| at < name.end))
    }

    /// The mention that covers token `at`.
    pub fn at(&self, at: usize) -> Option<&Name> {
        let index = self.mentions.partition_point(|name| name.first <= at);
        self.mentions[..index].last().filter(|name| at < name.end)
    }
}

#[derive(Clone, Debug)]
struct Found {
    title: usize,
    first: usize,
    end: usize,
    kind: Kind,
    gender: Option<Gender>,
    descriptors: Vec<(usize, usize)>,
    acronym: Option<usize>,
    sure: bool,
    located: bool,
    initial: bool,
    alias: bool,
}

/// Finds all names and gathers those of one bearer.
pub fn names(reader: &Reader) -> Names {
    // Surnames first: "Law" and "Packer" are names where the article has a Steven Law and a Katie Packer.
    let none = HashSet::new();
    let surnames: HashSet<String> = scan(reader, &none)
        .iter()
        .filter(|name| name.kind == Kind::Person && name.end > name.first + 1)
        .map(|name| reader.small(name.end - 1).into_owned())
        .filter(|name| name.len() > 2)
        .collect();
    let found = scan(reader, &surnames);
    cluster(reader, found)
}

fn scan(reader: &Reader, surnames: &HashSet<String>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.len() {
        if let Some(name) = alias(reader, at) {
            at = name.end;
            found.push(name);
            continue;
        }
        match run(reader, at, surnames) {
            Some((first, end)) => {
                if let Some(name) = name(reader, first, end, surnames) {
                    found.push(name);
                }
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// Nouns that speak of a company as often as of a person.
const EITHER: crate::list::List = list!(
    "owner operator developer publisher supplier sponsor employer lender landlord buyer bidder rival competitor client partner giant maker customer member investor shareholder grower brewer builder producer carrier refiner insurer retailer contractor distributor"
);

/// Reads a run: titles before, the name, and what it names.
fn name(reader: &Reader, from: usize, end: usize, surnames: &HashSet<String>) -> Option<Found> {
    let (mut first, mut gender, role) = lead(reader, from, end, surnames)?;
    // "a skipper who gave his name as Arne"
    let mut person = role
        || from > 4 && reader.is(from - 1, list!("as")) && (from - 4..from - 1).any(|at| reader.is(at, list!("name")));
    while first < end && (reader.mark(first) || reader.is(first, list!("of the"))) {
        first += 1;
    }
    if first >= end {
        return None;
    }
    let words: Vec<usize> = (first..end).filter(|&at| !reader.mark(at)).collect();
    let joined = small_line(reader, &words);
    let any = |class: Class| words.iter().any(|&at| reader.class(at).is(class));
    let last_class = words.last().map_or(Class::default(), |&at| reader.class(at));
    let placed =
        role && from > 0 && reader.is(from - 1, list!("of")) && !reader.class(from).is(Class::PERSON | Class::TITLE);
    let from = if placed { first } else { from };
    let from = if role { presides(reader, from).filter(|_| first > from).unwrap_or(from) } else { from };
    let the = from > 0 && reader.is(from - 1, list!("the")) || first > from && reader.is(first - 1, list!("the"));
    let mut descriptors = Vec::new();
    if first > from && !(first == from + 1 && (reader.is(from, list!("the")) || !role && reader.is(from, FORMER))) {
        descriptors.push((from, first));
    }
    let (mut owned_body, mut body) = (false, false);
    // "presidential candidate Ann Day", "her widower, Per"
    let before = before(reader, from);
    if let Some((a, b)) = before {
        // "German carmaker Dalo".
        body = maker(&reader.small(b - 1));
        let noun = !body
            && (a..b).any(|at| {
                // "its Swiss counterpart, Medreg"
                let body = reader.is(at, list!("counterpart equivalent")) && reader.is(a, list!("its"));
                let noun = reader.class(at).is(Class::PERSON) && !reader.class(at).is(Class::FUNCTION);
                // "the tenants' association DMB"
                noun && !reader.plural(at) && !reader.is(at, EITHER) && !body
            });
        person = person || words.len() <= 4 && !any(Class::BODY) && noun;
        // "the chairman of the council, Bob May"
        let chairs = (a + 1..b).any(|at| office_of(reader, at));
        owned_body = reader.class(b - 1).is(Class::BODY) && !noun && !chairs;
        if reader.class(b - 1).is(Class::PERSON) && person {
            gender = gender.or(reader.noun_gender(b - 1));
        }
        descriptors.push((a, b));
    }
    let press = press(reader, from);
    if press {
        descriptors.push((from - 1, from));
    }
    let after = after(reader, end);
    if let Some((a, b, head)) = after {
        let class = reader.class(head);
        // "Vonova Homes, the country's largest landlord,"
        let noun = class.is(Class::PERSON) && !reader.plural(head) && !reader.is(head, EITHER);
        if noun || class.is_empty() && looks_like_person(&reader.small(head)) || aged(reader, head) {
            person = person || !any(Class::BODY | Class::OUTLET_NAME);
            gender = gender.or(reader.noun_gender(head));
        }
        body |= class.is(Class::BODY) && !class.is(Class::PERSON);
        descriptors.push((a, b));
    }
    // "(D-Ohio)", ", R-Texas,": the party and the state of a member of Congress.
    let member = matches!(reader.word(end), "(" | ",")
        && matches!(reader.word(end + 1), "D" | "R")
        && reader.word(end + 2) == "-"
        && reader.capital(end + 3);
    if member {
        person = true;
        let stop = (end + 4..end + 7).find(|&at| !reader.capital(at)).unwrap_or(end + 7);
        descriptors.push((end + 1, stop));
    }
    let age = reader.word(end) == ","
        && reader.word(end + 1).len() <= 3
        && reader.word(end + 1).bytes().all(|b| b.is_ascii_digit())
        && reader.word(end + 1).len() >= 2
        && one_of!(reader.word(end + 2), ", . of");
    // "Wilson's wife".
    let family = words.len() == 1
        && !the
        && matches!(reader.word(end), "'" | "’")
        && reader.is(end + 1, list!("s"))
        && reader.is(
            end + 2,
            list!("wife husband widow widower mother father son daughter brother sister girlfriend boyfriend fiancee fiance partner parents children"),
        );
    // "NASA, whose telescope" is no person, "Ana, whose brother" is.
    let whose = |at: usize| words.len() > 1 || reader.class(at + 1).is(Class::PERSON);
    let who = |at: usize| reader.is(at, list!("who")) || reader.is(at, list!("whose")) && whose(at);
    let who = who(end) || reader.word(end) == "," && who(end + 1);
    // "Mwangi Stone, which bought the quarry": no person, where nothing else tells.
    let which = reader.word(end) == "," && reader.is(end + 1, list!("which"));
    let acronym =
        (reader.word(end) == "(" && reader.capital(end + 1) && reader.word(end + 2) == ")").then_some(end + 1);
    let single_upper = words.len() == 1
        && reader.word(words[0]).len() >= 2
        && reader.word(words[0]).chars().all(char::is_uppercase)
        && !(reader.word(words[0]).len() > 3 && reader.seen_capital(&joined));
    // "Hapag-Lloyd": one word, if nobody bears it for a surname.
    let compound = words.len() == 2
        && !(from > 0 && reader.word(from - 1) == "(")
        && end - first == 3
        && reader.word(first + 1) == "-"
        && reader.attached(first + 1)
        && reader.attached(first + 2)
        && !reader.class(first).is(Class::GIVEN)
        && !surnames.contains(reader.small(end - 1).as_ref());
    let initials = words.len() > 1 && words.iter().all(|&at| reader.word(at).chars().count() <= 1);
    let place = reader.lexicon.place(&joined);
    if place.is_some_and(|(_, demonym)| demonym) && words.len() <= 2 && !person {
        return None;
    }
    let given = words.len() >= 2 && reader.class(words[0]).is(Class::GIVEN)
        || words.len() >= 2
            && !initials
            && !the
            && words.iter().skip(1).any(|&at| reader.word(at).chars().count() == 1);
    let outlet = last_class.is(Class::OUTLET_NAME)
        && (words.len() > 1 || the || single_upper || !is_common_outlet_word(&joined))
        || words.len() > 1
            && (last_class.is(Class::OUTLET) || !last_class.is(Class::BODY_NAME))
            && (any(Class::OUTLET) || words.iter().any(|&at| reader.is(at, list!("news"))))
        || joined.ends_with("news")
        // "the Daily Lantern"
        || the && words.len() == 2 && reader.is(words[0], list!("daily sunday evening morning weekly"))
        || press
        || words.len() > 1
            && reader.class(words[0]).is(Class::OUTLET_NAME)
            && !is_common_outlet_word(&reader.small(words[0]))
            && !given;
    let located = !role
        && from > 0
        && reader.is(from - 1, list!("in at near from outside across around into throughout"))
        && reader.sentence(from - 1) == reader.sentence(from);
    let bare = person || given && !any(Class::OUTLET);
    let called = words.len() == 1 && !the && !located && !role && surnames.contains(&joined);
    let known = words.len() == 1 && !the && !located && last_class.is(Class::SURNAME);
    let speaks = single_upper && last_class.is_empty() && place.is_none() && transcript(reader, first);
    let (kind, sure) = if speaks {
        (Kind::Person, true)
    } else if words.len() == 1 && (club(&joined) && !surnames.contains(&joined) || platform(&joined))
        || words.len() > 1 && united(reader, words[0]) && place.is_none()
        || words.iter().any(|&at| reader.is(at, WITHOUT))
    {
        (Kind::Body, true)
    } else if known {
        (Kind::Person, true)
    } else if called {
        (Kind::Unknown, false)
    } else if role
        && words.len() <= 4
        && !(any(Class::BODY) && words.len() > 1 && !reader.plural(words[words.len() - 1]))
    {
        (Kind::Person, true)
    } else if place.is_some() && !role {
        (Kind::Place, true)
    } else if outlet && !bare && !body {
        (Kind::Outlet, true)
    } else if words.len() > 1
        && any(Class::BODY)
        && (!given || last_class.is(Class::BODY) && !(words.len() <= 3 && reader.plural(words[words.len() - 1])))
        || (acronym.is_some() && !person)
        || reader.document.text[reader.span(first, end).range()].contains(['&'])
    {
        (Kind::Body, true)
    } else if (given || person || age || family || who && !the) && !owned_body {
        (Kind::Person, true)
    } else if body
        || compound && !the
        || which
        || owned_body
        || single_upper
        // "Polar Biology Letters", a journal
        || words.len() > 1 && !given && reader.is(end - 1, list!("letters annals proceedings quarterly"))
        || words.len() > 1 && (last_class.is(Class::BODY_NAME) || joined.rsplit(' ').next().is_some_and(club))
        || initials
        || words.len() == 1 && last_class.is(Class::BODY)
    {
        (Kind::Body, true)
    } else if the && words.len() > 1 {
        (Kind::Body, false)
    } else if located {
        (Kind::Unknown, false)
    } else if (2..=4).contains(&words.len())
        && !words.iter().any(|&at| reader.is(at, list!("of for")))
        && !reader.is(end - 1, list!("championship championships olympics prix trophy awards treaty agreement accord avenue airport stadium ocean islands festival"))
    {
        (Kind::Person, false)
    } else {
        (Kind::Unknown, words.len() == 1 && last_class.is(Class::GIVEN))
    };
    // A town in capitals before a dash speaks as little as it has a given name.
    let (kind, sure) = if matches!(kind, Kind::Person | Kind::Unknown) && reader.dateline(first) {
        (Kind::Place, true)
    } else {
        (kind, sure)
    };
    if kind != Kind::Person {
        gender = None;
    } else if after.is_none() {
        descriptors.extend(predicate(reader, end));
    }
    Some(Found {
        title: from,
        first,
        end,
        kind,
        gender,
        descriptors,
        acronym,
        sure,
        located,
        initial: reader.initial(from),
        alias: false,
    })
}

/// "WALLACE: And the engineers?": whether a word is the label of its paragraph, and one of the next ones or the last has a label in
/// capitals too. "MUMBAI: The" stands alone.
fn transcript(reader: &Reader, at: usize) -> bool {
    let document = reader.document;
    let paragraph = reader.paragraph(at) as usize;
    let upper = |paragraph: &usize| {
        let label = label(document, &document.paragraphs[*paragraph])?;
        let words = document.slice(label.speaker);
        (words.len() > 1 && words.chars().all(char::is_uppercase)).then_some(label.speaker.start)
    };
    let near = paragraph.saturating_sub(1)..(paragraph + 4).min(document.paragraphs.len());
    upper(&paragraph) == Some(document.tokens[at].span.start)
        && near.filter(|&one| one != paragraph).any(|one| upper(&one).is_some())
}

/// Outlet words that are common names of other things when they stand alone.
fn is_common_outlet_word(word: &str) -> bool {
    one_of!(word, data!("../../data/outlet_words.txt"))
}

/// Words in lower case on one line.
fn small_line(reader: &Reader, words: &[usize]) -> String {
    let mut line = String::new();
    words.iter().for_each(|&at| push_word(&mut line, &reader.small(at)));
    line
}
