"""The numbers that are told of an event: how many were killed, how long it took, how much money it was."""

from __future__ import annotations

from kg.graph.view import GraphView

#: Seconds of ``duration``; ``money`` is of the currency in ``money_unit`` (ISO 4217), all else are people.
KINDS = ("killed", "wounded", "detained", "duration", "money")
AMOUNTS = tuple(name for kind in KINDS for name in (kind, f"{kind}_min", f"{kind}_max"))
COLUMNS = (*AMOUNTS, "money_unit")


def numbers(view: GraphView, node: str) -> dict[str, str]:
    """The columns of an event: ``killed`` is the least that its best reading allows, beside it both bounds.

    "Up to twenty" has an upper bound alone: no number is told that it certainly reached.
    """
    found: dict[str, str] = {}
    for quantity in view.values(node, "kg:quantity"):
        kind = view.local(quantity, "kg:of")
        if kind not in KINDS or kind in found:
            continue
        least, most = view.value(quantity, "kg:min") or "", view.value(quantity, "kg:max") or ""
        found |= {kind: least, f"{kind}_min": least, f"{kind}_max": most}
        if kind == "money":
            found["money_unit"] = view.value(quantity, "kg:unit") or ""
    return found
