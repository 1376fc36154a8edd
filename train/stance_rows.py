"""Labelled attributions with what the product sees in them, for fitting data/stance_weights.txt and data/stance_mix.txt.

DIR holds, for every labelled set NAME, g.NAME.jsonl (`cargo run --release --example stance_features -- gold/NAME.jsonl`) and
f.NAME.jsonl (the same with --found), and own.jsonl of `tagger.own` with g.own.jsonl and f.own.jsonl; for corpora/polnear/train.jsonl g.soft.jsonl and f.soft.jsonl. train/stance.sh makes them.
Every attribution gives a row for the labelled spans (kind "g") and, where the product finds it, one for the found spans ("f").
"""
import json

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


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def positions(spans):
    return {at for start, end in spans or [] for at in range(start, end)}


def pair(gold, found):
    """Index of the found attribution for each labelled one whose content overlaps by half; the best pairs first."""
    ours, theirs = [positions(one["content"]) for one in gold], [positions(one["content"]) for one in found]
    candidates = []
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            shared = len(a & b)
            if shared and 2 * shared >= len(a | b):
                bonus = sum(bool(positions(gold[i].get(part)) & positions(found[j][part])) for part in ("source", "cue"))
                candidates.append((shared / len(a | b) + 0.2 * bonus, i, j))
    pairs, taken = {}, set()
    for _, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def rows(gold, directory):
    """[{id, set, kind, order, features, heads, label, soft}]; `label` and `soft` may each be None."""
    measured = {row["id"] for name in ("polnear", "anonymity") for row in lines(f"{gold}/{name}.jsonl")}
    soft = {row["id"]: {one["i"]: one for one in row["attributions"]} for row in lines(f"{gold}/soft.jsonl")}
    key = lambda ident, raw: (ident, json.dumps([raw.get("source") or [], raw.get("cue") or [], raw["content"]]))
    hard = {key(row["id"], raw): raw for row in lines(f"{gold}/train.jsonl") for raw in row["attributions"]}
    out = []

    def add(row, name, i, label, known, seen, found, pairs):
        for kind, one in [("g", seen[i])] + ([("f", found[pairs[i]])] if i in pairs else []):
            order = i if kind == "g" else pairs[i]
            out.append(dict(id=row["id"], set=name, kind=kind, order=order, features=one["features"], heads=one["heads"],
                            label=label, soft=known))

    for name in MEASURED + ["train-breadth", "own", "soft"]:
        path = {"soft": f"{gold}/../corpora/polnear/train.jsonl", "own": f"{directory}/own.jsonl"}.get(name, f"{gold}/{name}.jsonl")
        seen = {row["id"]: row["attributions"] for row in lines(f"{directory}/g.{name}.jsonl")}
        found = {row["id"]: row["attributions"] for row in lines(f"{directory}/f.{name}.jsonl")}
        for row in lines(path):
            if name == "soft" and row["id"] in measured:
                continue
            pairs = pair(row["attributions"], found[row["id"]])
            for i, raw in enumerate(row["attributions"]):
                label = hard.get(key(row["id"], raw)) if name == "soft" else raw
                known = soft.get(row["id"], {}).get(i) if name == "soft" else None
                if label or known:
                    add(row, "train" if name == "soft" else name, i, label, known, seen[row["id"]], found[row["id"]], pairs)
    return out


def right(label, field, name):
    return label[field] == name or name in (label.get("also") or [])
