"""What the scorers of the sources saw in labelled articles, as `gold_spans` built with `--features trace` writes it, and the labels beside it."""
import argparse
import collections
import hashlib
import json
import os
import re

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
PARTS = ("content", "source", "cue")
# Sets that are learned from; `own` are the project's own texts (tagger.own).
LEARNED = ["train", "train-breadth", "own"]


def features(path):
    """Names of a scorer's features, from its source."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return re.search(r"^features! {([^}]*)}", file.read(), re.M)[1].split()


def articles(name, traces, gold):
    """(id, traced lines as lists of fields, label of the attribution at an index or None) of every article of a set."""
    labels, reports, lines, article = {}, {}, collections.defaultdict(list), None
    with open(f"{gold}/{name}.jsonl", encoding="utf-8") as file:
        for row in map(json.loads, file):
            labels[row["id"]] = {_key([one[part] for part in PARTS]): one for one in row["attributions"]}
    with open(f"{traces}/{name}.jsonl", encoding="utf-8") as file:
        for row in map(json.loads, file):
            reports[row["id"]] = row["attributions"]
    with open(f"{traces}/{name}.trace", encoding="utf-8") as file:
        for line in file:
            kind, *fields = line.rstrip("\n").split("\t")
            if kind == "ARTICLE":
                article = fields[0]
            lines[article].append([kind, *fields])

    def labelled(article):
        def label(index):
            parts = reports[article][int(index)]["parts"]
            return labels[article].get(_key([[(span["start"], span["end"]) for span in parts[part]] for part in PARTS]))
        return label

    for article, seen in lines.items():
        yield article, seen, labelled(article)


def halves(data, article):
    """Data in two parts, by the half of the articles that `article` says each belongs to."""
    side = lambda one: hashlib.md5(article(one).encode()).digest()[0] & 1
    return [[one for one in data if side(one) == wanted] for wanted in (0, 1)]


def options(out):
    """What both scorers are given on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--traces", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--out", default=os.path.join(ROOT, out))
    return parser.parse_args()


def write(path, header, names, columns):
    """Weights in hundredths, a line for each feature: its name and its number in every column."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(header)
        for name, *weights in zip(names, *columns):
            file.write(f"{name} {' '.join(str(round(100 * weight)) for weight in weights)}\n")


def _key(parts):
    return tuple(tuple(sorted(map(tuple, part))) for part in parts)
