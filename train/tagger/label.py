"""A teacher's soft labels for everything that the student reads.

    python -m tagger.label TEACHER.pt OUT.pkl [--but LABELS.pkl]

--but leaves out what LABELS.pkl holds, to share the work between teachers. OUT.pkl: {article id: dict(tags [n, 7], cues [(first, last, score, start, chances [window, 3])])}, in half precision.
"""
import argparse
import pickle

import numpy as np
import torch

from . import data
from .network import device, large
from .predict import predict


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("teacher")
    parser.add_argument("out")
    parser.add_argument("--but")
    given = parser.parse_args()
    everything, known = data.load(), {}
    if given.but:
        with open(given.but, "rb") as file:
            known = pickle.load(file)
    articles = [a for part in ("train", "breadth", "unlabelled") for a in everything[part] if a["id"] not in known]
    net = large().to(device())
    net.load_state_dict(torch.load(given.teacher, map_location=device())["weights"])
    labels = {}
    for article, found in zip(articles, predict(net, articles, core=250, context=40, least=0.12, half=True)):
        cues = [(*cue, chances.astype(np.float16)) for *cue, chances in found["cues"]]
        labels[article["id"]] = dict(tags=found["tags"].astype(np.float16), cues=cues)
    with open(given.out, "wb") as file:
        pickle.dump(labels, file, protocol=4)
    print(len(labels), "articles", sum(len(one["cues"]) for one in labels.values()), "cues")


if __name__ == "__main__":
    main()
