//! Sorting by one shared routine. The standard library's sort is compiled anew for every type and key, some 5 KB of
//! WebAssembly each time; here it is compiled once, for positions, and only the last step knows the type.

use std::cmp::Ordering;

/// Sorts in place, stable, by a comparison. Time O(n log n), one `usize` of memory per item.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut places = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(&mut places, &mut |a, b| items.swap(a, b));
}

/// Sorts in place, stable, by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts in place.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Positions 0..`count` in order.
#[inline(never)]
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    // Most lists are short or in order already.
    if places.windows(2).all(|pair| compare(pair[0], pair[1]).is_le()) {
        return places;
    }
    // Merged runs of 1, 2, 4 …: a twentieth of the code of the standard library's sort.
    let mut merged = Vec::with_capacity(count);
    let mut run = 1;
    while run < count {
        merged.clear();
        for pair in places.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some(&a), Some(&b)) = (left.first(), right.first()) {
                let side = if compare(a, b).is_gt() { &mut right } else { &mut left };
                merged.push(side[0]);
                *side = &side[1..];
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut places, &mut merged);
        run *= 2;
    }
    places
}

/// Moves every item to its place by swaps: `places[i]` says where the item that belongs at `i` lies.
#[inline(never)]
fn arrange(places: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        while places[at] != start {
            let from = places[at];
            swap(at, from);
            places[at] = at;
            at = from;
        }
        places[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use super::{sort, sort_by, sort_by_key};

    #[test]
    fn sorts_as_the_standard_library_does() {
        // A small generator, so that long lists with many ties are tried too.
        let mut state = 7u32;
        for count in [0, 1, 2, 3, 7, 40, 333] {
            let items: Vec<(u32, usize)> = (0..count)
                .map(|index| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 28, index)
                })
                .collect();
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(ours, theirs, "ties keep their order");
            sort_by(&mut ours, |a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs);
            sort(&mut ours);
            assert_eq!(
                ours,
                items.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn items_need_not_be_copied() {
        let mut names = vec!["cod".to_string(), "ant".to_string(), "bee".to_string()];
        sort(&mut names);
        assert_eq!(names, ["ant", "bee", "cod"]);
    }
}
