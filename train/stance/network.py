"""The stance network: act, side, status and target of one attribution from the tagger's token states.

Shapes (T tokens of the sequence, see attributions.py; d = width, the defaults are the shipped ones):

    x_t = state_t [128] . S + sum_m codes[m, code_m(word_t)]   (8 codes a word; no multiplying)
          + role[4] + place[12] + quoted[4]                                       -> [d], LayerNorm, ReLU
    `layers` times   x = LayerNorm(x + ReLU(conv3(x)))                            (zero padded at both ends;
                     `separable`: conv3 a channel, then d x d)
    bag = sums of a hashed table over unigrams and bigrams of cue and content      -> [bag]
    pooled = 4 attention poolings . mean of content . max of content . mean of cue . mean of source . mean of all
    hidden = ReLU(H . [pooled, bag])                                              -> [hidden]
    act = A . hidden [16], side = B . hidden [3], status = C . hidden [10]; act and side += sums of rows of `lexical` over
          cue and content unigrams and bigrams, divided by sqrt(tokens + 1), where `direct` is not 0
    start_t, end_t = (w + V . hidden) . x_t ; null = n . hidden                    (target: best span or none)
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .attributions import ACTS, CONTENT, CUE, SIDES, SOURCE, STATUSES

STATE, PLACES, CODES = 128, 12, 257
# What the product holds.
SHIPPED = dict(width=32, layers=2, hidden=64, bag=0, poolings=4, separable=True, direct=1024, drop=0.1, word_drop=0.15, table_drop=0.5)


class Network(nn.Module):
    def __init__(self, width=40, layers=2, hidden=96, bag=24, table=4096, poolings=4, state=True, drop=0.3,
                 word_drop=0.1, table_drop=0.3, kernel=3, codes=True, separable=False, direct=0):
        super().__init__()
        self.options = dict(width=width, layers=layers, hidden=hidden, bag=bag, table=table, poolings=poolings,
                            state=state, drop=drop, word_drop=word_drop, table_drop=table_drop, kernel=kernel,
                            codes=codes, separable=separable, direct=direct)
        d = width
        self.from_state = nn.Linear(STATE, d) if state else None
        self.role, self.place, self.quoted = nn.Embedding(4, d), nn.Embedding(PLACES, d), nn.Embedding(4, d)
        for each in (self.role, self.place, self.quoted):
            nn.init.normal_(each.weight, 0, 0.3)
        if codes:
            self.codes = nn.Embedding(8 * CODES, d)       # code 256 of each of the 8 is "not in the vocabulary"
            nn.init.normal_(self.codes.weight, 0, 0.1)
        self.norm = nn.LayerNorm(d)
        self.convs = nn.ModuleList(nn.Conv1d(d, d, kernel, padding=kernel // 2, groups=d if separable else 1)
                                   for _ in range(layers))
        self.mixes = nn.ModuleList(nn.Linear(d, d) for _ in range(layers if separable else 0))
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in range(layers))
        self.attend = nn.Linear(d, poolings)
        pooled = d * (poolings + 5)
        if bag:
            self.table = nn.Embedding(2 * table, bag)     # first half unigrams, second half bigrams
            nn.init.normal_(self.table.weight, 0, 0.05)
            pooled += 2 * bag
        if direct:
            self.lexical = nn.Embedding(4 * direct, len(ACTS) + len(SIDES) + 1)   # cue 1, 2, content 1, 2 grams; 4-bit
            nn.init.zeros_(self.lexical.weight)
        self.hide = nn.Linear(pooled, hidden)
        self.act, self.side, self.status = (nn.Linear(hidden, len(n)) for n in (ACTS, SIDES, STATUSES))
        self.edge = nn.Linear(d, 2)
        self.edge_by = nn.Linear(hidden, 2 * d)
        self.null = nn.Linear(hidden, 1)
        self.drop = nn.Dropout(drop)

    def forward(self, b):
        o, mask = self.options, b["mask"]
        live = mask.unsqueeze(-1).float()
        x = self.role(b["role"]) + self.place(b["place"]) + self.quoted(b["quoted"])
        keep = (torch.rand(mask.shape, device=mask.device) >= o["word_drop"]).float().unsqueeze(-1) if self.training else 1.0
        if self.from_state:
            x = x + self.from_state(self.drop(b["state"]) * keep)
        if o["codes"]:
            x = x + self.drop(self.codes(b["codes"]).sum(2)) * keep
        x = self.drop(F.relu(self.norm(x)))
        for k, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            y = conv((x * live).transpose(1, 2)).transpose(1, 2)
            if o["separable"]:
                y = self.mixes[k](y)
            x = norm(x + self.drop(F.relu(y)))
        parts = []
        weight = self.attend(x).masked_fill(~mask.unsqueeze(-1), -1e4).softmax(1)         # [B, T, poolings]
        parts.append(torch.einsum("btp,btd->bpd", weight, x).flatten(1))
        for role in (CONTENT, CUE, SOURCE, None):
            where = ((b["role"] == role) & mask if role is not None else mask).unsqueeze(-1).float()
            parts.append((x * where).sum(1) / where.sum(1).clamp(min=1))
            if role == CONTENT:
                parts.append((x - (1 - where) * 1e4).amax(1).clamp(min=-20))
        if o["bag"]:
            for role in (CONTENT, CUE):
                where = ((b["role"] == role) & mask).unsqueeze(-1).float()
                if self.training:
                    where = where * (torch.rand(where.shape, device=where.device) >= o["table_drop"]).float()
                parts.append(((self.table(b["gram1"]) + self.table(b["gram2"])) * where).sum(1)
                             / (where.sum(1) + 1).sqrt())
        hidden = self.drop(F.relu(self.hide(self.drop(torch.cat(parts, -1)))))
        by = self.edge_by(hidden).view(-1, 2, x.shape[-1])
        edges = self.edge(x).transpose(1, 2) + torch.einsum("bkd,btd->bkt", by, x) / x.shape[-1] ** 0.5
        edges = edges.masked_fill(~mask.unsqueeze(1), -1e4)
        null = self.null(hidden)
        act, side = self.act(hidden), self.side(hidden)
        if o["direct"]:
            size, total = o["direct"], 0
            for k, role in enumerate((CUE, CONTENT)):
                where = ((b["role"] == role) & mask).unsqueeze(-1).float()
                if self.training:
                    where = where * (torch.rand(where.shape, device=where.device) >= o["table_drop"]).float()
                rows = self.lexical(b["crc1"] % size + 2 * k * size) + self.lexical(b["crc2"] % size + (2 * k + 1) * size)
                total = total + (rows * where).sum(1) / (where.sum(1) + 1).sqrt()
            act, side = act + total[:, :len(ACTS)], side + total[:, len(ACTS):-1]
        return dict(act=act, side=side, status=self.status(hidden),
                    start=torch.cat([null, edges[:, 0]], 1), end=torch.cat([null, edges[:, 1]], 1), hidden=hidden)


FOUR_BIT = ("table", "codes", "lexical")


def multiply_adds(net, tokens=29.6):
    """Multiply-adds of one attribution of the mean length."""
    o, d = net.options, net.options["width"]
    each = (STATE * d if o["state"] else 0) + o["layers"] * (o["kernel"] * d + d * d if o["separable"] else o["kernel"] * d * d)
    each += d * (2 * o["poolings"] + 4 + 2 + 2)
    once = sum(m.weight.numel() for m in (net.hide, net.act, net.side, net.status, net.edge_by, net.null))
    return int(each * tokens + once)


def int8_bytes(net):
    """Bytes with int8 weights, the two big tables in 4 bits with 8 scales each, and a float per row and per bias."""
    total = 0
    for name, p in net.named_parameters():
        if name.startswith(FOUR_BIT):
            total += p.numel() // 2 + 4 * p.shape[0] // (p.shape[0] // 8)
        elif p.dim() > 1:
            total += p.numel() + 4 * p.shape[0]
        else:
            total += 4 * p.numel()
    return total
