"""Fits data/stance_mix.txt: how lexicon, heads and the rest of an article are weighed for acts and sides (src/stance/mix.rs).

    python stance_mix.py --features DIR --gold DIR [--weights data/stance_weights.txt] [--out FILE]

DIR of --features: see stance_rows.py. The heads have seen train and train-breadth, so the two dozen numbers are fitted on the
measured sets, each measured with numbers fitted on the others (that table is the one to believe); the file gets numbers
fitted on all of them. A source is told by the labels' speaker.
"""
import argparse
import collections

import numpy as np
from scipy.optimize import minimize

from stance_rows import ACTS, MEASURED, PAIRS, SIDES, right, rows

ACT = np.array([ACTS.index(act) for act, _ in PAIRS])
SIDE = np.array([SIDES.index(side) for _, side in PAIRS])
OF_SIDE = np.array([SIDE == side for side in range(3)])
TERMS = ("lexicon", "head.act", "head.side", "same.act", "same.side", "others.act", "before.side")


def softmax(z):
    z = np.exp(z - z.max(1, keepdims=True))
    return z / z.sum(1, keepdims=True)


def weights(path):
    table = {}
    for line in open(path, encoding="utf-8"):
        name, *fields = line.split()
        if name != "#":
            table[name] = np.zeros(len(PAIRS))
            for field in fields:
                table[name][ord(field[0]) - 97] = int(field[1:]) / 10
    return table


def marginals(z):
    p = softmax(z)
    acts = np.stack([p[:, ACT == act].sum(1) for act in range(16)], 1)
    return acts, p @ OF_SIDE.T


def context(z, groups, speaker, shares):
    """The four context terms of every row, from the rows' own scores."""
    acts, sides = marginals(z)
    terms = np.zeros((4, len(z), len(PAIRS)))

    def leaning(p, usual, some, least):
        return np.log((p[some].sum(0) + least * usual) / (len(some) + least) / usual)

    for group in groups:
        for k, x in enumerate(group):
            same = [j for j in group if j != x and speaker[x] and speaker[j] == speaker[x]]
            others = [j for j in group if j != x]
            terms[0, x] = leaning(acts, shares[0], same, 1)[ACT]
            terms[1, x] = leaning(sides, shares[1], same, 1)[SIDE]
            terms[2, x] = leaning(acts, shares[0], others, 3)[ACT]
            terms[3, x] = leaning(sides, shares[1], group[k - 1:k] if k else [], 1)[SIDE]
    return terms


def fit(terms, targets, l2):
    n = len(terms)

    def loss(x):
        z = np.tensordot(x[:n], terms, 1) + x[n:][ACT]
        z = z - z.max(1, keepdims=True)
        log = z - np.log(np.exp(z).sum(1, keepdims=True))
        error = np.exp(log) - targets
        by_act = np.array([error[:, ACT == act].sum() for act in range(16)])
        gradient = [(error * term).sum() for term in terms]
        return (-(targets * log).sum() + l2 * (x[n:] ** 2).sum(),
                np.concatenate([gradient, by_act + 2 * l2 * x[n:]]))

    start = np.zeros(n + 16)
    start[0] = 1
    return minimize(loss, start, jac=True, method="L-BFGS-B").x


def decided(z):
    p = softmax(z)
    side = (p @ OF_SIDE.T).argmax(1)
    return ACT[np.where(OF_SIDE[side], p, 0).argmax(1)], side


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--features", required=True)
    parser.add_argument("--gold", default="../shared/gold")
    parser.add_argument("--weights", default="data/stance_weights.txt")
    parser.add_argument("--out", default="")
    parser.add_argument("--l2", type=float, default=40.0)
    options = parser.parse_args()
    data = [row for row in rows(options.gold, options.features) if row["set"] in MEASURED]
    table = weights(options.weights)
    lexicon = np.array([sum((table[name] for name in row["features"] if name in table), np.zeros(len(PAIRS))) for row in data])
    heads = np.array([row["heads"][0] + row["heads"][1] for row in data])
    act, side = heads[:, :16][:, ACT], heads[:, 16:][:, SIDE]
    name, kind = np.array([row["set"] for row in data]), np.array([row["kind"] for row in data])
    targets = np.array([[float(row["label"]["act"] == a and row["label"]["side"] == s) for a, s in PAIRS] for row in data])
    targets /= np.maximum(targets.sum(1, keepdims=True), 1)
    speaker = [row["label"].get("speaker") for row in data]
    by_article = collections.defaultdict(list)
    for i, row in enumerate(data):
        by_article[row["id"], row["kind"]].append(i)
    groups = [sorted(group, key=lambda i: data[i]["order"]) for group in by_article.values()]

    def learned(chosen):
        """Numbers of the rows chosen: first those of each attribution by itself, then all terms on top of what those give."""
        alone = fit(np.array([lexicon, act, side])[:, chosen], targets[chosen], options.l2)
        own = np.tensordot(alone[:3], np.array([lexicon, act, side]), 1) + alone[3:][ACT]
        acts, sides = marginals(own[chosen])
        shares = acts.mean(0), sides.mean(0)
        around = context(own, groups, speaker, shares)
        extra = fit(np.array([own, *around])[:, chosen], targets[chosen], options.l2)
        # The product asks the others by what they give with all numbers in place.
        own = extra[0] * own + extra[5:][ACT]
        return alone, extra, shares, own + np.tensordot(extra[1:5], context(own, groups, speaker, shares), 1), own

    def show(title, z):
        acts, sides = decided(z)
        for which in "gf":
            cells = []
            for one in [*MEASURED, "all"]:
                some = np.flatnonzero((kind == which) & ((name == one) | (one == "all")))
                shares = [100 * np.mean([right(data[i]["label"], field, names[guess[i]]) for i in some])
                          for field, names, guess in (("act", ACTS, acts), ("side", SIDES, sides))]
                cells.append(f"{one} {shares[0]:.1f}/{shares[1]:.1f}")
            print(f"{title:8} {which}  " + "  ".join(cells), flush=True)

    left_out, alone_out = np.zeros_like(lexicon), np.zeros_like(lexicon)
    for one in MEASURED:
        *_, z, own = learned(np.flatnonzero(name != one))
        left_out[name == one], alone_out[name == one] = z[name == one], own[name == one]
    show("alone", alone_out)
    show("together", left_out)
    alone, extra, shares, z, _ = learned(np.arange(len(data)))
    show("all", z)
    # extra[0] scales what each attribution says by itself; folded into the first three.
    numbers = dict(zip(TERMS, [*(alone[:3] * extra[0]), *extra[1:5]]))
    numbers["act"] = alone[3:] * extra[0] + extra[5:]
    numbers["act.share"], numbers["side.share"] = shares
    lines = ["# How the evidence for acts and sides is weighed: a term a line, in thousandths. Made by train/stance_mix.py; fitted",
             "# numbers, no text of any article. Licence MIT OR Apache-2.0."]
    lines += [f"{term} " + " ".join(str(round(1000 * v)) for v in np.atleast_1d(value)) for term, value in numbers.items()]
    print("\n".join(lines))
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
