//! What the linear scorers of this stage have in common: named features, and weights that stand by those names in data/.

/// Numbers the features of a scorer and lists their names.
macro_rules! features {
    ($($name:ident)*) => {
        /// The features, in the order in which they are numbered.
        #[derive(Clone, Copy, Debug)]
        pub enum Feature { $(#[allow(missing_docs)] $name),* }
        /// Their names, those of the weights.
        pub const NAMES: &str = concat!($(stringify!($name), " "),*);
        /// How many there are.
        #[allow(dead_code)]
        pub const FEATURES: usize = [$(Feature::$name),*].len();
    };
}
pub(super) use features;

/// The weights of one column of a file of lines `name weight …`, in hundredths there; 0 where a name has none.
pub fn weights(lines: &str, names: &str, column: usize) -> Vec<f32> {
    let weight = |name: &str| {
        lines.lines().find_map(|line| {
            let mut fields = line.split_whitespace();
            let found = fields.next().filter(|&known| known == name).and_then(|_| fields.nth(column));
            found?.parse::<i32>().ok()
        })
    };
    names.split_whitespace().map(|name| weight(name).unwrap_or(0) as f32 / 100.0).collect()
}

/// A feature that is there or not.
pub fn flag(value: bool) -> f32 {
    if value { 1.0 } else { 0.0 }
}
