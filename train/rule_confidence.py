#!/usr/bin/env python3
"""Measures how often what each rule of src/attribution adds is right, and writes the shares where the rules read them.

    python train/rule_confidence.py SCORER.py src/attribution/confidence.rs GOLD.jsonl REPORTS.jsonl [GOLD.jsonl REPORTS.jsonl …]

REPORTS.jsonl: `cargo run --release --example gold_spans -- GOLD.jsonl`. SCORER.py: PolNeAR's scorer; a finding is right where it
pairs as a `relation` (contents overlap by half, same source). Of each constant in confidence.rs the comment holds the beginning of
the rule's reason; it is counted under the first reason a finding has. The share is (right + 1) / (found + 2). Run it after every
new model and after every change of the rules; findings of the net are calibrated by calibrate.py.
"""
import importlib.util
import json
import re
import sys

ENTRY = re.compile(r'/// "([^"]+)": \d+ of \d+\.\npub const (\w+): f32 = [\d.]+;')


def counts(scorer, gold_path, report_path, reasons, found):
    reports = {row["id"]: row for row in map(json.loads, open(report_path, encoding="utf-8"))}
    for row in map(json.loads, open(gold_path, encoding="utf-8")):
        given = reports[row["id"]]["attributions"]
        tokens = scorer.Tokens(row["text"])
        gold = scorer.prepare(row["attributions"], tokens)
        kept, own = [], []
        for one in given:
            prepared = scorer.prepare([scorer.flat(one)], tokens)
            if prepared:
                kept += prepared
                own.append(one)
        allowed = lambda g, p: scorer.iou(g.content, p.content) >= 0.5 and scorer.same_source(g, p)
        right = set(scorer.pair_up(gold, kept, allowed).values())
        for index, one in enumerate(own):
            first = one["reasons"][0] if one["reasons"] else ""
            for reason in reasons:
                if first.startswith(reason):
                    found[reason][0] += index in right
                    found[reason][1] += 1


def main():
    spec = importlib.util.spec_from_file_location("scorer", sys.argv[1])
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    text = open(sys.argv[2], encoding="utf-8").read()
    found = {reason: [0, 0] for reason, _ in ENTRY.findall(text)}
    for gold, reports in zip(sys.argv[3::2], sys.argv[4::2]):
        counts(scorer, gold, reports, list(found), found)

    def entry(match):
        reason, name = match.groups()
        right, all_found = found[reason]
        print(f"{name:16} {right:4} of {all_found:4}  {(right + 1) / (all_found + 2):.2f}")
        return f'/// "{reason}": {right} of {all_found}.\npub const {name}: f32 = {(right + 1) / (all_found + 2):.2f};'

    open(sys.argv[2], "w", encoding="utf-8").write(ENTRY.sub(entry, text))


if __name__ == "__main__":
    main()
