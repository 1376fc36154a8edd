"""Fits the head that finds clauses of anonymity anew, on the states of a checkpoint as they are.

    python -m tagger.terms CHECKPOINT.pt OUT.pt

A mean of several nets' weights keeps what they have in common and dulls a head that each had learned for its own states. One
linear layer, so that the loss has one minimum: logistic regression with L2 over every token of the articles that were read for
such clauses, by L-BFGS.
"""
import argparse
import pickle

import numpy as np
import torch
import torch.nn.functional as F

from . import data
from .batch import collate, index_words, windows
from .network import device, small
from .paths import WORDS

WINDOW, SIZE, PENALTY, STEPS = 400, 16, 2.0, 120


@torch.no_grad()
def states_of(net, articles):
    """(states [n, width], whether each token is in a clause) of the tokens that are known."""
    items = [(a, s, e) for a in articles for s, e in windows(a, WINDOW)]
    items.sort(key=lambda item: item[2] - item[1])
    states, wanted = [], []
    for begin in range(0, len(items), SIZE):
        b = collate(items[begin:begin + SIZE], False, device())
        known = b.terms != data.UNKNOWN_LABEL
        states.append(net.encoder(b)[0][known].half().cpu())
        wanted.append(b.terms[known].float().cpu())
    return torch.cat(states).float(), torch.cat(wanted)


def fit(states, wanted):
    """Weight and bias with the least loss."""
    weight, bias = torch.zeros(1, states.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        total = F.binary_cross_entropy_with_logits((states @ weight.T + bias).squeeze(1), wanted, reduction="sum")
        total = total + PENALTY * (weight ** 2).sum()
        total.backward()
        return total

    optimiser.step(loss)
    return weight.detach(), bias.detach()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    given = parser.parse_args()
    saved = torch.load(given.checkpoint, map_location="cpu", weights_only=False)
    with open(WORDS, "rb") as file:
        words = pickle.load(file)
    everything = data.load()
    train, breadth, *_ = data.split(everything)
    articles = [a for a in train + breadth + everything["snippets"] if (a["terms"] != data.UNKNOWN_LABEL).any()]
    net = small(words, sizes=saved["sizes"])
    index_words(articles, words, saved["sizes"])
    net.load_state_dict({name: value for name, value in saved["weights"].items() if not name.startswith("silver")}, strict=False)
    states, wanted = states_of(net.to(device()).eval(), articles)
    weight, bias = fit(states, wanted)
    right = ((states @ weight.T + bias).squeeze(1) > 0) == (wanted > 0)
    print(len(articles), "articles", len(states), "tokens", int(wanted.sum()), "in clauses; right", f"{float(right.float().mean()):.4f}")
    saved["weights"] = dict(saved["weights"], **{"terms.weight": weight, "terms.bias": bias})
    torch.save(saved, given.out)


if __name__ == "__main__":
    main()
