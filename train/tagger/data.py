"""Labelled and unlabelled articles as arrays with one value a token, made once and kept in work/articles.pkl.

    python -m tagger.data

Left out: the articles of PolNeAR's train part that the labelled sets measure, and unlabelled articles that are labelled elsewhere.
"""
import collections
import pickle
import random

import numpy as np
from tokenizers import Tokenizer

from . import clauses, own
from .paths import ARTICLES, CORPORA, ENCODER, GOLD, MEASURED, TINY, rows
from .text import COLUMNS, features

OTHER, SOURCE, CONTENT = range(3)         # what a token is to one cue
TAGS = 7                                  # 0 nothing; cue, source, content: first token 1, 3, 5, further ones 2, 4, 6
ROLES = ("cue", "source", "content")
SILVER = ("pos", "ner", "rel")            # machine-made labels of PolNeAR's release, learned on the side
RARE, PIECES = 20, 6
UNKNOWN_WORDS = ("[UNK]", "<unk>")        # what encoders call a piece they do not know
UNKNOWN_LABEL = -100                      # of a token, where nobody has said


def read(text, ident=""):
    """An article without labels."""
    words, spans, table = features(text)
    article = dict(id=ident, text=text, words=words, spans=np.array(spans, np.int64).reshape(-1, 2), labelled=False,
                   gold=[], attributions=[], tags=np.zeros(len(words), np.int64))
    article.update({name: table[:, column] for column, name in enumerate(COLUMNS)})
    article.update({name: np.full(len(words), UNKNOWN_LABEL, np.int64) for name in SILVER})
    article["terms"] = np.full(len(words), UNKNOWN_LABEL, np.int64)
    return article


def tokens(article, spans):
    """Tokens that overlap any of the spans."""
    starts, ends = article["spans"].T
    found = set()
    for start, end in spans:
        found.update(range(np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")))
    return sorted(found)


def label(article, attributions):
    """Puts in what people marked. A cue counts as one run; attributions without cue or content are left to rules."""
    article["labelled"], article["gold"] = True, attributions
    for one in attributions:
        cue, source, content = (tokens(article, one[role]) for role in ROLES)
        if not cue or not content:
            continue
        article["attributions"].append(((cue[0], cue[-1]), source, content))
        for role, name in enumerate(ROLES):
            for span in one[name]:
                inside = tokens(article, [span])
                article["tags"][inside] = 2 + 2 * role
                article["tags"][inside[:1]] = 1 + 2 * role
    return article


def mark_terms(article, attributions):
    """Puts in which tokens say on what terms a name is kept back, where a reader has looked for them."""
    if not any("terms" in one for one in attributions):
        return
    article["terms"][:] = 0
    for words in {one["terms"] for one in attributions if one.get("terms")}:
        at = article["text"].find(words)
        while at >= 0:
            article["terms"][tokens(article, [[at, at + len(words)]])] = 1
            at = article["text"].find(words, at + 1)


def snippets(found, each=12):
    """Articles of several snippets, in which nothing is known but which words keep a name back."""
    found = list(found)
    random.Random(5).shuffle(found)
    made = []
    for begin in range(0, len(found), each):
        text, spans = "", []
        for _, words, inside in found[begin:begin + each]:
            spans += [[len(text) + start, len(text) + end] for start, end in inside]
            text += words + "\n\n"
        article = read(text, f"snippets-{begin // each}")
        article["terms"][:] = 0
        article["terms"][tokens(article, spans)] = 1
        made.append(article)
    return made


def silver(articles, path):
    """Adds parts of speech, names and dependency relations as numbers, the commonest first; rare ones share number 0."""
    parsed = {row["id"]: row["sentences"] for row in rows(path)}
    values = {name: {} for name in SILVER}
    for article in articles:
        starts = {int(end): index for index, (_, end) in enumerate(article["spans"])}
        for name, neutral in zip(SILVER, "XOx"):
            values[name][article["id"]] = [neutral] * len(article["words"])
        for sentence in parsed.get(article["id"], []):
            columns = {name: sentence[name].split(" ") for name in SILVER}
            for place, start in enumerate(sentence["s"]):
                token = np.searchsorted(article["spans"][:, 1], start, "right")
                if token < len(article["words"]) and article["spans"][token, 0] <= start:
                    for name in SILVER:
                        values[name][article["id"]][token] = columns[name][place].split(":")[0] if name == "rel" else columns[name][place]
    sizes = {}
    for name in SILVER:
        count = collections.Counter(value for values_of in values[name].values() for value in values_of)
        common = sorted((value for value in count if count[value] > RARE), key=lambda value: -count[value])
        number = {value: index for index, value in enumerate(common)}
        sizes[name] = max(1, len(number))
        for article in articles:
            article[name] = np.array([number.get(value, 0) for value in values[name][article["id"]]], np.int64)
    return sizes


def unlabelled(labelled):
    """News of several kinds that nobody labelled, in an order of no meaning."""
    same = lambda text: "".join(text.split())[:100]
    known = {same(article["text"]) for article in labelled}
    known |= {same(row["text"]) for name in MEASURED for row in rows(GOLD / f"{name}.jsonl")}
    wire, bbc = (rows(CORPORA / "unlabelled" / f"{name}.jsonl.gz") for name in ("wire", "bbc"))
    random.Random(0).shuffle(bbc)
    return [read(row["text"], row["id"]) for row in wire + bbc if same(row["text"]) not in known]


def pieces(articles):
    """The large encoder's word pieces of every word, and what it puts around a text."""
    tokenizer = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    unknown = next(number for name in UNKNOWN_WORDS if (number := tokenizer.token_to_id(name)) is not None)
    around, known = tuple(tokenizer.encode("").ids), {}
    for article in articles:
        new = list({word for word in article["words"] if word not in known})
        for word, made in zip(new, tokenizer.encode_batch(new, add_special_tokens=False)):
            known[word] = made.ids[:PIECES] or [unknown]
        article["pieces"], article["around"] = [known[word] for word in article["words"]], around


def split(data):
    """(articles to learn from, of other genres to learn from, held out, held out of other genres). All of the project's own are learned from."""
    order = list(range(len(data["train"])))
    random.Random(0).shuffle(order)
    train = [data["train"][index] for index in order]
    breadth = list(data["breadth"])
    random.Random(3).shuffle(breadth)
    few, fewer = (50, 16) if not TINY else (4, 2)
    return train[few:], breadth[fewer:] + data["own"], train[:few], breadth[:fewer]


def load():
    with open(ARTICLES, "rb") as file:
        return pickle.load(file)


def main():
    hidden = {row["id"] for name in ("polnear", "anonymity") for row in rows(GOLD / f"{name}.jsonl")}
    some = slice(0, 20) if TINY else slice(None)
    labelled = lambda found: [label(read(row["text"], row["id"]), row["attributions"]) for row in found[some] if row["id"] not in hidden]
    train, breadth = labelled(rows(CORPORA / "polnear/train.jsonl")), labelled(rows(GOLD / "train-breadth.jsonl"))
    ours = labelled(own.articles())
    read_for_terms = {row["id"]: row["attributions"] for name in ("train", "train-breadth") for row in rows(GOLD / f"{name}.jsonl")}
    for article in train + breadth + ours:
        mark_terms(article, read_for_terms.get(article["id"], article["gold"]))
    dev = [label(read(row["text"], row["id"]), row["attributions"]) for row in rows(CORPORA / "polnear/dev.jsonl")[some]]
    sizes = silver(train, CORPORA / "polnear/train.corenlp.jsonl.gz")
    extra = unlabelled(breadth + ours)[some]
    short = snippets(clauses.every()[0][some])
    pieces(train + breadth + ours + short + dev + extra)
    ARTICLES.parent.mkdir(parents=True, exist_ok=True)
    with open(ARTICLES, "wb") as file:
        pickle.dump(dict(train=train, breadth=breadth, own=ours, snippets=short, dev=dev, unlabelled=extra, silver=sizes), file, protocol=4)
    for name, articles in (("train", train), ("breadth", breadth), ("own", ours), ("snippets", short), ("dev", dev), ("unlabelled", extra)):
        print(name, len(articles), "articles", sum(len(a["words"]) for a in articles), "tokens",
              sum(len(a["attributions"]) for a in articles), "attributions")
    print("silver classes", sizes)


if __name__ == "__main__":
    main()
