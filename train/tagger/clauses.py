"""Snippets of news in which the clauses that keep a name back are marked, and nothing else: `[[asked not to be named]]`.

    python -m tagger.clauses clauses/*.txt      # checks files: says file, line and fault
    python -m tagger.clauses --held             # those held out, one JSON a line: id, text, spans; positions in code points

A line a snippet; lines that begin with # are comments. Two in five have no clause, but words that look like one. They teach one
head; what else is in them, nobody has marked.
"""
import json
import re
import sys

from .paths import TRAIN

HELD = 10   # every tenth is held out, to measure with


def unmark(line):
    """(text, [(start, end)]); ValueError says what is wrong."""
    text, spans, begun = "", [], None
    for piece in re.split(r"(\[\[|\]\])", line):
        if piece == "[[":
            if begun is not None:
                raise ValueError("[[ inside [[")
            begun = len(text)
        elif piece == "]]":
            if begun is None:
                raise ValueError("]] without [[")
            if text[begun:] != text[begun:].strip() or begun == len(text):
                raise ValueError("blank at the edge of a clause, or nothing in it")
            spans.append((begun, len(text)))
            begun = None
        else:
            text += piece
    if begun is not None:
        raise ValueError("[[ without ]]")
    return text, spans


def snippets(path):
    """[(id, text, spans)]; ValueError names file, line and fault."""
    made = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            made.append((f"{path.stem}-{number}", *unmark(line)))
        except ValueError as fault:
            raise ValueError(f"{path}:{number}: {fault}") from None
    return made


def every():
    """(learned from, held out)."""
    made = [one for path in sorted((TRAIN / "clauses").glob("*.txt")) for one in snippets(path)]
    return [one for at, one in enumerate(made) if at % HELD], made[::HELD]


if __name__ == "__main__":
    from pathlib import Path
    if sys.argv[1:] == ["--held"]:
        for ident, text, spans in every()[1]:
            print(json.dumps(dict(id=ident, text=text, spans=spans), ensure_ascii=False))
    else:
        found = [one for path in sys.argv[1:] for one in snippets(Path(path))]
        print(len(found), "snippets", sum(len(spans) for *_, spans in found), "clauses", sum(not spans for *_, spans in found), "without")
