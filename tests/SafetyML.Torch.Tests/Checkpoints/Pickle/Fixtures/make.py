#!/usr/bin/env python3
"""Makes the files of this folder with torch 1.13: python3 make.py. Each holds the same tensors, whose elements are known from their names (see TorchFileTests)."""
import collections
import os

import torch

HERE = os.path.dirname(os.path.abspath(__file__))


def tensors():
    matrix = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    tied = torch.arange(6, dtype=torch.float32)
    made = collections.OrderedDict(
        transposed=matrix.t(), columns=matrix[:, 1:4], every_second=matrix[::2, ::3], last_row=matrix[3], permuted=torch.arange(24.0).reshape(2, 3, 4).permute(2, 0, 1),
        tied_one=tied, tied_two=tied.view(2, 3), scalar=torch.tensor(3.5), empty=torch.zeros(0, 4), parameter=torch.nn.Parameter(torch.arange(3.0)),
        transposed_bfloat16=matrix.to(torch.bfloat16).t())
    for name in ("float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool"):
        made[name] = (torch.arange(6) - (0 if name in ("uint8", "bool") else 1)).reshape(2, 3).to(getattr(torch, name))
    return made


def save(name, value, **options):
    torch.save(value, os.path.join(HERE, name), **options)


save("zip.bin", tensors())
save("legacy.bin", tensors(), _use_new_zipfile_serialization=False)
save("nested.bin", {"epoch": 3, "state_dict": tensors(), "optimizer": {"state": {0: {"step": 1.5}}, "param_groups": [{"lr": 0.1}]}})
save("protocol4.bin", tensors(), pickle_protocol=4)
