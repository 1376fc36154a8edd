"""Where the trainer reads and writes. Each place can be set from outside."""
import gzip
import importlib
import json
import os
import sys
from pathlib import Path

TRAIN = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ON_RECORD_SHARED", TRAIN.parent.parent / "shared"))   # corpora/, gold/, eval/
WORK = Path(os.environ.get("ON_RECORD_WORK", TRAIN / "work"))                        # everything that is made
ENCODER = Path(os.environ.get("ON_RECORD_ENCODER", WORK / "encoder"))                # all-MiniLM-L6-v2, see README
# A rehearsal of every stage on a handful of articles, for tests of the trainer itself.
TINY = bool(os.environ.get("ON_RECORD_TINY"))
GOLD, CORPORA = SHARED / "gold", SHARED / "corpora"
ARTICLES, WORDS = WORK / "articles.pkl", WORK / "words.pkl"
MEASURED = "seed polnear anonymity passages wikinews wire bbc".split()


def rows(path):
    """The values of a file of JSON Lines."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def scorer(name):
    """A module of shared/eval, whose files import each other by name."""
    if str(SHARED / "eval") not in sys.path:
        sys.path.append(str(SHARED / "eval"))
    return importlib.import_module(name)
