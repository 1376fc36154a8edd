//! Sentences.

use std::ops::Range;

use super::token::{Shape, Spacing};
use super::{Paragraph, Sentence, Token, verbs};
use crate::Span;

/// Closing marks looked through between a full stop and the next word; a bound that keeps odd texts linear.
const CLOSERS: usize = 4;

/// Splits the paragraphs (token ranges) into sentences, and writes their indices into the tokens.
pub fn sentences(text: &str, tokens: &mut [Token], paragraphs: &[Range<usize>]) -> (Vec<Sentence>, Vec<Paragraph>) {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut found: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for (number, range) in paragraphs.iter().enumerate() {
        let first_sentence = sentences.len() as u32;
        let mut start = range.start;
        for index in range.clone() {
            let reader = Reader { text, tokens, range: range.clone() };
            if index > start && reader.starts_sentence(index) {
                sentences.push(sentence(tokens, start..index, number));
                start = index;
            }
            tokens[index].sentence = sentences.len() as u32;
        }
        sentences.push(sentence(tokens, start..range.end, number));
        let span = cover(tokens, range);
        found.push(Paragraph { span, first: first_sentence, end: sentences.len() as u32 });
    }
    (sentences, found)
}

fn cover(tokens: &[Token], range: &Range<usize>) -> Span {
    tokens[range.start].span.cover(tokens[range.end - 1].span)
}

fn sentence(tokens: &[Token], range: Range<usize>, paragraph: usize) -> Sentence {
    let span = cover(tokens, &range);
    Sentence { span, first: range.start as u32, end: range.end as u32, paragraph: paragraph as u32 }
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The paragraph.
    range: Range<usize>,
}

impl<'t> Reader<'t> {
    fn word(&self, index: usize) -> &'t str {
        match self.range.contains(&index) {
            true => self.tokens[index].span.of(self.text),
            false => "",
        }
    }

    fn starts_sentence(&self, index: usize) -> bool {
        let mut last = index - 1;
        let mut closers = 0;
        while last > self.range.start && closers < CLOSERS && is_closer(self.word(last)) {
            last -= 1;
            closers += 1;
        }
        let end = self.word(last);
        if one_of!(end, "。 ！ ？") {
            return !is_closer(self.word(index));
        }
        if self.tokens[index].spacing == Spacing::None || !one_of!(end, ". ! ? … ؟ ।") {
            return false;
        }
        if !self.opens(index) {
            return false;
        }
        match end {
            "." if closers == 0 && self.word(last.wrapping_sub(1)) != "." => !self.abbreviates(last, index),
            "!" | "?" if closers > 0 => !self.is_reporting_tail(index),
            _ => true,
        }
    }

    /// Whether a sentence may begin here: a capital, a digit, an opening mark, a letter without case.
    fn opens(&self, index: usize) -> bool {
        let word = self.word(index);
        match self.tokens[index].shape {
            Shape::Lower => false,
            Shape::Mark => {
                one_of!(word, "\" “ ‘ ' „ « ( [ ¿ ¡ • $ £ €")
            }
            _ => word.chars().next().is_some_and(|first| !first.is_lowercase()),
        }
    }

    /// Whether the full stop at `stop` belongs to the word before it and ends no sentence before `next`.
    fn abbreviates(&self, stop: usize, next: usize) -> bool {
        if stop == self.range.start || self.tokens[stop].spacing != Spacing::None {
            return false;
        }
        let word = self.word(stop - 1);
        let number_next = self.tokens[next].shape == Shape::Digits;
        let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        if TITLES.contains(&word) {
            return true;
        }
        if NUMBERED.contains(&word) {
            return number_next;
        }
        if MONTHS.contains(&word) && number_next {
            return true;
        }
        let dotted =
            initial || MONTHS.contains(&word) || SHORT.contains(&word) || self.word(stop.wrapping_sub(2)) == ".";
        if !dotted || self.tokens[next].shape == Shape::Mark && !matches!(self.word(next), "(" | "[") {
            return false;
        }
        let single_letter = initial && self.word(stop.wrapping_sub(2)) != ".";
        !(STARTERS.contains(&self.word(next)) && !(single_letter && word != "I" && self.after_name(stop)))
    }

    /// An initial that follows a given name (Ann B. …) rather than ending a sentence (plan B. …).
    fn after_name(&self, stop: usize) -> bool {
        let before = stop.wrapping_sub(2);
        self.range.contains(&before) && self.tokens[before].shape == Shape::Capitalised
    }

    /// `“Will it?” Ann Day asked`: a capitalised name and a verb of reporting go on with the sentence.
    fn is_reporting_tail(&self, index: usize) -> bool {
        let mut names = 0;
        for at in index..(index + 5).min(self.range.end) {
            match self.tokens[at].shape {
                Shape::Capitalised | Shape::Upper => names += 1,
                Shape::Mark if self.word(at) == "." => {}
                Shape::Lower => return names > 0 && verbs::quotes(self.word(at)),
                _ => return false,
            }
        }
        false
    }
}

fn is_closer(word: &str) -> bool {
    one_of!(word, "\" ” ’ ' ) ] » › 」 』")
}

/// Never the end of a sentence.
const TITLES: crate::list::List = list!(
    "Mr Mrs Ms Mx Messrs Dr Drs Prof Sen Sens Rep Reps Gov Govs Gen Col Lt Sgt Cpl Pvt Capt Cmdr Maj Adm \
     Rev Hon Pres Supt Det Insp Amb St Ste Mt Ft vs cf eg ie approx incl"
);

/// Abbreviations before a number.
const NUMBERED: crate::list::List = list!("No Nos no nos Art Sec Fig Vol Ch p pp para");

const MONTHS: crate::list::List = list!("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec");

/// May end a sentence: does so before a word that often begins one.
const SHORT: crate::list::List = list!(
    "Inc Corp Ltd Co Cos Bros Jr Sr Esq etc al est Dept dept Ave Blvd Rd Ph Calif Pa Mass Ariz Ark Fla \
     Mich Minn Miss Wash Conn Colo Del Tenn Ill Ind Va Md Ga Ala Okla Ore Wis Tex Nev Kan Ky Neb Mo Mont \
     La a.m p.m Univ Assn Mfg Intl PLC plc"
);

/// Words that, capitalised after an abbreviation, begin a sentence.
const STARTERS: crate::list::List = list!(
    "The A An He She It They We I You His Her Its Their Our My This That These Those There In On At But \
     And For If When While After Before As With Since Some Many Most Last One Two Both However Now Then \
     So Yet According Although Despite During Meanwhile No Not What Who How Why Where"
);

#[cfg(test)]
mod tests {
    use crate::text::Document;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = Document::new(text);
        let found: Vec<_> = document.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn abbreviations_end_nothing_and_full_stops_do() {
        check(
            "Mr. Low met Sen. Day at 9 a.m. Monday. It rained.",
            &["Mr. Low met Sen. Day at 9 a.m. Monday.", "It rained."],
        );
        check(
            "He works for the U.S. The firm is in the U.K. office.",
            &["He works for the U.S.", "The firm is in the U.K. office."],
        );
        check("Ann B. Low left. John F. The last.", &["Ann B. Low left.", "John F. The last."]);
        check("They chose plan B. The others stayed.", &["They chose plan B.", "The others stayed."]);
        check(
            "It is No. 5 on the list. He said no. No one came.",
            &["It is No. 5 on the list.", "He said no.", "No one came."],
        );
        check(
            "On Jan. 5 it fell 3.5 percent. Acme Inc. fell too.",
            &["On Jan. 5 it fell 3.5 percent.", "Acme Inc. fell too."],
        );
        check("He joined Acme Inc. In May he left.", &["He joined Acme Inc.", "In May he left."]);
    }

    #[test]
    fn marks_after_the_stop_belong_to_the_sentence() {
        check("“We won.” He left.", &["“We won.”", "He left."]);
        check("“Will it?” Ann Day asked. “No!” he said.", &["“Will it?” Ann Day asked.", "“No!” he said."]);
        check("“Will it?” Ann Day left.", &["“Will it?”", "Ann Day left."]);
        check(
            "He waited... Then it came. (It was late.) So what?",
            &["He waited...", "Then it came.", "(It was late.)", "So what?"],
        );
        check("It was… fine.", &["It was… fine."]);
    }

    #[test]
    fn paragraphs_end_sentences() {
        check("Taxes to rise\n\n- one thing\n- another", &["Taxes to rise", "- one thing", "- another"]);
        check("これは文です。これも。", &["これは文です。", "これも。"]);
    }
}
