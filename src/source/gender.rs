//! Gender that pronouns of the text show: only where one person alone can be meant, and never from a name.

use std::collections::HashMap;

use super::name::{Kind, Names};
use super::reader::{Gender, Reader};

/// Sets the gender of people to whom "he" or "she" plainly refers.
pub fn bind(reader: &Reader, names: &mut Names) {
    // Two rounds: whoever is known after the first leaves fewer to choose from.
    for _ in 0..2 {
        let mut votes: HashMap<usize, (f32, f32)> = HashMap::new();
        let mut next = 0;
        for at in 0..reader.len() {
            let female = match reader.small(at).as_ref() {
                "she" | "her" | "herself" | "hers" => true,
                "he" | "him" | "his" | "himself" => false,
                _ => continue,
            };
            while next < names.mentions.len() && names.mentions[next].first < at {
                next += 1;
            }
            let here = reader.sentence(at);
            let wanted = if female { Gender::Female } else { Gender::Male };
            let mut near: Vec<usize> = Vec::new();
            for name in names.mentions[..next].iter().rev().take(12) {
                let sentence = reader.sentence(name.first);
                if sentence + 1 < here || reader.paragraph(name.first) + 1 < reader.paragraph(at) {
                    break;
                }
                let entity = &names.entities[name.entity];
                let person = entity.kind == Kind::Person
                    || entity.kind == Kind::Unknown && entity.located == 0 && entity.inner > 0;
                if person && entity.gender.is_none_or(|known| known == wanted) && !near.contains(&name.entity) {
                    near.push(name.entity);
                }
            }
            // Among several: the one that opens the nearest sentence, with little weight.
            let weight = if near.len() == 1 { 1.0 } else { 0.2 };
            if let Some(&entity) = near.last() {
                let vote = votes.entry(entity).or_default();
                if female { vote.0 += weight } else { vote.1 += weight }
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
