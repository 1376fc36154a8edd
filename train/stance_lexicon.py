"""Fits data/stance_weights.txt: how much each feature of the stance lexicon speaks for each act and side.

    python stance_lexicon.py --features DIR --gold DIR [--out FILE] [--folds 6]

DIR of --features holds what `cargo run --release --example stance_features` wrote for gold/NAME.jsonl (NAME.jsonl) and for
corpora/polnear/train.jsonl (soft.jsonl). Multinomial logistic regression with L2, on hard labels (train, train-breadth) and
the large encoder's soft ones; articles of the measured sets are left out. Reports held-out folds, then the measured sets.
"""
import argparse
import collections
import json
import os
import zlib

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

ACTS = ("state affirm admit deny doubt support seek commit urge criticise accuse reject warn expect decide "
        "no_comment").split()
SIDES = "for against neutral".split()
NEUTRAL, FOR, AGAINST = "neutral", "for", "against"
# The sides an act can take; src/stance/weights.rs holds the same table.
FITS = dict(state=[NEUTRAL], affirm=[FOR, NEUTRAL], admit=[AGAINST, NEUTRAL], deny=[AGAINST], doubt=[AGAINST, NEUTRAL],
            support=[FOR], seek=[FOR, AGAINST], commit=[FOR, AGAINST], urge=[FOR, AGAINST], criticise=[AGAINST],
            accuse=[AGAINST], reject=[AGAINST], warn=[AGAINST], expect=[FOR, AGAINST, NEUTRAL],
            decide=[FOR, AGAINST, NEUTRAL], no_comment=[NEUTRAL])
PAIRS = [(act, side) for act in ACTS for side in FITS[act]]
MEASURED = "seed polnear anonymity passages wikinews wire bbc".split()


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def examples(gold, features, hard=0.5):
    """Lists of (article id, set, features, act probabilities, side probabilities, weight, label)."""
    measured = {row["id"] for name in ("polnear", "anonymity") for row in rows(f"{gold}/{name}.jsonl")}
    soft = {row["id"]: {one["i"]: one for one in row["attributions"]} for row in rows(f"{gold}/soft.jsonl")}
    corpus = {row["id"]: row for row in rows(f"{features}/soft.jsonl")}
    found, spans = [], {}
    for row in rows(f"{gold}/../corpora/polnear/train.jsonl"):
        for i, raw in enumerate(row["attributions"]):
            spans[row["id"], json.dumps([raw["source"], raw["cue"], raw["content"]])] = i

    def vector(probabilities, names):
        p = np.array([probabilities.get(name, 0.0) for name in names])
        return p / p.sum()

    used = set()
    for name in MEASURED + ["train", "train-breadth"]:
        dumped = rows(f"{features}/{name}.jsonl")
        for row, facts in zip(rows(f"{gold}/{name}.jsonl"), dumped):
            assert row["id"] == facts["id"]
            for raw, names in zip(row["attributions"], facts["features"]):
                act, side = vector({raw["act"]: 1}, ACTS), vector({raw["side"]: 1}, SIDES)
                if name == "train":
                    i = spans.get((row["id"], json.dumps([raw.get("source") or [], raw.get("cue") or [], raw["content"]])))
                    known = soft.get(row["id"], {}).get(i)
                    if known:
                        used.add((row["id"], i))
                        act = hard * act + (1 - hard) * vector(known["act"], ACTS)
                        side = hard * side + (1 - hard) * vector(known["side"], SIDES)
                found.append((row["id"], name, names, act, side, 1.0, raw))
    for ident, known in soft.items():
        if ident in measured:
            continue
        for i, one in known.items():
            if (ident, i) not in used and i < len(corpus[ident]["features"]):
                found.append((ident, "soft", corpus[ident]["features"][i], vector(one["act"], ACTS),
                              vector(one["side"], SIDES), 0.7, None))
    return found


def fit(matrix, targets, weight, l2, start=None, steps=150, mask=1):
    n, k = matrix.shape[1], targets.shape[1]

    def loss(flat):
        w = flat.reshape(n, k) * mask
        z = matrix @ w
        z -= z.max(1, keepdims=True)
        log = z - np.log(np.exp(z).sum(1, keepdims=True))
        error = (np.exp(log) - targets) * weight[:, None]
        value = -(targets * log * weight[:, None]).sum() + 0.5 * l2 * (w * w).sum()
        return value, ((matrix.T @ error + l2 * w) * mask).ravel()

    start = np.zeros(n * k) if start is None else start.ravel()
    return minimize(loss, start, jac=True, method="L-BFGS-B", options=dict(maxiter=steps)).x.reshape(n, k) * mask


def right(raw, field, name):
    return raw[field] == name or name in (raw.get("also") or [])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--features", default="/tmp/f")
    parser.add_argument("--gold", default="../shared/gold")
    parser.add_argument("--out", default="")
    parser.add_argument("--l2", type=float, default=3.0)
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--rare", type=int, default=8)
    parser.add_argument("--smallest", type=float, default=0.2)
    parser.add_argument("--held", type=int, default=0, help="fold of six held out; -1: none")
    parser.add_argument("--confusion", action="store_true")
    options = parser.parse_args()
    data = examples(options.gold, options.features)
    fold = np.array([zlib.crc32(one[0].encode()) % 6 for one in data])
    name = np.array([one[1] for one in data])
    hard = np.array([one[6] is not None for one in data])
    learn = ~np.isin(name, MEASURED) & (fold != options.held)
    counts = collections.Counter(f for one, ok in zip(data, learn) if ok for f in one[2])
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= (options.rare if ":" in f else options.least)))}
    indices, pointers = [], [0]
    for one in data:
        indices.extend(vocabulary[f] for f in one[2] if f in vocabulary)
        pointers.append(len(indices))
    matrix = sp.csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(data), len(vocabulary)))
    weight = np.array([one[5] for one in data])
    print("examples", learn.sum(), "features", len(vocabulary), flush=True)
    targets = np.array([[one[3][ACTS.index(act)] * one[4][SIDES.index(side)] for act, side in PAIRS] for one in data])
    targets /= np.maximum(targets.sum(1, keepdims=True), 1e-9)
    result = fit(matrix[learn], targets[learn], weight[learn], options.l2)
    # Small weights are dropped (centred first, which changes no probability) and the others fitted again, twice.
    for smallest in (0.6 * options.smallest, options.smallest):
        result -= np.median(result, 1, keepdims=True)
        mask = (abs(result) >= smallest).astype(float)
        result = fit(matrix[learn], targets[learn], weight[learn], options.l2, result * mask, 60, mask)
    result = np.round(100 * result) / 100
    scores = matrix @ result
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    sides = np.stack([p[:, [pair[1] == side for pair in PAIRS]].sum(1) for side in SIDES], 1)
    fits = np.array([[pair[1] == side for pair in PAIRS] for side in SIDES])
    best = np.where(fits[sides.argmax(1)], p, 0).argmax(1)
    guess = {"act": np.array([ACTS.index(PAIRS[i][0]) for i in best]), "side": sides.argmax(1)}
    groups = {"held": ~np.isin(name, MEASURED) & hard & (fold == options.held)}
    groups.update({one: name == one for one in MEASURED})
    groups["gold all"] = np.isin(name, MEASURED)
    for label, chosen in groups.items():
        picked = np.flatnonzero(chosen)
        if len(picked):
            share = {field: np.mean([right(data[i][6], field, names[guess[field][i]]) for i in picked])
                     for field, names in (("act", ACTS), ("side", SIDES))}
            print(f"{label:10} n {len(picked):5}  act {100 * share['act']:.1f}  side {100 * share['side']:.1f}", flush=True)
    if options.confusion:
        confusion = collections.Counter()
        for i in np.flatnonzero(groups["held"]):
            confusion[data[i][6]["act"], ACTS[guess["act"][i]]] += 1
        for (a, b), n in confusion.most_common(40):
            if a != b:
                print(f"   {n:4} {a} -> {b}")
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            file.write("# Weights of the features of data/stance.txt, in hundredths, by act/side. Made by train/stance_lexicon.py;\n"
                       "# fitted numbers, no text of any article. Licence MIT OR Apache-2.0.\n")
            file.write("# " + " ".join(f"{chr(97 + k)} {act}/{side}" for k, (act, side) in enumerate(PAIRS)) + "\n")
            for f, i in vocabulary.items():
                pairs = [f"{chr(97 + k)}{round(100 * w)}" for k, w in enumerate(result[i]) if w]
                if pairs:
                    file.write(f + " " + " ".join(pairs) + "\n")
        print(options.out, os.path.getsize(options.out))


if __name__ == "__main__":
    main()
