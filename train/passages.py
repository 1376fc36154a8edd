"""Passages written for the project, with their labels, in a notation that people can write and read.

    python3 train/passages.py train/passages/*.txt > passages.jsonl     # checks them; says file, passage and fault
    python train/passages.py --show labelled.jsonl                     # any labelled set in the notation

A passage is a heading, the text with its spans marked, and a line of labels for each attribution:

    # a heading that nobody but the reader needs
    <q1>The lift stays shut until March,</q1> <s1>a caretaker</s1> <c1>said</c1>.

    = 1 a caretaker | unnamed | state | neutral | - | - | -

`s`, `c` and `q` mark source, cue and content of the attribution with that number; a part may have several spans, and spans may
nest or overlap. The fields are speaker, status, act, side, target, terms, via (../shared/gold/GUIDE.md); "-" is none. Paragraphs
are parted by blank lines. The output has the labelled sets' shape: offsets in code points.
"""
import json
import pathlib
import re
import sys

ROLES = {"s": "source", "c": "cue", "q": "content"}
FIELDS = ("speaker", "status", "act", "side", "target", "terms", "via")
STATUSES = "named institution outlet document unnamed anonymous vague collective hearsay author".split()
ACTS = "state affirm admit deny doubt support seek commit urge criticise accuse reject warn expect decide no_comment".split()
SIDES = "for against neutral".split()
TAG = re.compile(r"<(/?)([scq])(\d+)>")


def unmark(marked):
    """(text, {number: {role: spans}}); ValueError names the tag that has no partner."""
    text, spans, begun = "", {}, {}
    for piece in re.split(r"(</?[scq]\d+>)", marked):
        tag = TAG.fullmatch(piece)
        if not tag:
            text += piece
            continue
        closing, key, number = tag[1], tag[2], int(tag[3])
        if not closing and (key, number) not in begun:
            begun[key, number] = len(text)
        elif closing and (key, number) in begun:
            span = [begun.pop((key, number)), len(text)]
            spans.setdefault(number, {role: [] for role in ROLES.values()})[ROLES[key]].append(span)
        else:
            raise ValueError(f"{piece} without its partner")
    if begun:
        raise ValueError(f"not closed: {', '.join(f'<{key}{number}>' for key, number in begun)}")
    return text, spans


def attribution(line, text, spans):
    """One line of labels and the spans it goes with; ValueError says what is wrong."""
    number, rest = re.fullmatch(r"= (\d+) (.*)", line).groups()
    values = [None if value.strip() == "-" else value.strip() for value in rest.split("|")]
    if len(values) != len(FIELDS):
        raise ValueError(f"attribution {number}: {len(FIELDS)} fields expected, {len(values)} given")
    if int(number) not in spans:
        raise ValueError(f"attribution {number} has no spans")
    one = dict(spans.pop(int(number)), **dict(zip(FIELDS, values)))
    for field, allowed in (("status", STATUSES), ("act", ACTS), ("side", SIDES)):
        if one[field] not in allowed:
            raise ValueError(f"attribution {number}: {field} {one[field]!r} is none of {' '.join(allowed)}")
    for field in ("target", "terms", "via"):
        if one[field] and one[field] not in text:
            raise ValueError(f"attribution {number}: {field} {one[field]!r} does not stand in the text")
    if not one["content"]:
        raise ValueError(f"attribution {number} has no content")
    if (one["side"] == "neutral") != (one["target"] is None):
        raise ValueError(f"attribution {number}: a target goes with a side, and a side with a target")
    if one["status"] in ("hearsay", "author") and one["speaker"]:
        raise ValueError(f"attribution {number}: {one['status']} has no speaker")
    return one


def passages(path):
    """The passages of a file as labelled articles, and the faults found."""
    made, faults = [], []
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        heading, _, body = block.partition("\n")
        lines = body.strip().split("\n")
        labels = [line.strip() for line in lines if line.startswith("= ")]
        ident = f"{path.stem}-{len(made) + len(faults) + 1}"
        try:
            text, spans = unmark("\n".join(line for line in lines if not line.startswith("= ")).strip())
            found = [attribution(line, text, spans) for line in labels]
            if spans:
                raise ValueError(f"no labels for {sorted(spans)}")
            found.sort(key=lambda one: min(span[0] for role in ROLES.values() for span in one[role]))
            made.append(dict(id=ident, text=text, attributions=found))
        except ValueError as fault:
            faults.append(f"{path.name}, “{heading}”: {fault}")
    return made, faults


def show(article):
    """A labelled article in the notation."""
    at = []
    for number, one in enumerate(article["attributions"], 1):
        for key, role in ROLES.items():
            for start, end in one[role]:
                at += [(start, 1, start - end, f"<{key}{number}>"), (end, 0, -start, f"</{key}{number}>")]
    text, done = "", 0
    for place, _, _, tag in sorted(at):
        text, done = text + article["text"][done:place] + tag, place
    lines = [f"= {number} " + " | ".join(one.get(field) or "-" for field in FIELDS) for number, one in enumerate(article["attributions"], 1)]
    return "\n".join([f"# {article['id']}", text + article["text"][done:], "", *lines, ""])


def main():
    if sys.argv[1:2] == ["--show"]:
        for line in open(sys.argv[2], encoding="utf-8"):
            print(show(json.loads(line)))
        return 0
    wrong = 0
    for path in map(pathlib.Path, sys.argv[1:]):
        made, faults = passages(path)
        for article in made:
            print(json.dumps(article, ensure_ascii=False))
        for fault in faults:
            print(fault, file=sys.stderr)
        wrong += len(faults)
        print(f"{path.name}: {len(made)} passages, {sum(len(a['attributions']) for a in made)} attributions", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
