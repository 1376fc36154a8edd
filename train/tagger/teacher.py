"""Fine-tunes the large encoder on the labelled articles.

    python -m tagger.teacher --seed 1 --out work/teacher-1.pt

bfloat16, word embeddings frozen. Four epochs of the six-layer encoder take an hour on one core. --layers leaves out an encoder's last
layers; --own is how often the project's own articles are read in an epoch: below 1, a share of them, drawn anew each time.
"""
import argparse
import random
import time

import torch
import torch.nn.functional as F

from . import data
from .batch import around, collate, roles, shuffled, windows
from .network import device, large
from .predict import brief, decoded, predict, score, tune
from .paths import TINY

WINDOW, BATCH, SILENT = 220, 8, 0.03


def questions(b, tags):
    """Every cue that people marked, and for a third as many the likeliest tokens that are none: (row, first, last, target)."""
    asked = [(row, cue[0] - s, cue[1] - s, roles(cue[0], source, content))
             for row, (a, s, e) in enumerate(b.items) for cue, source, content in a["attributions"] if s <= cue[0] and cue[1] < e]
    likely = F.softmax(tags.detach().float(), -1)[..., 1]
    likely = likely.masked_fill((b.tags == 1) | (b.tags == 2) | ~b.alive, 0)
    value, place = likely.flatten().topk(max(2, len(asked) // 3))
    width = b.tags.shape[1]
    return asked + [(at // width, at % width, at % width, roles(0, [], []))
                    for v, at in zip(value.tolist(), place.tolist()) if v > SILENT]


def loss_of(net, b):
    states, _ = net.encoder(b)
    tags = net.tag(states)
    every = F.cross_entropy(tags.float()[b.alive], b.tags[b.alive])
    asked = questions(b, tags)
    if not asked:
        return every * 3
    row, first, last, target = zip(*asked)
    near = around(b, row, first, last)
    target = torch.stack([torch.from_numpy(one) for one in target]).to(near.token.device)
    linked = F.cross_entropy(net.link(states, b, near).float().flatten(0, 1), target.flatten(), reduction="none").view(target.shape)
    return every * 3 + (linked * near.inside).sum() / len(asked) / 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layers", type=int, default=0, help="of the encoder, from below; 0: all")
    parser.add_argument("--own", type=float, default=2.0, help="times that the project's own articles are read in an epoch")
    parser.add_argument("--steps", type=int, default=0, help="instead of epochs")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng, where, everything = random.Random(given.seed), device(), data.load()
    learn, _, held, _ = data.split(everything)
    learn, own = learn + everything["breadth"] * 2, everything["own"]   # breadth: held out of the student's training only, they are few
    net = large(given.layers).to(where)
    encoder = [p for p in net.encoder.pretrained.parameters() if p.requires_grad]
    known = {id(p) for p in net.encoder.pretrained.parameters()}
    heads = [p for p in net.parameters() if id(p) not in known]
    rates = (given.rate, given.head_rate)
    optimiser = torch.optim.AdamW([dict(params=encoder), dict(params=heads)], weight_decay=0.01, fused=True)
    count = lambda articles: sum(len(windows(a, WINDOW)) for a in articles)
    steps = given.steps or int(given.epochs * (count(learn) + given.own * count(own)) / BATCH)
    print(len(learn), "articles and", len(own), "of the project,", steps, "steps", where, flush=True)

    def stream():
        while True:
            some = learn + own * int(given.own) + rng.sample(own, int(len(own) * (given.own % 1)))
            yield from shuffled(((a, s, e) for a in some for s, e in windows(a, WINDOW, rng)), BATCH, rng)

    batches, start, total = stream(), time.time(), 0.0
    net.train()
    for step in range(1, steps + 1):
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * min(1, step / 100) * max(0.02, 1 - step / steps)
        with torch.autocast(where.type, dtype=torch.bfloat16):
            loss = loss_of(net, collate(next(batches), True, where))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        total += loss.item()
        if step % 100 == 0 or step == steps:
            print(f"step {step} {time.time() - start:.0f}s loss {total / 100:.3f}", flush=True)
            total = 0.0
    torch.save(dict(weights=net.state_dict(), seed=given.seed, layers=given.layers), given.out)
    predicted = predict(net, held, half=True)
    thresholds = tune(held, predicted)
    print("held out", thresholds, brief(score(held, decoded(held, predicted, thresholds))), flush=True)
    if not TINY:
        dev = everything["dev"]
        print("dev", brief(score(dev, decoded(dev, predict(net, dev, half=True), thresholds))), flush=True)


if __name__ == "__main__":
    main()
