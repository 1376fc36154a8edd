"""Words of a text and what the tagger is told of each: the same rules as src/text and src/encode, checked by tests/parity.rs.

Needs nothing but numpy, because reference.py, which stands in for the product, shares it.
"""
import re
import zlib

import numpy as np

ABBREVIATIONS = set("Mr Mrs Ms Dr Sen Rep Gov St Jr Gen Col Lt Sept Oct Nov Dec Jan Feb Aug No vs".split())
COLUMNS = "quote shape spacing start sentence paragraph stretch".split()
LEFT, RIGHT = 90, 120          # tokens before and after a cue that the link head sees
DISTANCES, PLACES = 31, 60     # rows of its two tables
AFFIXES = 1024                 # rows of the tables of word ends and word beginnings


def quoted(text):
    """Whether each character lies in quotation marks."""
    mask, start = np.zeros(len(text), bool), 0
    for line in text.splitlines(keepends=True):
        double = single = None
        for at, char in enumerate(line):
            before, after = line[at - 1:at] or " ", line[at + 1:at + 2] or " "
            if double is None and char in '"“':
                double = at
            elif double is not None and char in '"”':
                mask[start + double:start + at + 1], double = True, None
            elif char == "‘" and not before.isalnum():
                single = at
            elif char == "’" and single is not None and not after.isalnum():
                mask[start + single:start + at + 1], single = True, None
        if double is not None:
            mask[start + double:start + len(line)] = True
        start += len(line)
    return mask


def shape(word):
    if not (word[0].isalnum() or word[0] == "_"):
        return 4
    if any(char.isdigit() for char in word):
        return 3
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 5


def features(text):
    """(words, their spans, [words, COLUMNS])."""
    spans = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    words, mask = [text[a:b] for a, b in spans], quoted(text)
    rows, sentence, paragraph, stretch, inside_before = [], 0, 0, 0, None
    for index, (start, _) in enumerate(spans):
        word, quote = words[index], int(mask[start])
        if word in '"“”':
            quote = 2 if quote else 3
        gap = text[spans[index - 1][1]:start] if index else ""
        new_paragraph, new_sentence = index == 0 or "\n" in gap, index == 0
        if index:
            last = index - 1
            while last > 0 and words[last] in '"”’)\'':
                last -= 1
            before = words[last - 1] if last else ""
            abbreviated = words[last] == "." and (before in ABBREVIATIONS or (len(before) == 1 and before.isupper()))
            opens = word[0].isupper() or word[0] in '"“‘('
            new_sentence = "\n" in gap or bool(gap and words[last] in ".!?" and opens and not abbreviated)
            paragraph += new_paragraph
            sentence += new_sentence
        inside = quote in (1, 2)
        stretch += inside_before is not None and inside != inside_before
        inside_before = inside
        spacing = 2 if "\n" in gap else int(bool(gap))
        rows.append((quote, shape(word), spacing, new_paragraph + 2 * new_sentence, sentence, paragraph, stretch))
    return words, spans, np.array(rows, np.int64).reshape(-1, len(COLUMNS))


def hashes(word, rows):
    """Rows of the hashed word (of `rows`), of its end and of its beginning; row 0 is kept for words left out in training."""
    alike = "".join("0" if char.isdigit() else char for char in word.lower())
    at = lambda text, count: 1 + zlib.crc32(text.encode()) % (count - 1)
    return at(alike, rows), at("s" + alike[-3:], AFFIXES), at("p" + alike[:3], AFFIXES)


def bucket(distance):
    """Row of the distance from a cue: exact up to 7, then two rows to a doubling."""
    size = abs(distance)
    found = size if size < 8 else min(15, 8 + int(np.floor(np.log2(size / 8) * 2)))
    return found + 15 if distance < 0 else found
