"""Counts of right, found and annotated, and the figures made from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

#: Figures of precision, recall and F1; and of plain shares.
RATES = ("statement", "event", "relation")
FIELDS = ("addressee", "medium", "place", "nesting")
SHARES = (
    "speaker_acc", "act_acc", "event_found", "parties_acc", "event_date_acc", "event_place_acc", "factuality_acc",
    "reported_acc", "event_link_r", "event_link_p", "statement_link_r", "statement_link_p",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """For each name how often something was right, predicted and annotated; ``notes`` says what went wrong."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    annotated: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def share(self, name: str, right: bool, note: str = "") -> None:
        """Count one case of a plain share."""
        self.annotated[name] += 1
        self.right[name] += right
        if not right and note:
            self.notes.append(f"{name}: {note}")

    def add(self, name: str, *, right: int = 0, predicted: int = 0, annotated: int = 0) -> None:
        """Count cases of a rate."""
        self.right[name] += right
        self.predicted[name] += predicted
        self.annotated[name] += annotated

    def figures(self) -> dict[str, float]:
        """Every figure by name; one of nothing is 0."""
        out: dict[str, float] = {}
        for name in RATES:
            precision = _share(self.right[f"{name}_p"], self.predicted[f"{name}_p"])
            recall = _share(self.right[f"{name}_r"], self.annotated[f"{name}_r"])
            out |= {f"{name}_p": precision, f"{name}_r": recall, f"{name}_f1": _f1(precision, recall)}
        for name in FIELDS:
            precision = _share(self.right[name], self.predicted[name])
            out[f"{name}_f1"] = _f1(precision, _share(self.right[name], self.annotated[name]))
        return out | {name: _share(self.right[name], self.annotated[name]) for name in SHARES}

    def counted(self, figure: str) -> str:
        """What a figure is made from, for the table."""
        name = figure if figure in self.annotated or figure in self.predicted else figure.removesuffix("_f1")
        if figure.endswith("_p") and name.removesuffix("_p") in RATES:
            return f"{self.right[name]} of {self.predicted[name]}"
        if figure.endswith("_f1") and name in RATES:
            return ""
        more = f", {self.predicted[name]} given" if name in FIELDS else ""
        return f"{self.right[name]} of {self.annotated[name]}{more}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
