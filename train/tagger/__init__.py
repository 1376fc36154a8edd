"""The trainer of the tagger: from labelled articles to the checkpoint that train/export.py writes into model.bin.

The stages, each a module with a command line, in the order of train/train.sh: data, vectors, teacher, label, student.
"""
