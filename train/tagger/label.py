"""A teacher's soft labels for everything that the student reads.

    python -m tagger.label TEACHER.pt OUT.pkl

OUT.pkl: {article id: dict(tags [n, 7], cues [(first, last, score, start, chances [window, 3])])}, in half precision.
"""
import pickle
import sys

import numpy as np
import torch

from . import data
from .network import device, large
from .predict import predict


def main():
    teacher, out = sys.argv[1:]
    everything = data.load()
    articles = everything["train"] + everything["breadth"] + everything["unlabelled"]
    net = large().to(device())
    net.load_state_dict(torch.load(teacher, map_location=device())["weights"])
    labels = {}
    for article, found in zip(articles, predict(net, articles, core=250, context=40, least=0.12, half=True)):
        cues = [(*cue, chances.astype(np.float16)) for *cue, chances in found["cues"]]
        labels[article["id"]] = dict(tags=found["tags"].astype(np.float16), cues=cues)
    with open(out, "wb") as file:
        pickle.dump(labels, file, protocol=4)
    print(len(labels), "articles", sum(len(one["cues"]) for one in labels.values()), "cues")


if __name__ == "__main__":
    main()
