"""Trains the encoder: ``python -m encoder.train START.onnx WORK [--fold N]``.

First all heads but that of pairs (``base.pt``), then that alone, on sentences made of the lexicon's frames
(``framed.pt``); from there all together, pairs among the rest, in runs of different pace, two of them from the base,
of which the mean is better than each (``final.pt``, to ship). To measure the head of pairs it is learned alone from
``framed.pt``, on four fifths of the sentences with pairs (``fold-N.pt``). Seeded; a run that was stopped goes on from
its last checkpoint. WORK holds what :mod:`encoder.prepare` wrote.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

from encoder import examples as data
from encoder.corpora import FOLDS, fold
from encoder.examples import Document, Example
from encoder.losses import batch, chaining, coding, fits, tagging
from encoder.model import Model, start
from kg.annotate.encoder.labels import ROOTS
from kg.annotate.encoder.word_pieces import Pieces

SEED = 20161108


@dataclass(frozen=True)
class Stage:
    """How to train: at most ``rate`` for the encoder, ten times that for the heads; each pair ``again`` an epoch."""

    name: str
    epochs: int
    rate: float
    again: int = 0
    #: Whether all that is no pair is learned too.
    others: bool = True
    #: The fifth of the pairs that it never sees although it is no fold.
    held: int | None = None
    seed: int = SEED
    #: Whether it begins from what the frames taught; else from the base.
    framed: bool = True


BASE = Stage("base", epochs=2, rate=1e-4)
FRAMED = Stage("framed", epochs=2, rate=5e-5, again=1, others=False)
LAST = (
    Stage("steep", epochs=1, rate=8e-5, again=8),
    Stage("gentle", epochs=1, rate=6e-5, again=6, held=0, seed=SEED + 1),
    Stage("third", epochs=1, rate=8e-5, again=6, seed=SEED + 2),
    Stage("fourth", epochs=1, rate=8e-5, again=9, seed=SEED + 1, framed=False),
    Stage("fifth", epochs=1, rate=8e-5, again=9, framed=False),
)
CODED = (Stage("coded", epochs=8, rate=8e-5, again=1, others=False),)
#: The share of the pairs that are also seen with the parties turned round.
TURNED = 0.2
MASKED = 0.05
Loss = Callable[[], Tensor]
#: What is learned beside the pairs: statements, sentences of names, documents with chains.
Others = tuple[list[Example], list[Example], list[Document]]
#: Pairs to learn, and those of them with the parties turned round.
Kept = tuple[list[Example], list[Example]]


def main() -> None:
    """Train what is asked for and not there yet."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("start", type=Path, help="the encoder to start from, ONNX, with tokenizer.json beside it")
    asked.add_argument("work", type=Path, help="folder of the prepared corpora and of checkpoints")
    asked.add_argument("--fold", type=int, choices=range(FOLDS), help="hold this fifth of the pairs back")
    given = asked.parse_args()
    torch.set_flush_denormal(True)
    pieces = Pieces((given.start.parent / "tokenizer.json").read_text())
    others = cache(lambda: _others(given.work / "data", pieces))
    pairs = Pairs.of(given.work / "data" / "pairs.jsonl", pieces)
    framed = Pairs.of(given.work / "data" / "framed.jsonl", pieces)
    model = start(str(given.start))
    base = _run(model, BASE, pairs.without(None), others, given.work / f"{BASE.name}.pt")
    begun = _run(model, FRAMED, framed.without(None), others, given.work / f"{FRAMED.name}.pt")
    ends = []
    for stage in LAST if given.fold is None else CODED:
        model = start(str(given.start))
        model.load_state_dict(begun if stage.framed else base)
        held = stage.held if given.fold is None else given.fold
        out = given.work / (f"{stage.name}.pt" if held is None else f"{stage.name}-{held}.pt")
        ends.append(_run(model, stage, pairs.without(held), others, out))
    mean = {name: sum(end[name] for end in ends) / len(ends) for name in begun}
    torch.save(mean, given.work / ("final.pt" if given.fold is None else f"fold-{given.fold}.pt"))


#: Roots that say who does it to whom: with the parties turned round, there is nothing.
DIRECTED = {ROOTS.index(r) for r in ROOTS if r not in ("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "0")}


@dataclass(frozen=True)
class Pairs:
    """All examples of pairs: (id of the sentence, the pair, the same with the parties turned round)."""

    all: list[tuple[str, Example, Example]]

    @classmethod
    def of(cls, path: Path, pieces: Pieces) -> Pairs:
        """Read what :mod:`encoder.prepare` wrote."""
        both = zip(data.pairs(path, pieces), data.pairs(path, pieces, turned=True), strict=True)
        return cls([(sentence, pair, turned) for (sentence, pair), (_, turned) in both if fits(pair)])

    def without(self, held: int | None) -> Kept:
        """The pairs outside a fifth, and those of them turned round that have a direction."""
        kept = [(pair, turned) for sentence, pair, turned in self.all if fold(sentence) != held]
        return [pair for pair, _ in kept], [turned for pair, turned in kept if pair.root in DIRECTED]


def _others(folder: Path, pieces: Pieces) -> Others:
    return (
        list(data.statements(folder / "statements.jsonl", pieces)),
        [e for e in data.names(folder / "names.jsonl", pieces) if fits(e)],
        list(data.documents(folder / "chains.jsonl", pieces)),
    )


def _steps(model: Model, stage: Stage, pairs: Kept, others: Callable[[], Others], rng: random.Random) -> list[Loss]:
    """One epoch of all tasks, shuffled; of pairs as many as ``stage`` has them again."""
    steps: list[Loss] = []
    if stage.others:
        statements, names, documents = others()
        steps = [*_batches(statements, 16, model, rng), *_batches(names, 48, model, rng)]
        steps += [lambda d=d: _document(model, d) for d in documents]  # type: ignore[misc]
        rng.shuffle(steps)
    if stage.again:
        for _ in range(stage.again):
            steps += _pair_steps(model, pairs, rng, alike=not stage.others)
        rng.shuffle(steps)
    return steps


def _pair_steps(model: Model, pairs: Kept, rng: random.Random, *, alike: bool) -> list[Loss]:
    """Every pair once, with some of those turned round, shuffled, in whole batches; ``alike``: in length, for speed."""
    kept, turned = pairs
    chosen = [*kept, *rng.sample(turned, int(TURNED * len(turned)))]
    rng.shuffle(chosen)
    if alike:
        cuts = [chosen[i : i + 128] for i in range(0, len(chosen), 128)]
        chosen = [e for cut in cuts for e in sorted(cut, key=lambda e: len(e.input.ids))]
    return [lambda part=chosen[i : i + 16]: _pairs(model, part) for i in range(0, len(chosen) - 15, 16)]  # type: ignore[misc]


def _batches(examples: Sequence[Example], size: int, model: Model, rng: random.Random) -> list[Loss]:
    """Batches of examples of about one length, drawn anew each time."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i].input.ids) // 16, rng.random()))
    cuts = [[examples[i] for i in order[k : k + size]] for k in range(0, len(order), size)]
    return [lambda cut=cut: _tagging(model, cut) for cut in cuts]  # type: ignore[misc]


def _tagging(model: Model, examples: list[Example]) -> Tensor:
    return tagging(model, examples, model.encoder(batch(examples, MASKED)))


def _document(model: Model, document: Document) -> Tensor:
    hidden = model.encoder(batch(document.examples, MASKED))
    return chaining(model, document, hidden) + tagging(model, document.examples, hidden)


def _pairs(model: Model, examples: list[Example]) -> Tensor:
    read = batch(examples, MASKED)
    return coding(model, examples, read, model.encoder(read))


def _run(model: Model, stage: Stage, pairs: Kept, others: Callable[[], Others], out: Path) -> dict[str, Tensor]:
    """Train ``model`` through ``stage``, a checkpoint every few minutes; the weights, which are written to ``out``."""
    if out.exists():
        model.load_state_dict(torch.load(out, weights_only=True))
        return _weights(model)
    encoder = list(model.encoder.parameters())
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    told = [*model.encoder.shapes.parameters(), *model.encoder.opinions.parameters()]
    ours = {id(p) for p in told}
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in encoder if id(p) not in ours], "lr": stage.rate},
            {"params": [*heads, *told], "lr": 10 * stage.rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    epochs = stage.epochs
    total = epochs * len(_steps(model, stage, pairs, others, random.Random(stage.seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.06 * total)) * max(0.0, (total - s) / total)
    )
    done, saved = 0, out.with_suffix(".checkpoint")
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    model.train()
    began = kept = time.time()
    number, seen, shown = 0, 0.0, 0
    for n in range(epochs):
        for loss in _steps(model, stage, pairs, others, random.Random(stage.seed + n)):
            number += 1
            if number <= done:
                continue
            torch.manual_seed(stage.seed + number)
            value = loss()
            optimizer.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen, shown = seen + float(value.detach()), shown + 1
            if shown == 50:
                print(f"{out.stem} {number}/{total} loss {seen / 50:.3f} {time.time() - began:.0f} s", file=sys.stderr)
                seen, shown = 0.0, 0
            if time.time() - kept > 300:
                _save(model, optimizer, schedule, number, saved)
                kept = time.time()
    torch.save(model.state_dict(), out.with_suffix(".new"))
    out.with_suffix(".new").replace(out)
    saved.unlink(missing_ok=True)
    return _weights(model)


def _weights(model: Model) -> dict[str, Tensor]:
    return {name: value.clone() for name, value in model.state_dict().items()}


def _save(
    model: Model,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    done: int,
    out: Path,
) -> None:
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "done": done,
    }
    torch.save(state, out.with_suffix(".part"))
    out.with_suffix(".part").replace(out)


if __name__ == "__main__":
    main()
