"""A teacher's soft labels for everything that the student reads.

    python -m tagger.label TEACHER.pt OUT.pkl [--but LABELS.pkl] [--parts train unlabelled]

TEACHER.pt may be a student too, whose answers keep further training near what it knows. --but leaves out what LABELS.pkl holds, to share the work between teachers. OUT.pkl: {article id: dict(tags [n, 7], cues [(first, last, score, start, chances [window, 3])])}, in half precision.
"""
import argparse
import pickle

import numpy as np
import torch

from . import data
from .batch import index_words
from .network import device, large, small
from .paths import WORDS
from .predict import predict


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("teacher")
    parser.add_argument("out")
    parser.add_argument("--but")
    parser.add_argument("--parts", nargs="*", default=["train", "breadth", "own", "unlabelled"], help="which articles")
    given = parser.parse_args()
    everything, known = data.load(), {}
    if given.but:
        with open(given.but, "rb") as file:
            known = pickle.load(file)
    articles = [a for part in given.parts for a in everything[part] if a["id"] not in known]
    saved = torch.load(given.teacher, map_location=device(), weights_only=False)
    if "sizes" in saved:
        with open(WORDS, "rb") as file:
            words = pickle.load(file)
        net = small(words, sizes=saved["sizes"])
        index_words(articles, words, saved["sizes"])
    else:
        net = large(saved.get("layers", 0))
    net.load_state_dict(saved["weights"], strict=False)
    net.to(device())
    labels = {}
    for article, found in zip(articles, predict(net, articles, core=250, context=40, least=0.12, half=net.needs_pieces)):
        cues = [(*cue, chances.astype(np.float16)) for *cue, chances in found["cues"]]
        labels[article["id"]] = dict(tags=found["tags"].astype(np.float16), cues=cues)
    with open(given.out, "wb") as file:
        pickle.dump(labels, file, protocol=4)
    print(len(labels), "articles", sum(len(one["cues"]) for one in labels.values()), "cues")


if __name__ == "__main__":
    main()
