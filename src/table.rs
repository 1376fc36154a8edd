//! Hash maps, sets and sorted maps, under the names of the standard library and with the part of its interface that the
//! stages use. The standard ones are compiled anew for every pair of types, some 1.5 KB of WebAssembly each time; here the
//! search is compiled once, for hashes and places, and only the last step knows the types.
//!
//! The hash maps keep the order of insertion, so that nothing depends on chance.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};
use std::ops::Index;

mod sorted;
pub use sorted::BTreeMap;

/// Where the entries of a list lie, by hash: open addressing, at most three quarters full.
#[derive(Clone, Debug, Default)]
struct Places {
    /// 1 + the place of an entry; 0 is free. A power of two of them, or none.
    slots: Vec<u32>,
    /// The hash of every entry.
    hashes: Vec<u32>,
}

impl Places {
    #[inline(never)]
    fn find(&self, hash: u32, same: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            let place = (*self.slots.get(at)?).checked_sub(1)? as usize;
            if self.hashes[place] == hash && same(place) {
                return Some(place);
            }
            at = (at + 1) & mask;
        }
    }

    /// Notes one more entry, the last of the list.
    #[inline(never)]
    fn add(&mut self, hash: u32) {
        self.hashes.push(hash);
        if self.hashes.len() * 4 > self.slots.len() * 3 {
            self.fill((self.slots.len() * 2).max(8));
        } else {
            self.put(self.hashes.len() - 1);
        }
    }

    /// Lays out all places anew, in so many slots.
    fn fill(&mut self, slots: usize) {
        self.slots.clear();
        self.slots.resize(slots, 0);
        (0..self.hashes.len()).for_each(|place| self.put(place));
    }

    fn put(&mut self, place: usize) {
        let mask = self.slots.len() - 1;
        let mut at = self.hashes[place] as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = place as u32 + 1;
    }
}

/// Eight bytes at a time: most keys are short words, and hashing them takes most of the time of finding them.
struct Words(u64);

impl Hasher for Words {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((eight, more)) = rest.split_first_chunk() {
            self.write_u64(u64::from_le_bytes(*eight));
            rest = more;
        }
        if !rest.is_empty() {
            self.write_u64(rest.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}

fn hash_of<Q: Hash + ?Sized>(key: &Q) -> u32 {
    let mut hasher = Words(0);
    key.hash(&mut hasher);
    let hash = hasher.finish();
    (hash ^ hash >> 32) as u32
}

/// As the standard library's, in order of insertion.
#[derive(Clone, Debug)]
pub struct HashMap<K, V> {
    entries: Vec<(K, V)>,
    places: Places,
}

impl<K, V> Default for HashMap<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Places::default() }
    }
}

impl<K, V> HashMap<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }
}

impl<K: Hash + Eq, V> HashMap<K, V> {
    fn place<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.places.find(hash_of(key), &|place| self.entries[place].0.borrow() == key)
    }

    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).map(|place| &self.entries[place].1)
    }

    pub fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_some()
    }

    /// Puts a value in; gives the one that stood there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Some(place) => Some(std::mem::replace(&mut self.entries[place].1, value)),
            None => {
                self.add(key, value);
                None
            }
        }
    }

    /// Takes a key out, in time of the map's size.
    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key)?;
        let (_, value) = self.entries.remove(place);
        self.places.hashes.remove(place);
        self.places.fill(self.places.slots.len());
        Some(value)
    }

    fn add(&mut self, key: K, value: V) -> usize {
        self.places.add(hash_of(&key));
        self.entries.push((key, value));
        self.entries.len() - 1
    }

    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { map: self, key }
    }
}

/// The place of a key, there or not.
pub struct Entry<'m, K, V> {
    map: &'m mut HashMap<K, V>,
    key: K,
}

impl<'m, K: Hash + Eq, V> Entry<'m, K, V> {
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'m mut V {
        let place = match self.map.place(&self.key) {
            Some(place) => place,
            None => self.map.add(self.key, make()),
        };
        &mut self.map.entries[place].1
    }

    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }
}

impl<K: Hash + Eq + Borrow<Q>, Q: Hash + Eq + ?Sized, V> Index<&Q> for HashMap<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("a key of the map")
    }
}

impl<K: Hash + Eq, V> Extend<(K, V)> for HashMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        pairs.into_iter().for_each(|(key, value)| {
            self.insert(key, value);
        });
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for HashMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        map.extend(pairs);
        map
    }
}

impl<K, V> IntoIterator for HashMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// As the standard library's, in order of insertion.
#[derive(Clone, Debug)]
pub struct HashSet<K>(HashMap<K, ()>);

impl<K> Default for HashSet<K> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<K> HashSet<K> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn iter(&self) -> impl Iterator<Item = &K> {
        self.0.keys()
    }
}

impl<K: Hash + Eq> HashSet<K> {
    /// Whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ()).is_none()
    }

    pub fn contains<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    /// Takes a key out, in time of the set's size; whether it was there.
    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.remove(key).is_some()
    }

    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|key| other.contains(key))
    }

    pub fn intersection<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s K> {
        self.iter().filter(|key| other.contains(*key))
    }
}

impl<K: Hash + Eq> PartialEq for HashSet<K> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|key| other.contains(key))
    }
}

impl<K: Hash + Eq> Extend<K> for HashSet<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        keys.into_iter().for_each(|key| {
            self.insert(key);
        });
    }
}

impl<K: Hash + Eq> FromIterator<K> for HashSet<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::new();
        set.extend(keys);
        set
    }
}

impl<K> IntoIterator for HashSet<K> {
    type Item = K;
    type IntoIter = std::iter::Map<std::vec::IntoIter<(K, ())>, fn((K, ())) -> K>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(key, ())| key)
    }
}

#[cfg(test)]
mod tests {
    use super::{HashMap, HashSet};

    #[test]
    fn holds_what_the_standard_map_holds() {
        let mut state = 11u32;
        let (mut ours, mut theirs) = (HashMap::new(), std::collections::HashMap::new());
        for step in 0..2000usize {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let key = (state >> 23).to_string();
            if state & 1 == 0 {
                assert_eq!(ours.insert(key.clone(), step), theirs.insert(key.clone(), step));
            } else {
                *ours.entry(key.clone()).or_default() += 1;
                *theirs.entry(key.clone()).or_default() += 1;
            }
            assert_eq!(ours.len(), theirs.len());
        }
        for number in 0..512u32 {
            let key = number.to_string();
            assert_eq!(ours.get(key.as_str()), theirs.get(key.as_str()));
        }
        assert_eq!(ours.get("none"), None);
        assert!(HashMap::<u32, u32>::new().get(&3).is_none(), "an empty map has no slots");
    }

    #[test]
    fn sets_keep_the_order_of_insertion() {
        let mut set: HashSet<&str> = ["cod", "ant", "bee", "ant"].into_iter().collect();
        assert_eq!(set.iter().copied().collect::<Vec<_>>(), ["cod", "ant", "bee"]);
        assert!(set.remove("ant") && !set.remove("ant"));
        assert!(set.contains("bee") && !set.contains("ant"));
        assert!(set.insert("ant") && !set.insert("ant"));
        assert_eq!(set.clone(), ["bee", "ant", "cod"].into_iter().collect());
        assert_eq!(set.into_iter().collect::<Vec<_>>(), ["cod", "bee", "ant"]);
    }
}
