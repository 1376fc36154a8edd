"""Fits data/clause_weights.txt: whose clause of anonymity it is, of those who speak around it.

    python clause_owners.py --traces DIR --gold DIR [--out FILE]

DIR of --traces holds, for every set NAME, what `cargo run --release --features trace --example gold_spans -- --gold NAME.jsonl`
wrote: NAME.jsonl (its reports) and NAME.trace (its error output: `OWNER clause attributions values…`, parted by tabs, after a line
`ARTICLE id`). DIR of --gold holds the labelled sets. A candidate is right where its attributions' labelled terms share words
with the clause. Logistic regression with L2; reports both halves against each other first.
"""
import argparse
import hashlib
import json
import os
import re

import numpy as np
from scipy.optimize import minimize

TRAIN = ["train", "train-breadth", "own"]
PENALTY = 1.0
HEADER = """# Weights of what speaks for a source's being meant by a clause of anonymity, in hundredths. Made by
# train/clause_owners.py; fitted numbers, no text of any article. Licence MIT OR Apache-2.0.
"""


def names(root):
    with open(os.path.join(root, "src/source/status/attach.rs"), encoding="utf-8") as file:
        source = file.read()
    return re.search(r"^features! {([^}]*)}", source, re.M)[1].split()


def key(parts):
    return tuple(tuple(sorted(map(tuple, part))) for part in parts)


def candidates(name, traces, gold, width):
    """(article, clause, features, whether right) of one set."""
    labels, reports, found, article = {}, {}, [], None
    with open(f"{gold}/{name}.jsonl", encoding="utf-8") as file:
        for row in map(json.loads, file):
            labels[row["id"]] = {key([one[part] for part in ("content", "source", "cue")]): one for one in row["attributions"]}
    with open(f"{traces}/{name}.jsonl", encoding="utf-8") as file:
        for row in map(json.loads, file):
            reports[row["id"]] = row
    with open(f"{traces}/{name}.trace", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if fields[0] == "ARTICLE":
                article = fields[1]
            if fields[0] != "OWNER" or not fields[2]:
                continue
            right = []
            for index in map(int, fields[2].split(",")):
                parts = reports[article]["attributions"][index]["parts"]
                spans = [[(span["start"], span["end"]) for span in parts[part]] for part in ("content", "source", "cue")]
                label = labels[article].get(key(spans))
                if label is not None:
                    right.append(same(label.get("terms"), fields[1]))
            if right:
                found.append((article, fields[1], [float(value) for value in fields[3].split(" ")[:width]], 2 * sum(right) > len(right)))
    return found


def same(terms, clause):
    """Whether most words of the shorter stand in the other."""
    if not terms:
        return False
    one, other = (set(re.findall(r"\w+", words.lower())) for words in (terms, clause))
    return 2 * len(one & other) > min(len(one), len(other))


def fit(data, penalty=PENALTY):
    features = np.array([one[2] for one in data])
    sign = np.where([one[3] for one in data], 1.0, -1.0)

    def loss(weights):
        margin = sign * (features @ weights)
        slope = -(features * (sign / (1 + np.exp(margin)))[:, None]).sum(0) + penalty * weights
        return np.logaddexp(0, -margin).sum() + penalty * (weights @ weights) / 2, slope

    return minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def accuracy(data, weights):
    given = np.array([one[2] for one in data]) @ weights > 0
    wanted = np.array([one[3] for one in data])
    both = (given & wanted).sum()
    return f"precision {100 * both / max(1, given.sum()):.1f} recall {100 * both / max(1, wanted.sum()):.1f} of {wanted.sum()}"


def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    parser = argparse.ArgumentParser()
    parser.add_argument("--traces", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--out", default=os.path.join(root, "data/clause_weights.txt"))
    options = parser.parse_args()
    data = [one for name in TRAIN for one in candidates(name, options.traces, options.gold, len(names(root)))]
    half = [[one for one in data if hashlib.md5(one[0].encode()).digest()[0] & 1 == side] for side in (0, 1)]
    print("first half to second:", accuracy(half[1], fit(half[0])))
    print("second to first:", accuracy(half[0], fit(half[1])))
    weights = fit(data)
    print("all:", accuracy(data, weights))
    with open(options.out, "w", encoding="utf-8") as file:
        file.write(HEADER)
        for name, weight in zip(names(root), weights):
            file.write(f"{name} {round(100 * weight)}\n")


if __name__ == "__main__":
    main()
