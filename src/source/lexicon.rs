//! Lexicons of nouns: people, groups, bodies, texts, places, titles. Plain text in `data/`, parsed once.

use crate::case::Lower;
use crate::table::HashMap;
use std::ops::BitOr;
use std::sync::OnceLock;

/// What a word can be: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

impl BitOr for Class {
    type Output = Class;
    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)+) => { impl Class { $($(#[$doc])* pub const $name: Class = Class(1 << $bit);)+ } };
}

classes! {
    /// Holds an office or speaks for a body.
    OFFICIAL = 0;
    /// Takes part in the dispute: candidates, activists, lawyers.
    PARTY = 1;
    /// Knows the field.
    EXPERT = 2;
    /// Works for the media.
    MEDIA = 3;
    /// Anybody else.
    AFFECTED = 4;
    /// The word itself tells: she.
    FEMALE = 5;
    /// The word itself tells: he.
    MALE = 6;
    /// Speaks for another.
    SPOKES = 7;
    /// A plural of it is a class of people.
    CLASS = 8;
    /// Names a mass: the public, the media.
    MASS = 9;
    /// Counts without naming: many, 40 percent.
    QUANTITY = 10;
    /// Places nobody: source, person.
    VAGUE = 11;
    /// one … twelve.
    COUNT = 12;
    /// Organisation, government, company.
    BODY = 13;
    /// Newspaper, station.
    OUTLET = 14;
    /// Part of an outlet's name, or all of it.
    OUTLET_NAME = 15;
    /// Text, data, recording.
    DOCUMENT = 16;
    /// Stands before a name.
    TITLE = 17;
    /// Mr, Sir.
    TITLE_M = 18;
    /// Mrs, Ms.
    TITLE_F = 19;
    /// A given name.
    GIVEN = 20;
    /// Closes the name of a company or club.
    BODY_NAME = 22;
    /// The surname of somebody known by it alone.
    SURNAME = 23;
    /// Belongs to no name: function words and the like.
    FUNCTION = 21;
}

impl Class {
    /// Any noun for a person.
    pub const PERSON: Class = Class(0b1_1111);

    /// Whether no lexicon has the word.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two share a flag.
    pub fn is(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

/// A country, its people and its seats of power.
#[derive(Clone, Debug)]
pub struct Place {
    /// Name.
    pub country: &'static str,
}

/// All lexicons of this stage.
#[derive(Debug)]
pub struct Lexicon {
    words: HashMap<&'static str, Class>,
    /// Name, capital or demonym in small letters (several words possible) → place and whether it is a demonym.
    places: HashMap<String, (usize, bool)>,
    countries: Vec<Place>,
}

const FUNCTION: &str = "a an the and or but nor so yet for of in on at by to from with without within about after before \
    as if then than that this these those there here when where while who whom whose which what why how is are was were \
    be been being am has have had do does did will would shall should can could may might must not no yes it its he him \
    his she her hers they them their theirs we us our you your i me my mine himself herself itself themselves also only \
    just even still ever never always often again once both either neither each every all any some many most more less \
    much few several such other another same own very too now later earlier meanwhile however although though because \
    since until unless during between among against through over under above below up down out off into onto upon \
    across along around behind beyond despite except inside outside near like unlike according asked speaking given \
    last next first second third new old let perhaps maybe indeed instead overall yesterday today tomorrow tonight \
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
    september october november december well oh okay ok please thanks thank make made get go going come came see said \
    says say told one two three four five six seven eight nine ten eleven twelve half nearly almost about roughly \
    whether amid via easter christmas ramadan passover thanksgiving toward towards plus regarding following including finally recently currently already";

impl Lexicon {
    /// The lexicons of this build.
    pub fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::read)
    }

    fn read() -> Self {
        let mut words: HashMap<&'static str, Class> = HashMap::new();
        let mut add = |word: &'static str, class: Class| {
            let known = words.entry(word).or_default();
            *known = *known | class;
        };
        for (file, sections) in [
            (
                data!("../../data/people.txt"),
                &[
                    ("official", Class::OFFICIAL),
                    ("party", Class::PARTY),
                    ("expert", Class::EXPERT),
                    ("media", Class::MEDIA),
                    ("affected", Class::AFFECTED),
                    ("f", Class::FEMALE),
                    ("m", Class::MALE),
                    ("spokes", Class::SPOKES),
                ][..],
            ),
            (
                data!("../../data/groups.txt"),
                &[
                    ("class", Class::CLASS),
                    ("mass", Class::MASS),
                    ("quantity", Class::QUANTITY),
                    ("vague", Class::VAGUE),
                    ("counts", Class::COUNT),
                ],
            ),
            (
                data!("../../data/bodies.txt"),
                &[
                    ("body", Class::BODY),
                    ("outlet", Class::OUTLET),
                    ("outletname", Class::OUTLET_NAME),
                    ("bodyname", Class::BODY_NAME),
                    ("document", Class::DOCUMENT),
                ],
            ),
            (
                data!("../../data/titles.txt"),
                &[
                    ("m", Class(Class::TITLE.0 | Class::TITLE_M.0)),
                    ("f", Class(Class::TITLE.0 | Class::TITLE_F.0)),
                    ("any", Class::TITLE),
                ],
            ),
        ] {
            for (section, word) in entries(file) {
                if let Some((_, class)) = sections.iter().find(|(name, _)| *name == section) {
                    add(word, *class);
                }
            }
        }
        for (section, word) in entries(data!("../../data/given.txt")) {
            add(word, if section == "surname" { Class::SURNAME } else { Class::GIVEN });
        }
        FUNCTION.split_whitespace().for_each(|word| add(word, Class::FUNCTION));

        let (mut places, mut countries) = (HashMap::new(), Vec::new());
        for line in data!("../../data/places.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('|');
            let (country, demonyms, seats) =
                (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            let named = std::iter::once((country, false))
                .chain(demonyms.split(',').map(|word| (word, true)))
                .chain(seats.split(',').map(|word| (word, false)));
            for (name, demonym) in named.filter(|(name, _)| !name.is_empty()) {
                places.entry(name.lower()).or_insert((countries.len(), demonym));
            }
            countries.push(Place { country });
        }
        Self { words, places, countries }
    }

    /// What a word in small letters can be; a plural is also looked up by its singular, see [`singular`].
    pub fn class(&self, word: &str) -> Class {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Class of a noun in either number, and whether it is the plural.
    pub fn noun(&self, word: &str) -> (Class, bool) {
        let class = self.class(word);
        let nouns = Class::PERSON | Class::BODY | Class::OUTLET | Class::DOCUMENT | Class::CLASS | Class::VAGUE;
        if class.is(nouns) && !word.ends_with('s') {
            return (class, one_of!(word, "people police authorities"));
        }
        for one in singular(word) {
            let found = self.class(&one);
            if found.is(nouns | Class::MASS) {
                return (found | class, true);
            }
        }
        (class, false)
    }

    /// Country of a plural demonym ("russians").
    pub fn people(&self, word: &str) -> Option<&'static str> {
        let one = word.strip_suffix('s')?;
        self.places.get(one).filter(|(_, demonym)| *demonym).map(|&(index, _)| self.countries[index].country)
    }

    /// Country and whether the name is a demonym ("iranian").
    pub fn place(&self, name: &str) -> Option<(&'static str, bool)> {
        self.places.get(name).map(|&(index, demonym)| (self.countries[index].country, demonym))
    }
}

/// Words of a lexicon file with the section they stand in.
fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    file.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            return Vec::new();
        }
        let within = section;
        line.split_whitespace().map(move |word| (within, word)).collect()
    })
}

/// Sets of nouns that may speak of one person: the words of each line of `data/kin.txt`, and whether its first is the wider.
fn kinships() -> &'static [(bool, Vec<&'static str>)] {
    static KIN: OnceLock<Vec<(bool, Vec<&'static str>)>> = OnceLock::new();
    KIN.get_or_init(|| {
        let lines = data!("../../data/kin.txt").lines();
        lines
            .map(|line| {
                let mut words: Vec<&str> = line.split_whitespace().collect();
                let wide = words.first().and_then(|first| first.strip_suffix(':'));
                if let Some(wide) = wide {
                    words[0] = wide
                }
                (wide.is_some(), words)
            })
            .collect()
    })
}

/// Whether `said` may speak of somebody described as `known`: "the lawmaker" of a senator, not the other way round.
pub fn kin(said: &str, known: &str) -> bool {
    kinships().iter().any(|(wide, words)| {
        (if *wide { words.first() == Some(&said) } else { words.contains(&said) }) && words.contains(&known)
    })
}

/// The singulars a plural may have: officials → official, allies → ally, women → woman.
pub fn singular(word: &str) -> Vec<String> {
    let irregular = match word {
        "people" => Some("person"),
        "children" => Some("child"),
        "wives" => Some("wife"),
        "thieves" => Some("thief"),
        "chiefs" => Some("chief"),
        _ => None,
    };
    if let Some(one) = irregular {
        return vec![one.into()];
    }
    if let Some(stem) = word.strip_suffix("men") {
        return vec![format!("{stem}man")];
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    if word.ends_with("ss") || word.ends_with("us") {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(stem) = word.strip_suffix('s') {
        found.push(stem.to_string());
        if let Some(shorter) = stem.strip_suffix('e') {
            found.push(shorter.to_string());
        }
    }
    found
}

/// Whether the word's ending is one of those that make nouns for people (teacher, organist, librarian, trustee).
pub fn looks_like_person(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "eer", "ist", "ian", "man", "woman", "person", "smith", "wright", "keeper", "maker", "holder", "taker",
        "monger", "driver", "worker", "fighter", "ologist", "ee",
    ];
    const NOT: crate::list::List = list!(
        "committee list human german roman employee coffee fee degree guarantee beer career deer peer \
         mist fist twist wrist tree knee refugee plan man see agree exist insist assist consist resist \
         persist indian iranian russian"
    );
    word.len() > 4 && !NOT.contains(&word) && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_in_both_numbers() {
        let lexicon = Lexicon::get();
        for (word, class, plural) in [
            ("official", Class::OFFICIAL, false),
            ("officials", Class::OFFICIAL, true),
            ("allies", Class::PARTY, true),
            ("spokeswomen", Class::SPOKES, true),
            ("critics", Class::CLASS, true),
            ("ministry", Class::BODY, false),
            ("polls", Class::DOCUMENT, true),
            ("newspaper", Class::OUTLET, false),
            ("people", Class::VAGUE, true),
            ("witnesses", Class::AFFECTED, true),
        ] {
            let (found, many) = lexicon.noun(word);
            assert!(found.is(class) && many == plural, "{word}: {found:?} {many}");
        }
        for word in ["table", "glass", "bus", "said"] {
            assert!(!lexicon.noun(word).0.is(Class::PERSON | Class::BODY), "{word}");
        }
    }

    #[test]
    fn knows_places() {
        let lexicon = Lexicon::get();
        assert_eq!(lexicon.place("tehran"), Some(("Iran", false)));
        assert_eq!(lexicon.place("iranian"), Some(("Iran", true)));
        assert_eq!(lexicon.place("tableland"), None);
    }
}
