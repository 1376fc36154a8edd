"""Reads the labels and turns every attribution into a short sequence of tokens.

Sources: gold/train.jsonl (hard labels), gold/soft.jsonl (probabilities of act and side for PolNeAR train),
gold/train-breadth.jsonl (hard labels), optional further soft labels (see distil.py), and the measured sets.
Articles of gold/polnear.jsonl and gold/anonymity.jsonl are never learned from.

Sequence of one attribution (document order, at most LONGEST tokens): the tokens of source, cue and content, and the
outside tokens of the same paragraph that lie between them (gaps up to GAP), BEFORE before and AFTER after them.
When too long, tokens are kept by priority: cue, source, content from its start, between, context nearest first.
"""
import collections
import json
import os
import pickle
import zlib

import numpy as np

GOLD = os.environ.get("ON_RECORD_GOLD", "../shared/gold/")
CORPORA = os.environ.get("ON_RECORD_CORPORA", "../shared/corpora/")
ACTS = ("state affirm admit deny doubt support seek commit urge criticise accuse reject warn expect decide "
        "no_comment").split()
SIDES = "neutral for against".split()
STATUSES = "named institution outlet document unnamed anonymous vague collective hearsay author".split()
MEASURED = "seed polnear anonymity passages wikinews wire bbc".split()
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
LONGEST, BEFORE, AFTER, GAP = 64, 8, 4, 8


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def crc(text):
    return zlib.crc32(text.encode())


def word_hashes(words):
    """uint32 [2, n]: of each lower-cased word (digits as 0), and of the word with the one after it."""
    plain = ["".join("0" if c.isdigit() else c for c in word.lower()) for word in words]
    return np.array([[crc(a) for a in plain],
                     [crc(a + " " + b) for a, b in zip(plain, plain[1:] + ["</s>"])]], np.uint32).reshape(2, -1)


def tokens_of(article, spans):
    """Indices of the tokens that overlap any of the character spans."""
    starts, ends = article["starts"], article["ends"]
    found = []
    for start, end in spans:
        found.extend(range(np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")))
    return sorted(set(found))


def sequence(article, raw):
    """(token indices, roles) of one attribution, or None if it has no token."""
    role = {}
    for name, code in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
        for i in tokens_of(article, raw.get(name) or []):
            role[i] = code
    if not role:
        return None
    inside = sorted(role)
    paragraph, n = article["para"], len(article["words"])
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
        inside = tokens_of(article, [[at, at + len(target)]])
        if inside and inside[0] in place and inside[-1] in place:
            a, b = place[inside[0]], place[inside[-1]]
            if b - a == inside[-1] - inside[0]:
                found.append((a, b))
        at = text.find(target, at + 1)
    return found


def add_article(store, encoder, ident, text, raws, origin):
    article = encoder.read(text)
    article["id"], article["text"] = ident, text
    article["starts"] = np.array([a for a, _ in article["spans"]] or [0])
    article["ends"] = np.array([b for _, b in article["spans"]] or [0])
    number = len(store["articles"])
    store["articles"].append(article)
    for raw in raws:
        made = sequence(article, raw)
        if made is None:
            continue
        kept, roles = made
        example = dict(article=number, origin=origin, kept=np.array(kept), roles=np.array(roles),
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
    made = encoder.states(store["articles"])
    store["codes"] = encoder.net.codes.numpy().astype(np.int16)      # [1 + vocabulary, 8], rows of 8 x 257
    store["offset"] = np.cumsum([0] + [len(s) for s, _ in made])
    store["state"] = np.concatenate([s for s, _ in made])
    store["word"] = np.concatenate([w for _, w in made])
    articles = store["articles"]
    store["hash"] = np.concatenate([word_hashes(a["words"]) for a in articles], 1)
    store["wid"] = np.concatenate([a["wid"] for a in articles]).astype(np.int32)
    for key in ("quoted", "shape"):
        store[key] = np.concatenate([a[key] for a in articles]).astype(np.int8)
    for a in articles:
        for key in list(a):
            if key not in ("id", "text", "words", "spans"):
                del a[key]
    return store


def build(encoder, extra=None):
    """All examples with the states of their articles: flat arrays over all tokens plus `offset` per article."""
    store = new_store()
    hidden = {row["id"] for name in ("polnear", "anonymity") for row in rows(f"{GOLD}{name}.jsonl")}
    hard = {row["id"]: row for row in rows(GOLD + "train.jsonl")}
    soft = {row["id"]: row for row in rows(GOLD + "soft.jsonl")}
    spans = lambda raw: json.dumps([raw.get(k) or [] for k in ("source", "cue", "content")])
    for row in rows(CORPORA + "polnear/train.jsonl"):
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
    for row in rows(GOLD + "train.jsonl"):
        if row["id"] not in {a["id"] for a in store["articles"]} and row["id"] not in hidden:
            add_article(store, encoder, row["id"], row["text"], row["attributions"], "polnear-train")
    for row in rows(GOLD + "train-breadth.jsonl"):
        add_article(store, encoder, row["id"], row["text"], row["attributions"], "breadth")
    for row in extra or []:
        add_article(store, encoder, row["id"], row["text"], row["attributions"], "extra")
    for name in MEASURED:
        for row in rows(f"{GOLD}{name}.jsonl"):
            add_article(store, encoder, row["id"], row["text"], row["attributions"], name)
    return finish(store, encoder)


def unencoded(spanned, checkpoint):
    """A store without states for articles of unlabelled text (for distil.py)."""
    from encoder import Encoder
    encoder = Encoder(checkpoint)
    store = new_store()
    for row in spanned:
        add_article(store, encoder, row["id"], row["text"], row["attributions"], "extra")
    articles = store["articles"]
    store["offset"] = np.cumsum([0] + [len(a["words"]) for a in articles])
    total = store["offset"][-1]
    store["state"] = store["word"] = np.zeros((total, 1), np.float16)
    store["hash"] = np.zeros((2, total), np.uint32)
    store["wid"], store["codes"] = np.zeros(total, np.int32), np.zeros((1, 8), np.int16)
    store["quoted"] = np.concatenate([a["quoted"] for a in articles])
    return store


def cached(checkpoint, folder="cache", extra_path=None):
    """The store for a checkpoint, made once and kept in the cache folder."""
    name = "-".join(filter(None, [os.path.basename(checkpoint).removesuffix(".pt"), str(int(os.path.getmtime(checkpoint))),
                                  extra_path and os.path.basename(extra_path).removesuffix(".jsonl")]))
    path = os.path.join(folder, f"store-{name}.pkl")
    if os.path.exists(path):
        with open(path, "rb") as file:
            return pickle.load(file)
    from encoder import Encoder
    store = build(Encoder(checkpoint), rows(extra_path) if extra_path else None)
    os.makedirs(folder, exist_ok=True)
    with open(path, "wb") as file:
        pickle.dump(store, file, protocol=4)
    return store


if __name__ == "__main__":
    import sys
    store = cached(sys.argv[1])
    print(len(store["articles"]), "articles", len(store["state"]), "tokens")
    print(collections.Counter((e["origin"], bool(e["act"]), bool(e["soft_act"])) for e in store["examples"]))
    lengths = [len(e["kept"]) for e in store["examples"]]
    print("sequence length", np.mean(lengths), np.percentile(lengths, [50, 90, 99]))
    print("targets found", sum(bool(e["places"]) for e in store["examples"]), "of", sum(bool(e["target"]) for e in store["examples"]))
