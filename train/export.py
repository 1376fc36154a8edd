#!/usr/bin/env python3
"""Writes the product's model file from a trained student.

    python train/export.py CHECKPOINT.pt WORDS.pkl OUT.bin [--name NAME] [--embedding-bits 4|8] [--weight-bits 6]
                           [--calibration TABLE.json] [--add SECTIONS.npz]

CHECKPOINT.pt, of tagger/student.py, holds {weights, sizes, thresholds}. WORDS.pkl, of tagger/vectors.py, holds {voc, codes, cb}:
words by frequency, their 8 codes, the codebooks. Every size is read from these; nothing is assumed. Needs torch and numpy.

--add takes further named sections as they are (u8, i8, u32 or f32 arrays; a matrix W of i8 comes with its row scales W.scale),
so that later heads travel in the same file.

The file, little endian:

    0   8 bytes   magic "ONRECORD"
    8   u32       format version (1)
    12  u32       architecture (1: GRU tagger with cue-anchored link head)
    16  u64       FNV-1a (64 bits) of every byte from 32 on
    24  u32       number of sections
    28  u32       bytes of the name
    32  name, UTF-8, padded with zeros to a multiple of 16
        one entry of 64 bytes a section: name (32 bytes, zero padded), dtype u32, number of dimensions u32, 4 dimensions u32,
        offset from the start of the file u32, bytes u32
        the sections, each at a multiple of 16

dtypes: 0 u8, 1 i8, 2 u32, 3 f32, 4 i4 (two values a byte, low half first, stored as value + 8).
A quantised matrix NAME has its scales in NAME.scale: one for the whole table, or one a row; value = integer x scale.
"""
import argparse
import json
import pickle
import struct
import zlib

import numpy as np
import torch

from tagger.text import LEFT, RIGHT

MAGIC, VERSION, ARCHITECTURE = b"ONRECORD", 1, 1
U8, I8, U32, F32, I4 = range(5)


class Sections:
    """Named arrays in the order they are written."""

    def __init__(self):
        self.list = []

    def add(self, name, dtype, shape, data):
        assert len(name.encode()) <= 32 and len(shape) <= 4, name
        assert name not in [section[0] for section in self.list], f"{name} is there already"
        self.list.append((name, dtype, tuple(shape), data))

    def array(self, name, array):
        array = np.ascontiguousarray(array)
        dtype = {"uint8": U8, "int8": I8, "uint32": U32, "float32": F32}[array.dtype.name]
        self.add(name, dtype, array.shape, array.tobytes())

    def matrix(self, name, weights, bits=8):
        """Integers with one scale a row; `weights` is [rows, ...]."""
        limit = 2 ** (bits - 1) - 1
        flat = weights.reshape(len(weights), -1)
        scale = np.maximum(np.abs(flat).max(1), 1e-8) / limit
        integers = np.clip(np.rint(flat / scale[:, None]), -limit, limit).astype(np.int8)
        self.array(name, integers.reshape(weights.shape))
        self.array(name + ".scale", scale.astype(np.float32))

    def table(self, name, weights, bits):
        """An embedding table: 8 bits with one scale for all, or 4 bits with one byte of scale a row."""
        if bits == 8:
            scale = np.abs(weights).max() / 127
            self.array(name, np.clip(np.rint(weights / scale), -127, 127).astype(np.int8))
            self.array(name + ".scale", np.array([scale], np.float32))
            return
        unit = np.abs(weights).max() / 7 / 255
        steps = np.clip(np.ceil(np.abs(weights).max(1) / 7 / unit), 1, 255)
        integers = np.clip(np.rint(weights / (steps * unit)[:, None]), -7, 7).astype(np.int64) + 8
        packed = (integers[:, 0::2] | integers[:, 1::2] << 4).astype(np.uint8)
        self.add(name, I4, weights.shape, packed.tobytes())
        self.array(name + ".step", steps.astype(np.uint8))
        self.array(name + ".scale", np.array([unit], np.float32))

    def file(self, name):
        name = name.encode()
        at = 32 + -(-len(name) // 16) * 16 + 64 * len(self.list)
        table, body = b"", b""
        for section, dtype, shape, data in self.list:
            dims = list(shape) + [0] * (4 - len(shape))
            table += struct.pack("<32sII4III", section.encode(), dtype, len(shape), *dims, at + len(body), len(data))
            body += data + b"\0" * (-len(data) % 16)
        payload = name + b"\0" * (-len(name) % 16) + table + body
        head = struct.pack("<8sIIQII", MAGIC, VERSION, ARCHITECTURE, fnv1a(payload), len(self.list), len(name))
        return head + payload


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def vocabulary(words):
    """Words as the top 28 bits of their CRC-32: 16 bits choose a bucket, 12 stay.

    Returns (words a bucket, low 8 bits, next 4 bits packed in pairs, original row of each kept word). Where two words share all 28
    bits the rarer one is left out (it is then read as unknown).
    """
    seen = {}
    for row, word in enumerate(words):
        seen.setdefault(zlib.crc32(word.encode()) >> 4, row)
    keys = np.array(sorted(seen), np.int64)
    count = np.bincount(keys >> 12, minlength=1 << 16)
    assert count.max() < 256
    low = (keys & 255).astype(np.uint8)
    half = np.append(keys >> 8 & 15, np.zeros(len(keys) % 2, np.int64))
    half = (half[0::2] | half[1::2] << 4).astype(np.uint8)
    print(f"vocabulary: {len(words)} words, {len(keys)} kept")
    return count.astype(np.uint8), low, half, np.array([seen[key] for key in keys])


def export(checkpoint, words, embedding_bits, weight_bits):
    sizes, thresholds = checkpoint["sizes"], checkpoint["thresholds"]
    weights = {key: value.float().numpy() for key, value in checkpoint["weights"].items() if not key.startswith("silver")}
    out = Sections()
    count, low, half, rows = vocabulary(words["voc"][: sizes["words"]])
    config = dict(d=sizes["width"], hidden=sizes["hidden"], state=sizes["state"], link=sizes["link"],
                  link_layers=sizes["link_layers"], link_kernel=sizes["kernel"], words=len(rows), hashes=sizes["hashes"],
                  hash_width=sizes["hash_width"], left=LEFT, right=RIGHT)
    print(config, thresholds)
    out.array("config", np.array(list(config.values()), np.uint32))
    order = ("cue", "content", "source", "attribution")
    out.array("thresholds", np.array([thresholds[name] for name in order], np.float32))
    out.array("vocab.count", count)
    out.array("vocab.low", low)
    out.array("vocab.half", half)
    out.array("pq.codes", np.asarray(words["codes"])[rows].astype(np.uint8))
    out.table("pq.book", weights.pop("encoder.book.weight"), 8)
    for part in ("word", "suffix", "prefix"):
        out.table(f"hash.{part}", weights.pop(f"encoder.hash_{part}.weight"), embedding_bits)
    for key, name in (("encoder.quote", "in.quote"), ("encoder.shape", "in.shape"), ("encoder.spacing", "in.spacing"),
                      ("encoder.start", "in.start"), ("link_distance", "link.distance"), ("link_place", "link.place"),
                      ("link_quote", "link.quote")):
        out.matrix(name, weights.pop(key + ".weight"))

    def linear(key, name):
        matrix = weights.pop(key + ".weight")
        if matrix.ndim == 3:  # a convolution: [out, in, tap] to [out, tap, in]
            matrix = matrix.transpose(0, 2, 1)
        out.matrix(name + ".w", matrix, weight_bits)
        out.array(name + ".b", weights.pop(key + ".bias"))

    def norm(key, name):
        out.array(name + ".gain", weights.pop(key + ".weight"))
        out.array(name + ".bias", weights.pop(key + ".bias"))

    linear("encoder.inputs", "in")
    norm("encoder.inputs_norm", "in.norm")
    for layer in range(2):
        linear(f"encoder.convs.{layer}.conv", f"conv{layer}")
        norm(f"encoder.convs.{layer}.norm", f"conv{layer}.norm")
    for key, name in (("", "gru.forward"), ("_reverse", "gru.backward")):
        for part, kind in (("ih", "in"), ("hh", "state")):
            out.matrix(f"{name}.{kind}.w", weights.pop(f"encoder.gru.weight_{part}_l0{key}"), weight_bits)
            out.array(f"{name}.{kind}.b", weights.pop(f"encoder.gru.bias_{part}_l0{key}"))
    linear("encoder.out", "out")
    norm("encoder.out_norm", "out.norm")
    # One layer of eight rows: the seven tags, then the clauses of anonymity.
    for part in ("weight", "bias"):
        weights[f"tag.{part}"] = np.concatenate([weights[f"tag.{part}"], weights.pop(f"terms.{part}")])
    linear("tag", "tag")
    linear("link_token", "link.token")
    linear("link_cue", "link.cue")
    norm("link_norm", "link.norm")
    for layer in range(sizes["link_layers"]):
        linear(f"link_convs.{layer}.conv", f"link.conv{layer}")
        norm(f"link_convs.{layer}.norm", f"link.conv{layer}.norm")
    linear("link_out", "link.out")
    assert not weights, f"weights without a place in the file: {list(weights)}"
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkpoint")
    parser.add_argument("words")
    parser.add_argument("out")
    parser.add_argument("--name", default="tagger-1")
    parser.add_argument("--embedding-bits", type=int, choices=(4, 8), default=4)
    parser.add_argument("--weight-bits", type=int, choices=(4, 5, 6, 7, 8), default=6)
    parser.add_argument("--content", type=float, help="least probability of a word of content, in place of the checkpoint's: tuned in the product")
    parser.add_argument("--vocabulary", type=int, help="how many words of the vocabulary, the commonest first; default: all that the checkpoint was trained with")
    parser.add_argument("--calibration", help="JSON list of [raw, calibrated] points, rising")
    parser.add_argument("--add", help="npz of further sections")
    given = parser.parse_args()
    checkpoint = torch.load(given.checkpoint, weights_only=False, map_location="cpu")
    if given.content is not None:
        checkpoint["thresholds"]["content"] = given.content
    if given.vocabulary:
        checkpoint["sizes"]["words"] = min(given.vocabulary, checkpoint["sizes"]["words"])
    sections = export(checkpoint, pickle.load(open(given.words, "rb")), given.embedding_bits, given.weight_bits)
    if given.calibration:
        sections.array("calibration", np.array(json.load(open(given.calibration)), np.float32))
    if given.add:
        for name, array in np.load(given.add).items():
            sections.array(name, array)
    data = sections.file(given.name)
    with open(given.out, "wb") as file:
        file.write(data)
    print(f"{given.out}: {len(data)} bytes, {len(sections.list)} sections, {data[16:24][::-1].hex()}")


if __name__ == "__main__":
    main()
