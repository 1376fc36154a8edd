"""Forward pass of the stance heads in plain numpy, from the exported arrays; the model for the Rust code.

    weights = load("heads.npz")
    out = forward(weights, inputs)

inputs of one attribution of T tokens: state float32 [T, 128]; codes int [T, 8] (rows of the codes table, see README);
gram1, gram2 int [T] (rows of the hashed table, where `bag`); crc1, crc2 uint32 [T] (hashes of the word, and of the word
with the next one); role, place, quoted int [T].
"""
import json

import numpy as np

CONTENT, CUE, SOURCE = 3, 2, 1
LONGEST_TARGET = 16


def unpack(packed, columns):
    """4-bit values -8..7, the even column in the low half of each byte: uint8 [rows, columns / 2] -> [rows, columns]."""
    out = np.empty((packed.shape[0], columns), np.float32)
    out[:, 0::2] = (packed & 15).astype(np.float32) - 8
    out[:, 1::2] = (packed >> 4).astype(np.float32) - 8
    return out


def load(path):
    """Dequantised float32 arrays by name, and `options`."""
    raw, weights = np.load(path), {}
    weights["options"] = json.loads(bytes(raw["options"]).decode())
    for key in raw.files:
        name, _, kind = key.rpartition(":")
        if kind == "f32":
            weights[name] = raw[key]
        elif kind == "i8":
            weights[name] = raw[key].astype(np.float32) * raw[name + ":scale"][:, None]
        elif kind == "i4":
            scale = raw[name + ":scale"]                # one scale for each block of rows
            rows = raw[key].shape[0]
            weights[name] = unpack(raw[key], raw[key].shape[1] * 2) * np.repeat(scale, -(-rows // len(scale)))[:rows, None]
    return weights


def layer_norm(x, w, name):
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred ** 2).mean(-1, keepdims=True) + 1e-5) * w[name + ".weight"] + w[name + ".bias"]


def linear(x, w, name, bias=True):
    y = x @ w[name + ".weight"].T
    return y + w[name + ".bias"] if bias else y


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def forward(w, inputs):
    o, T = w["options"], len(inputs["role"])
    d, role = o["width"], np.asarray(inputs["role"])
    x = w["role.weight"][role] + w["place.weight"][inputs["place"]] + w["quoted.weight"][inputs["quoted"]]
    if o["state"]:
        x = x + linear(inputs["state"].astype(np.float32), w, "from_state")
    if o["codes"]:
        x = x + w["codes.weight"][inputs["codes"]].sum(1)
    x = np.maximum(layer_norm(x, w, "norm"), 0)
    for k in range(o["layers"]):
        padded = np.concatenate([np.zeros((1, d), np.float32), x, np.zeros((1, d), np.float32)])
        kernel = w[f"convs.{k}.weight"]
        if o["separable"]:                                # [d, 3]: one kernel a channel
            y = sum(padded[j:j + T] * kernel[:, j] for j in range(3)) + w[f"convs.{k}.bias"]
            y = linear(y, w, f"mixes.{k}")
        else:                                             # [d, d * 3]: input channel major, then position
            kernel = kernel.reshape(d, d, 3)
            y = sum(padded[j:j + T] @ kernel[:, :, j].T for j in range(3)) + w[f"convs.{k}.bias"]
        x = layer_norm(x + np.maximum(y, 0), w, f"norms.{k}")
    attention = softmax(linear(x, w, "attend"), 0)        # [T, poolings]
    parts = [(attention.T @ x).ravel()]
    for which in (CONTENT, CUE, SOURCE, None):
        here = x if which is None else x[role == which]
        parts.append(here.sum(0) / max(1, len(here)))
        if which == CONTENT:
            parts.append(here.max(0) if len(here) else np.full(d, -20, np.float32))
    if o["bag"]:
        for which in (CONTENT, CUE):
            here = role == which
            rows = w["table.weight"][inputs["gram1"]] + w["table.weight"][inputs["gram2"]]
            parts.append(rows[here].sum(0) / np.sqrt(here.sum() + 1, dtype=np.float32))
    hidden = np.maximum(linear(np.concatenate(parts), w, "hide"), 0)
    by = linear(hidden, w, "edge_by").reshape(2, d)
    edges = linear(x, w, "edge") + x @ by.T / np.sqrt(np.float32(d))      # [T, 2]
    logits = {name: linear(hidden, w, name) for name in ("act", "side", "status")}
    if o["direct"]:                                       # hashed words straight to act and side
        size, lexical, total = o["direct"], w["lexical.weight"], 0
        crc1, crc2 = np.asarray(inputs["crc1"], np.int64), np.asarray(inputs["crc2"], np.int64)
        for k, which in enumerate((CUE, CONTENT)):
            here = role == which
            rows = lexical[crc1 % size + 2 * k * size] + lexical[crc2 % size + (2 * k + 1) * size]
            total = total + rows[here].sum(0) / np.sqrt(here.sum() + 1, dtype=np.float32)
        logits["act"], logits["side"] = logits["act"] + total[:16], logits["side"] + total[16:19]
    out = {name: softmax(value) for name, value in logits.items()}
    null = linear(hidden, w, "null")[0]
    pair = edges[:, 0][:, None] + edges[:, 1][None, :]
    length = np.arange(T)[None, :] - np.arange(T)[:, None]
    pair = np.where((length < 0) | (length >= LONGEST_TARGET), -1e5, pair)
    out["span"] = divmod(int(pair.argmax()), T)
    out["margin"] = float(pair.max() - 2 * null)
    return out


def target(out, options):
    """(first, last) position in the sequence, or None."""
    said = out["margin"] > options["threshold"] and out["side"][0] < options["neutral"]
    return out["span"] if said else None
