"""Trains the small tagger: on what people marked, on the teachers' soft labels, and on what the stance heads need of its states.

    python -m tagger.student --labels work/labels-1.pkl work/labels-2.pkl --out work/student.pt

Of several teachers one is drawn for each window, which comes to their mean. Unlabelled articles carry soft labels only. The rate
falls and starts again, --cycles times; the checkpoint, {weights, sizes, thresholds}, holds the mean of what each cycle ends with
(itself a running mean over the cycle's last part), which is better than any of them.
"""
import argparse
import math
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import data
from .batch import LEFT, SPAN, around, collate, index_words, roles, shuffled, windows
from .network import device, small
from .paths import WORDS
from .predict import brief, decoded, predict, score, tune

WINDOW, WARM_UP, MEAN_FROM, MEAN_RATE = 200, 150, 0.6, 0.01


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--out", required=True)
    add("--labels", nargs="*", default=[], help="soft labels, one file a teacher; without any, the marked spans alone")
    add("--init", help="checkpoint to go on from")
    add("--seed", type=int, default=1)
    add("--epochs", type=float, default=8)
    add("--steps", type=int, default=0, help="instead of epochs")
    add("--cycles", type=int, default=1)
    add("--with", nargs="*", default=[], dest="others", help="checkpoints that go into the mean, as if they were cycles")
    add("--batch", type=int, default=16)
    add("--rate", type=float, default=3e-3)
    add("--soft", type=float, default=0.6, help="weight of soft labels where there are marked ones")
    add("--unlabelled", type=float, default=0.8, help="share of the unlabelled articles read in an epoch")
    add("--breadth", type=int, default=3, help="times that articles of other genres are read in an epoch")
    add("--snippets", type=int, default=2, help="times that snippets with clauses of anonymity are read in an epoch")
    add("--silver", type=float, default=0.3, help="weight of the machine-made grammar labels")
    add("--terms", type=float, default=3.0, help="weight of the clauses of anonymity")
    add("--stance", type=float, default=0.3, help="weight of act, side and target; 0: not learned here")
    add("--fold", type=int, default=-1, help="sixth of the stance labels left out, as in stance.train_stance")
    return parser


def attach(articles, files):
    """Gives every article its teachers' labels."""
    teachers = []
    for path in files:
        with open(path, "rb") as file:
            teachers.append(pickle.load(file))
    for article in articles:
        article["soft"] = [labels[article["id"]] for labels in teachers if article["id"] in labels]
    print(len(articles), "articles,", sum(bool(a["soft"]) for a in articles), "with soft labels of up to", len(teachers), "teachers")


def tag_loss(tags, b, drawn, soft):
    """Cross-entropy with the marked tags, with the teacher's, or with both mixed."""
    count = tags.shape[1]
    wanted, known = np.zeros((len(drawn), count, tags.shape[2]), np.float32), np.zeros((len(drawn), count), np.float32)
    for row, ((_, s, e), labels) in enumerate(zip(b.items, drawn)):
        if labels:
            wanted[row, :e - s], known[row, :e - s] = labels["tags"][s:e], 1
    wanted, known = torch.from_numpy(wanted).to(tags.device), torch.from_numpy(known).to(tags.device)
    marked = torch.tensor([float(a["labelled"]) for a, _, _ in b.items], device=tags.device).unsqueeze(1) * b.alive
    likely = F.log_softmax(tags, -1)
    hard = -likely.gather(2, b.tags.unsqueeze(2)).squeeze(2)
    taught = -(wanted * likely).sum(-1)
    share = torch.where(marked > 0, soft * known, known)
    return (hard * marked * torch.where(known > 0, 1 - soft, 1.0) + taught * share).sum() / b.alive.sum()


def realigned(chances, start, first):
    """A teacher's chances around its own cue, as seen from a cue that begins at `first`; beyond its window nothing belongs."""
    out, shift = np.zeros((SPAN, 3), np.float32), first - LEFT - start
    out[:, 0] = 1
    low, high = max(0, shift), min(SPAN, SPAN + shift)
    if low < high:
        out[low - shift:high - shift] = chances[low:high]
    return out


def questions(b, drawn, soft):
    """Cues to ask the link head about: [(row, first, last, target [SPAN, 3])].

    The marked ones, mixed with the teacher's answer where it has a cue in the same place; and the teacher's own, where people
    marked nothing: there nothing belongs, or on unlabelled text what the teacher says.
    """
    asked = []
    nothing = one_hot(roles(0, [], []))
    for row, ((article, s, e), labels) in enumerate(zip(b.items, drawn)):
        proposed = [cue for cue in labels["cues"] if s <= cue[0] and cue[1] < e] if labels else []
        used = set()
        for (first, last), source, content in article["attributions"]:
            if s <= first and last < e:
                target = one_hot(roles(first, source, content))
                same = next((k for k, cue in enumerate(proposed) if cue[0] <= last and first <= cue[1]), None)
                if same is not None:
                    used.add(same)
                    _, _, _, start, chances = proposed[same]
                    target = (1 - soft) * target + soft * realigned(chances, start, first)
                asked.append((row, first - s, last - s, target))
        for k, (first, last, _, _, chances) in enumerate(proposed):
            if k not in used:
                share = soft if article["labelled"] else 1.0
                asked.append((row, first - s, last - s, (1 - share) * nothing + share * chances.astype(np.float32)))
    return asked


def one_hot(role):
    return np.eye(3, dtype=np.float32)[role]


def unprompted(b, tags, asked):
    """Without a teacher: the likeliest tokens that are no cue, a third as many as there are cues; nothing belongs to them."""
    likely = F.softmax(tags.detach(), -1)[..., 1].masked_fill((b.tags == 1) | (b.tags == 2) | ~b.alive, 0)
    likely[[not article["labelled"] for article, _, _ in b.items]] = 0
    value, place = likely.flatten().topk(max(2, len(asked) // 3))
    nothing, width = one_hot(roles(0, [], [])), b.tags.shape[1]
    return [(at // width, at % width, at % width, nothing) for v, at in zip(value.tolist(), place.tolist()) if v > 0.03]


def losses(net, b, given, rng):
    """(states, {name: loss})."""
    drawn = [rng.choice(a["soft"]) if a["soft"] else None for a, _, _ in b.items]
    states, middle = net.encoder(b)
    tags = net.tag(states)
    out = dict(tags=tag_loss(tags, b, drawn, given.soft) * 3)
    asked = questions(b, drawn, given.soft)
    if not any(drawn):
        asked += unprompted(b, tags, asked)
    if asked:
        row, first, last, target = zip(*asked)
        near = around(b, row, first, last)
        target = torch.from_numpy(np.stack(target)).to(tags.device)
        linked = -(target * F.log_softmax(net.link(states, b, near), -1)).sum(-1)
        out["link"] = (linked * near.inside).sum() / len(asked) / 20
    if given.silver:
        known = [(head, getattr(b, name)) for head, name in zip(net.silver, data.SILVER) if (getattr(b, name) >= 0).any()]
        out["silver"] = given.silver * sum(F.cross_entropy(head(middle).flatten(0, 1), wanted.flatten(), ignore_index=-100)
                                           for head, wanted in known)
    known = b.terms != data.UNKNOWN_LABEL
    if known.any():
        logits = net.terms(states).squeeze(2)[known]
        out["terms"] = given.terms * F.binary_cross_entropy_with_logits(logits, b.terms[known].float())
    return states, out


def load_into(net, path):
    """The weights of a checkpoint that fit."""
    saved, own = torch.load(path, map_location="cpu", weights_only=False)["weights"], net.state_dict()
    fit = {name: value for name, value in saved.items() if name in own and own[name].shape == value.shape}
    net.load_state_dict(fit, strict=False)
    print("from", path, "without", sorted(own.keys() - fit.keys()))


def eight_bits(weights):
    """The weights as the product sees them, apart from its 4-bit tables: 8 bits, one scale a row."""
    out = {}
    for name, value in weights.items():
        if value.dtype.is_floating_point and value.dim() > 1:
            flat = value.flatten(1)
            scale = flat.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            value = ((flat / scale).round() * scale).view_as(value)
        out[name] = value
    return out


def average(many):
    return {name: sum(one[name] for one in many) / len(many) for name in many[0] if not name.startswith("silver")}


def with_weights(net, words, weights):
    """A net like this one, with other weights and without the side tasks' heads."""
    made = small(words, sizes=net.sizes)
    made.load_state_dict({name: value for name, value in weights.items() if not name.startswith("silver")})
    return made.to(device())


def report(name, net, articles, thresholds=None):
    print(name, brief(score(articles, decoded(articles, predict(net, articles), thresholds or {}))), flush=True)


def main():
    given = arguments().parse_args()
    torch.manual_seed(given.seed)
    np.random.seed(given.seed)
    rng, where, everything = random.Random(given.seed), device(), data.load()
    with open(WORDS, "rb") as file:
        words = pickle.load(file)
    train, breadth, held, breadth_held = data.split(everything)
    short, more, dev = everything["snippets"], everything["unlabelled"], everything["dev"]
    marked = train + breadth * given.breadth + short * given.snippets
    net = small(words, everything["silver"]).to(where)
    index_words(train + breadth + short + more + held + breadth_held + dev, words, net.sizes)
    attach(train + breadth + short + more, given.labels)
    more = [article for article in more if article["soft"]]
    if given.init:
        load_into(net, given.init)
    parameters, stance = list(net.parameters()), None
    if given.stance:
        from stance.joint import Stance
        stance = Stance(words, net.sizes, given.fold, where)
        parameters += list(stance.net.parameters())
    optimiser = torch.optim.AdamW(parameters, given.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    read = sum(len(windows(a, WINDOW)) for a in marked) + given.unlabelled * sum(len(windows(a, WINDOW)) for a in more)
    steps = given.steps or int(given.epochs * read / given.batch)
    print(vars(given), len(marked), "marked articles", len(more), "unlabelled", steps, "steps", where, flush=True)

    def stream():
        while True:
            some = marked + rng.sample(more, int(len(more) * given.unlabelled))
            yield from shuffled(((a, s, e) for a in some for s, e in windows(a, WINDOW, rng)), given.batch, rng)

    batches, start, totals, mean = stream(), time.time(), {}, None
    cycle, ends = max(1, steps // given.cycles), [torch.load(path, weights_only=False)["weights"] for path in given.others]
    for step in range(1, cycle * given.cycles + 1):
        net.train()
        into = (step - 1) % cycle + 1
        for group in optimiser.param_groups:
            group["lr"] = given.rate * min(1, into / WARM_UP) * max(0.01, 0.5 * (1 + math.cos(math.pi * into / cycle)))
        b = collate(next(batches), False, where)
        states, parts = losses(net, b, given, rng)
        if stance:
            parts["stance"] = given.stance * stance.loss(b, states)
        optimiser.zero_grad()
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if into > MEAN_FROM * cycle:
            with torch.no_grad():
                mean = mean or {name: value.clone() for name, value in net.state_dict().items()}
                for name, value in net.state_dict().items():
                    mean[name].lerp_(value, MEAN_RATE)
        for name, value in parts.items():
            totals[name] = totals.get(name, 0.0) + float(value.detach() if torch.is_tensor(value) else value)
        if step % 100 == 0 or into == cycle:
            print(f"step {step} {time.time() - start:.0f}s", *(f"{name} {total / 100:.3f}" for name, total in totals.items()), flush=True)
            totals = {}
        if into == cycle:
            ends.append({name: value.cpu() for name, value in mean.items()})
            torch.save(dict(weights=ends[-1], sizes=net.sizes), f"{given.out}.cycle-{step // cycle}")
            report(f"cycle {step // cycle}, defaults, held out", with_weights(net, words, ends[-1]), held)
            report("the mean so far", with_weights(net, words, average(ends)), held)
            mean = None
    net = with_weights(net, words, average(ends)).to(where)
    predicted, wider = predict(net, held), predict(net, breadth_held)
    thresholds = tune(held + breadth_held, predicted + wider)
    for name, articles, found in (("held out", held, predicted), ("held out, other genres", breadth_held, wider)):
        print(name, thresholds, brief(score(articles, decoded(articles, found, thresholds))), flush=True)
    torch.save(dict(weights=net.cpu().state_dict(), sizes=net.sizes, thresholds=thresholds, options=vars(given)), given.out)
    net.load_state_dict(eight_bits(net.state_dict()))
    report("dev, 8 bits", net.to(where), dev, thresholds)


if __name__ == "__main__":
    main()
