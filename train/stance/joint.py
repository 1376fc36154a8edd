"""The stance heads as a second task of the tagger's training, so that its states carry what they need."""
import random
import zlib

import torch

from . import attributions
from .encoder import Encoder
from .network import SHIPPED, Network
from .train_stance import ALPHA, FOLDS, WEIGHTS, Data, loss_of

AT_ONCE = 96        # attributions a step; there are about a hundred in a batch of windows


class Stance:
    def __init__(self, words, sizes, fold, device):
        self.data, self.device, self.rng = Data(attributions.build(Encoder(words, sizes), measured=False)), device, random.Random(1)
        # heads without words of their own: all they know has to come through the states
        self.net, self.of_article = Network(**dict(SHIPPED, codes=False, direct=0)).to(device), {}
        store = self.data.store
        for number, example in enumerate(self.data.examples):
            article = store["articles"][example["article"]]["id"]
            if zlib.crc32(article.encode()) % FOLDS != fold:
                first, last = int(example["kept"][0]), int(example["kept"][-1])
                self.of_article.setdefault(article, []).append((first, last, number))

    def loss(self, b, states):
        """The heads' loss over the attributions that lie within the windows of a batch."""
        inside = [(row, s, number) for row, (article, s, e) in enumerate(b.items)
                  for first, last, number in self.of_article.get(article["id"], ()) if s <= first and last < e]
        if not inside:
            return 0.0
        rows, starts, numbers = zip(*self.rng.sample(inside, min(AT_ONCE, len(inside))))
        made = self.data.batch(numbers, ALPHA)
        begin = torch.tensor([int(self.data.store["offset"][self.data.examples[n]["article"]]) + s for n, s in zip(numbers, starts)])
        token = (made["at"] - begin.unsqueeze(1)).clamp(0, states.shape[1] - 1)
        made = {name: value.to(self.device) for name, value in made.items()}
        made["state"] = states[torch.tensor(rows, device=self.device).unsqueeze(1), token.to(self.device)]
        return loss_of(self.net(made), made, WEIGHTS)
