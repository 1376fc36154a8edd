"""Trains the stance heads on the states of a tagger checkpoint.

    python -m stance.train_stance --student CKPT --out heads.pt [--fold 0..5] [--name value of any option below]

With --fold K, every sixth article (by hash) of the hard labels is held out and measured as `held`; without it (fold -1)
everything is learned from. The measured gold sets are scored at the end either way.
"""
import argparse
import json
import math
import os
import random
import time
import zlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import torch
import torch.nn.functional as F

from tagger.paths import MEASURED, rows, scorer

from . import attributions
from .attributions import ACTS, CONTENT, SIDES, STATUSES
from .network import SHIPPED, Network, int8_bytes, multiply_adds

torch.set_num_threads(1)
LONGEST_TARGET, FOLDS = 16, 6
ALPHA = 0.8         # weight of soft labels where there are hard ones
WEIGHTS = dict(act=1.0, side=1.0, status=0.3, target=0.3)
overlap = scorer("findings_eval").overlap


def place_buckets(roles):
    """0 outside or source or cue; content: 1 first, 2, 3, 4 next, 5: 4-7, 6: 8-15, 7: 16-31, 8: later; cue: 9, 10 second,
    11 later."""
    out, content, cue = np.zeros(len(roles), np.int64), 0, 0
    for i, role in enumerate(roles):
        if role == CONTENT:
            out[i] = content + 1 if content < 4 else 5 if content < 8 else 6 if content < 16 else 7 if content < 32 else 8
            content += 1
        elif role == 2:
            out[i] = min(9 + cue, 11)
            cue += 1
    return out


def blended(example, field, alpha=ALPHA):
    """Probabilities of act, side or status to learn from: the label, `alpha` of it what large readers think where there are both."""
    y, soft = example["y_" + field], example["p_" + field]
    share = 0.0 if not soft.any() else alpha if y >= 0 else 1.0
    p = (share * soft).astype(np.float32)
    if y >= 0:
        p[y] += 1 - share
    return p


def batches(learn, size, rng, length):
    """Endless batches of what is to be learned, of about equal lengths; shuffles `learn`."""
    while True:
        rng.shuffle(learn)
        for first in range(0, len(learn), size * 20):
            chunk = sorted(learn[first:first + size * 20], key=length)
            groups = [chunk[k:k + size] for k in range(0, len(chunk), size)]
            rng.shuffle(groups)
            yield from groups


class Data:
    """Tensors of all examples; `batch(indices)` gathers a padded batch."""

    def __init__(self, store, table=2048, taught=None):
        self.store, self.examples = store, store["examples"]
        self.state = torch.from_numpy(store["state"])
        self.quoted = torch.from_numpy(store["quoted"].astype(np.int64))
        self.codes = torch.from_numpy(store["codes"].astype(np.int64)[store["wid"]])
        grams = store["hash"].astype(np.int64)
        self.crc1, self.crc2 = torch.from_numpy(grams[0]), torch.from_numpy(grams[1])
        self.gram1 = torch.from_numpy(grams[0] % table)
        self.gram2 = torch.from_numpy(grams[1] % table + table)
        for e in self.examples:
            e["at"] = e["kept"] + store["offset"][e["article"]]
            e["place"] = place_buckets(e["roles"])
            for field, names in (("act", ACTS), ("side", SIDES), ("status", STATUSES)):
                # What a large reader thinks: that of the labelled sets, that of stance/teacher.py, or the mean of both.
                p = np.zeros(len(names), np.float32)
                hint = (taught or {}).get(store["articles"][e["article"]]["id"], {}).get(e["index"], {})
                for soft in filter(None, (e.get("soft_" + field), hint.get(field))):
                    total = sum(soft.values())
                    for name, value in soft.items():
                        p[names.index(name)] += value / total
                if p.any():
                    p /= p.sum()
                e["p_" + field] = p
            e["y_act"] = ACTS.index(e["act"]) if e["act"] else -1
            e["y_side"] = SIDES.index(e["side"]) if e["side"] else -1
            e["y_status"] = STATUSES.index(e["status"]) if e["status"] else -1

    def batch(self, indices, alpha=ALPHA):
        """Tensors of examples; `state` only where the store holds states."""
        some = [self.examples[i] for i in indices]
        B, T = len(some), max(len(e["kept"]) for e in some)
        at, role, place, mask = (np.zeros((B, T), np.int64) for _ in range(4))
        ends = np.zeros((B, 2, T + 1), np.float32)
        p_act, p_side, p_status = (np.zeros((B, len(names)), np.float32) for names in (ACTS, SIDES, STATUSES))
        aimed = np.zeros(B, np.float32)
        for k, e in enumerate(some):
            n = len(e["kept"])
            at[k, :n], role[k, :n], place[k, :n], mask[k, :n] = e["at"], e["roles"], e["place"], 1
            for field, p in (("act", p_act), ("side", p_side), ("status", p_status)):
                p[k] = blended(e, field, alpha)
            if e.get("aimed", e["y_side"] >= 0) and (e["places"] or not e["target"]):
                aimed[k] = 1
                for first, last in e["places"]:
                    ends[k, 0, first + 1] = ends[k, 1, last + 1] = 1
                if not e["places"]:
                    ends[k, :, 0] = 1
        t = torch.from_numpy
        at = t(at)
        made = dict(at=at, mask=t(mask).bool(), role=t(role), place=t(place), quoted=self.quoted[at], codes=self.codes[at],
                    gram1=self.gram1[at], gram2=self.gram2[at], crc1=self.crc1[at], crc2=self.crc2[at],
                    p_act=t(p_act), p_side=t(p_side), p_status=t(p_status), aimed=t(aimed), ends=t(ends))
        if len(self.state):
            made["state"] = self.state[at].float()
        return made


def loss_of(out, b, weights):
    soft = lambda logits, p: -(p * F.log_softmax(logits, -1)).sum() / p.sum().clamp(min=1)
    total = sum(weights[name] * soft(out[name], b["p_" + name]) for name in ("act", "side", "status"))
    if b["aimed"].any():
        for k, name in enumerate(("start", "end")):
            p = F.log_softmax(out[name], -1)
            marginal = torch.logsumexp(p.masked_fill(b["ends"][:, k] == 0, -1e4), -1)
            total = total - weights["target"] * (marginal * b["aimed"]).sum() / b["aimed"].sum()
    return total


@torch.no_grad()
def predict(net, data, indices):
    """Per example: probabilities of act, side, status; best span, its score minus the null score."""
    net.eval()
    result = {}
    order = sorted(indices, key=lambda i: len(data.examples[i]["kept"]))
    for first in range(0, len(order), 128):
        some = order[first:first + 128]
        out = net(data.batch(some))
        T = out["start"].shape[1] - 1
        pair = out["start"][:, 1:, None] + out["end"][:, None, 1:]
        length = torch.arange(T)[None, :] - torch.arange(T)[:, None]
        pair = pair.masked_fill((length < 0) | (length >= LONGEST_TARGET), -1e5).flatten(1)
        best, where = pair.max(-1)
        margin = best - out["start"][:, 0] - out["end"][:, 0]
        p = {k: out[k].softmax(-1).numpy() for k in ("act", "side", "status")}
        for k, i in enumerate(some):
            result[i] = dict(act=p["act"][k], side=p["side"][k], status=p["status"][k],
                             span=divmod(int(where[k]), T), margin=float(margin[k]))
    return result


def text_of(store, e, span):
    article = store["articles"][e["article"]]
    first, last = e["kept"][span[0]], e["kept"][span[1]]
    return article["text"][article["spans"][first][0]:article["spans"][last][1]]


def measure(data, result, threshold, neutral=0.5):
    """Counts over the examples of `result`: act, side, status right; target hit, predicted, gold."""
    c = dict(n=0, act=0, side=0, status=0, hit=0, said=0, gold=0)
    for i, r in result.items():
        e = data.examples[i]
        c["n"] += 1
        for field, names in (("act", ACTS), ("side", SIDES), ("status", STATUSES)):
            name = names[int(r[field].argmax())]
            c[field] += name == e[field] or name in e["also"]
        said = r["margin"] > threshold and r["side"][0] < neutral
        c["gold"] += e["target"] is not None
        c["said"] += said
        if said and e["target"]:
            c["hit"] += overlap(e["target"], text_of(data.store, e, r["span"])) >= 0.5
    return c


def brief(c):
    return (f"n {c['n']:5}  act {100 * c['act'] / c['n']:.1f}  side {100 * c['side'] / c['n']:.1f}  "
            f"target {200 * c['hit'] / max(1, c['said'] + c['gold']):.1f}  status {100 * c['status'] / c['n']:.1f}")


def best_threshold(data, result):
    score = lambda t: (lambda c: 2 * c["hit"] / max(1, c["said"] + c["gold"]))(measure(data, result, *t))
    return max(((t, n) for t in (-6, -5, -4, -3, -2, -1, 0, 1) for n in (0.4, 0.5, 0.6, 0.7, 0.8)), key=score)


def train(store, options):
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    rng = random.Random(options.seed)
    net = Network(width=options.width, layers=options.layers, hidden=options.hidden, bag=options.bag,
                  table=options.table, poolings=options.poolings, state=not options.no_state, codes=not options.no_codes, separable=bool(options.separable), direct=options.direct,
                  drop=options.drop, word_drop=options.word_drop, table_drop=options.table_drop)
    hints = {row["id"]: {hint["i"]: hint for hint in row["attributions"]} for row in rows(options.taught)} if options.taught else None
    data = Data(store, options.table, hints)
    fold = [zlib.crc32(a["id"].encode()) % FOLDS for a in store["articles"]]
    learn, held, measured = [], [], {name: [] for name in MEASURED}
    for i, e in enumerate(data.examples):
        if e["origin"] in measured:
            measured[e["origin"]].append(i)
        elif fold[e["article"]] == options.fold:
            if e["act"]:
                held.append(i)
        elif e["act"] or options.soft:
            learn += [i] * (options.own if e["origin"] == "own" else options.marked if e["act"] else 1)
    print(vars(options), "\nlearn", len(learn), "held", len(held), "bytes", int8_bytes(net), "multiply-adds",
          multiply_adds(net), flush=True)
    table = [p for n, p in net.named_parameters() if n.startswith(("table", "lexical"))]
    rest = [p for n, p in net.named_parameters() if not n.startswith(("table", "lexical"))]
    optimiser = torch.optim.AdamW([dict(params=rest, weight_decay=options.decay),
                                   dict(params=table, weight_decay=options.table_decay)], options.rate, fused=True)
    steps = int(options.epochs * len(learn) / options.batch)
    start, total, average = time.time(), 0.0, None

    stream = batches(learn, options.batch, rng, lambda i: len(data.examples[i]["kept"]))
    for step in range(1, steps + 1):
        net.train()
        rate = options.rate * min(1, step / 100) * max(0.01, 0.5 * (1 + math.cos(math.pi * step / steps)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        b = data.batch(next(stream), options.alpha)
        loss = loss_of(net(b), b, WEIGHTS)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        total += loss.item()
        if step > steps * 0.5:
            with torch.no_grad():
                if average is None:
                    average = {k: v.clone() for k, v in net.state_dict().items()}
                for k, v in net.state_dict().items():
                    average[k].lerp_(v, 0.01)
        if step % max(1, steps // 4) == 0:
            print(f"  step {step}/{steps} {time.time() - start:.0f}s loss {total / max(1, steps // 4):.3f}", flush=True)
            total = 0.0
    net.load_state_dict(average)
    threshold = (options.threshold, options.neutral)
    report = {}
    sample = [i for i in learn if data.examples[i]["act"]][:1500]
    report["learnt"] = measure(data, predict(net, data, sample), *threshold)
    if held:
        result = predict(net, data, held)
        threshold = best_threshold(data, result)
        report["held"] = measure(data, result, *threshold)
        for name in ("polnear-train", "breadth"):
            part = {i: r for i, r in result.items() if data.examples[i]["origin"] == name}
            report["held " + name] = measure(data, part, *threshold)
    everything = {}
    for name in MEASURED:
        result = predict(net, data, measured[name])
        everything.update(result)
        report[name] = measure(data, result, *threshold)
    report["gold all"] = measure(data, everything, *threshold)
    print("threshold", threshold)
    for name, c in report.items():
        print(f"{name:20} {brief(c)}", flush=True)
    return net, threshold, report


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--student", required=True)
    add("--out", default="")
    add("--extra", default=None, help="rows of attributions without labels, which a teacher has read")
    add("--taught", default=None, help="what stance.teacher wrote")
    add("--log", default="")
    add("--name", default="")
    add("--fold", type=int, default=-1)
    add("--seed", type=int, default=1)
    add("--epochs", type=float, default=10)
    add("--batch", type=int, default=64)
    add("--rate", type=float, default=2e-3)
    add("--decay", type=float, default=0.02)
    add("--table-decay", type=float, default=0.3)
    add("--alpha", type=float, default=ALPHA)
    add("--soft", type=int, default=1)
    add("--marked", type=int, default=1, help="times that the labelled sets' attributions are read in an epoch")
    add("--own", type=int, default=1, help="times that the project's own attributions are read in an epoch")
    for name, value in dict({k: v for k, v in SHIPPED.items() if type(v) is int}, table=2048).items():
        add("--" + name, type=int, default=value)
    add("--no-codes", action="store_true")
    add("--separable", type=int, default=1)
    add("--no-state", action="store_true")
    add("--drop", type=float, default=0.1)
    add("--word-drop", type=float, default=0.15)
    add("--table-drop", type=float, default=0.5)
    add("--threshold", type=float, default=-2)
    add("--neutral", type=float, default=0.7)
    return parser


def main():
    options = arguments().parse_args()
    store = attributions.cached(options.student, extra=options.extra)
    net, threshold, report = train(store, options)
    if options.log:
        with open(options.log, "a", encoding="utf-8") as file:
            print(json.dumps(dict(name=options.name, options=vars(options), bytes=int8_bytes(net),
                                  multiply_adds=multiply_adds(net), threshold=threshold, report=report), default=int), file=file)
    if options.out:
        torch.save(dict(weights=net.state_dict(), options=net.options, threshold=threshold, student=options.student,
                        report=report), options.out)


if __name__ == "__main__":
    main()
