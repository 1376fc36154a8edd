//! Offices that exclude each other: the Israeli prime minister is no Russian foreign minister.

use std::borrow::Cow;

use super::super::lexicon::Class;
use super::super::mention::{Determiner, Phrase};
use super::super::name::Entity;
use super::super::reader::Reader;

/// Descriptions that are read of somebody: more only repeat.
const MOST: usize = 16;

/// What descriptions say of somebody's office.
#[derive(Default)]
pub(super) struct Office<'r> {
    /// Whose people's it is.
    nations: Vec<&'static str>,
    /// Of what: "finance" of a minister, "home" of a secretary.
    fields: Vec<Cow<'r, str>>,
    /// Whether it is told of as past, and whether as held.
    past: bool,
    held: bool,
}

impl<'r> Office<'r> {
    /// What a noun phrase says.
    pub fn of(reader: &'r Reader, parsed: &Phrase) -> Self {
        let mut office = Self::default();
        office.read(reader, parsed.first, parsed.head + 1);
        // "As a minister he dealt with schools" may be said of a former one.
        office.held &= parsed.determiner == Determiner::The && parsed.head == parsed.first + 1;
        office
    }

    /// Adds what the tokens from `first` to before `end` say, up to their first preposition.
    fn read(&mut self, reader: &'r Reader, first: usize, end: usize) {
        for at in first..end {
            if at > first && reader.is(at, list!("of for to in on at with from who")) {
                break;
            }
            // A Pole is a European, and a Scot British.
            self.nations.extend(reader.people(at).filter(|nation| !matches!(*nation, "European Union" | "Scotland")));
            self.past |= reader.is(at, list!("former ex"));
            self.held |= !self.past && reader.class(at).is(Class::OFFICIAL);
            let of_field = at > first
                && reader.is(at, list!("minister secretary commissioner"))
                && reader.people(at - 1).is_none()
                && !reader.is(
                    at - 1,
                    list!("the a an senior junior deputy former new acting cabinet government state his her its their"),
                )
                && !reader.mark(at - 1);
            if of_field {
                self.fields.push(reader.small(at - 1));
            }
        }
    }

    /// Whether it is not held by whoever was called by these nouns: "the prime minister" is no "home secretary".
    pub fn is_above(&self, heads: &[String]) -> bool {
        self.fields.iter().any(|field| field == "prime") && heads.iter().any(|head| head == "secretary")
    }

    /// Whether somebody so described holds another office.
    pub fn excludes(&self, reader: &'r Reader, entity: Option<&Entity>, phrase: Option<&Phrase>) -> bool {
        if self.nations.is_empty() && self.fields.is_empty() && !self.held && !self.past {
            return false;
        }
        let mut other = Self::default();
        if let Some(entity) = entity {
            for &(first, end) in entity.descriptors.iter().take(MOST) {
                other.read(reader, first, end);
            }
        } else if let Some(phrase) = phrase {
            other.read(reader, phrase.first, phrase.head + 1);
        }
        // "The president" is no former one.
        let former = self.past && !self.held && entity.is_none() && other.held && !other.past;
        if entity.is_some() && self.held && !self.past && other.past && !other.held || former {
            return true;
        }
        let nation = |one: &&'static str| self.nations.contains(one);
        let field = |one: &Cow<str>| self.fields.contains(one);
        !self.nations.is_empty() && !other.nations.is_empty() && !other.nations.iter().any(nation)
            || !self.fields.is_empty() && !other.fields.is_empty() && !other.fields.iter().any(field)
    }
}
