"""From a network to attributions: probabilities over whole articles, decoding as in src/attribution/link.rs, thresholds, scores."""
import collections
from types import SimpleNamespace

import numpy as np
import torch
import torch.nn.functional as F

from .batch import around, collate, windows
from .data import CONTENT, SOURCE
from .network import device
from .paths import scorer
from .text import LEFT

DEFAULTS = dict(cue=0.4, content=0.5, source=0.3, attribution=0.2)
TRIED = dict(cue=(.15, .2, .25, .3, .35, .4, .45, .5), attribution=(.1, .2, .25, .3, .35, .4, .45, .5, .55, .6),
             content=(.2, .25, .3, .35, .4, .45, .5), source=(.15, .2, .25, .3, .4, .5))
GAP, LEAST_SHARE = 1, 0.15               # of src/attribution/link.rs


def cue_runs(tags, least):
    """[(first, last, score)] of runs of tokens that may be a cue; a sure first token begins another."""
    cue, opens, found, at = tags[:, 1] + tags[:, 2], tags[:, 1], [], 0
    while at < len(cue):
        end = at + 1
        if cue[at] > least:
            while end < len(cue) and cue[end] > least and opens[end] <= 0.5:
                end += 1
            found.append((at, end - 1, float(cue[at:end].max())))
        at = end
    return found


@torch.no_grad()
def predict(net, articles, core=200, context=80, least=0.15, size=16, half=False):
    """For every article dict(tags [n, 7], cues [(first, last, score, start, chances [window, 3])])."""
    net.eval()
    where = device()
    out = [dict(tags=np.zeros((len(a["words"]), 7), np.float32), cues=[]) for a in articles]
    items = [(index, a, s, e, max(0, s - context), min(len(a["words"]), e + context))
             for index, a in enumerate(articles) for s, e in windows(a, core)]
    items.sort(key=lambda item: item[5] - item[4])
    for begin in range(0, len(items), size):
        some = items[begin:begin + size]
        b = collate([(a, low, high) for _, a, _, _, low, high in some], net.needs_pieces, where)
        with torch.autocast(where.type, dtype=torch.bfloat16, enabled=half):
            states, _ = net.encoder(b)
            tags = F.softmax(net.tag(states).float(), -1).cpu().numpy()
            asked = []
            for row, (index, _, s, e, low, high) in enumerate(some):
                out[index]["tags"][s:e] = tags[row, s - low:e - low]
                runs = cue_runs(tags[row, :high - low], least)
                asked += [(row, *run, index, low) for run in runs if s <= run[0] + low < e]
            if not asked:
                continue
            row, first, last, *_ = zip(*asked)
            near = around(b, row, first, last)
            chances = F.softmax(net.link(states, b, near).float(), -1)
        chances[~near.inside] = torch.tensor([1.0, 0, 0], device=where)
        for (_, first, last, score, index, low), one in zip(asked, chances.cpu().numpy()):
            out[index]["cues"].append((first + low, last + low, score, first + low - LEFT, one))
    return out


def runs(tokens, gap=0):
    """[(first, last)] of rising tokens, joined over up to `gap` missing ones."""
    found = []
    for token in tokens:
        if found and token - found[-1][1] <= gap + 1:
            found[-1][1] = int(token)
        else:
            found.append([int(token), int(token)])
    return found


def decode(article, predicted, cue=0.4, content=0.5, source=0.3, attribution=0.2):
    """Attributions {source, cue, content: spans}."""
    n = len(article["words"])
    spans = lambda tokens: [[int(article["spans"][a][0]), int(article["spans"][b][1])] for a, b in runs(sorted(tokens))]
    cues = [one for one in predicted["cues"] if one[2] >= cue]
    best, owner = np.full(n, content), np.full(n, -1)
    for index, (first, last, _, start, chances) in enumerate(cues):
        low, high = max(0, start), min(n, start + len(chances))
        claimed = chances[low - start:high - start, CONTENT].copy()
        claimed[np.arange(low, high) == np.clip(np.arange(low, high), first, last)] = 0     # a cue is not its own content
        mine = low + np.nonzero(claimed > best[low:high])[0]
        owner[mine], best[mine] = index, claimed[mine - low]
    found = []
    for index, (first, last, score, start, chances) in enumerate(cues):
        share = lambda token: float(chances[token - start, CONTENT])
        parts = runs(np.nonzero(owner == index)[0], GAP)
        mass = [sum(share(token) for token in range(a, b + 1)) for a, b in parts]
        kept = [token for (a, b), m in zip(parts, mass) if m >= LEAST_SHARE * max(mass)
                for token in range(a, b + 1) if not first <= token <= last]
        words = [token for token in kept if article["words"][token][0].isalnum() or article["words"][token][0] == "_"]
        if not words or score * np.mean([share(token) for token in words]) < attribution:
            continue
        sources = runs(np.nonzero(chances[:, SOURCE] > source)[0])
        chosen = []
        if sources:
            weight = lambda run: chances[run[0]:run[1] + 1, SOURCE].max() + 0.01 * chances[run[0]:run[1] + 1, SOURCE].sum()
            a, b = max(sources, key=weight)
            chosen = [token for token in range(a + start, b + start + 1) if token not in set(kept) and 0 <= token < n]
        found.append(dict(source=spans(chosen), cue=spans(range(first, last + 1)), content=spans(kept)))
    return found


PUNCTUATION = SimpleNamespace(punct=False, iou=0.5)
_scorer = []


def score(articles, found):
    """PolNeAR's own measures: {measure: (precision, recall, F1)}."""
    if not _scorer:
        _scorer.append(scorer("attribution_eval"))
    count = collections.Counter()
    for article, one in zip(articles, found):
        count += _scorer[0].score_article(article["gold"], one, article["text"], PUNCTUATION)
    return _scorer[0].summary(count)["prf"]


def decoded(articles, predicted, thresholds):
    return [decode(a, p, **thresholds) for a, p in zip(articles, predicted)]


def tune(articles, predicted):
    """Thresholds, one after the other, twice, for relation F1 and half as much for content F1."""
    def worth(thresholds):
        result = score(articles, decoded(articles, predicted, thresholds))
        return result["relation"][2] + 0.5 * result["content"][2]
    chosen, best = dict(DEFAULTS), worth(DEFAULTS)
    for _ in range(2):
        for name, values in TRIED.items():
            for value in values:
                tried = dict(chosen, **{name: value})
                if value != chosen[name] and (found := worth(tried)) > best + 1e-9:
                    chosen, best = tried, found
    return chosen


def brief(result):
    f1 = lambda name: f"{result[name][2]:.1f}"
    precision, recall, _ = result["relation"]
    return (f"relation {f1('relation')} ({precision:.1f}/{recall:.1f}) content {f1('content')} direct/mixed/indirect "
            f"{f1('relation direct')}/{f1('relation mixed')}/{f1('relation indirect')}")
