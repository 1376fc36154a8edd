//! Gender that pronouns of the text show: only where one person alone can be meant, and never from a name.

use crate::table::HashMap;

use super::name::{Kind, Names};
use super::reader::{Gender, Reader};

/// Sets the gender of people to whom "he" or "she" plainly refers.
pub fn bind(reader: &Reader, names: &mut Names) {
    // Two rounds: whoever is known after the first leaves fewer to choose from.
    for _ in 0..2 {
        let mut votes: HashMap<usize, (f32, f32)> = HashMap::new();
        let mut next = 0;
        for at in 0..reader.len() {
            let Some(wanted) = reader.pronoun_gender(at) else { continue };
            while next < names.mentions.len() && names.mentions[next].first < at {
                next += 1;
            }
            if reader.document.tokens[at].quotation.is_some() {
                continue;
            }
            let (here, paragraph) = (reader.sentence(at), reader.paragraph(at));
            let mut within: Vec<usize> = Vec::new();
            let mut before: Vec<usize> = Vec::new();
            for name in names.mentions[..next].iter().rev().take(16) {
                let (sentence, own) = (reader.sentence(name.first), reader.paragraph(name.first) == paragraph);
                if sentence + 1 < here && !own || reader.paragraph(name.first) + 1 < paragraph {
                    break;
                }
                let entity = &names.entities[name.entity];
                let person = entity.kind == Kind::Person
                    || entity.kind == Kind::Unknown && entity.located == 0 && entity.inner > 0;
                if person && entity.gender.is_none_or(|known| known == wanted) {
                    let list = if own { &mut within } else { &mut before };
                    if !list.contains(&name.entity) {
                        list.push(name.entity);
                    }
                }
            }
            let mut vote = |entity: usize, weight: f32| {
                let vote = votes.entry(entity).or_default();
                if wanted == Gender::Female { vote.0 += weight } else { vote.1 += weight }
            };
            match (&within[..], &before[..]) {
                ([one], _) => vote(*one, 1.0),
                ([], [one]) => vote(*one, 1.0),
                // Among several, with little weight, the one that the paragraph names first.
                ([.., first], _) => vote(*first, 0.25),
                _ => {}
            }
        }
        for (entity, (female, male)) in votes {
            let known = &mut names.entities[entity];
            if known.gender.is_some() {
                continue;
            }
            let (most, least) = (female.max(male), female.min(male));
            if most >= 1.0 && most >= 3.0 * least {
                known.gender = Some(if female > male { Gender::Female } else { Gender::Male });
            }
        }
    }
}
