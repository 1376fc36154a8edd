//! Name and description of a source, in the article's words.

use super::super::Status;
use super::super::coreference::{Chains, Nature, Referent};
use super::super::lexicon::Class;
use super::super::mention::{self, Determiner, Form, Phrase};
use super::super::name::Names;
use super::super::reader::Reader;
use super::super::terms::Clause;
use crate::case::Lower;
use crate::line::{one_line, place};

/// Most words of a relative clause in a description.
const LONGEST: usize = 10;

/// Name and description of a referent, for the reader.
pub fn display(
    reader: &Reader,
    names: &Names,
    chains: &Chains,
    clauses: &[Clause],
    index: usize,
    status: Status,
) -> (Option<String>, Option<String>) {
    Article { reader, names, chains, clauses }.shown(index, status, 0)
}

/// What names and descriptions are made from.
#[derive(Clone, Copy)]
struct Article<'a, 'd> {
    reader: &'a Reader<'d>,
    names: &'a Names,
    chains: &'a Chains,
    clauses: &'a [Clause],
}

impl Article<'_, '_> {
    /// `depth`: how many owners and groups lead here; a bound, as they may lead in circles.
    fn shown(self, index: usize, status: Status, depth: usize) -> (Option<String>, Option<String>) {
        let Self { reader, names, chains, clauses } = self;
        let one = &chains.referents[index];
        if depth > 3 {
            return (None, None);
        }
        if status == Status::Author && one.nature == Nature::Writer {
            return (None, None);
        }
        if let Some(entity) = one.entity {
            let known = &names.entities[entity];
            let name = clean(reader.text(known.full.0, known.full.1));
            // What somebody is tells more than what he does, and that more than a title.
            let told = |&(a, b): &(usize, usize)| {
                let kind = match () {
                    () if reader.is(a, list!("who whose")) => 1,
                    () if b - a > 2 && reader.word(a + 1) != "-" => 2,
                    () => 0,
                };
                (kind, (b - a).min(8))
            };
            // "became bishop in May" is no description.
            let verb = list!("is was been became becomes remains appointed named elected made as");
            let courtesy = list!("mr mrs ms miss mx");
            let apart = known.descriptors.iter().copied().filter(|&(a, b)| {
                // nor is "Ms"
                (a == 0 || !reader.is(a - 1, verb))
                    && !(b - a <= 2 && reader.is(a, courtesy) && (b == a + 1 || reader.mark(b - 1)))
            });
            let description = apart.max_by_key(told).map(|(a, b)| {
                // "its director", in a sentence of its own: "the board’s director".
                let owner = chains.whose.get(&a).filter(|&&owner| owner != index && a + 1 < b);
                match owner.and_then(|&owner| self.possessive(owner, depth)) {
                    Some(owner) => format!("{owner} {}", clean(reader.text(a + 1, b))),
                    None => inside(clean(reader.text(a, b))),
                }
            });
            return (Some(name), description.filter(|description| !description.is_empty()));
        }
        if !one.members.is_empty() {
            let all: Vec<String> = one.members.iter().filter_map(|&member| self.called(member, depth)).collect();
            let joined = match all.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                Some((last, _)) => last.clone(),
                None => return (None, None),
            };
            return if status == Status::Named { (Some(joined), None) } else { (None, Some(joined)) };
        }
        let Some(phrase) = &one.phrase else { return (None, None) };
        let mut words = clean(reader.text(phrase.first, told_apart(reader, phrase, one, clauses)));
        if let (Some((a, b)), true) = (
            phrase.apposition,
            phrase.form == Form::Part
                || phrase.class.is(Class::VAGUE)
                || phrase.apposition.is_some_and(|(a, _)| a > phrase.first && a <= phrase.head),
        ) {
            words = clean(reader.text(a, b));
        }
        if let Some((index, owner)) = one.owner.and_then(|owner| Some((owner, self.brief(owner, depth)?))) {
            let object = words.rsplit_once(' ').filter(|(_, last)| matches!(*last, "him" | "her"));
            let genitive = (phrase.first..phrase.head).find(|&at| reader.genitive(at));
            let pronoun = mention::owned(reader, phrase.first);
            let mark = self.genitive_mark(index, &owner);
            if let Some((rest, _)) = object {
                words = format!("{rest} {owner}");
            } else if let (true, Some((_, rest))) = (pronoun, words.split_once(' ')) {
                words = format!("{owner}{mark} {rest}");
            } else if let Some(at) = genitive {
                let from = if reader.word(at + 1) == "s" && reader.attached(at + 1) { at + 2 } else { at + 1 };
                if from <= phrase.head {
                    // "the White House’s budget office"
                    let the =
                        if reader.is(phrase.first, list!("the")) && !owner.starts_with("the ") { "the " } else { "" };
                    words = format!("{the}{owner}{mark} {}", clean(reader.text(from, phrase.cut)));
                }
            }
        }
        // "Another", where one engineer has spoken: "Another engineer".
        let width = 1 + usize::from(!reader.is(phrase.first, list!("another")));
        if matches!(phrase.form, Form::Part)
            && phrase.apposition.is_none()
            && !one.plural
            && one.member_of.is_none()
            && let Some(head) = one.heads.first()
        {
            let rest = clean(reader.text(phrase.first + width, phrase.cut));
            let rest =
                if rest.is_empty() || phrase.cut <= phrase.first + width { String::new() } else { format!(", {rest}") };
            words = format!("{} {head}{rest}", reader.text(phrase.first, phrase.first + width));
        }
        if matches!(phrase.form, Form::Part)
            && phrase.apposition.is_none()
            && let Some(group) = one.member_of.and_then(|group| self.called(group, depth))
        {
            let head = words.split(',').next().unwrap_or_default();
            let head = &head[..place(head, " of ").unwrap_or(head.len())];
            // "Two observers" and "Sources close to her" opened a sentence; "the first of two observers", "one of the sources".
            let of = one.member_of.and_then(|group| chains.referents[group].phrase.as_ref());
            let opened = of.filter(|of| !reader.class(of.first).is_empty());
            let word = opened.filter(|of| names.at(of.first).is_none()).map(|of| reader.word(of.first));
            let bare =
                of.is_some_and(|of| of.plural && of.determiner == Determiner::Bare && names.at(of.first).is_none());
            let group = match word.and_then(|word| Some((word, group.strip_prefix(word)?))) {
                Some((word, rest)) => word.lower() + rest,
                None => group,
            };
            let the = if bare { "the " } else { "" };
            // "A third of three people" would be a share of them.
            let nth = head.strip_prefix("A ").or_else(|| head.strip_prefix("a "));
            words = match nth {
                Some(nth) => format!("the {nth} of {the}{group}"),
                None => format!("{head} of {the}{group}"),
            };
        }
        (None, Some(words))
    }

    /// What somebody is called where somebody else is described by it.
    fn called(self, index: usize, depth: usize) -> Option<String> {
        let (name, description) = self.shown(index, Status::Named, depth + 1);
        name.or(description)
    }

    /// "the aide" for whose office it is, not "an aide to the president".
    fn brief(self, owner: usize, depth: usize) -> Option<String> {
        let words = self.called(owner, depth)?;
        let referent = &self.chains.referents[owner];
        let long = referent.entity.is_none() && words.split(' ').count() > 3;
        Some(referent.heads.first().filter(|_| long).map_or(words, |head| format!("the {head}")))
    }

    /// "the accident board’s".
    fn possessive(self, owner: usize, depth: usize) -> Option<String> {
        let words = self.brief(owner, depth)?;
        let mark = self.genitive_mark(owner, &words);
        let body = self.chains.referents[owner].entity.map(|entity| self.names.entities[entity].full.0);
        let the = body.is_some_and(|first| first > 0 && self.reader.is(first - 1, list!("the")));
        Some(if the { format!("the {words}{mark}") } else { inside(words) + mark })
    }

    /// "the teachers’ union", "the teacher’s union".
    fn genitive_mark(self, owner: usize, words: &str) -> &'static str {
        if self.chains.referents[owner].plural && words.ends_with('s') { "’" } else { "’s" }
    }
}

/// Words that may have opened a sentence, as they stand inside one.
fn inside(words: String) -> String {
    let opened = ["The ", "A ", "An ", "Its ", "His ", "Her ", "Their "].iter().any(|word| words.starts_with(word));
    if opened { words[..1].lower() + &words[1..] } else { words }
}

/// One past the last word of a description: "a woman" is told from others by what is said of her, "who farms the next plot", if that
/// is not on what terms she speaks.
fn told_apart(reader: &Reader, phrase: &Phrase, one: &Referent, clauses: &[Clause]) -> usize {
    let bare = phrase.form == Form::Noun && phrase.cut <= phrase.head + 1 && phrase.cut <= phrase.first + 2;
    if !bare || phrase.cut >= phrase.end || !reader.is(phrase.cut, list!("who whose that")) {
        return phrase.cut;
    }
    let stop = (phrase.cut..phrase.end.min(phrase.cut + LONGEST))
        .find(|&at| one_of!(reader.word(at), ", ; : — – ( “ \""))
        .unwrap_or(phrase.end);
    let terms = one.clauses.iter().any(|&clause| {
        let (first, end) = clauses[clause].tokens;
        first < stop && phrase.cut < end
    });
    if terms || stop > phrase.cut + LONGEST { phrase.cut } else { stop }
}

/// Words on one line, without marks at the edges.
fn clean(words: &str) -> String {
    let words = one_line(words);
    // "Two people who said": the pronoun is the verb's; "those" alone says less.
    let loose = [" and", " who", " which"].iter().find_map(|word| words.strip_suffix(word));
    let loose = loose.filter(|rest| rest.contains([' ']) || !words.ends_with("who"));
    let words = loose.unwrap_or(&words);
    words.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '“' | '”' | '"' | ' ' | '-')).to_string()
}
