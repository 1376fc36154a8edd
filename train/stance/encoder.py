"""Token features and student-encoder states of an article.

The one file that knows the tagger: it borrows `prep.features` (tokens, quotation, paragraph, sentence)
and `train_student.GruEnc` from the folder of trials (ON_RECORD_TRIALS, default ../shared/trials), which needs
pq.pkl in it. Replace this file when the tagger's training moves into the repository.

    encoder = Encoder("s_distx.pt")
    article = encoder.read(text)          # dict of token features, n tokens
    states, words = encoder.states([article, ...])[0]   # float16 [n, 128], float16 [n, 120]
"""
import os
import sys
from types import SimpleNamespace

os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
import torch

TRIALS = os.environ.get("ON_RECORD_TRIALS", "../shared/trials")
STATE, WORD = 128, 120          # state; word vector = 24 hashed + 96 product-quantised
CORE, CONTEXT, BATCH = 200, 80, 16   # windows of the tagger at run time

_here, _argv = os.getcwd(), sys.argv
os.chdir(TRIALS)
sys.path.insert(0, TRIALS)
sys.argv = ["encoder"]
import train_student as tagger      # noqa: E402  (reads pq.pkl from the folder)
from model import collate, windows  # noqa: E402
from prep import features           # noqa: E402
os.chdir(_here)
sys.argv = _argv
# the trials and this folder both have modules named `model`; the trials' one must not shadow ours
sys.modules["trials_model"] = sys.modules.pop("model")
sys.path.remove(TRIALS)
torch.set_num_threads(1)


class Encoder:
    def __init__(self, checkpoint):
        saved = torch.load(checkpoint, weights_only=False)
        options = SimpleNamespace(**saved["args"])
        self.vocabulary = {word: i + 1 for i, word in enumerate(tagger.PQ["voc"][:options.voc])}
        self.buckets = options.hb
        whole = tagger.build(options)
        whole.load_state_dict(saved["sd"], strict=False)
        whole.eval()
        self.whole, self.net = whole, whole.enc

    def read(self, text):
        article = features(text)
        tagger.prep_student([article], self.vocabulary, self.buckets)
        article["bio"] = np.zeros(len(article["words"]), np.int64)
        return article

    @torch.no_grad()
    def states(self, articles):
        """[(states [n, 128], words [n, 120])] in float16; only the core of each window is kept."""
        out = [(np.zeros((len(a["words"]), STATE), np.float16), np.zeros((len(a["words"]), WORD), np.float16))
               for a in articles]
        items = [(k, a, s, e, max(0, s - CONTEXT), min(len(a["words"]), e + CONTEXT))
                 for k, a in enumerate(articles) for s, e in windows(a, CORE)]
        items.sort(key=lambda item: item[5] - item[4])
        for first in range(0, len(items), BATCH):
            some = items[first:first + BATCH]
            batch = collate([(a, lo, hi) for _, a, _, _, lo, hi in some], False, tagger.EXTRA)
            state = self.net(batch).numpy()
            word = torch.cat([self.net.hl(batch.hl), self.net.cb(self.net.codes[batch.wid]).flatten(2)], -1).numpy()
            for row, (k, _, s, e, lo, _) in enumerate(some):
                out[k][0][s:e] = state[row, s - lo:e - lo]
                out[k][1][s:e] = word[row, s - lo:e - lo]
        return out
