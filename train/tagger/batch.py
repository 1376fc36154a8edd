"""Articles cut into windows, windows padded into batches, and what the link head sees around a cue."""
from types import SimpleNamespace

import numpy as np
import torch

from .data import CONTENT, SILVER, SOURCE, UNKNOWN_LABEL
from .text import LEFT, RIGHT, bucket, hashes

SPAN = LEFT + RIGHT + 1
BUCKETS = torch.tensor([bucket(d) for d in range(-LEFT, RIGHT + 1)])
PADDED = ("quote", "shape", "spacing", "start", "sentence", "paragraph", "stretch", "tags")
WORDLY = ("word", "hashed", "suffix", "prefix")


def index_words(articles, words, sizes):
    """Adds to every article the rows of its words in the small encoder's tables."""
    number = {word: row + 1 for row, word in enumerate(words["voc"][:sizes["words"]])}
    known = {}
    for article in articles:
        for word in set(article["words"]) - known.keys():
            known[word] = (number.get(word.lower(), 0), *hashes(word, sizes["hashes"]))
        table = np.array([known[word] for word in article["words"]], np.int64).reshape(-1, 4)
        article.update({name: table[:, column] for column, name in enumerate(WORDLY)})


def windows(article, length, rng=None):
    """[start, end) of windows of up to `length` tokens, cut between paragraphs, else between sentences.

    With `rng` the first is of random length, so that windows differ from epoch to epoch.
    """
    n, start, out = len(article["words"]), 0, []
    longest = rng.randint(length // 3, length) if rng else length
    while start < n:
        end = min(n, start + longest)
        if end < n:
            for unit in (article["paragraph"], article["sentence"]):
                breaks = np.nonzero(np.diff(unit[start + longest // 2:end + 1]))[0]
                if len(breaks):
                    end = start + longest // 2 + int(breaks[-1]) + 1
                    break
        out.append((start, end))
        start, longest = end, length
    return out


def pad(rows, value=0):
    out = np.full((len(rows), max(map(len, rows))), value, np.int64)
    for row, values in enumerate(rows):
        out[row, :len(values)] = values
    return torch.from_numpy(out)


def collate(items, pieces, device):
    """Tensors of windows (article, start, end)."""
    b = SimpleNamespace(items=items)
    wordly = () if pieces else WORDLY
    for name in PADDED + wordly:
        setattr(b, name, pad([a[name][s:e] for a, s, e in items]).to(device))
    for name in (*SILVER, "terms"):
        setattr(b, name, pad([a[name][s:e] for a, s, e in items], UNKNOWN_LABEL).to(device))
    b.length = torch.tensor([e - s for _, s, e in items], device=device)
    b.alive = torch.arange(b.tags.shape[1], device=device) < b.length.unsqueeze(1)
    if pieces:
        ids, first, word = [], [], []
        for a, s, e in items:
            lengths = [len(a["pieces"][i]) for i in range(s, e)]
            opening, closing = a["around"]
            ids.append([opening, *(piece for i in range(s, e) for piece in a["pieces"][i]), closing])
            first.append(np.cumsum([1] + lengths[:-1]))
            word.append(np.concatenate([[0], np.repeat(np.arange(e - s), lengths), [e - s - 1]]))
        b.pieces, b.first_piece, b.word_of_piece = (pad(rows).to(device) for rows in (ids, first, word))
        b.alive_pieces = pad([np.ones(len(row), np.int64) for row in ids]).bool().to(device)
    return b


def around(b, row, first, last):
    """What lies LEFT before to RIGHT behind each cue (first, last) of a row of the batch."""
    device = b.tags.device
    row, first, last = (torch.as_tensor(values, device=device) for values in (row, first, last))
    at = first.unsqueeze(1) + torch.arange(-LEFT, RIGHT + 1, device=device)
    inside = (at >= 0) & (at < b.length[row].unsqueeze(1))
    token, rows = at.clamp(0, b.tags.shape[1] - 1), row.unsqueeze(1)
    distance = torch.where(at < first.unsqueeze(1), at - first.unsqueeze(1), (at - last.unsqueeze(1)).clamp(min=0))
    near = lambda values, most: (values[rows, token] - values[row, first].unsqueeze(1)).clamp(-most, most) + most
    same = (b.stretch[rows, token] == b.stretch[row, first].unsqueeze(1)).long()
    within = ((at >= first.unsqueeze(1)) & (at <= last.unsqueeze(1))).long()
    place = ((near(b.sentence, 2) * 3 + near(b.paragraph, 1)) * 2 + same) * 2 + within
    return SimpleNamespace(row=row, first=first, last=last, token=token, inside=inside,
                           distance=BUCKETS.to(device)[distance + LEFT], place=place)


def roles(first, source, content):
    """What each token around a cue that begins at `first` is to it; tokens counted as the lists count them."""
    out = np.zeros(SPAN, np.int64)
    for role, list_ in ((CONTENT, content), (SOURCE, source)):
        at = np.array(list_, np.int64) - (first - LEFT)
        out[at[(at >= 0) & (at < SPAN)]] = role
    return out


def shuffled(items, size, rng):
    """Batches of windows of like length, in random order."""
    items = list(items)
    rng.shuffle(items)
    for begin in range(0, len(items), size * 16):
        chunk = sorted(items[begin:begin + size * 16], key=lambda item: item[2] - item[1])
        groups = [chunk[k:k + size] for k in range(0, len(chunk), size)]
        rng.shuffle(groups)
        yield from groups
