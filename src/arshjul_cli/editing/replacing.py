"""Entries that a plan has already: another date in place of one."""

from collections.abc import Iterator

from arshjul_cli.editing.layout import Part
from arshjul_cli.editing.splicing import Splice
from arshjul_cli.editing.writing import decision_text, like, texts_of
from arshjul_cli.plan.years import Decision


def replaced(text: str, key: Part | None, value: Part, decision: Decision) -> Iterator[Splice]:
    """Yield a decision in place of another: of what both have, only the texts."""
    line = decision_text(decision)
    if keeps_form(value, decision):
        pairs = zip(value.values, texts_of(decision).values(), strict=True)
        yield from (Splice(old.start, old.end, like(old, new)) for old, new in pairs if old.text != new)
    elif not value.values:
        yield Splice(value.start, value.end, like(value, line))
    elif key is None or value.is_flow:
        yield Splice(value.start, value.end, line)
    else:
        colon = text.index(":", key.end) + 1
        comment = text[colon : value.start].partition("\n")[0].removesuffix("\r")
        yield Splice(colon, value.end, f" {line}{comment}")


def keeps_form(value: Part, decision: Decision) -> bool:
    """Tell whether a value has the keys of a decision, so that only their texts need to change."""
    return bool(value.keys) and value.names == tuple(texts_of(decision))
