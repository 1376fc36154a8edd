"""The project's own labelled texts: passages written for it, and labels made for unlabelled news.

    python -m tagger.own > own.jsonl      # all of them in the labelled sets' shape; holds text that is not ours: never commit it

The news itself is not ours: labels/*.jsonl holds places in its texts, `{"id", "attributions"}` with speaker, target, terms and via
as spans like the rest; the texts are found by their ids in corpora/unlabelled.
"""
import json

from passages import passages

from .paths import CORPORA, TRAIN, rows

VERBATIM = ("speaker", "target", "terms", "via")


def written():
    """The passages of train/passages, as labelled rows."""
    made = []
    for path in sorted((TRAIN / "passages").glob("*.txt")):
        found, faults = passages(path)
        if faults:
            raise ValueError("\n".join(faults))
        made += found
    return made


def news():
    """Unlabelled articles that labels/*.jsonl labels, as labelled rows."""
    labels = [row for path in sorted((TRAIN / "labels").glob("*.jsonl")) for row in rows(path)]
    texts = {row["id"]: row["text"] for name in ("wire", "bbc") for row in rows(CORPORA / f"unlabelled/{name}.jsonl.gz")} if labels else {}
    made = []
    for row in labels:
        words = lambda span: span and texts[row["id"]][span[0]:span[1]]
        every = [dict(one, **{field: words(one[field]) for field in VERBATIM}) for one in row["attributions"]]
        made.append(dict(id=row["id"], text=texts[row["id"]], attributions=every))
    return made


def articles():
    return written() + news()


if __name__ == "__main__":
    for article in articles():
        print(json.dumps(article, ensure_ascii=False))
