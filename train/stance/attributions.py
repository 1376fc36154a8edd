"""Reads the labels and turns every attribution into a short sequence of tokens.

Sources: gold/train.jsonl (hard labels), gold/soft.jsonl (probabilities of act and side for PolNeAR train),
gold/train-breadth.jsonl and the project's own texts (hard labels), optional further soft labels, and the measured sets.
Articles of gold/polnear.jsonl and gold/anonymity.jsonl are never learned from.

Sequence of one attribution (document order, at most LONGEST tokens): the tokens of source, cue and content, and the
outside tokens of the same paragraph that lie between them (gaps up to GAP), BEFORE before and AFTER after them.
When too long, tokens are kept by priority: cue, source, content from its start, between, context nearest first.
"""
import json
import os
import pickle
import zlib

import numpy as np

from tagger import own
from tagger.data import tokens
from tagger.paths import CORPORA, GOLD, MEASURED, WORK, rows

ACTS = ("state affirm admit deny doubt support seek commit urge criticise accuse reject warn expect decide "
        "no_comment").split()
SIDES = "neutral for against".split()
STATUSES = "named institution outlet document unnamed anonymous vague collective hearsay author".split()
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
LONGEST, BEFORE, AFTER, GAP = 64, 8, 4, 8


def crc(text):
    return zlib.crc32(text.encode())


def word_hashes(words):
    """uint32 [2, n]: of each lower-cased word (digits as 0), and of the word with the one after it."""
    plain = ["".join("0" if c.isdigit() else c for c in word.lower()) for word in words]
    return np.array([[crc(a) for a in plain],
                     [crc(a + " " + b) for a, b in zip(plain, plain[1:] + ["</s>"])]], np.uint32).reshape(2, -1)


def sequence(article, raw):
    """(token indices, roles) of one attribution, or None if it has no token."""
    role = {}
    for name, code in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
        for i in tokens(article, raw.get(name) or []):
            role[i] = code
    if not role:
        return None
    inside = sorted(role)
    paragraph, n = article["paragraph"], len(article["words"])
    rank = {}
    seen_content = 0
    for i in inside:
        if role[i] == CONTENT:
            rank[i] = 100 + seen_content
            seen_content += 1
        else:
            rank[i] = 0 if role[i] == CUE else 1
    for a, b in zip(inside, inside[1:]):
        if b - a - 1 <= GAP:
            for i in range(a + 1, b):
                rank[i] = 140
    first, last = inside[0], inside[-1]
    for d in range(1, BEFORE + 1):
        if first - d >= 0 and paragraph[first - d] == paragraph[first]:
            rank[first - d] = 120 + d
    for d in range(1, AFTER + 1):
        if last + d < n and paragraph[last + d] == paragraph[last]:
            rank[last + d] = 120 + d
    kept = sorted(sorted(rank, key=lambda i: (rank[i], i))[:LONGEST])
    return kept, [role.get(i, OUTSIDE) for i in kept]


def occurrences(article, target, kept):
    """Places [(first, last)] in the sequence where the target's words stand, content and cue preferred."""
    text, found, place = article["text"], [], {i: k for k, i in enumerate(kept)}
    at = text.find(target)
    while at >= 0:
        inside = tokens(article, [[at, at + len(target)]])
        if inside and inside[0] in place and inside[-1] in place:
            a, b = place[inside[0]], place[inside[-1]]
            if b - a == inside[-1] - inside[0]:
                found.append((a, b))
        at = text.find(target, at + 1)
    return found


def add_article(store, encoder, ident, text, raws, origin):
    article = encoder.read(text, ident)
    number = len(store["articles"])
    store["articles"].append(article)
    for index, raw in enumerate(raws):
        made = sequence(article, raw)
        if made is None:
            continue
        kept, roles = made
        example = dict(article=number, index=index, origin=origin, kept=np.array(kept), roles=np.array(roles),
                       act=raw.get("act"), side=raw.get("side"), status=raw.get("status"), target=raw.get("target"),
                       also=tuple(raw.get("also") or ()), soft_act=raw.get("soft_act"), soft_side=raw.get("soft_side"),
                       soft_status=raw.get("soft_status"), places=[], raw=raw if origin == "extra" else None)
        if example["target"] is None and raw.get("soft_target"):
            example["target"] = raw["soft_target"]
        example["aimed"] = raw.get("side") is not None or "soft_target" in raw
        if example["target"]:
            places = occurrences(article, example["target"], kept)
            inner = [p for p in places if roles[p[0]] in (CONTENT, CUE)]
            example["places"] = inner or places
        store["examples"].append(example)


def new_store():
    return dict(articles=[], examples=[])


def finish(store, encoder):
    """Adds the flat arrays over all tokens and `offset` per article."""
    articles = store["articles"]
    store["codes"] = encoder.codes.astype(np.int16)                 # [1 + vocabulary, 8], rows of 8 x 257
    store["state"] = np.concatenate(encoder.states(articles)) if encoder.net else np.zeros((0, encoder.state), np.float16)
    store["offset"] = np.cumsum([0] + [len(a["words"]) for a in articles])
    store["hash"] = np.concatenate([word_hashes(a["words"]) for a in articles], 1)
    store["wid"] = np.concatenate([a["word"] for a in articles]).astype(np.int32)
    store["quoted"] = np.concatenate([a["quote"] for a in articles]).astype(np.int8)
    for a in articles:
        for key in list(a):
            if key not in ("id", "text", "words", "spans"):
                del a[key]
    return store


def build(encoder, extra=None, measured=True):
    """All examples with the states of their articles: flat arrays over all tokens plus `offset` per article."""
    store = new_store()
    hidden = {row["id"] for name in ("polnear", "anonymity") for row in rows(GOLD / f"{name}.jsonl")}
    hard = {row["id"]: row for row in rows(GOLD / "train.jsonl")}
    soft = {row["id"]: row for row in rows(GOLD / "soft.jsonl")}
    spans = lambda raw: json.dumps([raw.get(k) or [] for k in ("source", "cue", "content")])
    for row in rows(CORPORA / "polnear/train.jsonl"):
        if row["id"] in hidden:
            continue
        known = {spans(raw): raw for raw in hard.get(row["id"], {"attributions": []})["attributions"]}
        hints = {hint["i"]: hint for hint in soft.get(row["id"], {"attributions": []})["attributions"]}
        raws = []
        for i, raw in enumerate(row["attributions"]):
            merged = dict(known.pop(spans(raw), raw))
            if i in hints:
                merged["soft_act"], merged["soft_side"] = hints[i]["act"], hints[i]["side"]
            if merged.get("act") or i in hints:
                raws.append(merged)
        raws += list(known.values())
        add_article(store, encoder, row["id"], row["text"], raws, "polnear-train")
    for row in rows(GOLD / "train.jsonl"):
        if row["id"] not in {a["id"] for a in store["articles"]} and row["id"] not in hidden:
            add_article(store, encoder, row["id"], row["text"], row["attributions"], "polnear-train")
    for row in rows(GOLD / "train-breadth.jsonl"):
        add_article(store, encoder, row["id"], row["text"], row["attributions"], "breadth")
    for row in own.articles():
        add_article(store, encoder, row["id"], row["text"], row["attributions"], "own")
    for row in extra or []:
        add_article(store, encoder, row["id"], row["text"], row["attributions"], "extra")
    for name in MEASURED if measured else ():
        for row in rows(GOLD / f"{name}.jsonl"):
            add_article(store, encoder, row["id"], row["text"], row["attributions"], name)
    return finish(store, encoder)


def cached(checkpoint, extra=None):
    """The store for a checkpoint, made once and kept. It holds the labelled sets' text: never commit it."""
    # The project's own texts grow: what was made from fewer of them is not it.
    texts = zlib.crc32(json.dumps(own.articles(), sort_keys=True).encode())
    name = "-".join([os.path.basename(checkpoint).removesuffix(".pt"), str(int(os.path.getmtime(checkpoint))), f"{texts:08x}",
                     *([os.path.basename(extra).removesuffix(".jsonl")] if extra else [])])
    path = WORK / f"states-{name}.pkl"
    if not path.exists():
        from .encoder import Encoder
        with open(path, "wb") as file:
            pickle.dump(build(Encoder.of(checkpoint), rows(extra) if extra else None), file, protocol=4)
    with open(path, "rb") as file:
        return pickle.load(file)
