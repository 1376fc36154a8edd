"""Writes trained heads as plain integer arrays, checks them against PyTorch and makes a fixture for Rust.

    python -m stance.export heads.pt --out heads.npz [--fixture fixture.npz] [--measure]

heads.npz: `options` (JSON bytes) and for every parameter NAME:
    NAME:i8 + NAME:scale    int8 [rows, columns], float32 scale a row (convolutions flattened to [out, in * 3])
    NAME:i4 + NAME:scale    uint8 [rows, columns / 2] (value + 8; even column in the low half), 8 scales for 8 blocks of rows
    NAME:f32                biases and LayerNorm weights
The fixture holds inputs and outputs for invented sentences; no text of a corpus.
"""
import argparse
import json

import numpy as np
import torch

from . import attributions, reference, train_stance
from .network import FOUR_BIT, Network, int8_bytes, multiply_adds

INVENTED = [
    # text, source, cue, content
    ("The mayor of Lindholm said the new harbour toll was a disgrace and should be scrapped.",
     "The mayor of Lindholm", "said", "the new harbour toll was a disgrace and should be scrapped"),
    ("“We will pay every fisherman before winter,” Ana Torvik promised on Friday.",
     "Ana Torvik", "promised", "“We will pay every fisherman before winter,”"),
    ("Officials refused to rule out further closures of the ferry line.",
     "Officials", "refused to rule out", "further closures of the ferry line"),
    ("Reportedly, nobody was hurt.", None, "Reportedly", "nobody was hurt"),
]


def quantise(net):
    arrays = {}
    for name, value in net.state_dict().items():
        w = value.numpy().astype(np.float32)
        if name.startswith(FOUR_BIT):
            size = -(-len(w) // 8)
            scale = np.array([max(1e-8, np.quantile(np.abs(w[k * size:(k + 1) * size]), 0.999)) / 7 for k in range(8)], np.float32)
            q = np.clip(np.round(w / np.repeat(scale, size)[:len(w), None]), -8, 7).astype(np.int64) + 8
            arrays[name + ":i4"], arrays[name + ":scale"] = (q[:, 0::2] | q[:, 1::2] << 4).astype(np.uint8), scale
        elif w.ndim > 1:
            flat = w.reshape(len(w), -1)
            scale = (np.maximum(np.abs(flat).max(1), 1e-8) / 127).astype(np.float32)
            arrays[name + ":i8"] = np.clip(np.round(flat / scale[:, None]), -127, 127).astype(np.int8)
            arrays[name + ":scale"] = scale
        else:
            arrays[name + ":f32"] = w
    return arrays


def restored(saved, path):
    """A Network that holds the dequantised weights of the file."""
    net = Network(**saved["options"])
    weights = reference.load(path)
    net.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(weights[k])).view_as(v) for k, v in net.state_dict().items()})
    return net.eval()


def invented(checkpoint):
    from .encoder import Encoder
    encoder = Encoder.of(checkpoint)
    store = attributions.new_store()
    for k, (text, *parts) in enumerate(INVENTED):
        spans = [[[text.index(p), text.index(p) + len(p)]] if p else [] for p in parts]
        attributions.add_article(store, encoder, f"invented-{k}", text, [dict(zip(("source", "cue", "content"), spans))], "invented")
    return attributions.finish(store, encoder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heads")
    parser.add_argument("--out", default="heads.npz")
    parser.add_argument("--fixture", default="fixture.npz")
    parser.add_argument("--measure", action="store_true", help="score the measured sets with the integer weights")
    o = parser.parse_args()
    saved = torch.load(o.heads, weights_only=False)
    net = Network(**saved["options"])
    net.load_state_dict(saved["weights"])
    options = dict(saved["options"], threshold=saved["threshold"][0], neutral=saved["threshold"][1],
                   acts=attributions.ACTS, sides=attributions.SIDES, statuses=attributions.STATUSES)
    arrays = quantise(net)
    np.savez(o.out, options=np.frombuffer(json.dumps(options).encode(), np.uint8), **arrays)
    print("bytes", sum(a.nbytes for a in arrays.values()), "counted", int8_bytes(net), "multiply-adds", multiply_adds(net))
    net = restored(saved, o.out)
    weights = reference.load(o.out)
    data = train_stance.Data(invented(saved["student"]), options["table"])
    fixture, result = {}, train_stance.predict(net, data, range(len(data.examples)))
    for i, e in enumerate(data.examples):
        b = data.batch([i])
        inputs = {key: b[key][0].numpy() for key in ("state", "codes", "gram1", "gram2", "crc1", "crc2", "role", "place", "quoted")}
        out = reference.forward(weights, inputs)
        for name in ("act", "side", "status"):
            assert np.abs(out[name] - result[i][name]).max() < 1e-4, (i, name)
        assert out["span"] == result[i]["span"] and abs(out["margin"] - result[i]["margin"]) < 1e-3
        fixture.update({f"{i}:{key}": value for key, value in inputs.items()})
        fixture.update({f"{i}:out:{name}": np.asarray(out[name]) for name in out})
        span = reference.target(out, options)
        print(INVENTED[i][0], "->", attributions.ACTS[out["act"].argmax()], attributions.SIDES[out["side"].argmax()],
              span and train_stance.text_of(data.store, e, span))
    np.savez(o.fixture, **fixture)
    if o.measure:
        data = train_stance.Data(attributions.cached(saved["student"]), options["table"])
        every = [i for i, e in enumerate(data.examples) if e["origin"] in train_stance.MEASURED]
        print("integer weights, gold all:", train_stance.brief(train_stance.measure(
            data, train_stance.predict(net, data, every), *saved["threshold"])))


if __name__ == "__main__":
    main()
