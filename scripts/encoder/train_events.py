"""Trains the branch that reads events: ``python -m encoder.train_events WEIGHTS QUESTIONS OUT.pt``.

WEIGHTS are those that it stands on, QUESTIONS what :mod:`encoder.happenings` wrote. The branch starts from the last
layers of the encoder; all heads are learned at once on the articles and single sentences of the training part. After
each epoch the development part is asked, for looking only. Seeded.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from encoder.branch import SIZES, Branch, shipped_layers
from encoder.happenings import PASSED, Questions, Window, load
from encoder.model import WIDTH
from kg.annotate.encoder.weights import load as load_weights
from kg.extract.events.clues import Clues
from kg.records import FACTUALITIES

SEED, EPOCHS = 1, 5
#: The highest rates of the layers and of the heads.
RATE, HEADS_RATE = 1.2e-4, 1e-3
#: A clue is learned if the training part has it so often.
LEAST = 6
#: Texts of fewer words are learned so many at a time, others one by one.
SHORT, TOGETHER = 120, 16
#: What each question weighs.
WEIGHTS = {"words": 3.0, "deeds": 0.3, "parties": 0.25, "dates": 0.15, "same": 0.3}


@dataclass(frozen=True)
class Bag:
    """The known clues of several questions in one row, and where those of each begin."""

    clues: Tensor
    offsets: Tensor

    @classmethod
    def of(cls, told: Iterable[Clues], known: Mapping[str, int]) -> Bag:
        """Clues that the head does not know are passed over."""
        numbers: list[int] = []
        offsets: list[int] = []
        for clues in told:
            offsets.append(len(numbers))
            numbers.extend(known[clue] for clue in clues if clue in known)
        return cls(torch.tensor(numbers, dtype=torch.long), torch.tensor(offsets, dtype=torch.long))


@dataclass(frozen=True)
class Text:
    """One article, ready to learn from: each question with the words that it is about, its clues and its answers."""

    windows: Sequence[Window]
    count: int
    triggers: int
    about: Mapping[str, tuple[Tensor, ...]]
    bags: Mapping[str, Bag]
    answers: Mapping[str, Tensor]
    #: Which trigger each option of a date is for.
    groups: Tensor


def text_of(asked: Questions, known: Mapping[str, Mapping[str, int]]) -> Text:
    """``asked`` as tensors."""
    roots = torch.zeros(len(asked.words), dtype=torch.long)
    for word, root in zip(asked.triggers, asked.roots, strict=True):
        roots[word] = root
    at = asked.triggers
    options = [
        (at[k], word, clues, group, n in right)
        for group, (k, found, right) in enumerate(asked.dates)
        for n, (word, clues) in enumerate(found)
    ]

    def numbers(values: Iterable[int]) -> Tensor:
        return torch.tensor(list(values), dtype=torch.long)

    about = {
        "words": (torch.arange(len(asked.words)),),
        "deeds": (numbers(at),),
        "parties": (numbers(at[k] for k, *_ in asked.parties), numbers(word for _, word, *_ in asked.parties)),
        "dates": (numbers(t for t, *_ in options), numbers(word for _, word, *_ in options)),
        "same": (numbers(at[i] for i, *_ in asked.same), numbers(at[j] for _, j, *_ in asked.same)),
    }
    told: dict[str, list[Clues]] = {
        "words": asked.words,
        "deeds": [clues for clues, _, _ in asked.deeds],
        "parties": [clues for _, _, clues, _ in asked.parties],
        "dates": [clues for _, _, clues, _, _ in options],
        "same": [clues for _, _, clues, _ in asked.same],
    }
    answers = {
        "words": roots,
        "views": numbers(view for _, view, _ in asked.deeds),
        "voices": numbers(voice for _, _, voice in asked.deeds),
        "parties": numbers(part for *_, part in asked.parties),
        "dates": torch.tensor([right for *_, right in options], dtype=torch.float32),
        "same": torch.tensor([float(one) for *_, one in asked.same]),
    }
    bags = {name: Bag.of(clues, known[name]) for name, clues in told.items()}
    return Text(asked.windows, len(asked.words), len(at), about, bags, answers, numbers(g for *_, g, _ in options))


def clues_of(articles: Iterable[Questions]) -> dict[str, dict[str, int]]:
    """The clues that each head learns, numbered from 1."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in SIZES}
    for asked in articles:
        for clues in asked.words:
            seen["words"].update(clues)
        for clues, _, _ in asked.deeds:
            seen["deeds"].update(clues)
        for _, _, clues, _ in asked.parties:
            seen["parties"].update(clues)
        for _, found, _ in asked.dates:
            for _, clues in found:
                seen["dates"].update(clues)
        for _, _, clues, _ in asked.same:
            seen["same"].update(clues)
    return {
        name: {clue: n for n, clue in enumerate(sorted(c for c, times in counted.items() if times >= LEAST), 1)}
        for name, counted in seen.items()
    }


def vectors(branch: Branch, texts: Sequence[Text]) -> list[Tensor]:
    """[words, V] of each text."""
    cut = [(n, window) for n, text in enumerate(texts) for window in text.windows]
    longest = max(len(window.below) for _, window in cut)
    below = np.zeros((len(cut), longest, WIDTH), np.float32)
    mask = np.zeros((len(cut), longest), np.float32)
    for row, (_, window) in enumerate(cut):
        below[row, : len(window.below)] = window.below
        mask[row, : len(window.below)] = 1
    seen = branch(torch.from_numpy(below), torch.from_numpy(mask))
    own: list[list[Tensor]] = [[] for _ in texts]
    for row, (n, window) in enumerate(cut):
        own[n].append(seen[row, torch.tensor(window.at[window.own - window.start :])])
    return [torch.cat(parts) for parts in own]


def answered(branch: Branch, text: Text, words: Tensor) -> dict[str, Tensor]:
    """What the heads make of each question that ``text`` has."""
    found = {}
    for name, head in branch.heads.items():
        at = text.about[name]
        if len(at[0]):
            given = [words[n] for n in at]
            if len(given) == 2:
                given.append(given[0] * given[1])
            found[name] = head(given, text.bags[name].clues, text.bags[name].offsets)
    return found


def loss(branch: Branch, texts: Sequence[Text]) -> Tensor:
    """All questions of ``texts``; a date is right if any of the right options is likely."""
    count, triggers = sum(text.count for text in texts), max(sum(text.triggers for text in texts), 1)
    total = torch.zeros(())
    for text, words in zip(texts, vectors(branch, texts), strict=True):
        found, right = answered(branch, text, words), text.answers
        total = (
            total + WEIGHTS["words"] * functional.cross_entropy(found["words"], right["words"], reduction="sum") / count
        )
        if "deeds" in found:
            views, voices = found["deeds"].split([len(FACTUALITIES), 2], 1)
            both = functional.cross_entropy(views, right["views"], reduction="sum")
            both = both + functional.cross_entropy(voices, right["voices"], reduction="sum")
            total = total + WEIGHTS["deeds"] * both / triggers
        if "parties" in found:
            wrong = functional.cross_entropy(found["parties"], right["parties"], reduction="sum", ignore_index=PASSED)
            total = total + WEIGHTS["parties"] * wrong / triggers
        if "dates" in found:
            score = found["dates"][:, 0]
            raised = torch.exp(score - score.detach().max())
            groups = int(text.groups.max()) + 1
            everything = torch.zeros(groups).index_add(0, text.groups, raised)
            good = torch.zeros(groups).index_add(0, text.groups, raised * right["dates"])
            total = total + WEIGHTS["dates"] * (torch.log(everything) - torch.log(good + 1e-9)).sum() / triggers
        if "same" in found:
            wrong = functional.binary_cross_entropy_with_logits(found["same"][:, 0], right["same"])
            total = total + WEIGHTS["same"] * wrong * text.triggers / triggers
    return total


def look(branch: Branch, texts: Sequence[Text]) -> str:
    """Figures of a part that is not learned from, on the triggers that its people marked."""
    branch.eval()
    seen: Counter[str] = Counter()
    with torch.no_grad():
        for text in texts:
            found, right = answered(branch, text, vectors(branch, [text])[0]), text.answers
            best = found["words"].argmax(1)
            seen["found"] += int((best > 0).sum())
            seen["marked"] += int((right["words"] > 0).sum())
            seen["triggers"] += int(((best > 0) & (right["words"] > 0)).sum())
            seen["typed"] += int(((best > 0) & (right["words"] == best)).sum())
            if "deeds" in found:
                views, voices = found["deeds"].split([len(FACTUALITIES), 2], 1)
                seen["views"] += int((views.argmax(1) == right["views"]).sum())
                seen["voices"] += int((voices.argmax(1) == right["voices"]).sum())
            if "parties" in found:
                counted = right["parties"] != PASSED
                part = found["parties"].argmax(1)
                seen["parts"] += int(((part == right["parties"]) & counted & (part > 0)).sum())
                seen["of parts"] += int(((part > 0) & counted).sum()) + int((right["parties"] > 0).sum())
    branch.train()
    both = max(seen["found"] + seen["marked"], 1)
    marked = max(seen["marked"], 1)
    return (
        f"triggers {2 * seen['triggers'] / both:.3f}, with the root {2 * seen['typed'] / both:.3f}, "
        f"factuality {seen['views'] / marked:.3f}, voice {seen['voices'] / marked:.3f}, "
        f"parts {2 * seen['parts'] / max(seen['of parts'], 1):.3f}"
    )


def main(weights: Path, questions: Path, out: Path) -> None:
    """Train the branch and write it to ``out``, with the clues that its heads know."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    torch.set_flush_denormal(True)
    articles = [*load(questions / "train.pickle"), *load(questions / "train-coded.pickle")]
    known = clues_of(articles)
    texts = [text_of(asked, known) for asked in articles]
    apart = [text_of(asked, known) for asked in load(questions / "data.pickle")]
    long = [text for text in texts if text.count > SHORT]
    short = [text for text in texts if text.count <= SHORT]
    branch = Branch(shipped_layers(load_weights(weights).encoder), {name: len(clues) for name, clues in known.items()})
    layers = list(branch.layers.parameters())
    heads = [p for name, p in branch.named_parameters() if not name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": heads, "lr": HEADS_RATE}], weight_decay=0.01
    )
    each = len(long) + len(short) // TOGETHER
    total = EPOCHS * each
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.06 * total)) * max(0.0, (total - s) / total)
    )
    began = time.monotonic()
    for epoch in range(EPOCHS):
        alike = sorted(short, key=lambda text: (len(text.windows[0].below) // 12, rng.random()))
        steps = [[text] for text in long] + [alike[i : i + TOGETHER] for i in range(0, each * TOGETHER, TOGETHER)]
        steps = [step for step in steps if len(step) in (1, TOGETHER)]
        rng.shuffle(steps)
        for step in steps[:each]:
            optimizer.zero_grad()
            wrong = loss(branch, step)
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch}, {time.monotonic() - began:.0f} s: {look(branch, apart)}", flush=True)
    torch.save({"model": branch.state_dict(), "clues": known}, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
