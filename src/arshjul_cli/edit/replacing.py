"""Entries that a plan has already: another date in place of one, or a month more."""

from arshjul_cli.edit.adding import BY_HAND, STEP, added, layout_of, part_at
from arshjul_cli.edit.writing import like, new_item, place, texts_of, written
from arshjul_cli.errors import EditError
from arshjul_cli.layout import Part, Splice, newline, spliced, without_comment
from arshjul_cli.plan import Decision
from arshjul_cli.swedish import MONTHS, month_name


def with_month(text: str, path: tuple[str, ...], month: int, decision: Decision) -> str:
    """Return the text with the decision of a month in the entry of a monthly activity."""
    dates = part_at(layout_of(text), path[:-1])
    entry = dates.get(path[-1]) if dates else None
    if dates is None or entry is None:
        raise EditError(f"{path[-1]} gick inte att ändra. {BY_HAND}")
    slots = [_own_month(item) for item in entry.values] if entry.is_list else [_named(name) for name in entry.names]
    if entry.is_list and month != decision.date.start.month:
        return with_month(spliced(text, _months_named(text, dates.key(path[-1]), entry, slots)), path, month, decision)
    if month in slots:
        index = slots.index(month)
        return spliced(text, replaced(text, entry.keys[index] if entry.keys else None, entry.values[index], decision))
    before = [index for index, slot in enumerate(slots) if place(slot) < place(month)]
    item = new_item(month, decision, as_list=entry.is_list)
    return spliced(text, [added(text, dates.key(path[-1]), entry, before[-1] if before else None, item)])


def _own_month(item: Part) -> int:
    """Return the month of a date of a list."""
    return int((item.get("date") or item).text.strip()[5:7])


def _named(name: str) -> int:
    return MONTHS.index(name.strip().lower()) + 1


def _months_named(text: str, key: Part, entry: Part, slots: list[int]) -> list[Splice]:
    """Return what makes a list of dates a mapping of months to the same dates, each where it stands."""
    names = [f"{month_name(slot)}: " for slot in slots]
    if entry.is_flow:
        ends = [Splice(entry.start, entry.start + 1, "{"), Splice(entry.end - 1, entry.end, "}")]
        return [*ends, *(Splice(item.start, item.start, name) for item, name in zip(entry.values, names, strict=True))]
    deeper = " " * max(0, key.column + STEP - entry.column)
    dashes = [text.rfind("-", 0, item.start) for item in entry.values]
    return [
        Splice(dash, item.start, f"{deeper}{_after_month(text, item, name)}")
        for dash, item, name in zip(dashes, entry.values, names, strict=True)
    ]


def _after_month(text: str, item: Part, name: str) -> str:
    """Return a month's name before what was an item; a mapping on lines of its own stays so."""
    if item.keys and not item.is_flow:
        return f"{name.rstrip()}{newline(text, item.start)}{' ' * item.column}"
    return name


def replaced(text: str, key: Part | None, value: Part, decision: Decision) -> list[Splice]:
    """Return a decision in place of another: of what both have, only the texts."""
    parts = texts_of(decision)
    if value.keys and value.names == tuple(parts):
        pairs = zip(value.values, parts.values(), strict=True)
        return [Splice(old.start, old.end, like(old, new)) for old, new in pairs if old.text != new]
    if not value.values:
        new = like(value, written(decision))
        return [Splice(value.start, value.end, new if value.end > value.start else f" {new}")]
    if not without_comment(text, value):
        raise EditError(f"Kommentarer i {key.text if key else 'listan'} skulle försvinna. {BY_HAND}")
    start = value.start if value.is_flow or key is None else text.index(":", key.end) + 1
    return [Splice(start, value.end, written(decision) if start == value.start else f" {written(decision)}")]
