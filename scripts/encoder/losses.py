"""What each head is told it got wrong. Shapes: B windows, L pieces; labels are NONE where there is nothing to learn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional

from encoder.examples import NONE, Document, Example
from encoder.model import Batch, Model
from kg.annotate.encoder.labels import CHAIN, LINK
from kg.annotate.encoder.pair_features import FEATURES
from kg.annotate.encoder.windows import PIECES

#: How much a name that only the rules found counts, one that a person marked being 1.
SILVER = 0.3


def batch(examples: Sequence[Example], masked: float = 0.0) -> Batch:
    """``examples`` side by side; a share ``masked`` of the pieces is hidden, so that no single word is relied upon."""
    inputs = [e.input for e in examples]
    length = max(len(i.ids) for i in inputs)

    def rows(values: Iterable[Sequence[int]]) -> Tensor:
        return torch.tensor([[*row, *[0] * (length - len(row))] for row in values])

    read = Batch(
        rows(i.ids for i in inputs),
        rows([1] * len(i.ids) for i in inputs),
        rows(i.shapes for i in inputs),
        rows(i.opinions for i in inputs),
    )
    if masked:
        hidden = (torch.rand(read.ids.shape) < masked) & (read.ids > UNUSED)
        read = replace(read, ids=read.ids.masked_fill(hidden, MASK))
    return read


#: BERT's piece that hides another; those below are its marks and free places.
MASK, UNUSED = 103, 105


def tagging(model: Model, examples: Sequence[Example], hidden: Tensor) -> Tensor:
    """Of names, statements and the links of these."""
    dropped = model.drop(hidden)
    total = hidden.new_zeros(())
    if examples[0].said:
        total = total + _cross(model.said(dropped), [e.said for e in examples]) + 0.5 * _links(model, examples, dropped)
    weight = SILVER if examples[0].silver else 1.0
    return total + weight * _cross(model.names(dropped), [e.names for e in examples])


def _cross(logits: Tensor, labels: list[list[int]]) -> Tensor:
    length = logits.shape[1]
    gold = torch.tensor([row + [NONE] * (length - len(row)) for row in labels], device=logits.device)
    if not (gold != NONE).any():
        return logits.new_zeros(())
    return functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), gold.reshape(-1), ignore_index=NONE)


def _links(model: Model, examples: Sequence[Example], hidden: Tensor) -> Tensor:
    """A cue looks for its source and a content for its cue among all pieces of the window; [CLS] is none."""
    vectors = model.links(hidden)
    losses = []
    for side, kind in enumerate(("sources", "cues")):
        asked = [(b, at, gold) for b, e in enumerate(examples) for at, gold in getattr(e, kind)]
        if not asked:
            continue
        rows = torch.tensor([b for b, _, _ in asked])
        looking = vectors[rows, torch.tensor([at for _, at, _ in asked]), 2 * side * LINK : (2 * side + 1) * LINK]
        found = vectors[rows][:, :, (2 * side + 1) * LINK : (2 * side + 2) * LINK]
        scores = torch.einsum("nd,nld->nl", looking, found) / LINK**0.5
        lengths = torch.tensor([len(e.input.ids) for e in examples])[rows]
        scores = scores.masked_fill(torch.arange(scores.shape[1])[None] >= lengths[:, None], -1e4)
        right = torch.zeros_like(scores, dtype=torch.bool)
        for n, (_, _, gold) in enumerate(asked):
            right[n, gold] = True
        losses.append(_marginal(scores, right))
    return torch.stack(losses).mean() if losses else hidden.new_zeros(())


def _marginal(scores: Tensor, right: Tensor) -> Tensor:
    """Any of the right answers will do."""
    gained = torch.logsumexp(scores.masked_fill(~right, -1e4), -1)
    return (torch.logsumexp(scores, -1) - gained).mean()


def chaining(model: Model, document: Document, hidden: Tensor) -> Tensor:
    """Of coreference: each mention looks for one that means the same among those before it; 0 is none."""
    if len(document.mentions) < 2:
        return hidden.new_zeros(())
    vectors = model.chains(model.drop(hidden))
    window, head, first = (torch.tensor(column) for column in zip(*document.mentions, strict=True))
    at_head, at_first = vectors[window, head], vectors[window, first]
    query = at_head[:, :CHAIN] + at_first[:, CHAIN : 2 * CHAIN]
    key = at_head[:, 2 * CHAIN : 3 * CHAIN] + at_first[:, 3 * CHAIN :]
    count = len(document.mentions)
    told = torch.zeros(count, count, FEATURES)
    right = torch.zeros(count, count + 1, dtype=torch.bool)
    allowed = torch.zeros(count, count + 1, dtype=torch.bool)
    allowed[:, count] = True
    for i, before in enumerate(document.before):
        for back, features, same in before:
            told[i, i - back, features] = 1.0
            allowed[i, i - back] = True
            right[i, i - back] = same
    right[:, count] = ~right.any(-1)
    scores = query @ key.T / CHAIN**0.5 + model.told(told).squeeze(-1)
    scores = torch.cat([scores, scores.new_zeros(count, 1)], -1).masked_fill(~allowed, -1e4)
    return _marginal(scores, right)


def coding(model: Model, examples: Sequence[Example], read: Batch, hidden: Tensor) -> Tensor:
    """Of the roots between marked parties."""
    gold = torch.tensor([e.root for e in examples])
    return functional.cross_entropy(roots(model, examples, read, hidden), gold, label_smoothing=0.05)


def roots(model: Model, examples: Sequence[Example], read: Batch, hidden: Tensor) -> Tensor:
    """[B, roots]: from the mean of all pieces and of the marks before the source and before the target."""
    mask = read.mask[..., None].to(hidden.dtype)
    parts = [(hidden * mask).sum(1) / mask.sum(1)]
    for side in range(2):
        marks = torch.zeros_like(mask)
        for b, example in enumerate(examples):
            marks[b, example.input.parties[side]] = 1.0
        parts.append((hidden * marks).sum(1) / marks.sum(1).clamp(min=1.0))
    scores: Tensor = model.pairs(model.drop(torch.cat(parts, -1)))
    return scores


def fits(example: Example) -> bool:
    """Whether the encoder can read it in one piece."""
    return len(example.input.ids) <= PIECES + 2
