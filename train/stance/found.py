"""Attributions that the product finds in unlabelled news, as rows without labels for `stance.teacher`.

    python -m stance.found --out found.jsonl

Builds and runs examples/gold_spans (needs cargo) on corpora/unlabelled, but for the articles that labels/*.jsonl labels. The rows hold text
that is not ours: never commit them.
"""
import argparse
import json
import subprocess

from tagger.paths import CORPORA, TINY, TRAIN, WORK, rows

PARTS = ("source", "cue", "content")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    labelled = {row["id"] for path in (TRAIN / "labels").glob("*.jsonl") for row in rows(path)}
    news = [row for name in ("wire", "bbc") for row in rows(CORPORA / f"unlabelled/{name}.jsonl.gz") if row["id"] not in labelled]
    news = {row["id"]: row["text"] for row in (news[:20] if TINY else news)}
    given = WORK / "unlabelled.jsonl"
    with open(given, "w", encoding="utf-8") as file:
        for ident, text in news.items():
            print(json.dumps(dict(id=ident, text=text, attributions=[])), file=file)
    command = ["cargo", "run", "-q", "--release", "--example", "gold_spans", "--", str(given)]
    reports = subprocess.run(command, cwd=TRAIN.parent, check=True, capture_output=True, text=True).stdout
    count = 0
    with open(options.out, "w", encoding="utf-8") as file:
        for report in map(json.loads, reports.splitlines()):
            spans = [{part: [[span["start"], span["end"]] for span in one["parts"][part]] for part in PARTS}
                     for one in report["attributions"]]
            count += len(spans)
            print(json.dumps(dict(id=report["id"], text=news[report["id"]], attributions=spans)), file=file)
    print(f"{count} attributions in {len(news)} articles")


if __name__ == "__main__":
    main()
