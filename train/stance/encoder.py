"""Token features of an article, and its states by a tagger checkpoint."""
import pickle

import numpy as np
import torch

from tagger.batch import collate, index_words, windows
from tagger.data import read
from tagger.network import device, small
from tagger.paths import WORDS

CORE, CONTEXT, BATCH = 200, 80, 16


class Encoder:
    """Reads texts; with a network it also gives states."""

    def __init__(self, words, sizes, net=None):
        self.words, self.sizes, self.net = words, sizes, net
        made = net or small(words, sizes=sizes)
        self.codes = made.encoder.codes.cpu().numpy()      # [1 + vocabulary, 8], rows of 8 x 257
        self.state = sizes["state"]

    @classmethod
    def of(cls, checkpoint):
        saved = torch.load(checkpoint, map_location="cpu", weights_only=False)
        with open(WORDS, "rb") as file:
            words = pickle.load(file)
        net = small(words, sizes=saved["sizes"])
        net.load_state_dict({name: value for name, value in saved["weights"].items() if not name.startswith("silver")}, strict=False)
        return cls(words, saved["sizes"], net.to(device()).eval())

    def read(self, text, ident):
        article = read(text, ident)
        index_words([article], self.words, self.sizes)
        return article

    @torch.no_grad()
    def states(self, articles):
        """Float16 [n, state] of each; only the core of each window is kept."""
        out = [np.zeros((len(a["words"]), self.state), np.float16) for a in articles]
        if not self.net:
            return out
        items = [(k, a, s, e, max(0, s - CONTEXT), min(len(a["words"]), e + CONTEXT))
                 for k, a in enumerate(articles) for s, e in windows(a, CORE)]
        items.sort(key=lambda item: item[5] - item[4])
        for first in range(0, len(items), BATCH):
            some = items[first:first + BATCH]
            states, _ = self.net.encoder(collate([(a, low, high) for _, a, _, _, low, high in some], False, device()))
            for row, (k, _, s, e, low, _) in enumerate(some):
                out[k][s:e] = states[row, s - low:e - low].cpu().numpy()
        return out
