#!/usr/bin/env python3
"""Trains a classification head and its encoder with transformers, as EncoderBenchmark does, and prints one JSON line.

    python3 encoder_peer.py --model FOLDER --texts TEXTS.jsonl --dtype float32 --threads 2
"""
import argparse
import json
import random
import resource
import time

import torch
import transformers

parser = argparse.ArgumentParser()
for name in ("--model", "--texts", "--dtype"):
    parser.add_argument(name, required=True)
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--cutoff", type=int, default=256)
args = parser.parse_args()

torch.set_num_threads(args.threads)
tokenizer = transformers.AutoTokenizer.from_pretrained(args.model)
model = transformers.AutoModelForSequenceClassification.from_pretrained(args.model, num_labels=2, torch_dtype=torch.float32)
with open(args.texts, encoding="utf-8") as file:
    texts = json.load(file)
rows = [tokenizer(text, truncation=True, max_length=args.cutoff)["input_ids"] for text in texts]
order = sorted(range(len(rows)), key=lambda row: len(rows[row]))  # batches of like length: the peer's best case
batches = [order[at:at + args.batch] for at in range(0, len(order), args.batch)]
random.Random(0).shuffle(batches)
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5, weight_decay=0.01)
model.train()
losses, marks = [], []
for batch in batches:
    length = max(len(rows[row]) for row in batch)
    ids = torch.tensor([rows[row] + [tokenizer.pad_token_id] * (length - len(rows[row])) for row in batch])
    mask = torch.tensor([[1] * len(rows[row]) + [0] * (length - len(rows[row])) for row in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.dtype == "bfloat16"):
        loss = model(input_ids=ids, attention_mask=mask, labels=torch.tensor([row % 2 for row in batch])).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    losses.append(loss.item())
    marks.append((time.perf_counter(), sum(len(rows[row]) for row in batch)))
tokens = sum(count for _, count in marks[2:])
print(json.dumps({"tokens_per_second": tokens / (marks[-1][0] - marks[1][0]), "tokens": sum(count for _, count in marks), "steps": len(marks),
                  "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "train_loss": sum(losses) / len(losses), "losses": losses}))
