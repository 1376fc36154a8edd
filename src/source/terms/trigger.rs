//! The words that give a clause of anonymity away.

use super::super::reader::Reader;
use super::{ALLOW, SPEAK, Sort, WITHHOLD, is, negates};

/// Whether token `at` gives a clause away: what it says, whether it hangs on a verb of saying, and where it starts at the latest.
pub(super) fn trigger(reader: &Reader, at: usize) -> Option<(Sort, bool, usize)> {
    let small = reader.small(at);
    let first = reader.sentence_first(at);
    let end = reader.sentence_end(at);
    let back = |far: usize| (at.saturating_sub(far).max(first)..at).rev();
    let before = |far: usize, words: crate::list::List| back(far).find(|&one| reader.is(one, words));
    match small.as_ref() {
        "anonymity" => {
            if reader.is(at + 1, list!("of for"))
                && reader.is(at + 2, list!("the a his her their"))
                && !reader.is(at + 2, list!("their"))
                && before(4, list!("condition granted requested asked")).is_none()
                || before(4, list!("waived waive lifted extended lost lose lift extend right abandoned shed gave"))
                    .is_some()
            {
                return None;
            }
            if let Some(condition) = before(
                4,
                list!(
                    "condition conditions basis terms promise guarantee assurance cover cloak veil \
                     understanding"
                ),
            ) {
                let start = (condition.saturating_sub(3).max(first)..condition)
                    .rev()
                    .find(|&one| reader.is(one, list!("on under upon with in")))
                    .unwrap_or(condition);
                return Some((Sort::Hidden, true, start));
            }
            let verb = before(
                7,
                list!(
                    "requested requesting request requests asked asking asks granted given insisted \
                     insisting insists demanded demanding promised offered sought seeking wanted \
                     preferred guaranteed assured under citing chose cited accorded afforded begged \
                     pleaded with"
                ),
            );
            verb.map(|verb| (Sort::Hidden, reader.is(verb, list!("under with")), verb))
        }
        "anonymously" => {
            let speak = before(
                4,
                list!(
                    "spoke speaking speak talked talking said quoted interviewed told commenting briefed \
                     briefing wrote writing posted speaks"
                ),
            );
            let after = reader.is(at + 1, list!("to said told"));
            let speak_start =
                speak.filter(|&one| reader.is(one, list!("spoke speaking speak talking talked speaks"))).unwrap_or(at);
            (speak.is_some() || after).then_some((Sort::Hidden, true, speak_start))
        }
        "anonymous" | "unnamed" | "nameless" | "unidentified" => {
            let stay = before(3, list!("remain stay be kept remaining being staying remained remains go keep"))?;
            let wish = back(8).any(|one| {
                is(reader, one, WITHHOLD)
                    || reader.is(one, list!("chose prefer prefers opted hoping hoped agreed wish want wishing"))
            });
            (wish && stay < at && !reader.capital(at)).then_some((Sort::Hidden, false, stay))
        }
        "named" | "identified" | "quoted" | "identify" | "named-" => {
            if small == "identify" {
                // "is not identifying", "agreed not to identify": by the outlet, of its source.
                return None;
            }
            let only = small == "identified"
                && (reader.is(at + 1, list!("only")) || before(1, list!("only")).is_some())
                && reader.is(at + 1, list!("only by as"));
            if only {
                let start = before(3, list!("was is be who are were asked"))
                    .filter(|&one| !reader.is(one, list!("who")))
                    .unwrap_or(at);
                let pseudonym = (at..(at + 8).min(end)).any(|one| {
                    reader.is(one, list!("pseudonym nickname alias initials")) || reader.is(one, list!("call nom"))
                });
                return Some((if pseudonym { Sort::Pseudonym } else { Sort::PartialName }, false, start));
            }
            let passive = before(3, list!("be being been was were is are"))?;
            if (passive + 1..at).any(|one| {
                !reader.is(one, list!("publicly further fully openly directly not either personally specifically"))
                    && reader.word(one) != "t"
                    && !matches!(reader.word(one), "'" | "’")
            }) {
                return None;
            }
            let blocked = match reader.small(at + 1).as_ref() {
                "after" | "to" | "head" | "captain" | "chief" | "chairman" | "chair" | "best" | "one" | "among" => true,
                "as" => {
                    small != "quoted"
                        && !reader.is(at + 2, list!("the talks they he she it this negotiations discussions part"))
                }
                "in" => !reader.is(at + 2, list!("this print the order public any keeping line accordance a")),
                "for" => reader.is(at + 2, list!("the")) && reader.is(at + 3, list!("job post award prize squad team")),
                _ => false,
            };
            if blocked {
                return None;
            }
            if small == "quoted"
                && !(at + 1..(at + 4).min(end)).any(|one| reader.is(one, list!("name directly identified named")))
                && before(8, list!("not declined refused")).is_none()
            {
                return None;
            }
            let negative = back(12).take_while(|&one| !one_of!(reader.word(one), "“ ” \" ;")).any(|one| {
                negates(reader, one)
                    || reader.is(
                        one,
                        list!(
                            "declined refused declining refusing declines refuses unwilling reluctant \
                             fear fearing feared avoid"
                        ),
                    )
            });
            negative.then_some((Sort::Hidden, false, passive))
        }
        "name" | "names" | "surname" | "surnames" | "identity" | "identities" => {
            if reader.is(at.wrapping_sub(1), list!("by")) && small == "name" {
                let out = before(9, list!("out identified quoted named cited referred mentioned use used"))?;
                let kept = back(12).any(|one| negates(reader, one) || reader.is(one, list!("out declined refused")));
                return kept.then_some((Sort::Hidden, false, out));
            }
            let possessed = before(4, list!("his her their whose no own my a any"))?;
            if reader.is(at.wrapping_sub(1), list!("brand domain company place stage family code")) {
                return None;
            }
            let changed = (at + 1..(at + 7).min(end)).any(|one| reader.is(one, list!("changed altered pseudonym")));
            if changed && (at + 1..(at + 5).min(end)).any(|one| reader.is(one, list!("been was were is are has have")))
            {
                return Some((Sort::Pseudonym, false, at));
            }
            let only = back(6).any(|one| reader.is(one, list!("only just")));
            let first_name = reader.is(at - 1, list!("first given middle nick last"));
            let giving = back(9).find(|&one| {
                reader.is(
                    one,
                    list!(
                        "give gave given giving gives provide provided providing share shared sharing \
                         tell told telling disclose disclosed reveal revealed revealing use used using \
                         print printed publish published divulge offer offered state provides withheld \
                         withhold withholding asked asking requested wanted attach attached see want"
                    ),
                )
            });
            let nearby = back(10)
                .take_while(|&one| !one_of!(reader.word(one), "“ ” \" ;"))
                .any(|one| negates(reader, one) || is(reader, one, WITHHOLD));
            if let Some(giving) = giving {
                if first_name && only && !reader.is(at - 1, list!("last")) {
                    return Some((Sort::PartialName, false, giving));
                }
                let surname = small.starts_with("surname") || reader.is(at - 1, list!("last full family second"));
                if nearby || reader.is(possessed, list!("no")) || only {
                    return Some((
                        if surname && !reader.is(at - 1, list!("full")) { Sort::PartialName } else { Sort::Hidden },
                        false,
                        giving,
                    ));
                }
            }
            // "his name is not for printing", "their names were barred", "whose identity is being withheld".
            let after = (at + 1..(at + 8).min(end))
                .take_while(|&one| !reader.mark(one) || matches!(reader.word(one), "'" | "’"));
            let passive = after.clone().any(|one| {
                reader.is(
                    one,
                    list!(
                        "withheld barred printed published printing publication used concealed hidden \
                         protected omitted secret disclosed revealed released kept known"
                    ),
                )
            });
            let kept = after.clone().any(|one| {
                negates(reader, one)
                    || reader.is(one, list!("withheld barred concealed hidden protected omitted secret"))
            });
            let surname = small.starts_with("surname") || reader.is(at - 1, list!("last family second"));
            (passive && (kept || nearby)).then_some((
                if surname { Sort::PartialName } else { Sort::Hidden },
                false,
                possessed,
            ))
        }
        "pseudonym" | "pseudonyms" | "alias" => {
            let using = before(5, list!("under using uses used by with adopted"))?;
            Some((Sort::Pseudonym, true, using))
        }
        "sign" if reader.is(at.wrapping_sub(1), list!("call")) && at > 0 => {
            let giving = before(8, list!("gave give using uses used goes known by only identified gives"))?;
            Some((Sort::Pseudonym, false, giving))
        }
        "background" => {
            let on = before(2, list!("on"))?;
            let speak = back(8).chain(at + 1..(at + 4).min(end)).any(|one| {
                reader.is(one, list!("spoke speaking briefed briefing talked said told speak call discuss"))
            });
            let plain = reader.mark(at + 1)
                || reader.is(at + 1, list!("because to said about only under as and call briefing"));
            (speak && plain).then_some((Sort::Hidden, true, on))
        }
        "attribution" => {
            let not = before(3, list!("not without"))?;
            Some((Sort::Hidden, true, not))
        }
        "record" => {
            let off =
                at.checked_sub(2).filter(|&one| reader.is(one, list!("off")) && reader.is(at - 1, list!("the")))?;
            let speak = back(8).any(|one| reader.is(one, list!("spoke speaking talked talking speak")));
            speak.then_some((Sort::Hidden, true, off))
        }
        _ if is(reader, at, ALLOW) => {
            let negative = back(5).take_while(|&one| reader.word(one) != ",").find(|&one| negates(reader, one));
            let by_itself = one_of!(small.as_ref(), "forbidden prohibited barred banned unauthorised unauthorized");
            if negative.is_none() && !by_itself {
                return None;
            }
            let reach = (at + 1..(at + 6).min(end)).take_while(|&one| !reader.mark(one));
            let to = reach.clone().find(|&one| reader.is(one, list!("to from")))?;
            let verb = (to + 1..(to + 4).min(end)).any(|one| is(reader, one, SPEAK));
            verb.then_some((Sort::NotAuthorised, false, negative.unwrap_or(at)))
        }
        _ => None,
    }
}
