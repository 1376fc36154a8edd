"""Fits data/antecedent_weights.txt: how much each feature of a candidate speaks for its being the antecedent.

    python antecedents.py --traces DIR --gold DIR [--out FILE]

DIR of --traces holds, for every set NAME, what `cargo run --release --features trace --example gold_spans -- --gold NAME.jsonl`
wrote: NAME.jsonl (its reports) and NAME.trace (its error output: `CHOICE kind attribution words candidate values…` and
`REFERENT id name description`, parted by tabs, after a line `ARTICLE id`). DIR of --gold holds the labelled sets. A candidate
is right where its name is the labelled speaker's. Conditional logistic regression with L2: the features of the candidates of
one choice are compared with each other. Learns from the train sets; reports both halves against each other first.
"""
import os
import sys

import numpy as np
from scipy.optimize import minimize

import traces

SCORER = "src/source/coreference/rank.rs"
KINDS = {"person": 4.0, "plural": 16.0, "noun": 4.0}
# How much a choice of the project's own passages counts beside one of a newspaper's: they have more people of one kind than news has.
OWN = {"person": 0.1, "plural": 0.5, "noun": 0.3}
HEADER = """# Weights of the features of an antecedent, in hundredths: for he and she, for they, for a noun. Made by
# train/antecedents.py; fitted numbers, no text of any article. Licence MIT OR Apache-2.0.
"""


def choices(name, where, gold, evaluation):
    """Lists of (kind, article, features, whether right, weight) of one set."""
    found = []
    blank = dict(content=None, source=None, cue=None, kind=None, act=None, side=None, target=None, terms=None, via=None)
    for article, lines, label_of in traces.articles(name, where, gold):
        called = {fields[1]: (fields[2], fields[3] if len(fields) > 3 else "") for fields in lines if fields[0] == "REFERENT"}
        for kind, index, words, *candidates in (fields[1:] for fields in lines if fields[0] == "CHOICE"):
            label = label_of(index)
            if label is None or not candidates:
                continue
            wanted = evaluation.Finding(**blank | dict(speaker=label["speaker"], status=label["status"]))
            features, right = [], []
            for candidate in candidates:
                one, *values = candidate.split(" ")
                named, described = (None, words) if one == "new" else called.get(one, ("", ""))
                said = evaluation.Finding(**blank | dict(speaker=named or described or None,
                                                         status="named" if named else "unnamed"))
                same = bool(evaluation.same_speaker(wanted, said))
                right.append(same and bool(named or label["status"] != "named"))
                features.append([float(value) for value in values])
            found.append((kind, article, np.array(features), np.array(right), OWN[kind] if name == "own" else 1.0))
    return found


def fit(data, penalty):
    usable = [(features, right, weight) for _, _, features, right, weight in data if right.any() and not right.all()]
    width = data[0][2].shape[1]

    def loss(weights):
        total, slope = penalty * (weights @ weights) / 2, penalty * weights
        for features, right, weight in usable:
            scores = features @ weights
            odds = np.exp(scores - scores.max())
            share = odds / odds.sum()
            good = share * right
            total -= weight * np.log(good.sum())
            slope = slope - weight * features.T @ (good / good.sum() - share)
        return total, slope

    return minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def accuracy(data, weights):
    hits = sum(right[np.argmax(features @ weights)] for _, _, features, right, _ in data)
    return f"{100 * hits / max(1, len(data)):.1f} of {len(data)}"


def main():
    options = traces.options("data/antecedent_weights.txt")
    sys.path.insert(0, os.path.join(options.gold, "..", "eval"))
    import findings_eval as evaluation
    data = [one for name in traces.LEARNED for one in choices(name, options.traces, options.gold, evaluation)]
    half = traces.halves(data, lambda one: one[1])
    columns = []
    for kind, penalty in KINDS.items():
        of = [[one for one in side if one[0] == kind] for side in half]
        print(kind, "first half to second", accuracy(of[1], fit(of[0], penalty)),
              "second to first", accuracy(of[0], fit(of[1], penalty)))
        columns.append(fit(of[0] + of[1], penalty))
    traces.write(options.out, HEADER, traces.features(SCORER), columns)


if __name__ == "__main__":
    main()
