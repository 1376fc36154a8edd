#!/usr/bin/env python3
"""Fits the table that turns raw confidence into the probability of being right.

    python train/calibrate.py SCORER.py GOLD.jsonl REPORTS.jsonl CALIBRATION.json

REPORTS.jsonl: reports with `id` in front and code-point positions, written with a model that has no calibration yet, so that
`confidence` is raw. SCORER.py: PolNeAR's scorer; an attribution is right where it pairs as a `relation` (contents overlap by half,
same source). Findings with reasons come from rules, whose confidence is set by hand, and are left out.

Equal-mass bins, merged until both columns rise (pool adjacent violators); between the bins the product draws straight lines. The
expected calibration error is measured across articles: half of them fitted, the other half measured, and the reverse.
"""
import importlib.util
import json
import sys

import numpy as np

BINS = 16


def pairs(scorer, gold_path, report_path):
    """For each article, [raw confidence, right] of each learned finding."""
    reports = {row["id"]: row for row in map(json.loads, open(report_path, encoding="utf-8"))}
    articles = []
    for row in map(json.loads, open(gold_path, encoding="utf-8")):
        found = reports[row["id"]]["attributions"]
        tokens = scorer.Tokens(row["text"])
        gold, given = (scorer.prepare([scorer.flat(one) for one in side], tokens) for side in (row["attributions"], found))
        assert len(given) == len(found), "the scorer left out a finding, so confidences cannot be matched"
        allowed = lambda g, p: scorer.iou(g.content, p.content) >= 0.5 and scorer.same_source(g, p)
        right = set(scorer.pair_up(gold, given, allowed).values())
        articles.append([(one["confidence"], index in right) for index, one in enumerate(found) if not one["reasons"]])
    return articles


def fit(points):
    points = np.array(sorted(points), float)
    bins = [(part[:, 0].mean(), part[:, 1].mean(), len(part)) for part in np.array_split(points, BINS)]
    merged = []
    for one in bins:
        merged.append(one)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            (a, right_a, n), (b, right_b, m) = merged[-2:]
            merged[-2:] = [((a * n + b * m) / (n + m), (right_a * n + right_b * m) / (n + m), n + m)]
    return [[round(float(raw), 4), round(float(right), 4)] for raw, right, _ in merged]


def read(table, raw):
    return np.interp(raw, *zip(*table))


def error(raw, right, show=False):
    """Expected calibration error over ten equal-width bins."""
    raw, right = np.asarray(raw, float), np.asarray(right, float)
    total = 0
    for low in np.arange(0, 1, 0.1):
        inside = (raw >= low) & (raw < low + 0.1 + (low > 0.85))
        if inside.any():
            total += abs(raw[inside].mean() - right[inside].mean()) * inside.sum()
            if show:
                print(f"| {low:.1f}–{low + .1:.1f} | {inside.sum()} | {raw[inside].mean():.3f} | {right[inside].mean():.3f} |")
    return total / len(raw)


def main():
    spec = importlib.util.spec_from_file_location("scorer", sys.argv[1])
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    articles = pairs(scorer, *sys.argv[2:4])
    everything = [point for article in articles for point in article]
    halves = [[point for article in articles[half::2] for point in article] for half in (0, 1)]
    crossed = [(read(fit(halves[1 - half]), raw), right) for half in (0, 1) for raw, right in halves[half]]
    print("| confidence | findings | mean | right |\n|---|---|---|---|")
    crossed_error = error(*zip(*crossed), show=True)
    print(f"{len(everything)} findings, {np.mean([right for _, right in everything]):.3f} right; "
          f"expected calibration error: raw {error(*zip(*everything)):.3f}, calibrated across halves {crossed_error:.3f}")
    table = fit(everything)
    json.dump(table, open(sys.argv[4], "w"))
    print(table)


if __name__ == "__main__":
    main()
