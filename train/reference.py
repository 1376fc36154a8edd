#!/usr/bin/env python3
"""The tagger written a second time, plainly, to test the product's against: numpy, floats, whole text at once.

    python train/reference.py data/model.bin tests/fixtures/parity.json

Reads the model file itself (not the checkpoint), so that the file format is tested too. Run it after every new model.bin; the Rust
test `tests/parity.rs` compares. It needs nothing but numpy.
"""
import json
import struct
import sys
import zlib

import numpy as np

from tagger.text import bucket, features, hashes

TEXT = """Ferry operator weighs winter timetable

PORT ELLISMERE — The harbour board said on Tuesday that it would cut the late crossing to Skarra from November, a move that \
residents of the island called “a door slammed in our face”.

“We have carried eleven passengers a night since spring, and nobody can run a boat on that,” said Dagny Orrell, who chairs the \
board. She added that a decision on the morning service would follow in May. A person familiar with the board's accounts, who was \
not authorised to speak in public, put the yearly loss at 2.4 million crowns.

Mr. Thorne, the island's only doctor, warned that patients would be stranded. "I've been told to pray for good weather," he told \
the Ellismere Courier. According to a report published last week, one crossing in 9 was cancelled in 2019; the ministry denies \
that the figures show neglect. Whether the board will listen is another matter. Critics say it never has.
"""

# Standard deviations of a normalised vector that are told apart (src/model/tagger.rs).
SPREAD = 4.5
DTYPES = ["<u1", "<i1", "<u4", "<f4"]


def read(path):
    """The sections of a model file: name → array, 4-bit tables unpacked; and its hash."""
    data = open(path, "rb").read()
    magic, version, architecture, digest, count, length = struct.unpack_from("<8sIIQII", data)
    assert (magic, version, architecture) == (b"ONRECORD", 1, 1), (magic, version, architecture)
    sections = {}
    for index in range(count):
        at = 32 + -(-length // 16) * 16 + 64 * index
        name, dtype, dimensions, *shape, start, size = struct.unpack_from("<32sII4III", data, at)
        shape, name = shape[:dimensions], name.rstrip(b"\0").decode()
        if dtype == 4:
            packed = np.frombuffer(data, np.uint8, size, start)
            array = np.stack([packed & 15, packed >> 4], 1).reshape(shape).astype(np.float32) - 8
        else:
            array = np.frombuffer(data, DTYPES[dtype], size // np.dtype(DTYPES[dtype]).itemsize, start).reshape(shape)
        sections[name] = array
    return sections, f"{digest:016x}"


class Weights:
    """Matrices with their scales multiplied in."""

    def __init__(self, sections):
        self.sections = sections

    def __getitem__(self, name):
        array = self.sections[name]
        if name + ".scale" not in self.sections:
            return array
        scale = self.sections[name + ".scale"]
        if name + ".step" in self.sections:
            scale = scale * self.sections[name + ".step"].astype(np.float32)
        return array.astype(np.float32) * scale.reshape([-1] + [1] * (array.ndim - 1))

    def linear(self, name, x):
        return x @ self[name + ".w"].T + self[name + ".b"]

    def norm(self, name, x):
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)
        gain, bias = self[name + ".gain"], self[name + ".bias"]
        return held(x * gain + bias, (np.abs(gain) * SPREAD + np.abs(bias)).max())

    def conv(self, name, x, dilation):
        """norm(x + relu(W x + b)); zeros beyond both ends."""
        weights = self[name + ".w"]
        taps = weights.shape[1]
        reach = taps // 2 * dilation
        padded = np.pad(x, ((reach, reach), (0, 0)))
        y = sum(padded[tap * dilation:][: len(x)] @ weights[:, tap].T for tap in range(taps)) + self[name + ".b"]
        return self.norm(name + ".norm", x + np.maximum(y, 0))

    def gru(self, name, x):
        width = self[name + ".state.w"].shape[1]
        state, states = np.zeros(width), []
        for inputs in self.linear(name + ".in", x):
            from_state = self.linear(name + ".state", held(state, 1))
            reset, update = (sigmoid(inputs[a:a + width] + from_state[a:a + width]) for a in (0, width))
            new = np.tanh(inputs[2 * width:] + reset * from_state[2 * width:])
            state = (1 - update) * new + update * state
            states.append(state)
        return held(np.array(states), 1)


def held(x, bound):
    """In steps of eight bits, as the product's layers read what comes before them."""
    return np.clip(np.round(x * (127 / bound)), -127, 127) * (bound / 127)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    x = np.exp(x - x.max(-1, keepdims=True))
    return x / x.sum(-1, keepdims=True)


def vocabulary(sections):
    """28-bit key → row."""
    buckets = np.repeat(np.arange(1 << 16), sections["vocab.count"])
    half = sections["vocab.half"]
    high = np.stack([half & 15, half >> 4], 1).reshape(-1)[: len(buckets)]
    keys = buckets.astype(np.int64) << 12 | high.astype(np.int64) << 8 | sections["vocab.low"]
    return {int(key): row for row, key in enumerate(keys)}


def encode(weights, words, table):
    known, books = vocabulary(weights.sections), weights["pq.book"].reshape(8, 257, 12)
    hashed, suffix, prefix = weights["hash.word"], weights["hash.suffix"], weights["hash.prefix"]
    inputs = []
    for word in words:
        lower = word.lower()
        row = known.get(zlib.crc32(lower.encode()) >> 4)
        codes = [256] * 8 if row is None else weights.sections["pq.codes"][row]
        of_word, of_end, of_start = hashes(word, len(hashed))
        inputs.append(np.concatenate([
            hashed[of_word], suffix[of_end], prefix[of_start],
            *(books[book, code] for book, code in enumerate(codes))]))
    x = weights.linear("in", np.array(inputs))
    for column, name in enumerate(("in.quote", "in.shape", "in.spacing", "in.start")):
        x = x + weights[name][table[:, column]]
    x = np.maximum(weights.norm("in.norm", x), 0)
    x = weights.conv("conv1", weights.conv("conv0", x, 1), 2)
    both = [x, weights.gru("gru.forward", x), weights.gru("gru.backward", x[::-1])[::-1]]
    return np.maximum(weights.norm("out.norm", weights.linear("out", np.concatenate(both, 1))), 0)


def link(weights, states, table, first, last):
    """(first token of the window, [tokens, 3] probabilities of other, source, content)."""
    left, right = weights.sections["config"][9:11].astype(int)
    start, end = max(0, first - left), min(len(states), first + right + 1)
    window = np.arange(start, end)
    distance = np.where(window < first, window - first, np.maximum(window - last, 0))
    _, _, _, _, sentence, paragraph, stretch = table.T
    near = lambda index, most: np.clip(index[window] - index[first], -most, most) + most
    same, within = stretch[window] == stretch[first], (window >= first) & (window <= last)
    place = ((near(sentence, 2) * 3 + near(paragraph, 1)) * 2 + same) * 2 + within
    x = weights.linear("link.token", states[window]) + weights["link.quote"][table[window, 0]]
    x = x + weights.linear("link.cue", np.concatenate([states[first], states[last]]))
    x = x + weights["link.distance"][[bucket(d) for d in distance]] + weights["link.place"][place]
    x = np.maximum(weights.norm("link.norm", x), 0)
    for layer in range(weights.sections["config"][4]):
        x = weights.conv(f"link.conv{layer}", x, 1 + layer % 2)
    return start, softmax(weights.linear("link.out", x))


def case(weights, text, repeat, begin, end, links):
    words, _, table = features(text * repeat)
    states = encode(weights, words, table)
    logits = weights.linear("tag", states)
    tags, terms = softmax(logits[:, :7]), sigmoid(logits[:, 7])
    scores = np.stack([tags[:, 1], *(tags[:, a] + tags[:, a + 1] for a in (1, 3, 5)), terms], 1)
    shown = []
    for first in np.nonzero(scores[:, 1] > 0.5)[0][:links]:
        start, chances = link(weights, states, table, first, first)
        shown.append(dict(cue=int(first), start=int(start), chances=np.round(chances[:, 1:], 4).tolist()))
    return dict(text=text, repeat=repeat, words=len(words), from_token=begin,
                tags=np.round(scores[begin:end], 4).tolist(), links=shown)


def main():
    sections, digest = read(sys.argv[1])
    weights = Weights(sections)
    cases = [case(weights, TEXT, 1, 0, None, 8), case(weights, TEXT, 8, 930, 1100, 0)]
    with open(sys.argv[2], "w") as file:
        json.dump(dict(model=digest, cases=cases), file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")
    print([one["words"] for one in cases], [words["cue"] for words in cases[0]["links"]])


if __name__ == "__main__":
    main()
