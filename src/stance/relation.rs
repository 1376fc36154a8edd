//! Relations: replies, agreements, contradictions. None rather than a wrong one.
//!
//! A denial answers the nearest earlier accusation about the denier, or one whose words it denies, and only where a word of
//! denial stands there. Two sources disagree where one praises, wants or promises what the other attacks, refuses or denies: the
//! same thing by name, each with a word of its own that shows the side, and each side all but certain. They agree only where one
//! says so ("agreed with Day") or both say the same of the same in the same words.

use crate::case::Lower;
use crate::line::holds;
use crate::table::{HashMap, HashSet};
use std::cell::RefCell;
use std::rc::Rc;

use super::topic::content_words;
use super::{Act, Commitment, Relation, RelationKind, Side, Stance};
use crate::attribution::Attribution;
use crate::source::Sources;
use crate::text::Document;

/// How many attributions back an accusation is looked for.
const BACK: usize = 40;
/// How many sources of one topic are compared.
const SOURCES: usize = 12;
/// How likely a side must be.
const SURE: f32 = 0.8;

/// Finds the relations.
pub fn relate(
    document: &Document,
    attributions: &[Attribution],
    sources: &Sources,
    stances: &[Stance],
) -> Vec<Relation> {
    let words = RefCell::new(vec![None; attributions.len()]);
    let article = Article { document, attributions, sources, stances, words };
    let mut relations = Vec::new();
    for index in 0..stances.len() {
        relations.extend(article.reply(index));
        relations.extend(article.agreement(index));
    }
    article.contradictions(&mut relations);
    relations
}

struct Article<'a> {
    document: &'a Document<'a>,
    attributions: &'a [Attribution],
    sources: &'a Sources,
    stances: &'a [Stance],
    /// Content words of the attributions that were asked for; each is asked for by many that follow it.
    words: RefCell<Vec<Option<Rc<HashSet<String>>>>>,
}

impl Article<'_> {
    fn source(&self, index: usize) -> Option<usize> {
        self.sources.credits.get(index)?.source
    }

    fn name(&self, index: usize) -> Option<&str> {
        let source = self.sources.list.get(self.source(index)?)?;
        source.name.as_deref().or(source.description.as_deref())
    }

    /// The words of the first stretch of evidence.
    fn evidence(&self, index: usize) -> Option<&str> {
        self.stances[index].evidence.first().map(|span| self.document.slice(*span))
    }

    /// Whether a word of denial shows the denial: "denied", "untrue".
    fn denies(&self, index: usize) -> bool {
        const DENIAL: &[&str] = &[
            "deny",
            "denie",
            "denial",
            "refut",
            "reject",
            "disput",
            "dismiss",
            "disavow",
            "rebut",
            "contradict",
            "untrue",
            "false",
            "baseless",
            "unfounded",
        ];
        self.stances[index].evidence.iter().any(|span| {
            let words = self.document.slice(*span).lower();
            words
                .split(' ')
                .any(|word| one_of!(word, "not never no") || DENIAL.iter().any(|start| word.starts_with(start)))
        })
    }

    /// A word of an attribution that shows its side: none where only a plain verb of speech does, or where it stands in another
    /// sentence than the target.
    fn shown(&self, index: usize) -> Option<&str> {
        const PLAIN: crate::list::List = list!(
            "say says said saying tell tells told add adds added call calls called calling claim claims \
             claimed argue argues argued like think thinks thought believe believes believed announced \
             asked asking could would too need needs"
        );
        let target = self.stances[index].target.as_ref()?.span;
        let sentence = |at: u32| self.document.sentences.partition_point(|sentence| sentence.span.end <= at);
        self.stances[index].evidence.iter().find_map(|span| {
            let words = self.document.slice(*span);
            let plain = words.lower().split(' ').any(|word| PLAIN.contains(&word));
            (!plain && sentence(span.start) == sentence(target.start)).then_some(words)
        })
    }

    /// Content words of an attribution, at most the first sixty bytes' worth of each of three spans.
    fn words(&self, index: usize) -> Rc<HashSet<String>> {
        let known = &mut self.words.borrow_mut()[index];
        let words = known.get_or_insert_with(|| {
            let texts = self.attributions[index].content.iter().take(3);
            let texts = texts.map(|span| clip(self.document.slice(*span), 240));
            Rc::new(texts.flat_map(content_words).collect())
        });
        Rc::clone(words)
    }

    /// The words that name the source of `index`: its surname, or all content words of a description.
    fn own_words(&self, index: usize) -> Vec<String> {
        self.name(index).map(content_words).unwrap_or_default()
    }

    /// Whether one source may have been taken for two.
    fn same_name(&self, a: usize, b: usize) -> bool {
        self.name(a).is_some_and(|name| Some(name) == self.name(b))
    }

    fn nested(&self, a: usize, b: usize) -> bool {
        self.attributions[a].parent == Some(b) || self.attributions[b].parent == Some(a)
    }

    fn reply(&self, index: usize) -> Option<Relation> {
        let stance = &self.stances[index];
        if stance.act != Act::Deny {
            return None;
        }
        let denier = self.source(index)?;
        let own = self.own_words(index);
        let surname = own.last()?;
        let denied = self.words(index);
        let shown = self.denies(index);
        let a = (index.saturating_sub(BACK)..index).rev().find(|&earlier| {
            let other = &self.stances[earlier];
            let accuses = matches!(other.act, Act::Accuse | Act::Criticise | Act::Affirm)
                || other.act == Act::State && shares(&denied, &self.words(earlier), 3);
            let own = self.source(earlier).is_none_or(|source| source == denier) || self.same_name(index, earlier);
            if !accuses || own || self.nested(index, earlier) {
                return false;
            }
            let about =
                other.target.as_ref().map(|target| content_words(self.document.slice(target.span))).unwrap_or_default();
            let accuses = other.act == Act::Accuse;
            let aimed = about.contains(surname) && accuses;
            let said = self.words(earlier);
            // Without a word of denial, only what is plainly the same matter.
            if !shown {
                return aimed && shares(&denied, &said, 2)
                    || matches!(other.act, Act::State | Act::Affirm) && shares(&denied, &said, 4);
            }
            aimed || shares(&denied, &said, 2 + usize::from(!accuses))
        })?;
        let why = format!(
            "{} denies (“{}”) what {} says (“{}”).",
            sentence_case(self.name(index)?),
            self.evidence(index)?,
            self.name(a)?,
            self.evidence(a)?
        );
        Some(Relation { kind: RelationKind::Replies, a, b: index, why })
    }

    /// "agreed with Day", "echoed the minister": the cue says that the source agrees, and whom with.
    fn agreement(&self, index: usize) -> Option<Relation> {
        let cue: Vec<&str> = self.attributions[index].cue.iter().map(|span| self.document.slice(*span)).collect();
        let cue = cue.join(" ").lower();
        let agrees = ["agreed with", "agrees with", "echoed", "echoes", "echoing", "concurred with", "concurs with"];
        let words = agrees.iter().find(|words| holds(&cue, words))?;
        if ["not ", "n't", "n’t", "never"].iter().any(|words| holds(&cue, words)) {
            return None;
        }
        let named: HashSet<String> = {
            let first = self.attributions[index].content.first()?;
            content_words(clip(self.document.slice(*first), 80)).into_iter().chain(content_words(&cue)).collect()
        };
        let a = (index.saturating_sub(BACK)..index).rev().find(|&earlier| {
            let other = self.own_words(earlier);
            self.source(earlier) != self.source(index) && other.last().is_some_and(|name| named.contains(name))
        })?;
        let why = format!(
            "{} agrees with {}: “{words}”, of “{}”.",
            sentence_case(self.name(index)?),
            self.name(a)?,
            self.evidence(a)?
        );
        Some(Relation { kind: RelationKind::Agrees, a, b: index, why })
    }

    /// Opposite sides on one topic, or the same in the same words.
    fn contradictions(&self, relations: &mut Vec<Relation>) {
        let mut by_topic: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, stance) in self.stances.iter().enumerate() {
            let topic = stance.target.as_ref().and_then(|target| target.topic);
            if let (Some(topic), Some(source)) = (topic, self.source(index)) {
                let list = by_topic.entry(topic).or_default();
                let known = list
                    .iter()
                    .any(|other| self.source(*other) == Some(source) && self.stances[*other].side == stance.side);
                if !known && list.len() < SOURCES && stance.commitment != Commitment::None {
                    list.push(index);
                }
            }
        }
        let mut topics: Vec<_> = by_topic.into_iter().collect();
        crate::order::sort(&mut topics);
        for (_, list) in topics {
            // Who is read on both sides of a topic is read wrongly on one.
            let times = |index: usize| list.iter().filter(|other| self.source(**other) == self.source(index)).count();
            let list: Vec<usize> = list.iter().copied().filter(|index| times(*index) == 1).collect();
            for (place, &a) in list.iter().enumerate() {
                for &b in &list[place + 1..] {
                    relations.extend(self.compare(a, b, relations));
                }
            }
        }
    }

    fn compare(&self, a: usize, b: usize, known: &[Relation]) -> Option<Relation> {
        let (one, other) = (&self.stances[a], &self.stances[b]);
        if self.source(a) == self.source(b)
            || self.same_name(a, b)
            || self.nested(a, b)
            || known.iter().any(|r| (r.a, r.b) == (a, b))
        {
            return None;
        }
        let (mine, theirs) = (one.target.as_ref()?.span, other.target.as_ref()?.span);
        let what = self.document.slice(mine);
        let words = |span| content_words(self.document.slice(span)).into_iter().collect::<HashSet<_>>();
        let (mine, theirs) = (words(mine), words(theirs));
        // "Ann Day" and "Day" are one; "the plan" and "the tax plan" need not be.
        let name = what.starts_with(char::is_uppercase) && mine.len().max(theirs.len()) <= 2;
        let same = mine == theirs || name && (mine.is_subset(&theirs) || theirs.is_subset(&mine));
        if !same || mine.is_empty() || theirs.is_empty() || one.sure < SURE || other.sure < SURE {
            return None;
        }
        let (said, replied) = (self.shown(a)?, self.shown(b)?);
        let names = (sentence_case(self.name(a)?), self.name(b)?);
        let clear = |stance: &Stance| match stance.side {
            Side::For => matches!(stance.act, Act::Support | Act::Seek | Act::Commit),
            _ => matches!(stance.act, Act::Criticise | Act::Accuse | Act::Reject | Act::Deny),
        };
        let opposite = matches!((one.side, other.side), (Side::For, Side::Against) | (Side::Against, Side::For))
            && clear(one)
            && clear(other);
        if opposite {
            let word = |side| if side == Side::For { "for" } else { "against" };
            let why = format!(
                "On “{what}”, {} is {} (“{said}”) and {} {} (“{replied}”).",
                names.0,
                word(one.side),
                names.1,
                word(other.side)
            );
            return Some(Relation { kind: RelationKind::Disagrees, a, b, why });
        }
        let stem = |text: &str| content_words(text).into_iter().collect::<HashSet<_>>();
        // The same words twice are a headline and its repetition.
        let content = |index: usize| self.attributions[index].content.first().map(|span| self.document.slice(*span));
        if content(a) == content(b) && what.contains([' ']) {
            return None;
        }
        let alike = one.act == other.act && one.side == other.side && shares(&stem(said), &stem(replied), 1);
        alike.then(|| Relation {
            kind: RelationKind::Agrees,
            a,
            b,
            why: format!("On “{what}”, {} (“{said}”) and {} (“{replied}”) say the same.", names.0, names.1),
        })
    }
}

fn shares(a: &HashSet<String>, b: &HashSet<String>, least: usize) -> bool {
    a.intersection(b).count() >= least
}

/// At most `most` bytes of a text, cut at a character.
fn clip(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn sentence_case(name: &str) -> String {
    let mut characters = name.chars();
    characters
        .next()
        .map_or_else(String::new, |first| std::iter::once(crate::case::capital(first)).chain(characters).collect())
}
