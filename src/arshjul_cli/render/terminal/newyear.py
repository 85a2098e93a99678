"""What differs from the year before, in words."""

from collections.abc import Iterable, Iterator

from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import enumerate_words, long_span
from arshjul_cli.wheel.undecided import Undecided


def render(year: SchoolYear, differences: Iterable[str], undecided: Iterable[Undecided]) -> str:
    """Return the report on a new school year."""
    return "".join(f"{line}\n" for line in _lines(year, differences, undecided))


def _lines(year: SchoolYear, differences: Iterable[str], undecided: Iterable[Undecided]) -> Iterator[str]:
    yield f"Det här är annorlunda läsåret {year}:"
    yield from (f"  {difference}" for difference in differences)
    yield ""
    if clashing := [slot for slot in undecided if slot.clashes]:
        yield "Preliminära datum att se över:"
        yield from (f"  {_clash(slot)}" for slot in clashing)
    else:
        yield "Inget preliminärt datum ligger på en helg eller ett lov."
    yield ""


def _clash(slot: Undecided) -> str:
    if slot.days is None:
        return f"{slot.activity.id}: datum saknas, {enumerate_words(slot.clashes)}."
    return f"{slot.activity.id}: {long_span(*slot.days)} krockar med {enumerate_words(slot.clashes)}."
