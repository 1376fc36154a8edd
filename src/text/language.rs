//! Which language a text is in: by its script, and among Latin scripts by its share of function words.

use crate::case::Lower;
use crate::table::HashMap;
use std::sync::OnceLock;

use super::Token;
use super::token::Shape;

/// The language a text seems to be in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Language {
    /// ISO 639-1 code; none where the text is too short or like none that is known.
    pub code: Option<&'static str>,
}

impl Language {
    /// Whether the text may be analysed as English without a warning.
    pub fn is_english(&self) -> bool {
        matches!(self.code, None | Some("en"))
    }

    /// The language's English name; none where the language is not known.
    pub fn name(&self) -> Option<&'static str> {
        let code = self.code?;
        NAMES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
    }
}

const NAMES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("zh", "Chinese"),
];

/// Fewest words (or letters of a script without spaces) on which to judge.
const FEWEST: usize = 12;
/// Tokens read: the start of an article tells as much as all of it.
const SAMPLE: usize = 4000;
/// Least share of function words, in percent; running text of a known language has 30 to 50.
const LEAST_SHARE: usize = 14;

/// Recognises the language.
pub fn language(text: &str, tokens: &[Token]) -> Language {
    let words: Vec<&str> = tokens
        .iter()
        .filter(|token| !matches!(token.shape, Shape::Mark | Shape::Digits))
        .take(SAMPLE)
        .map(|token| token.span.of(text))
        .collect();
    Language { code: by_script(&words).or_else(|| by_function_words(&words)) }
}

/// The language of a text most of whose letters belong to a script other than Latin.
fn by_script(words: &[&str]) -> Option<&'static str> {
    let (mut latin, mut cyrillic, mut ukrainian, mut arabic, mut persian) = (0usize, 0usize, 0usize, 0usize, 0usize);
    let (mut han, mut kana, mut hangul, mut greek, mut hebrew, mut hindi, mut thai) = (0, 0, 0, 0, 0, 0, 0usize);
    for letter in words.iter().flat_map(|word| word.chars()) {
        match letter {
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => {
                (cyrillic, ukrainian) = (cyrillic + 1, ukrainian + 1)
            }
            '\u{400}'..='\u{52f}' => cyrillic += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک' => (arabic, persian) = (arabic + 1, persian + 1),
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => arabic += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}' => han += 1,
            '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => hangul += 1,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => greek += 1,
            '\u{590}'..='\u{5ff}' => hebrew += 1,
            '\u{900}'..='\u{97f}' => hindi += 1,
            '\u{e00}'..='\u{e7f}' => thai += 1,
            _ => latin += 1,
        }
    }
    let scripts = [
        (cyrillic, if ukrainian * 50 > cyrillic { "uk" } else { "ru" }),
        (arabic, if persian * 20 > arabic { "fa" } else { "ar" }),
        (han + kana, if kana * 10 > han + kana { "ja" } else { "zh" }),
        (hangul, "ko"),
        (greek, "el"),
        (hebrew, "he"),
        (hindi, "hi"),
        (thai, "th"),
    ];
    let (most, code) = scripts.into_iter().max_by_key(|&(count, _)| count)?;
    (most >= FEWEST && most > latin).then_some(code)
}

/// The language whose function words make up the largest share of the words.
fn by_function_words(words: &[&str]) -> Option<&'static str> {
    static TABLE: OnceLock<(Vec<&str>, HashMap<&str, u32>)> = OnceLock::new();
    let (codes, table) = TABLE.get_or_init(|| read(data!("../../data/stopwords.txt")));
    if words.len() < FEWEST {
        return None;
    }
    let mut counts = vec![0usize; codes.len()];
    for word in words.iter().filter(|word| word.len() <= 16) {
        let lower = word.lower();
        let mut languages = table.get(lower.as_str()).copied().unwrap_or(0);
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    // Of equals the first wins; a later one must have more.
    let (best, count) = counts.iter().enumerate().rev().max_by_key(|&(_, count)| count)?;
    (count * 100 >= words.len() * LEAST_SHARE).then(|| codes[best])
}

/// The list as codes, and for every word the languages that have it as bits.
fn read(list: &'static str) -> (Vec<&'static str>, HashMap<&'static str, u32>) {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let mut codes = Vec::new();
    let mut table = HashMap::new();
    for (code, words) in lines.filter_map(|line| line.split_once(':')) {
        for word in words.split_whitespace() {
            *table.entry(word).or_insert(0u32) |= 1 << codes.len();
        }
        codes.push(code);
    }
    (codes, table)
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    #[test]
    fn languages_are_recognised() {
        for (text, expected) in [
            ("The council said on Monday that it would not close the old pier before the end of the year.", Some("en")),
            ("Le conseil a dit lundi que la vieille jetée ne serait pas fermée avant la fin de l’année.", Some("fr")),
            (
                "Der Rat sagte am Montag, dass die alte Brücke nicht vor dem Ende des Jahres geschlossen wird.",
                Some("de"),
            ),
            ("El consejo dijo el lunes que no va a cerrar el viejo muelle antes de que termine el año.", Some("es")),
            ("Il consiglio ha detto che non chiuderà il vecchio molo prima della fine dell’anno, per ora.", Some("it")),
            ("O conselho disse que não vai fechar o velho cais antes do fim do ano, mas sim depois.", Some("pt")),
            ("De raad zei maandag dat de oude pier niet voor het einde van het jaar wordt gesloten.", Some("nl")),
            ("Rådet sade på måndagen att den gamla bryggan inte ska stängas och att det är bra för alla.", Some("sv")),
            (
                "Byrådet sagde mandag, at den gamle mole ikke bliver lukket, og at det også er godt for alle.",
                Some("da"),
            ),
            (
                "Rada powiedziała w poniedziałek, że stary most nie będzie zamknięty przed końcem roku i że to jest dobre.",
                Some("pl"),
            ),
            (
                "Meclis pazartesi günü eski iskele için bir karar daha olduğunu ve bu yıl çok önemli olduğunu söyledi.",
                Some("tr"),
            ),
            (
                "Dewan itu mengatakan bahwa dermaga tua tidak akan ditutup pada akhir tahun ini dan itu adalah baik.",
                Some("id"),
            ),
            ("Совет заявил в понедельник, что старый причал не будет закрыт.", Some("ru")),
            ("Рада заявила в понеділок, що старий причал не буде закритий її рішенням.", Some("uk")),
            ("قال المجلس يوم الاثنين إنه لن يغلق الرصيف القديم قبل نهاية العام.", Some("ar")),
            ("理事会は月曜日に古い桟橋を閉鎖しないと述べた。", Some("ja")),
            ("理事会周一表示不会在年底之前关闭旧码头。", Some("zh")),
            ("Rain falls", None),
            ("", None),
        ] {
            assert_eq!(Document::new(text).language.code, expected, "{text}");
        }
    }

    #[test]
    fn names_and_quoted_foreign_words_leave_english_english() {
        let text =
            "Ann Day, of the firm Der Rat und das Haus, said that “c’est la vie” was not what she had in mind for it.";
        assert_eq!(Document::new(text).language.code, Some("en"));
        assert!(Document::new("Rain falls").language.is_english(), "too short to tell");
    }
}
