//! JSON as the renderers make it: texts, numbers, lists and objects, written with indents.

/// A JSON value. Objects keep the order they were made in.
pub(super) enum Json {
    Text(String),
    Number(usize),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Text(text.to_string())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::Text(text)
    }
}

impl From<usize> for Json {
    fn from(number: usize) -> Self {
        Json::Number(number)
    }
}

impl From<Vec<Json>> for Json {
    fn from(list: Vec<Json>) -> Self {
        Json::List(list)
    }
}

/// An object of pairs.
pub(super) fn object<const N: usize>(pairs: [(&'static str, Json); N]) -> Json {
    Json::Object(pairs.into())
}

impl Json {
    /// The value as text, two spaces a level, with a line feed at the end.
    pub(super) fn indented(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, level: usize, out: &mut String) {
        match self {
            Json::Text(text) => quoted(text, out),
            Json::Number(number) => out.push_str(&number.to_string()),
            Json::List(items) => {
                list(level, ['[', ']'], items.len(), out, |place, out| items[place].write(level + 1, out));
            }
            Json::Object(pairs) => list(level, ['{', '}'], pairs.len(), out, |place, out| {
                let (key, value) = &pairs[place];
                quoted(key, out);
                out.push_str(": ");
                value.write(level + 1, out);
            }),
        }
    }
}

/// Items between brackets, a line each.
fn list(level: usize, brackets: [char; 2], count: usize, out: &mut String, mut item: impl FnMut(usize, &mut String)) {
    out.push(brackets[0]);
    for place in 0..count {
        out.push_str(if place == 0 { "\n" } else { ",\n" });
        (0..=level).for_each(|_| out.push_str("  "));
        item(place, out);
    }
    if count > 0 {
        out.push('\n');
        (0..level).for_each(|_| out.push_str("  "));
    }
    out.push(brackets[1]);
}

/// A text in quotation marks, as RFC 8259 asks.
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                let digit = |four: u32| char::from_digit(four & 15, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(letter as u32 >> 4), digit(letter as u32)]);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::{Json, object};

    #[test]
    fn written_as_serde_json_would() {
        let text = "a \"b\" \\ \n\r\t \u{1} \u{1f} \u{7f} é “x” 🐟";
        let value = object([
            ("text", text.into()),
            ("empty", Json::List(Vec::new())),
            ("list", vec![Json::Number(7), object([]), object([("k", "v".into())])].into()),
        ]);
        let theirs = serde_json::json!({ "text": text, "empty": [], "list": [7, {}, { "k": "v" }] });
        assert_eq!(serde_json::from_str::<serde_json::Value>(&value.indented()).unwrap(), theirs);
        let list = Json::List(vec![7usize.into(), object([]), object([("k", "v".into())])]);
        let same = serde_json::json!([7, {}, { "k": "v" }]);
        assert_eq!(list.indented(), serde_json::to_string_pretty(&same).unwrap() + "\n");
    }
}
