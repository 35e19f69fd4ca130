#!/usr/bin/env python3
"""Tokenizes texts with the tokenizers library on one thread and prints one JSON line.

    python3 tokenize_peer.py --tokenizer tokenizer.json --texts texts.json --passes 5

texts.json is a list of texts. The first pass and the fastest are given in seconds, and the ids of all texts as one checksum.
"""
import argparse
import json
import os
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
import tokenizers  # reads the settings above

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for name, kind in (("tokenizer", str), ("texts", str), ("passes", int)):
    parser.add_argument("--" + name, type=kind, required=True)
given = parser.parse_args()

tokenizer = tokenizers.Tokenizer.from_file(given.tokenizer)
tokenizer.no_truncation()
tokenizer.no_padding()
texts = json.load(open(given.texts, encoding="utf-8"))
seconds, processor = [], []
for _ in range(given.passes):
    start, begun = time.perf_counter(), time.process_time()
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    seconds.append(time.perf_counter() - start)
    processor.append(time.process_time() - begun)
checksum = 0
for text in encoded:
    for token in text.ids:
        checksum = (checksum * 31 + token) % (1 << 32)
print(json.dumps({"tokens": sum(len(text.ids) for text in encoded), "first": seconds[0], "fastest": min(seconds), "firstProcessor": processor[0], "processor": min(processor),
                  "checksum": checksum}))
