#!/usr/bin/env python3
"""Answers prompts with transformers' generate, all in one batch, and prints one JSON line.

    python3 generate_peer.py --model FOLDER --prompts prompts.json --dtype float32|bfloat16 --beams 4 --new-tokens 128 --threads 2

prompts.json is a list of texts. tokens counts the tokens of the answers up to their end token; loading and a short warm-up are not timed.
"""
import argparse
import json
import resource
import time

import torch
import transformers

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for name, kind in (("model", str), ("prompts", str), ("dtype", str), ("beams", int), ("new-tokens", int), ("threads", int)):
    parser.add_argument("--" + name, type=kind, required=True)
given = parser.parse_args()

torch.set_num_threads(given.threads)
tokenizer = transformers.AutoTokenizer.from_pretrained(given.model, padding_side="left")
tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
model = transformers.AutoModelForCausalLM.from_pretrained(given.model, torch_dtype=getattr(torch, given.dtype)).eval()
batch = tokenizer(json.load(open(given.prompts, encoding="utf-8")), padding=True, return_tensors="pt")


def answer(new_tokens):
    ids = model.generate(**batch, max_new_tokens=new_tokens, num_beams=given.beams, do_sample=False, pad_token_id=tokenizer.pad_token_id)
    return ids[:, batch.input_ids.shape[1]:].tolist()


def until_end(ids):
    return ids[:ids.index(tokenizer.eos_token_id) + 1] if tokenizer.eos_token_id in ids else ids


answer(4)
start = time.perf_counter()
answers = [until_end(ids) for ids in answer(given.new_tokens)]
seconds = time.perf_counter() - start
print(json.dumps({"seconds": round(seconds, 3), "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "answers": answers}))
