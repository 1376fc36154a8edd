//! Small and capital letters of the alphabets in which names stand in English text: Latin, Greek, Cyrillic, Armenian. The
//! standard library's tables know every script and are 24 KB of WebAssembly; these are half a kilobyte.

/// Capitals and how far their small letters lie: first, last, step, distance.
const CAPITALS: [(u16, u16, u8, i16); 26] = [
    (0x41, 0x5a, 1, 32),
    (0xc0, 0xd6, 1, 32),
    (0xd8, 0xde, 1, 32),
    (0x100, 0x12e, 2, 1),
    (0x132, 0x136, 2, 1),
    (0x139, 0x147, 2, 1),
    (0x14a, 0x176, 2, 1),
    (0x178, 0x178, 1, -121),
    (0x179, 0x17d, 2, 1),
    (0x1cd, 0x1db, 2, 1),
    (0x1de, 0x1ee, 2, 1),
    (0x1f8, 0x21e, 2, 1),
    (0x386, 0x386, 1, 38),
    (0x388, 0x38a, 1, 37),
    (0x38c, 0x38c, 1, 64),
    (0x38e, 0x38f, 1, 63),
    (0x391, 0x3a1, 1, 32),
    (0x3a3, 0x3ab, 1, 32),
    (0x400, 0x40f, 1, 80),
    (0x410, 0x42f, 1, 32),
    (0x460, 0x480, 2, 1),
    (0x48a, 0x4be, 2, 1),
    (0x4d0, 0x52e, 2, 1),
    (0x531, 0x556, 1, 48),
    (0x1e00, 0x1e94, 2, 1),
    (0x1ea0, 0x1efe, 2, 1),
];

/// The small letter of a capital; any other letter as it is.
pub(crate) fn small(letter: char) -> char {
    let code = u32::from(letter);
    if code < 0x80 {
        return letter.to_ascii_lowercase();
    }
    if letter == 'ẞ' {
        return 'ß';
    }
    let holds = |&&(first, last, ..): &&(u16, u16, u8, i16)| (u32::from(first)..=u32::from(last)).contains(&code);
    match CAPITALS.iter().find(holds) {
        Some(&(first, _, step, by)) if (code - u32::from(first)) % u32::from(step) == 0 => {
            char::from_u32(code.wrapping_add_signed(i32::from(by))).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// The capital of a small letter; any other letter as it is.
pub(crate) fn capital(letter: char) -> char {
    let code = u32::from(letter);
    let found = CAPITALS.iter().find_map(|&(first, last, _, by)| {
        let from = code.wrapping_add_signed(-i32::from(by));
        let from = char::from_u32(from).filter(|_| (u32::from(first)..=u32::from(last)).contains(&from))?;
        Some(from).filter(|&from| small(from) == letter)
    });
    found.unwrap_or(letter)
}

/// A text in small letters.
pub(crate) trait Lower {
    /// The text in small letters. “İ” becomes an i with a dot of its own, as the standard library has it.
    fn lower(&self) -> String;
}

impl Lower for str {
    fn lower(&self) -> String {
        if self.is_ascii() {
            return self.to_ascii_lowercase();
        }
        let mut out = String::with_capacity(self.len());
        for letter in self.chars() {
            if letter == '\u{130}' {
                out.push_str("i\u{307}");
            } else {
                out.push(small(letter));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Lower, capital, small};

    #[test]
    fn letters_are_those_of_the_standard_library() {
        let known = [
            0..=0x17f,
            0x1cd..=0x1dc,
            0x1de..=0x1ef,
            0x1f8..=0x21f,
            0x386..=0x3ac,
            0x400..=0x4bf,
            0x4d0..=0x52f,
            0x531..=0x587,
            0x1e00..=0x1eff,
        ];
        for letter in known.into_iter().flatten().filter_map(char::from_u32) {
            if letter != '\u{130}' {
                assert_eq!(
                    small(letter).to_string(),
                    letter.to_lowercase().to_string(),
                    "{letter} U+{:04X}",
                    letter as u32
                );
            }
            assert_eq!(letter.to_string().lower(), letter.to_lowercase().to_string());
            // Ligatures and letters without a capital of one letter stay as they are.
            if capital(letter) != letter {
                assert_eq!(capital(letter).to_string(), letter.to_uppercase().to_string(), "U+{:04X}", letter as u32);
            }
        }
        assert_eq!("ÉCOLE Łódź ΑΘΗΝΑ КИЇВ İstanbul".lower(), "école łódź αθηνα київ i̇stanbul");
        assert_eq!(("aéłїω漢".chars().map(capital).collect::<String>()), "AÉŁЇΩ漢");
    }
}
