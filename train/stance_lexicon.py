"""Fits data/stance_weights.txt: how much each feature of the stance lexicon speaks for each act and side.

    python stance_lexicon.py --features DIR --gold DIR [--out FILE] [--folds 6]

DIR of --features: see stance_rows.py. Multinomial logistic regression with L2, on hard labels (train, train-breadth) and the
large encoder's soft ones, each once with the labelled spans and once with those the product finds; articles of the measured
sets are left out. Reports held-out folds, then the measured sets (spans as found).
"""
import argparse
import collections
import os
import zlib

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from stance_rows import ACTS, MEASURED, PAIRS, SIDES, right, rows



def examples(gold, features, hard=0.5):
    """Lists of (article id, set, features, act probabilities, side probabilities, weight, label, kind)."""
    def vector(probabilities, names):
        p = np.array([probabilities.get(name, 0.0) for name in names])
        return p / p.sum()

    found = []
    for row in rows(gold, features):
        label, known = row["label"], row["soft"]
        parts = []
        for field, names in (("act", ACTS), ("side", SIDES)):
            one = vector({label[field]: 1}, names) if label else None
            two = vector(known[field], names) if known else None
            parts.append(two if one is None else one if two is None else hard * one + (1 - hard) * two)
        found.append((row["id"], row["set"], row["features"], *parts, 0.6 if label else 0.42, label, row["kind"]))
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--features", default="/tmp/f")
    parser.add_argument("--gold", default="../shared/gold")
    parser.add_argument("--out", default="")
    parser.add_argument("--l2", type=float, default=3.0)
    parser.add_argument("--least", type=int, default=10)
    parser.add_argument("--rare", type=int, default=24)
    parser.add_argument("--smallest", type=float, default=0.3)
    parser.add_argument("--held", type=int, default=0, help="fold of six held out; -1: none")
    parser.add_argument("--confusion", action="store_true")
    options = parser.parse_args()
    data = examples(options.gold, options.features)
    fold = np.array([zlib.crc32(one[0].encode()) % 6 for one in data])
    name = np.array([one[1] for one in data])
    hard = np.array([one[6] is not None for one in data])
    kind = np.array([one[7] for one in data])
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
    result = np.round(10 * result) / 10
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
        picked = np.flatnonzero(chosen & (kind == "f"))
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
            file.write("# Weights of the features of data/stance.txt, in tenths, by act/side. Made by train/stance_lexicon.py;\n"
                       "# fitted numbers, no text of any article. Licence MIT OR Apache-2.0.\n")
            file.write("# " + " ".join(f"{chr(97 + k)} {act}/{side}" for k, (act, side) in enumerate(PAIRS)) + "\n")
            for f, i in vocabulary.items():
                pairs = [f"{chr(97 + k)}{round(10 * w)}" for k, w in enumerate(result[i]) if w]
                if pairs:
                    file.write(f + " " + " ".join(pairs) + "\n")
        print(options.out, os.path.getsize(options.out))


if __name__ == "__main__":
    main()
