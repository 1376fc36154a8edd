"""Puts the stance heads into a model file, as sections `stance.*`; replaces those that are there.

    python train/stance_heads.py MODEL.bin (--heads HEADS.npz | --from OTHER.bin) [--out OUT.bin]

HEADS.npz holds for every parameter NAME of the heads one of NAME:i8 with NAME:scale (one a row), NAME:i4 with NAME:scale (two
values a byte, stored as value + 8, the even column in the low half; one scale for each of 8 blocks of rows) or NAME:f32, and
`options` (JSON) with `threshold` and `neutral`. The section of NAME is `stance.NAME` and `stance.NAME.scale`; `stance.limits`
holds threshold and neutral. --from takes the sections of another model file instead. Format: head of train/export.py.
"""
import argparse
import json
import struct

import numpy as np

U8, I8, U32, F32, I4 = range(5)


def read(path):
    """Name and [(section, dtype, shape, bytes)] of a model file."""
    raw = open(path, "rb").read()
    assert raw[:8] == b"ONRECORD", path
    count, length = struct.unpack_from("<II", raw, 24)
    at = 32 + -(-length // 16) * 16
    sections = []
    for k in range(count):
        name, dtype, dimensions, *rest = struct.unpack_from("<32sII4III", raw, at + 64 * k)
        shape, (offset, size) = rest[:dimensions], rest[4:]
        sections.append((name.rstrip(b"\0").decode(), dtype, tuple(shape), raw[offset:offset + size]))
    return raw[8:16], raw[32:32 + length], sections


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def write(path, version, name, sections):
    head = name + b"\0" * (-len(name) % 16)
    at = 32 + len(head) + 64 * len(sections)
    entries, body = b"", b""
    for section, dtype, shape, data in sections:
        body += b"\0" * (-(at + len(body)) % 16)
        entries += struct.pack("<32sII4III", section.encode(), dtype, len(shape), *(tuple(shape) + (0,) * (4 - len(shape))),
                               at + len(body), len(data))
        body += data
    rest = head + entries + body
    with open(path, "wb") as file:
        file.write(b"ONRECORD" + version + struct.pack("<QII", fnv1a(rest), len(sections), len(name)) + rest)


def heads(path):
    raw = np.load(path)
    options = json.loads(bytes(raw["options"]).decode())
    sections = [("stance.limits", F32, (2,), np.array([options["threshold"], options["neutral"]], "<f4").tobytes())]
    for key in raw.files:
        name, _, kind = key.rpartition(":")
        if kind not in ("i8", "i4", "f32") or name.startswith("status"):
            continue
        value = np.ascontiguousarray(raw[key])
        dtype = {"i8": I8, "i4": U8, "f32": F32}[kind]
        sections.append((f"stance.{name}", dtype, value.shape, value.tobytes()))
        if kind != "f32":
            scale = raw[name + ":scale"].astype("<f4")
            sections.append((f"stance.{name}.scale", F32, scale.shape, scale.tobytes()))
    return sections


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model")
    parser.add_argument("--heads")
    parser.add_argument("--from", dest="other")
    parser.add_argument("--out")
    options = parser.parse_args()
    version, name, sections = read(options.model)
    kept = [section for section in sections if not section[0].startswith("stance.")]
    added = heads(options.heads) if options.heads else [s for s in read(options.other)[2] if s[0].startswith("stance.")]
    write(options.out or options.model, version, name, kept + added)
    print(len(kept), "sections kept,", len(added), "added,", sum(len(s[3]) for s in added), "bytes")


if __name__ == "__main__":
    main()
