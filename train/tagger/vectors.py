"""Word vectors small enough to ship: a sentence encoder's, reduced to 96 numbers, each word 8 bytes (product quantisation).

    python -m tagger.vectors

Writes work/words.pkl: {voc: words by use, codes [words, 8], cb [8, 256, 12]}. The words of the train part that occur twice, then
the commonest of English. Each word is embedded alone, twice: by the encoder's last layer and by its input table.
"""
import collections
import pickle

import numpy as np
import torch
from sklearn.cluster import KMeans
from tokenizers import Tokenizer
from transformers import BertModel
from wordfreq import top_n_list

from .data import load
from .paths import ENCODER, TINY, WORDS

WORDS_KEPT, COMMON = (32000, 40000) if not TINY else (1500, 2000)
BOOKS, ENTRIES, WIDTH = 8, 256, 12


def vocabulary(articles):
    count = collections.Counter(word.lower() for article in articles for word in article["words"])
    used = [word for word, times in count.most_common() if times >= 2]
    known = set(used)
    common = [word for word in top_n_list("en", COMMON) if word.isalpha() and word not in known]
    return (used + common[:max(0, WORDS_KEPT - len(used))])[:WORDS_KEPT]


@torch.no_grad()
def embed(words):
    """[words, 384] of the last layer (mean of pieces and end mark) and [words, 384] of the input table (mean of pieces)."""
    tokenizer = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model = BertModel.from_pretrained(ENCODER, add_pooling_layer=False).eval()
    table = model.embeddings.word_embeddings.weight
    ids = [made.ids for made in tokenizer.encode_batch(words)]
    last, first = np.zeros((2, len(words), 384), np.float32)
    order = sorted(range(len(words)), key=lambda index: len(ids[index]))
    for begin in range(0, len(order), 256):
        some = order[begin:begin + 256]
        longest = max(len(ids[index]) for index in some)
        pieces, alive = torch.zeros(len(some), longest, dtype=torch.long), torch.zeros(len(some), longest)
        for row, index in enumerate(some):
            pieces[row, :len(ids[index])] = torch.tensor(ids[index])
            alive[row, :len(ids[index])] = 1
        states = model(input_ids=pieces, attention_mask=alive).last_hidden_state
        alive[:, 0] = 0                                    # not the opening mark
        mean = lambda values, weight: ((values * weight.unsqueeze(-1)).sum(1) / weight.sum(1, keepdim=True).clamp(min=1)).numpy()
        last[some] = mean(states, alive)
        for row, index in enumerate(some):
            alive[row, len(ids[index]) - 1] = 0            # nor the closing one
        first[some] = mean(table[pieces], alive)
    return last, first


def reduce(parts, width):
    """Principal components of the parts, each centred and of unit length a word; turned at random so that all numbers weigh alike."""
    unit = lambda x: (x - x.mean(0)) / np.linalg.norm(x - x.mean(0), axis=1, keepdims=True).clip(1e-6)
    both = np.concatenate([unit(part) for part in parts], 1)
    left, scale, _ = np.linalg.svd(both - both.mean(0), full_matrices=False)
    kept = (left * scale)[:, :width]
    turn = np.linalg.qr(np.random.default_rng(0).normal(size=(width, width)))[0]
    return (kept / kept.std() @ turn).astype(np.float32)


def main():
    words = vocabulary(load()["train"])
    vectors = reduce(embed(words), BOOKS * WIDTH)
    codes, books = np.zeros((len(words), BOOKS), np.int64), np.zeros((BOOKS, ENTRIES, WIDTH), np.float32)
    for book in range(BOOKS):
        found = KMeans(ENTRIES, n_init=1, max_iter=25, random_state=0).fit(vectors[:, book * WIDTH:(book + 1) * WIDTH])
        codes[:, book], books[book] = found.labels_, found.cluster_centers_
    again = np.concatenate([books[book][codes[:, book]] for book in range(BOOKS)], 1)
    print(len(words), "words; share of the variance lost", ((again - vectors) ** 2).mean() / (vectors ** 2).mean())
    with open(WORDS, "wb") as file:
        pickle.dump(dict(voc=words, codes=codes, cb=books), file, protocol=4)


if __name__ == "__main__":
    main()
