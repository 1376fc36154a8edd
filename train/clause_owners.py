"""Fits data/clause_weights.txt: whose clause of anonymity it is, of those who speak around it.

    python clause_owners.py --traces DIR --gold DIR [--out FILE]

DIR of --traces holds, for every set NAME, what `cargo run --release --features trace --example gold_spans -- --gold NAME.jsonl`
wrote: NAME.jsonl (its reports) and NAME.trace (its error output: `OWNER clause attributions values…`, parted by tabs, after a line
`ARTICLE id`). DIR of --gold holds the labelled sets. A candidate is right where its attributions' labelled terms share words
with the clause. Logistic regression with L2; reports both halves against each other first.
"""
import re

import numpy as np
from scipy.optimize import minimize

import traces

SCORER = "src/source/status/attach.rs"
PENALTY = 1.0
HEADER = """# Weights of what speaks for a source's being meant by a clause of anonymity, in hundredths. Made by
# train/clause_owners.py; fitted numbers, no text of any article. Licence MIT OR Apache-2.0.
"""


def candidates(name, where, gold, width):
    """(article, clause, features, whether right) of one set."""
    found = []
    for article, lines, label in traces.articles(name, where, gold):
        for kind, *fields in lines:
            if kind != "OWNER" or not fields[1]:
                continue
            labels = [one for one in map(label, fields[1].split(",")) if one is not None]
            if labels:
                right = sum(same(one.get("terms"), fields[0]) for one in labels)
                values = [float(value) for value in fields[2].split(" ")[:width]]
                found.append((article, fields[0], values, 2 * right > len(labels)))
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
    options = traces.options("data/clause_weights.txt")
    names = traces.features(SCORER)
    data = [one for name in traces.LEARNED for one in candidates(name, options.traces, options.gold, len(names))]
    half = traces.halves(data, lambda one: one[0])
    print("first half to second:", accuracy(half[1], fit(half[0])))
    print("second to first:", accuracy(half[0], fit(half[1])))
    weights = fit(data)
    print("all:", accuracy(data, weights))
    traces.write(options.out, HEADER, names, [weights])


if __name__ == "__main__":
    main()
