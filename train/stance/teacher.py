"""A large reader of act and side, whose soft labels teach the heads.

    python -m stance.teacher --student CKPT --out soft-stance.jsonl [--weights teacher-stance.pt] [--epochs 2] [--rate 1e-4] [--found found.jsonl] [--seed 1]

The pretrained encoder (tagger/paths.py) is fine-tuned on every attribution that the heads learn from: the words that they see too, with a
mark where source, cue, content or context begins. Then it reads all of them once more, and those of `found.jsonl` (rows of id, text and
attributions without labels, as examples/gold_spans finds them in unlabelled news), and writes what it thinks:
`{"id", "attributions": [{"i", "act": {name: probability}, "side": {...}}]}` a line, `i` counting the attributions of a row.
`train_stance --taught FILE --extra found.jsonl` learns from it. Measured sets are only scored.
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from tagger.network import Pretrained
from tagger.paths import ENCODER, MEASURED, TINY

from . import attributions
from .attributions import ACTS, SIDES
from .train_stance import Data, batches, blended

BATCH, LONGEST, PIECES = 32, 112, 6
HEAD_RATE = 1e-3
MARKS = ["[unused0]", "[unused1]", "[unused2]", "[unused3]"]     # context, source, cue, content
LEAST = 0.005      # a probability that is not written


class Teacher(nn.Module):
    """Words [B, T] and their mask to logits of act [B, 16] and side [B, 3]: first state and mean of the states, then a layer each."""

    def __init__(self):
        super().__init__()
        self.encoder = Pretrained()
        width = self.encoder.width
        self.drop = nn.Dropout(0.1)
        self.act, self.side = nn.Linear(2 * width, len(ACTS)), nn.Linear(2 * width, len(SIDES))

    def forward(self, ids, mask):
        states = self.encoder(self.encoder.embedded(ids), mask.bool())
        live = mask.unsqueeze(-1).to(states.dtype)
        pooled = self.drop(torch.cat([states[:, 0], (states * live).sum(1) / live.sum(1)], -1))
        return self.act(pooled).float(), self.side(pooled).float()


def sequences(store):
    """The word pieces of every example, a mark before each change of role."""
    from transformers import AutoTokenizer
    tokenizer = AutoTokenizer.from_pretrained(ENCODER)
    marks = tokenizer.convert_tokens_to_ids(MARKS)
    known = {}
    made = []
    for example in store["examples"]:
        words, ids, last = store["articles"][example["article"]]["words"], [tokenizer.cls_token_id], None
        for at, role in zip(example["kept"], example["roles"]):
            if role != last:
                ids.append(marks[role])
                last = role
            word = words[at]
            if word not in known:
                known[word] = tokenizer.encode(word, add_special_tokens=False)[:PIECES]
            ids += known[word]
        made.append(ids[:LONGEST - 1] + [tokenizer.sep_token_id])
    return made


def batch(ids, some):
    longest = max(len(ids[i]) for i in some)
    words, mask = np.zeros((len(some), longest), np.int64), np.zeros((len(some), longest), np.int64)
    for row, i in enumerate(some):
        words[row, :len(ids[i])], mask[row, :len(ids[i])] = ids[i], 1
    return torch.from_numpy(words), torch.from_numpy(mask)


@torch.no_grad()
def predict(net, ids, some):
    """Probabilities of act and side of each example."""
    net.eval()
    found, order = {}, sorted(some, key=lambda i: len(ids[i]))
    for first in range(0, len(order), 2 * BATCH):
        part = order[first:first + 2 * BATCH]
        with torch.autocast("cpu", torch.bfloat16):
            act, side = net(*batch(ids, part))
        for i, a, s in zip(part, act.softmax(-1).numpy(), side.softmax(-1).numpy()):
            found[i] = a, s
    return found


def scores(net, examples, ids):
    """Percent right of act and side on each measured set."""
    some = [i for i, e in enumerate(examples) if e["origin"] in MEASURED]
    counts = {}
    for i, probabilities in predict(net, ids, some).items():
        e = examples[i]
        for name in (e["origin"], "all"):
            count = counts.setdefault(name, [0, 0, 0])
            count[0] += 1
            for k, (names, field) in enumerate(((ACTS, "act"), (SIDES, "side"))):
                said = names[int(probabilities[k].argmax())]
                count[k + 1] += said == e[field] or said in e["also"]
    return "  ".join(f"{name} {100 * c[1] / c[0]:.1f} / {100 * c[2] / c[0]:.1f}" for name, c in sorted(counts.items()))


def train(net, examples, ids, options):
    rng = random.Random(options.seed)
    learn = [i for i, e in enumerate(examples)
             if e["origin"] not in MEASURED and (e["y_act"] >= 0 or e["p_act"].any() and not options.labelled)]
    steps = int(options.epochs * len(learn) / BATCH)
    print(len(learn), "attributions,", steps, "steps", flush=True)
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder")]
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW([dict(params=encoder, base=options.rate), dict(params=heads, base=HEAD_RATE)],
                                  options.rate, weight_decay=0.01, fused=True)

    stream, start, total = batches(learn, BATCH, rng, lambda i: len(ids[i])), time.time(), 0.0
    for step in range(1, steps + 1):
        net.train()
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * min(1, step / 200) * max(0.02, 1 - step / steps)
        some = next(stream)
        with torch.autocast("cpu", torch.bfloat16):
            out = net(*batch(ids, some))
        wanted = (torch.from_numpy(np.stack([blended(examples[i], field) for i in some])) for field in ("act", "side"))
        loss = sum(-(p * F.log_softmax(logits, -1)).sum() / len(some) for logits, p in zip(out, wanted))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        total += loss.item()
        if step % 200 == 0:
            print(f"step {step}/{steps} {time.time() - start:.0f}s loss {total / step:.3f}", flush=True)
        if step % max(1, steps // 4) == 0:
            print(scores(net, examples, ids), flush=True)


def write(store, found, path):
    """What the teacher thinks of each example, by article."""
    by_article = {}
    for i, probabilities in found.items():
        e = store["examples"][i]
        hint = {"i": e["index"]}
        for field, names, p in zip(("act", "side"), (ACTS, SIDES), probabilities):
            hint[field] = {name: round(float(x), 3) for name, x in zip(names, p) if x >= LEAST}
        by_article.setdefault(store["articles"][e["article"]]["id"], []).append(hint)
    with open(path, "w", encoding="utf-8") as file:
        for ident, hints in by_article.items():
            print(json.dumps(dict(id=ident, attributions=sorted(hints, key=lambda hint: hint["i"]))), file=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--student", required=True, help="whose store of examples is read")
    add("--out", required=True)
    add("--weights", default="", help="taken as they are if the file is there, else written")
    add("--found", default=None)
    add("--origins", nargs="*", default=[], help="read at the end only attributions of these: extra (those found), own, breadth, polnear-train")
    add("--epochs", type=float, default=2)
    add("--rate", type=float, default=1e-4)
    add("--labelled", action="store_true", help="learn from labels alone, not from soft labels")
    add("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))      # the heads' trainer sets one
    store = attributions.cached(options.student, extra=options.found)
    data = Data(store)
    ids = sequences(store)
    net = Teacher()
    if options.weights and os.path.exists(options.weights):
        net.load_state_dict(torch.load(options.weights))
        print(scores(net, data.examples, ids), flush=True)
    else:
        train(net, data.examples, ids, options)
        if options.weights:
            torch.save(net.state_dict(), options.weights)
    wanted = lambda origin: origin in options.origins if options.origins else origin not in MEASURED
    asked = [i for i, e in enumerate(data.examples) if wanted(e["origin"])]
    write(store, predict(net, ids, asked[:400] if TINY else asked), options.out)


if __name__ == "__main__":
    main()
