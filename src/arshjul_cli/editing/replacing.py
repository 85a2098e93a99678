"""Entries that a plan has already: another date in place of one, or a month more."""

from collections.abc import Iterator

from arshjul_cli.editing.adding import (
    Path,
    among,
    at,
    layout_of,
    proposed_months,
    taken_up,
)
from arshjul_cli.editing.layout import Part, Splice, newline, spliced
from arshjul_cli.editing.writing import (
    like,
    month_named,
    month_of,
    new_item,
    place,
    texts_of,
    written,
)
from arshjul_cli.plan.model import Decision
from arshjul_cli.swedish import month_name


def with_month(text: str, path: Path, month: int, decision: Decision) -> str:
    """Return the text with the decision of a month in the entry of a monthly activity."""
    root = layout_of(text)
    _, entry = at(root, path)
    if entry.is_list and month != decision.date.start.month:
        return with_month(spliced(text, _months_named(text, root, path)), path, month, decision)
    slots = (
        [_own_month(item) for item in entry.values] if entry.is_list else [month_named(name) for name in entry.names]
    )
    if month in slots:
        index = slots.index(month)
        return spliced(text, replaced(text, entry.keys[index] if entry.keys else None, entry.values[index], decision))
    item = new_item(month, written(decision), as_list=entry.is_list)
    if proposal := proposed_months(text, root, path).get(month):
        return spliced(text, [taken_up(text, proposal, item.block.at(entry.column, root.step))])
    before = [value for slot, value in zip(slots, entry.values, strict=True) if place(slot) < place(month)]
    return spliced(text, [among(text, root, path, before, item)])


def _own_month(item: Part) -> int:
    """Return the month of a date of a list."""
    return month_of((item.value("date") if item.keys else item).text.strip())


def _months_named(text: str, root: Part, path: Path) -> Iterator[Splice]:
    """Yield what makes a list of dates a mapping of months to the same dates, each where it stands."""
    key, entry = at(root, path)
    names = [month_name(_own_month(item)) for item in entry.values]
    if entry.is_flow:
        yield Splice(entry.start, entry.start + 1, "{")
        yield Splice(entry.end - 1, entry.end, "}")
        yield from (Splice(item.start, item.start, f"{name}: ") for item, name in zip(entry.values, names, strict=True))
        return
    deeper, dash = " " * max(0, key.column + root.step - entry.column), f"\n{' ' * entry.column}-"
    for item, name in zip(entry.values, names, strict=True):
        begins = max(entry.start, text.rfind(dash, 0, item.start) + len(dash) - 1)
        yield Splice(begins, item.end, f"{deeper}{name}:{_below_month(text, item, deeper)}")
    for month, proposal in proposed_months(text, root, path).items():
        yield Splice(proposal.end("indent"), proposal.end("of"), f"{deeper}# {month_name(month)}:")


def _below_month(text: str, item: Part, deeper: str) -> str:
    """Return what was an item as it follows the name of a month; a mapping on lines of its own stays so."""
    old = text[item.start : item.end]
    if not item.keys or item.is_flow:
        return f" {old}"
    return f"{newline(text, item.start)}{' ' * item.column}{old}".replace("\n", f"\n{deeper}")


def replaced(text: str, key: Part | None, value: Part, decision: Decision) -> list[Splice]:
    """Return a decision in place of another: of what both have, only the texts."""
    parts, line = texts_of(decision), written(decision)
    if value.keys and value.names == tuple(parts):
        pairs = zip(value.values, parts.values(), strict=True)
        return [Splice(old.start, old.end, like(old, new)) for old, new in pairs if old.text != new]
    if not value.values:
        return [Splice(value.start, value.end, like(value, line))]
    if key is None or value.is_flow:
        return [Splice(value.start, value.end, line)]
    colon = text.index(":", key.end) + 1
    comment = text[colon : value.start].partition("\n")[0].removesuffix("\r")
    return [Splice(colon, value.end, f" {line}{comment}")]
