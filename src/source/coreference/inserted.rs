//! Whose a pronoun beside words told is: whoever just spoke or acted, and nobody whom those words interrupt or speak to.

use super::super::name::Name;
use super::{Nature, Referent, Resolver, Touch};

impl Resolver<'_, '_> {
    /// "Ann Day, he said, had lied": who stands in the words told right before an inserted "he said", and is not he.
    pub(super) fn interrupted(&self, at: usize) -> Option<usize> {
        let told = &self.attributions[self.current?].content;
        let end = (0..at).rev().find(|&one| !self.reader.mark(one))?;
        let inside = self.reader.document.tokens[end].span;
        let named = self.names.at(end).is_some();
        let mut near = self.recent(at, 0).take(4);
        let near = near.find(|touch| touch.head == end && end + 1 < at && (named || !touch.quoted));
        near.filter(|_| told.iter().any(|part| part.contains(inside))).map(|touch| touch.referent)
    }

    /// “That's a lie, Roy, and you know it,” she said: whom the words told speak to.
    pub(super) fn addressed(&self) -> Vec<usize> {
        let reader = self.reader;
        let told = self.current.map_or(&[][..], |current| &self.attributions[current].content);
        let names = told.iter().map(|part| reader.document.tokens_in(*part));
        let names = names.flat_map(|tokens| self.names.within(tokens.start, tokens.end));
        let alone = |name: &Name| {
            let before = reader.word(name.title.wrapping_sub(1));
            reader.document.tokens[name.first].quotation.is_some()
                && reader.word(name.end).starts_with([',', '.', '?', '!'])
                && (before == "," || reader.word(name.end) == "," && matches!(before, "“" | "\"" | "‘"))
                // "Ann Day, Bob May and I" are told of.
                && !reader.capital(name.end + 1)
                && !reader.capital(name.title.wrapping_sub(2))
        };
        let names = names.map(|index| self.names.mentions[index]).filter(alone);
        names.filter_map(|name| self.of_entity.get(&name.entity).copied()).collect()
    }

    /// "A third driver said he had complained to Hollis. He said …": whoever is not named and spoke in the sentence before, where nobody
    /// else begins it.
    pub(super) fn just_spoke(&self, at: usize, fits: &dyn Fn(&Referent) -> bool) -> Option<usize> {
        let reader = self.reader;
        let first = reader.sentence_first(at);
        let quoted = |at: usize| reader.document.tokens[at].quotation.is_some();
        let inserted = || self.interrupted(at).is_some();
        if self.current.is_none() || quoted(at) || at > first + 1 && !quoted(first) && !inserted() {
            return None;
        }
        // “…,” a nurse said. “…” She added
        let here = reader.sentence(at);
        let before = here - u32::from(first > 0 && quoted(reader.sentence_first(first - 1)) && inserted());
        let lately = || self.recent(at, 2).filter(|touch| !touch.quoted && reader.sentence(touch.at) + 1 == before);
        let last = lately().find(|touch| touch.source)?;
        let one = &self.chains.referents[last.referent];
        let alone = !lately().any(|touch| {
            touch.at < last.at && touch.referent != last.referent && fits(&self.chains.referents[touch.referent])
        });
        let told = last.at > 1 && reader.is(last.at - 2, list!("according"));
        let hidden = one.entity.is_none() && one.nature == Nature::Person && one.phrase.is_some() && fits(one);
        let same = reader.paragraph(last.at) == reader.paragraph(at);
        (hidden && alone && !told && same).then_some(last.referent)
    }

    /// "Her deputy, Tom Lister, went further. He said …": who alone is named in a sentence in which nobody speaks.
    pub(super) fn just_acted(&self, at: usize, fits: &dyn Fn(&Referent) -> bool) -> Option<usize> {
        let reader = self.reader;
        if self.current.is_none()
            || at > reader.sentence_first(at)
            || reader.paragraph(at) != reader.paragraph(at.wrapping_sub(1))
        {
            return None;
        }
        let last = || self.recent(at, 1).filter(|touch| reader.sentence(touch.at) + 1 == reader.sentence(at));
        let named = |touch: &&Touch| {
            let one = &self.chains.referents[touch.referent];
            let sure = one.entity.is_some_and(|entity| self.names.entities[entity].sure);
            touch.subject && sure && one.nature == Nature::Person && fits(one)
        };
        let found = last().find(named)?;
        let alone = last().all(|touch| {
            // "Her deputy" is he.
            let same = touch.referent == found.referent || touch.head + 2 == found.at;
            !touch.source && !touch.quoted && (same || !touch.subject || !fits(&self.chains.referents[touch.referent]))
        });
        alone.then_some(found.referent)
    }
}
