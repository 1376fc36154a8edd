//! The word lists of `data/`, taken in without their comments and empty lines: those are for who reads the file.

/// Where the line that begins at a place ends, behind its line feed.
const fn line_end(text: &[u8], mut at: usize) -> usize {
    while at < text.len() && text[at] != b'\n' {
        at += 1;
    }
    if at < text.len() { at + 1 } else { at }
}

/// Whether a line that begins at a place says something.
const fn counts(text: &[u8], at: usize) -> bool {
    text[at] != b'#' && text[at] != b'\n'
}

/// Bytes of the lines that say something.
pub(crate) const fn size(text: &str) -> usize {
    let text = text.as_bytes();
    let (mut size, mut at) = (0, 0);
    while at < text.len() {
        let end = line_end(text, at);
        if counts(text, at) {
            size += end - at;
        }
        at = end;
    }
    size
}

/// The lines that say something.
pub(crate) const fn lines<const SIZE: usize>(text: &str) -> [u8; SIZE] {
    let text = text.as_bytes();
    let mut bytes = [0; SIZE];
    let (mut filled, mut at) = (0, 0);
    while at < text.len() {
        let end = line_end(text, at);
        let counts = counts(text, at);
        while at < end {
            if counts {
                bytes[filled] = text[at];
                filled += 1;
            }
            at += 1;
        }
    }
    bytes
}

/// As `include_str!`, without the lines that are empty or begin with `#`.
macro_rules! data {
    ($path:literal) => {{
        const TEXT: &str = include_str!($path);
        const LINES: [u8; $crate::data::size(TEXT)] = $crate::data::lines(TEXT);
        const {
            match std::str::from_utf8(&LINES) {
                Ok(lines) => lines,
                Err(_) => panic!("whole lines of a text are text"),
            }
        }
    }};
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_and_empty_lines_stay_out() {
        let (all, taken) = (include_str!("../data/cue_acts.txt"), data!("../data/cue_acts.txt"));
        let lines: Vec<&str> = all.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert!(lines.len() > 5 && lines.len() < all.lines().count());
        assert_eq!(taken.lines().collect::<Vec<_>>(), lines);
    }
}
