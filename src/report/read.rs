//! A report read back from the values that a host holds it in (JavaScript's objects): what `serde` would do, in a tenth of the
//! code, since only one kind of tree is ever read.

use super::types::*;
use crate::Offsets;
use crate::table::BTreeMap;

/// A value of the host.
pub(crate) trait Node: Sized {
    /// The value under a key; nothing where there is none.
    fn under(&self, key: &str) -> Self;
    /// Whether it is null or nothing.
    fn is_nothing(&self) -> bool;
    fn text(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    fn truth(&self) -> Option<bool>;
    /// How many items a list has.
    fn count(&self) -> Option<usize>;
    fn item(&self, place: usize) -> Self;
}

/// What is no report: the innermost key whose value is not what it must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fault(pub &'static str);

type Read<T> = Result<T, Fault>;

/// A part of the report.
pub(crate) trait Part: Sized {
    fn read(node: &impl Node) -> Read<Self>;
}

/// The part under a key.
#[inline(never)]
fn at<T: Part>(node: &impl Node, key: &'static str) -> Read<T> {
    T::read(&node.under(key)).map_err(|fault| if fault.0.is_empty() { Fault(key) } else { fault })
}

/// A fault that has no key yet.
const HERE: Fault = Fault("");

impl Part for String {
    fn read(node: &impl Node) -> Read<Self> {
        node.text().ok_or(HERE)
    }
}

impl Part for bool {
    fn read(node: &impl Node) -> Read<Self> {
        node.truth().ok_or(HERE)
    }
}

/// A whole number up to a bound.
fn whole(node: &impl Node, most: f64) -> Read<f64> {
    node.number().filter(|number| (0.0..=most).contains(number) && f64::from(*number as u32) == *number).ok_or(HERE)
}

impl Part for usize {
    fn read(node: &impl Node) -> Read<Self> {
        whole(node, f64::from(u32::MAX)).map(|number| number as usize)
    }
}

impl Part for u32 {
    fn read(node: &impl Node) -> Read<Self> {
        whole(node, f64::from(u32::MAX)).map(|number| number as u32)
    }
}

impl Part for u8 {
    fn read(node: &impl Node) -> Read<Self> {
        whole(node, 255.0).map(|number| number as u8)
    }
}

impl Part for f32 {
    fn read(node: &impl Node) -> Read<Self> {
        node.number().map(|number| number as f32).ok_or(HERE)
    }
}

impl<T: Part> Part for Option<T> {
    fn read(node: &impl Node) -> Read<Self> {
        if node.is_nothing() { Ok(None) } else { T::read(node).map(Some) }
    }
}

impl<T: Part> Part for Vec<T> {
    fn read(node: &impl Node) -> Read<Self> {
        let count = node.count().ok_or(HERE)?;
        let mut list = Vec::new();
        for place in 0..count {
            list.push(T::read(&node.item(place))?);
        }
        Ok(list)
    }
}

impl Part for ByStatus {
    fn read(node: &impl Node) -> Read<Self> {
        let mut numbers = BTreeMap::new();
        for &status in Status::ALL {
            let number = node.under(status.word());
            if !number.is_nothing() {
                numbers.insert(status, usize::read(&number)?);
            }
        }
        Ok(numbers)
    }
}

impl Part for Offsets {
    fn read(node: &impl Node) -> Read<Self> {
        match node.text().as_deref() {
            Some("utf16") => Ok(Offsets::Utf16),
            Some("codepoint") => Ok(Offsets::Codepoint),
            Some("byte") => Ok(Offsets::Byte),
            _ => Err(HERE),
        }
    }
}

macro_rules! words {
    ($($name:ident)+) => {
        $(impl Part for $name {
            fn read(node: &impl Node) -> Read<Self> {
                node.text().and_then(|word| Self::from_word(&word)).ok_or(HERE)
            }
        })+
    };
}

words! {
    Status Form SourceState Act Side TargetKind Commitment CueColour Voice ViaKind ReasonClass ZoneKind RelationKind
    CommentOutcome
}

macro_rules! objects {
    ($($name:ident { $($field:ident)+ })+) => {
        $(impl Part for $name {
            fn read(node: &impl Node) -> Read<Self> {
                Ok(Self { $($field: at(node, stringify!($field))?),+ })
            }
        })+
    };
}

objects! {
    Quote { start end exact }
    Report { schema tool offsets text sources attributions topics relations asked_for_comment notes summary }
    Tool { version model model_hash }
    TextInfo { length hash words sentences paragraphs language zones }
    Zone { kind start end }
    Evidenced { value spans }
    Source {
        id name description status status_evidence members member_of affiliation role count edited specificity terms reason
        basis mentions attributions words_quoted
    }
    WithheldReason { class formulaic spans }
    Attribution {
        id source source_state parent via form act cue_colour parts stance voice confidence reasons edited
    }
    Parts { source cue content }
    Via { name kind spans }
    Stance { side target commitment conditional evidence }
    Target { start end exact kind topic }
    Topic { id label kind spans }
    Relation { kind a b why }
    AskedForComment { attribution how }
    Note { code sentence evidence spans }
    Summary { headline sentences counts }
    SummarySentence { text attributions }
    Counts { sources sources_at_least attributions by_status quoted_words_by_status fragment_quotes }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Fault, Node, Part};
    use crate::{Model, Options, Report, analyze};

    impl Node for Value {
        fn under(&self, key: &str) -> Self {
            self.get(key).cloned().unwrap_or(Value::Null)
        }

        fn is_nothing(&self) -> bool {
            self.is_null()
        }

        fn text(&self) -> Option<String> {
            self.as_str().map(str::to_string)
        }

        fn number(&self) -> Option<f64> {
            self.as_f64()
        }

        fn truth(&self) -> Option<bool> {
            self.as_bool()
        }

        fn count(&self) -> Option<usize> {
            self.as_array().map(Vec::len)
        }

        fn item(&self, place: usize) -> Self {
            self[place].clone()
        }
    }

    const TEXT: &str = "Ann Marsh denied on Monday that “the dyke” was unsafe. Officials, who asked not to be named, said it was. \
         The mayor, Bo Lind, did not respond to questions.\n";

    fn tree() -> (Report, Value) {
        let report = analyze(Model::embedded(), TEXT, &Options::new()).unwrap();
        let tree = serde_json::to_value(&report).unwrap();
        (report, tree)
    }

    #[test]
    fn what_was_written_is_read() {
        let (report, tree) = tree();
        assert!(!report.attributions.is_empty());
        assert_eq!(Report::read(&tree).unwrap(), report);
    }

    #[test]
    fn a_fault_names_its_key() {
        for (pointer, value, key) in [
            ("/schema", Value::Null, "schema"),
            ("/offsets", json!("bits"), "offsets"),
            ("/text/words", json!(1.5), "words"),
            ("/text/length", json!(-1), "length"),
            ("/sources/0/status", json!("honest"), "status"),
            ("/attributions/0/parts/content", json!({}), "content"),
            ("/attributions/0/edited", json!("no"), "edited"),
            ("/summary/counts/by_status", json!({ "named": "one" }), "by_status"),
        ] {
            let (_, mut tree) = tree();
            *tree.pointer_mut(pointer).expect(pointer) = value;
            assert_eq!(Report::read(&tree), Err(Fault(key)), "{pointer}");
        }
        assert_eq!(Report::read(&json!("text")), Err(Fault("schema")));
    }
}
