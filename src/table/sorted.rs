//! Sorted maps: a list in order, searched by halves. For few keys.

use std::borrow::Borrow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// As the standard library's; adding a key in the middle takes time of the map's size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BTreeMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> BTreeMap<K, V> {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every pair, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K, V> BTreeMap<K, V> {
    /// Every value, in the order of the keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<K: Ord, V> BTreeMap<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &self.0[place].1)
    }

    /// Puts a value in; gives the one that stood there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => Some(std::mem::replace(&mut self.0[place].1, value)),
            Err(place) => {
                self.0.insert(place, (key, value));
                None
            }
        }
    }

    /// The value of a key, which is put in with an empty one where it is not there.
    pub fn of(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let place = self.place(&key).unwrap_or_else(|place| {
            self.0.insert(place, (key, V::default()));
            place
        });
        &mut self.0[place].1
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for BTreeMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        pairs.into_iter().for_each(|(key, value)| {
            map.insert(key, value);
        });
        map
    }
}

impl<K, V> IntoIterator for BTreeMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Serialize, V: Serialize> Serialize for BTreeMap<K, V> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for BTreeMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        std::collections::BTreeMap::deserialize(from).map(|map| Self(map.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::BTreeMap;

    #[test]
    fn keeps_its_keys_in_order() {
        let mut map: BTreeMap<&str, u32> = BTreeMap::new();
        for key in ["cod", "ant", "bee", "ant"] {
            *map.of(key) += 1;
        }
        assert_eq!(map.insert("bee", 7), Some(1));
        assert_eq!(map.get("dab"), None);
        assert_eq!(map.into_iter().collect::<Vec<_>>(), [("ant", 2), ("bee", 7), ("cod", 1)]);
    }

    #[test]
    fn is_written_and_read_as_an_object() {
        let map: BTreeMap<String, u32> = [("b".to_string(), 2), ("a".to_string(), 1)].into_iter().collect();
        let json = serde_json::to_string(&map).unwrap();
        assert_eq!(json, r#"{"a":1,"b":2}"#);
        assert_eq!(serde_json::from_str::<BTreeMap<String, u32>>(&json).unwrap(), map);
    }
}
