//! Choosing an antecedent: a linear scorer over what is known of the candidates, `data/antecedent_weights.txt`.
//!
//! The score of a candidate is the sum of its features, each times its weight; the best candidate wins. The weights are
//! fitted on labelled articles by `train/antecedents.py`. A feature lies between 0 and about 3.

use std::sync::OnceLock;

use super::super::lexicon::{Class, kin};
use super::super::mention::{Determiner, Phrase};
use super::super::name::Kind;
use super::super::reader::{Gender, Reader};
use super::{Nature, Referent, Resolver};

/// Marks a candidate that is none.
const NEVER: f32 = -1.0;

/// Number of features.
pub const FEATURES: usize = 79;

/// The features, in the order of the weights.
const NAMES: &str = "rule same_sentence one_back two_back three_back farther same_paragraph rank last_subject last_source \
     last_quoted touches latest_source latest_source_near second_source spoken named sure gender indefinite \
     hidden_spoken teller count main_person subject_here object_here after_quote_latest after_quote_inside \
     after_quote_subject opens_subject opens_latest unknown clauses opens_paragraph new rule_new head kin no_head \
     match clash forward_near forward headline_forward headline_new a_new bare_new owned_new owned_named \
     official_new party_new expert_new media_new affected_new spokes_new placed_new specific_new lead_forward \
     named_unmatched named_unmatched_placed named_unmatched_specific matched_clash generic_named forward_unmatched \
     indefinite_forward described_unmatched relation_named noun_gender indefinite_subject hidden_head \
     hidden_unmatched same_modifiers gender_clash only_match other_matches new_other_matches peer forward_head new_forward_head";

/// Nouns that tell least of a person: whoever is named is seldom called so.
const GENERIC: crate::list::List = list!(
    "official source person individual insider aide staffer employee worker diplomat adviser advisor executive officer operative man woman friend colleague ally associate resident staff spokesman spokeswoman spokesperson representative other supporter donor"
);

/// Nouns for the part somebody plays in what is told.
const RELATIONS: crate::list::List = list!(
    "narrator victim suspect witness defendant caller customer patient owner driver reader user buyer seller voter guest survivor plaintiff mother father wife husband son daughter brother sister mum dad mom neighbor neighbour reporter moderator interviewer"
);

/// What a pronoun or noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Somebody spoken of before.
    Referent(usize),
    /// A name of which no mention has been read yet.
    Entity(usize),
    /// Somebody new.
    New,
}

/// Features of one candidate.
pub type Row = [f32; FEATURES];

/// Which table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// he, she
    Person,
    /// they
    Plural,
    /// "the minister"
    Noun,
}

fn weights(table: Table) -> &'static Row {
    static WEIGHTS: OnceLock<[Row; 3]> = OnceLock::new();
    let all = WEIGHTS.get_or_init(|| {
        let mut all = [[0.0; FEATURES]; 3];
        for line in data!("../../../data/antecedent_weights.txt").lines() {
            let mut fields = line.split_whitespace();
            let Some(index) = fields.next().and_then(|name| NAMES.split(' ').position(|known| known == name)) else {
                continue;
            };
            for (table, field) in all.iter_mut().zip(fields) {
                table[index] = field.parse::<i32>().map_or(0.0, |weight| weight as f32 / 100.0);
            }
        }
        all
    });
    &all[table as usize]
}

/// The best of the candidates.
pub fn best(table: Table, rows: &[(Pick, Row)]) -> Option<Pick> {
    let weights = weights(table);
    let score = |row: &Row| row.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f32>();
    rows.iter().max_by(|a, b| score(&a.1).total_cmp(&score(&b.1))).map(|(pick, _)| *pick)
}

struct Lately {
    referent: usize,
    at: usize,
    touches: usize,
    subject: bool,
    source: bool,
    quoted: bool,
    subject_here: bool,
    inside: bool,
    opens: bool,
}

impl Resolver<'_, '_> {
    /// Those lately spoken of, the latest first, and the speakers of the last two attributions.
    fn lately(&self, at: usize, sentences: u32, fits: impl Fn(&Referent) -> bool) -> (Vec<Lately>, [Option<usize>; 2]) {
        let reader = self.reader;
        let here = reader.sentence(at);
        let mut found: Vec<Lately> = Vec::new();
        let mut speakers = [None; 2];
        for touch in self.recent(at, sentences) {
            if touch.source && (!touch.quoted || reader.document.tokens[at].quotation.is_some()) {
                match speakers {
                    [None, _] => speakers[0] = Some(touch.referent),
                    [Some(one), None] if one != touch.referent => speakers[1] = Some(touch.referent),
                    _ => {}
                }
            }
            if !fits(&self.chains.referents[touch.referent]) {
                continue;
            }
            let same = reader.sentence(touch.at) == here;
            let paragraph = reader.paragraph(touch.at);
            let opens = touch.at <= self.paragraph_first(paragraph) + 2;
            match found.iter_mut().find(|one| one.referent == touch.referent) {
                Some(one) => {
                    one.touches += 1;
                    one.subject_here |= same && touch.subject;
                    one.inside |= same && touch.quoted;
                    one.opens |= opens && paragraph == reader.paragraph(at);
                }
                None => found.push(Lately {
                    referent: touch.referent,
                    at: touch.at,
                    touches: 1,
                    subject: touch.subject,
                    source: touch.source,
                    quoted: touch.quoted,
                    subject_here: same && touch.subject,
                    inside: same && touch.quoted,
                    opens: opens && paragraph == reader.paragraph(at),
                }),
            }
            if found.len() >= 16 {
                break;
            }
        }
        (found, speakers)
    }

    fn paragraph_first(&self, paragraph: u32) -> usize {
        self.reader.document.tokens_of_paragraph(paragraph as usize).start
    }

    fn known_row(&self, referent: usize, gender: Option<Gender>) -> Row {
        let one = &self.chains.referents[referent];
        let entity = one.entity.map(|entity| &self.names.entities[entity]);
        let mut row = [0.0; FEATURES];
        let mut set = |name: usize, value: f32| row[name] = value;
        set(15, (1.0 + one.spoken as f32).ln());
        set(16, flag(entity.is_some()));
        set(17, flag(entity.is_some_and(|entity| entity.kind == Kind::Person && entity.sure)));
        set(18, flag(one.gender.is_some() && one.gender == gender));
        let phrase = one.phrase.as_ref();
        set(19, flag(entity.is_none() && phrase.is_some_and(|phrase| phrase.determiner != Determiner::The)));
        set(20, flag(entity.is_none() && one.spoken > 0));
        set(22, entity.map_or(0.0, |entity| (entity.count as f32).ln()));
        set(23, flag(entity.is_some_and(|entity| entity.count == self.main)));
        set(67, flag(entity.is_none() && one.gender.is_some() && one.gender == gender));
        set(72, flag(gender.is_some() && one.gender.is_some_and(|known| Some(known) != gender)));
        set(31, flag(one.nature == Nature::Thing));
        set(32, flag(!one.clauses.is_empty()));
        row
    }

    fn recency(&self, row: &mut Row, one: &Lately, rank: usize, speakers: [Option<usize>; 2], at: usize, teller: bool) {
        let reader = self.reader;
        let distance = reader.sentence(at) - reader.sentence(one.at);
        let quoted = reader.document.tokens[at].quotation.is_some();
        let mut set = |name: usize, value: bool| row[name] = flag(value);
        set(1, distance == 0);
        set(2, distance == 1);
        set(3, distance == 2);
        set(4, distance == 3);
        set(5, distance > 3);
        let paragraph = reader.paragraph(one.at) == reader.paragraph(at);
        set(6, paragraph);
        set(8, one.subject);
        set(9, one.source);
        set(10, one.quoted && !quoted);
        let latest = speakers[0] == Some(one.referent);
        set(12, latest);
        set(13, latest && distance <= 1);
        set(14, speakers[1] == Some(one.referent));
        set(21, teller && !quoted);
        set(24, one.subject_here);
        set(25, distance == 0 && !one.subject_here);
        let mark = (at.saturating_sub(2)..at).any(|at| matches!(reader.word(at), "”" | "\"" | "’" | "'"));
        let after_quote = mark && !quoted;
        set(26, after_quote && latest);
        set(27, after_quote && one.inside);
        set(28, after_quote && one.subject);
        let opens = at <= reader.sentence_first(at) + 1;
        set(29, opens && one.subject && distance == 1);
        set(30, opens && latest);
        set(33, one.opens);
        let indefinite = row[19] > 0.0;
        row[68] = flag(indefinite && one.subject && distance <= 1);
        row[5] = (distance.saturating_sub(3) as f32).min(9.0) / 3.0;
        row[7] = (1.0 + rank as f32).ln();
        row[11] = (one.touches as f32).ln();
    }

    /// Candidates of a pronoun; `rule` is the choice of the rules.
    pub(super) fn pronoun_rows(
        &self,
        at: usize,
        outer: Option<usize>,
        gender: Option<Gender>,
        rule: Option<usize>,
        fits: impl Fn(&Referent) -> bool,
    ) -> Vec<(Pick, Row)> {
        let quoted = self.reader.document.tokens[at].quotation.is_some();
        let teller = outer.and_then(|outer| self.chains.of[outer]);
        let (lately, speakers) = self.lately(at, 9, fits);
        let mut rows: Vec<(Pick, Row)> = Vec::new();
        for (rank, one) in lately.iter().enumerate() {
            let told = teller == Some(one.referent);
            if quoted && told {
                continue;
            }
            let mut row = self.known_row(one.referent, gender);
            self.recency(&mut row, one, rank, speakers, at, told);
            row[0] = flag(rule == Some(one.referent));
            rows.push((Pick::Referent(one.referent), row));
        }
        rows
    }

    /// Candidates of a noun for one person; `rule` is the choice of the rules.
    pub(super) fn noun_rows(
        &self,
        parsed: &Phrase,
        head: &str,
        rule: Option<usize>,
        specific: &[String],
        owner: Option<usize>,
        hidden: bool,
    ) -> Vec<(Pick, Row)> {
        let (reader, at) = (self.reader, parsed.first);
        let definite = !matches!(parsed.determiner, Determiner::A | Determiner::Count(_) | Determiner::Quantity);
        let headline = reader.sentence(at) == 0;
        let fits = |one: &Referent| {
            !one.plural
                && (one.nature == Nature::Person || one.nature == Nature::Thing && self.may_be_person(one))
                && (one.gender.is_none() || parsed.gender.is_none() || one.gender == parsed.gender)
                && !(hidden && one.entity.is_some())
        };
        let described = |row: &mut Row, heads: &[String], matching: usize| {
            row[36] = flag(heads.iter().any(|one| one == head));
            row[37] = flag(row[36] == 0.0 && heads.iter().any(|one| kin(head, one)));
            row[38] = flag(heads.is_empty());
            row[39] = (matching as f32).min(3.0);
            row[40] = flag(!specific.is_empty() && matching == 0);
            let matched = row[36] > 0.0 || row[37] > 0.0;
            let named = row[16] > 0.0;
            row[58] = flag(named && !matched);
            row[59] = flag(named && !matched && parsed.cut > parsed.head + 1);
            row[60] = flag(named && !matched && !specific.is_empty());
            row[61] = flag(matched && row[40] > 0.0);
            row[62] = flag(named && row[36] == 0.0 && GENERIC.contains(&head));
            row[65] = flag(named && !matched && !heads.is_empty());
            row[66] = flag(named && row[36] == 0.0 && RELATIONS.contains(&head));
            row[69] = flag(!named && row[20] > 0.0 && row[36] > 0.0);
            row[70] = flag(!named && !matched);
            // Whoever belongs to somebody, or is placed, is nobody named without that description.
            let placed = parsed.determiner == Determiner::Owned
                || parsed.cut > parsed.head + 1
                // "The collector who owns it" is told by that, not by having been spoken of.
                || reader.is(parsed.head + 1, list!("who whose whom"))
                || parsed.class.is(Class::SPOKES);
            let apart = placed || GENERIC.contains(&head) || RELATIONS.contains(&head);
            // "The judge" is not the minister.
            let other = parsed.class.is(Class::OFFICIAL)
                && heads.iter().any(|one| self.reader.lexicon.class(one).is(Class::OFFICIAL));
            // "Her colleague" may be somebody not named who spoke before.
            let peer = !named && row[20] > 0.0 && parsed.determiner == Determiner::Owned && peer(reader, parsed, head);
            row[76] = flag(peer && !matched);
            if !matched && !peer && (named && (apart || other && row[0] == 0.0) || !named && placed) {
                row[16] = NEVER;
            }
            row[71] = flag(matched && !specific.is_empty() && matching == specific.len());
        };
        let mut rows: Vec<(Pick, Row)> = Vec::new();
        let (lately, speakers) = self.lately(at, 12, fits);
        let push = |referent: usize, lately: Option<(&Lately, usize)>, rows: &mut Vec<(Pick, Row)>| {
            let one = &self.chains.referents[referent];
            let mut row = self.known_row(referent, parsed.gender);
            match lately {
                Some((lately, rank)) => self.recency(&mut row, lately, rank, speakers, at, false),
                None => row[5] = 4.0,
            }
            row[0] = flag(rule == Some(referent));
            let matching = specific.iter().filter(|word| self.described_by(one, word)).count();
            described(&mut row, &one.heads, matching);
            row[48] = flag(parsed.determiner == Determiner::Owned && one.entity.is_some());
            rows.push((Pick::Referent(referent), row));
        };
        if definite {
            for (rank, one) in lately.iter().enumerate().filter(|(_, one)| owner != Some(one.referent)) {
                push(one.referent, Some((one, rank)), &mut rows);
            }
            let far = self.by_head.get(head).into_iter().flatten().rev().take(8).copied();
            for referent in far.chain(rule).collect::<Vec<_>>() {
                let known = rows.iter().any(|(pick, _)| *pick == Pick::Referent(referent));
                if !known && (fits(&self.chains.referents[referent]) || rule == Some(referent)) {
                    push(referent, None, &mut rows);
                }
            }
        }
        // Names that come only later: a headline or first paragraph describes, the next one names.
        // An unnamed voice of a body stays one, though the body has a named one too.
        let another = reader.is(parsed.first + 1, list!("other second third"));
        let hidden = hidden || another || GENERIC.contains(&head) || !definite && parsed.class.is(Class::SPOKES);
        let early = self.reader.paragraph(at) < 4 || headline;
        let mut ahead = 0;
        let from = self.names.mentions.partition_point(|name| name.first < at);
        for name in self.names.mentions[from..].iter().take(if hidden { 0 } else { 60 }) {
            let entity = &self.names.entities[name.entity];
            if self.of_entity.contains_key(&name.entity)
                || rows.iter().any(|(pick, _)| *pick == Pick::Entity(name.entity))
                || entity.kind != Kind::Person
                || parsed.gender.is_some() && entity.gender.is_some() && entity.gender != parsed.gender
            {
                continue;
            }
            let distance = reader.sentence(name.first) - reader.sentence(at);
            if distance > 8 || ahead > 8 || distance == 0 {
                if distance == 0 {
                    continue;
                }
                break;
            }
            ahead += 1;
            let mut row = [0.0; FEATURES];
            row[16] = 1.0;
            row[17] = flag(entity.sure);
            row[22] = (entity.count as f32).ln();
            row[18] = flag(entity.gender.is_some() && entity.gender == parsed.gender);
            let matching = specific.iter().filter(|word| {
                entity.heads.contains(word)
                    || entity.descriptors.iter().any(|&(a, b)| (a..b).any(|at| self.means(at, word)))
            });
            described(&mut row, &entity.heads, matching.count());
            row[41] = flag(distance <= 2);
            row[42] = 1.0;
            row[43] = flag(headline);
            row[57] = flag(early && ahead == 1);
            row[63] = flag(row[36] == 0.0 && row[37] == 0.0);
            row[64] = flag(!definite);
            row[77] = row[36];
            rows.push((Pick::Entity(name.entity), row));
        }
        let mut row = [0.0; FEATURES];
        let class = parsed.class;
        row[34] = 1.0;
        row[35] = flag(rule.is_none());
        row[44] = flag(headline);
        row[45] = flag(!definite);
        row[46] = flag(parsed.determiner == Determiner::Bare);
        row[47] = flag(parsed.determiner == Determiner::Owned);
        for (index, one) in [Class::OFFICIAL, Class::PARTY, Class::EXPERT, Class::MEDIA, Class::AFFECTED, Class::SPOKES]
            .iter()
            .enumerate()
        {
            row[49 + index] = flag(class.is(*one));
        }
        row[55] = flag(parsed.cut > parsed.head + 1);
        row[56] = flag(!specific.is_empty());
        row[78] = flag(rows.iter().any(|(_, row)| row[77] > 0.0));
        rows.push((Pick::New, row));
        // "The other official" is no spokeswoman, and not whoever spoke last.
        rows.retain(|(_, row)| row[16] != NEVER && !(another && row[34] == 0.0 && (row[36] == 0.0 || row[12] > 0.0)));
        // "The engineer", where one engineer has spoken.
        let matches = |row: &Row| row[36] > 0.0 && row[15] > 0.0;
        let count = rows.iter().filter(|(_, row)| matches(row)).count();
        for (pick, row) in &mut rows {
            let this = matches(row);
            row[73] = flag(this && count == 1);
            row[74] = flag(!this && count > 0 && *pick != Pick::New);
            row[75] = flag(count > 0 && *pick == Pick::New);
        }
        // "The official" is the official not named, whatever office somebody named holds.
        let unnamed = |row: &Row| {
            let near = row[1] + row[2] + row[3] > 0.0;
            row[16] == 0.0 && row[34] == 0.0 && row[36] > 0.0 && (row[20] > 0.0 || row[32] > 0.0 || near)
        };
        if GENERIC.contains(&head) && rows.iter().any(|(_, row)| unnamed(row)) {
            let plain = parsed.determiner == Determiner::The && parsed.cut <= parsed.head + 1 && specific.is_empty();
            rows.retain(|(pick, row)| (row[16] == 0.0 || row[36] > 0.0) && !(plain && *pick == Pick::New));
        }
        rows
    }

    fn described_by(&self, one: &Referent, word: &String) -> bool {
        match (one.entity.map(|entity| &self.names.entities[entity]), &one.phrase) {
            (Some(entity), _) => {
                entity.heads.contains(word)
                    || entity.parts.contains(word)
                    || entity.descriptors.iter().any(|&(a, b)| (a..b).any(|at| self.means(at, word)))
            }
            (None, Some(phrase)) => (phrase.first..phrase.end.min(phrase.first + 40)).any(|at| self.means(at, word)),
            _ => false,
        }
    }

    fn means(&self, at: usize, word: &str) -> bool {
        super::modifier::modifier(self.reader, at) == word
    }

    /// Takes what was picked, making what is not there yet.
    pub(super) fn take(&mut self, pick: Pick) -> Option<usize> {
        match pick {
            Pick::Referent(referent) => Some(referent),
            Pick::Entity(entity) => Some(self.entity(entity)),
            Pick::New => None,
        }
    }
}

/// "colleague", "fellow officer": somebody of the same kind.
fn peer(reader: &Reader, parsed: &Phrase, head: &str) -> bool {
    one_of!(
        head,
        "colleague counterpart companion comrade workmate teammate neighbour neighbor cellmate classmate flatmate"
    ) || (parsed.first..parsed.head).any(|at| reader.is(at, list!("fellow")))
}

fn flag(value: bool) -> f32 {
    if value { 1.0 } else { 0.0 }
}

/// Writes what the scorer saw, for `train/antecedents.py`.
#[cfg(feature = "trace")]
pub fn trace(kind: &str, attribution: Option<usize>, words: &str, rows: &[(Pick, Row)]) {
    let Some(attribution) = attribution else { return };
    let mut line = format!("CHOICE\t{kind}\t{attribution}\t{}", words.replace(['\t', '\n'], " "));
    for (pick, row) in rows {
        let name = match pick {
            Pick::Referent(one) => format!("r{one}"),
            Pick::Entity(one) => format!("e{one}"),
            Pick::New => "new".into(),
        };
        line.push_str(&format!("\t{name}"));
        for value in row {
            line.push_str(&format!(" {value:.3}"));
        }
    }
    eprintln!("{line}");
}

/// Nothing to write.
#[cfg(not(feature = "trace"))]
pub fn trace(_: &str, _: Option<usize>, _: &str, _: &[(Pick, Row)]) {}

/// Whether the weights were fitted.
pub fn ready(table: Table) -> bool {
    weights(table).iter().any(|weight| *weight != 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weights_and_every_weight_its_feature() {
        let listed: Vec<&str> = data!("../../../data/antecedent_weights.txt")
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        assert_eq!(NAMES.split(' ').count(), FEATURES);
        assert!(listed.iter().all(|name| NAMES.split(' ').any(|known| known == *name)), "{listed:?}");
        assert!(listed.len() <= FEATURES && weights(Table::Noun).iter().any(|weight| *weight != 0.0));
    }
}
