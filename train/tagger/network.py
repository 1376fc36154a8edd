"""The networks: a small encoder (shipped) or a large one (teacher), under the same heads.

Shapes of the small one, as shipped (T tokens):

    input_t   = [hashed word 24, end 12, beginning 12, 8 codes x 12 = 96] -> Linear 96, + quote + shape + spacing + start, norm, ReLU
    x         = two convolutions of 3 tokens, the second every other token; each norm(x + ReLU(conv(x)))
    state_t   = ReLU(norm(Linear [x_t, GRU forward 80, GRU backward 80])) -> [128]
    tag_t     = Linear state_t -> 7 (nothing; cue, source, content, first and further token)
    terms_t   = Linear state_t -> 1 (whether the token belongs to a clause that says on what terms a name is kept back)
    link_k,t  = for a cue k and each token from 90 before it to 120 behind it: ReLU(norm(Linear state_t + Linear [states of the
                cue's first and last token] + distance + place + quote)) [40], two convolutions, Linear -> 3 (other, source, content)

The large one is a pretrained sentence encoder, fine-tuned; its state of a word is that of the word's first piece.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .data import SILVER, TAGS
from .paths import ENCODER
from .text import AFFIXES, DISTANCES, PLACES

SMALL = dict(width=96, hidden=80, state=128, link=40, link_layers=2, kernel=3, words=24000, hashes=4096, hash_width=24, drop=0.15,
             word_drop=0.05)
LARGE = dict(link=128, link_layers=2, kernel=5, drop=0.1)
BOOKS, ENTRIES, CODE = 8, 257, 12         # the last entry of a book is for words outside the vocabulary
QUOTES, SHAPES, SPACINGS, STARTS = 4, 6, 3, 4


class Conv(nn.Module):
    def __init__(self, width, kernel, step, drop):
        super().__init__()
        self.conv = nn.Conv1d(width, width, kernel, padding=kernel // 2 * step, dilation=step)
        self.norm, self.drop = nn.LayerNorm(width), nn.Dropout(drop)

    def forward(self, x, alive):
        y = self.conv((x * alive.unsqueeze(-1)).transpose(1, 2)).transpose(1, 2)
        return self.norm(x + self.drop(F.relu(y)))


def table(rows, width, spread=0.3):
    made = nn.Embedding(rows, width)
    nn.init.normal_(made.weight, 0, spread) if spread else nn.init.zeros_(made.weight)
    return made


class Small(nn.Module):
    def __init__(self, sizes, words):
        super().__init__()
        width, hidden, drop = sizes["width"], sizes["hidden"], sizes["drop"]
        self.word_drop = sizes["word_drop"]
        codes = torch.full((1 + min(sizes["words"], len(words["codes"])), BOOKS), ENTRIES - 1)
        codes[1:] = torch.as_tensor(words["codes"][:len(codes) - 1])
        self.register_buffer("codes", codes + torch.arange(BOOKS) * ENTRIES, persistent=False)
        self.book = nn.Embedding(BOOKS * ENTRIES, CODE)
        known = torch.zeros(BOOKS, ENTRIES, CODE)
        known[:, :-1] = torch.as_tensor(words["cb"]) * 0.5
        self.book.weight.data.copy_(known.flatten(0, 1))
        self.hash_word, self.hash_suffix, self.hash_prefix = (
            table(sizes["hashes"], sizes["hash_width"]), table(AFFIXES, 12), table(AFFIXES, 12))
        self.quote, self.shape, self.spacing, self.start = (table(n, width) for n in (QUOTES, SHAPES, SPACINGS, STARTS))
        self.inputs, self.inputs_norm = nn.Linear(sizes["hash_width"] + 24 + BOOKS * CODE, width), nn.LayerNorm(width)
        self.drop = nn.Dropout(drop)
        self.convs = nn.ModuleList([Conv(width, 3, 1, drop), Conv(width, 3, 2, drop)])
        self.gru = nn.GRU(width, hidden, batch_first=True, bidirectional=True)
        self.out, self.out_norm = nn.Linear(width + 2 * hidden, sizes["state"]), nn.LayerNorm(sizes["state"])

    def forward(self, b):
        """(states, what the side tasks read)."""
        word, hashed = b.word, b.hashed
        if self.training and self.word_drop:
            gone = lambda share: torch.rand(word.shape, device=word.device) < share
            word, hashed = word.masked_fill(gone(self.word_drop), 0), hashed.masked_fill(gone(2 * self.word_drop), 0)
        x = torch.cat([self.hash_word(hashed), self.hash_suffix(b.suffix), self.hash_prefix(b.prefix),
                       self.book(self.codes[word]).flatten(2)], -1)
        x = self.inputs(self.drop(x)) + self.quote(b.quote) + self.shape(b.shape) + self.spacing(b.spacing) + self.start(b.start)
        x, alive = F.relu(self.inputs_norm(x)), b.alive.to(x.dtype)
        for conv in self.convs:
            x = conv(x, alive)
        packed = nn.utils.rnn.pack_padded_sequence(x, b.alive.sum(1).cpu(), batch_first=True, enforce_sorted=False)
        y, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], batch_first=True, total_length=x.shape[1])
        return self.drop(F.relu(self.out_norm(self.out(torch.cat([x, self.drop(y)], -1))))), x


class Pretrained(nn.Module):
    """A public encoder of either kind, to be fine-tuned: BERT, or MPNet, which adds to attention a bias of the distance.

    Its word embeddings stay as they are. `layers`: how many, from below; 0: all.
    """

    def __init__(self, layers=0):
        super().__init__()
        from transformers import AutoModel
        self.base = AutoModel.from_pretrained(ENCODER, add_pooling_layer=False)
        self.base.embeddings.word_embeddings.weight.requires_grad_(False)
        stack = self.base.encoder
        if layers:
            stack.layer = stack.layer[:layers]
        self.width = self.base.config.hidden_size
        self.distances = hasattr(stack, "relative_attention_bias")
        # a mask that is learned forces a slow path on CPU, as does dropout inside attention
        if self.distances:
            stack.relative_attention_bias.weight.requires_grad_(False)
        else:
            for layer in stack.layer:
                layer.attention.self.dropout.p = layer.attention.self.dropout_prob = 0.0

    def embedded(self, pieces):
        return self.base.embeddings.word_embeddings(pieces)

    def forward(self, x, alive):
        """States of embedded word pieces [B, P, width]."""
        if not self.distances:
            return self.base(inputs_embeds=x, attention_mask=alive.long()).last_hidden_state
        x = self.base.embeddings(inputs_embeds=x)
        bias = self.base.encoder.compute_position_bias(x[:1]).to(x.dtype).masked_fill(~alive[:, None, None, :], -1e4)
        if torch.is_autocast_enabled(x.device.type):
            bias = bias.to(torch.get_autocast_dtype(x.device.type))
        for layer in self.base.encoder.layer:
            attention = layer.attention.attn
            q, k, v = (head(x).unflatten(-1, (attention.num_attention_heads, -1)).transpose(1, 2)
                       for head in (attention.q, attention.k, attention.v))
            seen = attention.o(F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).flatten(2))
            x = layer.attention.LayerNorm(layer.attention.dropout(seen) + x)
            x = layer.output(layer.intermediate(x), x)
        return x


class Large(nn.Module):
    def __init__(self, drop, layers=0):
        super().__init__()
        self.pretrained = Pretrained(layers)
        self.quote, self.shape, self.start = (table(n, self.pretrained.width, 0) for n in (QUOTES, SHAPES, STARTS))
        self.drop = nn.Dropout(drop)

    def forward(self, b):
        extra = self.quote(b.quote) + self.shape(b.shape) + self.start(b.start)
        spread = lambda values, index: torch.gather(values, 1, index.unsqueeze(-1).expand(-1, -1, values.shape[-1]))
        states = self.pretrained(self.pretrained.embedded(b.pieces) + spread(extra, b.word_of_piece), b.alive_pieces)
        return self.drop(spread(states, b.first_piece)), None


class Tagger(nn.Module):
    def __init__(self, encoder, sizes, silver=None):
        super().__init__()
        self.encoder, self.sizes = encoder, sizes
        self.needs_pieces = isinstance(encoder, Large)
        state, link = sizes["state"], sizes["link"]
        self.tag = nn.Linear(state, TAGS)
        self.terms = None if self.needs_pieces else nn.Linear(state, 1)
        self.link_token, self.link_cue = nn.Linear(state, link), nn.Linear(2 * state, link)
        self.link_distance, self.link_place, self.link_quote = (table(n, link, 1.0) for n in (DISTANCES, PLACES, QUOTES))
        self.link_norm, self.drop = nn.LayerNorm(link), nn.Dropout(sizes["drop"])
        self.link_convs = nn.ModuleList(Conv(link, sizes["kernel"], 1 + layer % 2, sizes["drop"]) for layer in range(sizes["link_layers"]))
        self.link_out = nn.Linear(link, 3)
        self.silver = nn.ModuleList(nn.Linear(sizes["width"], silver[name]) for name in SILVER) if silver else None

    def link(self, states, b, around):
        rows = around.row.unsqueeze(1)
        x = (self.link_token(states) + self.link_quote(b.quote))[rows, around.token]
        ends = torch.cat([states[around.row, around.first], states[around.row, around.last]], -1)
        x = x + self.link_cue(ends).unsqueeze(1) + self.link_distance(around.distance) + self.link_place(around.place)
        x, alive = self.drop(F.relu(self.link_norm(x))), around.inside.to(x.dtype)
        for conv in self.link_convs:
            x = conv(x, alive)
        return self.link_out(x)


def small(words, silver=None, sizes=None):
    sizes = dict(SMALL, **(sizes or {}))
    return Tagger(Small(sizes, words), sizes, silver)


def large(layers=0):
    """The large one, with the encoder's first layers or all."""
    encoder = Large(LARGE["drop"], layers)
    return Tagger(encoder, dict(LARGE, state=encoder.pretrained.width))


def device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
