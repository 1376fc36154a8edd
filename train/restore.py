#!/usr/bin/env python3
"""Makes a checkpoint out of a model file, so that training can go on from the shipped weights when their checkpoint is lost.

    python train/restore.py data/model.bin OUT.pt

The weights are those of the file, rounded as they are there; `tagger.student --init OUT.pt` goes on from them. Words are known
in a model file by hash alone, so WORDS.pkl must still be there, or be made anew by `tagger.vectors`.
"""
import argparse

import numpy as np
import torch

from reference import Weights, read

TAGS = 7
TABLES = {"encoder.quote": "in.quote", "encoder.shape": "in.shape", "encoder.spacing": "in.spacing", "encoder.start": "in.start",
          "link_distance": "link.distance", "link_place": "link.place", "link_quote": "link.quote", "encoder.book": "pq.book",
          "encoder.hash_word": "hash.word", "encoder.hash_suffix": "hash.suffix", "encoder.hash_prefix": "hash.prefix"}
LINEAR = {"encoder.inputs": "in", "encoder.convs.0.conv": "conv0", "encoder.convs.1.conv": "conv1", "encoder.out": "out", "tag": "tag",
          "link_token": "link.token", "link_cue": "link.cue", "link_convs.0.conv": "link.conv0", "link_convs.1.conv": "link.conv1",
          "link_out": "link.out"}
NORMS = {"encoder.inputs_norm": "in.norm", "encoder.convs.0.norm": "conv0.norm", "encoder.convs.1.norm": "conv1.norm",
         "encoder.out_norm": "out.norm", "link_norm": "link.norm", "link_convs.0.norm": "link.conv0.norm",
         "link_convs.1.norm": "link.conv1.norm"}


def restored(sections):
    file, weights = Weights(sections), {}
    for key, name in TABLES.items():
        weights[key + ".weight"] = file[name]
    for key, name in LINEAR.items():
        matrix = file[name + ".w"]
        weights[key + ".weight"] = matrix.transpose(0, 2, 1) if matrix.ndim == 3 else matrix     # taps last
        weights[key + ".bias"] = file[name + ".b"]
    for part in ("weight", "bias"):                        # the tags and the clauses of anonymity are one layer
        both = weights[f"tag.{part}"]
        weights[f"tag.{part}"], weights[f"terms.{part}"] = both[:TAGS], both[TAGS:]
    for key, name in NORMS.items():
        weights[key + ".weight"], weights[key + ".bias"] = file[name + ".gain"], file[name + ".bias"]
    for key, name in (("", "gru.forward"), ("_reverse", "gru.backward")):
        for part, kind in (("ih", "in"), ("hh", "state")):
            weights[f"encoder.gru.weight_{part}_l0{key}"] = file[f"{name}.{kind}.w"]
            weights[f"encoder.gru.bias_{part}_l0{key}"] = file[f"{name}.{kind}.b"]
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model")
    parser.add_argument("out")
    given = parser.parse_args()
    sections, _ = read(given.model)
    width, hidden, state, link, layers, kernel, words, hashes, hash_width, *_ = sections["config"].tolist()
    from tagger.network import SMALL
    sizes = dict(SMALL, width=width, hidden=hidden, state=state, link=link, link_layers=layers, kernel=kernel, hashes=hashes,
                 hash_width=hash_width)
    thresholds = dict(zip(("cue", "content", "source", "attribution"), sections["thresholds"].tolist()))
    torch.save(dict(weights=restored(sections), sizes=sizes, thresholds=thresholds), given.out)
    print(f"{given.out}: {words} words in the file, sizes {sizes}, thresholds {thresholds}")


if __name__ == "__main__":
    main()
