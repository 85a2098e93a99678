"""Entries as activities of a plan, with their ids, and categories; and the rows of which none can be made."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arshjul_cli.findings import cut
from arshjul_cli.importing.cleaning import cleaned
from arshjul_cli.importing.model import Column, Told
from arshjul_cli.importing.names import short_id, unique
from arshjul_cli.importing.people import Roles, named
from arshjul_cli.importing.rows import Entry, Line, whole
from arshjul_cli.importing.times import Timing, timing
from arshjul_cli.plan.fields import WINDOWS_DEVICES
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import day, month_name

_SUMMARY, _LINE = 200, 500
_BULLETS = "•·‣▪◦–-* "
_NO_ACTIVITY = "Raden har ingen aktivitet. Skriv in den för hand, om den ska vara med."


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An activity, and how it came to be."""

    id: str
    summary: str
    points: tuple[str, ...]
    timing: Timing
    written: str
    """What the table says of its time, word for word."""
    responsible: tuple[str, ...]
    participants: tuple[str, ...]
    people: str
    """What the table says of who is responsible, if the roles do not."""
    category: str
    location: str
    others: tuple[str, ...]
    """What stands in columns that are read as nothing, with their headings."""
    told: tuple[Told, ...]
    """A line for each of its rows."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of which no activity could be made; its text, word for word, becomes a comment."""

    text: str
    told: tuple[Told, ...]


Result = Made | Kept | Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What all rows share: the roles, the ids of the categories by name, and what a column is called."""

    roles: Roles
    categories: Mapping[str, str]
    column: Callable[[int], str]


def results(lines: Iterable[Line], known: Known, asked: SchoolYear | int | None) -> list[Result]:
    """Return what each line became, in order; days without a year are of the one that was asked for."""
    everything = list(lines)
    timings = {id(line): timing(line.written, asked) for line in everything if isinstance(line, Entry)}
    usual = Counter(short_id(_lines(line)[0]) for line in everything if isinstance(line, Entry) and _lines(line))
    taken: set[str] = set()
    done: list[Result] = []
    for line in everything:
        if isinstance(line, Told):
            done.append(line)
        elif not _lines(line):
            done.append(_kept(line))
        else:
            when = timings[id(line)]
            made = unique(_id(_lines(line)[0], when, usual), taken)
            taken.add(made)
            done.append(_made(line, made, when, known))
    return done


def _lines(entry: Entry) -> list[str]:
    """Return the lines of what is done; without any, what stands where its time should, if that is no time."""
    text = entry.text(Column.WHAT)
    return [line for line in (cleaned(line.strip(_BULLETS)) for line in text.split("\n")) if line]


def _id(title: str, when: Timing, usual: Mapping[str, int]) -> str:
    """Return the id that a title makes; of one that several have, with the month."""
    made = short_id(title)
    if not made or made in WINDOWS_DEVICES:
        made = "-".join(filter(None, ("aktivitet", made)))
    return f"{made}-{short_id(month_name(when.month))}" if usual[short_id(title)] > 1 and when.month else made


def _kept(entry: Entry) -> Kept:
    told = (
        Told(where=row.where, became="ingen aktivitet", read=(f'"{whole(row)}"',), needs=(_NO_ACTIVITY,))
        for row in entry.rows
    )
    return Kept(" ; ".join(map(whole, entry.rows)), tuple(told))


def _made(entry: Entry, made: str, when: Timing, known: Known) -> Made:
    first, *more = _lines(entry)
    summary, *rest = _within(first, _SUMMARY)
    location, *elsewhere = _within(_on_a_line(entry.text(Column.PLACE)), _SUMMARY)
    remarks = entry.text(Column.REMARK).split("\n")
    points = [piece for line in (*rest, *more, *elsewhere, *remarks) for piece in _within(line, _LINE) if piece]
    responsible = known.roles.of(entry.text(Column.RESPONSIBLE))
    people = entry.text(Column.RESPONSIBLE)
    participants = tuple(one for one in known.roles.of(entry.text(Column.PARTICIPANTS)) if one not in responsible)
    return Made(
        id=made,
        summary=summary,
        points=tuple(points),
        timing=when,
        written=_on_a_line(entry.written.text),
        responsible=responsible,
        participants=participants,
        people="" if known.roles.are_as_written(people) else _on_a_line(people),
        category=known.categories.get(category_key(entry), ""),
        location=location,
        others=tuple(f"{known.column(at)}: {_on_a_line(text)}" for at, text in sorted(entry.others.items())),
        told=tuple(_told(entry, made, when)),
    )


def _told(entry: Entry, made: str, when: Timing) -> Iterator[Told]:
    first, *more = entry.rows
    notes = (note for row in entry.rows for note in row.notes)
    yield Told(where=first.where, became=made, read=tuple(_read(entry, when)), needs=(*when.needs, *notes))
    for row in more:
        yield Told(where=row.where, became=made, read=(f"hör ihop med {first.where}",))


def _read(entry: Entry, when: Timing) -> Iterator[str]:
    """Yield what was read as what."""
    own = _on_a_line(entry.written.text)
    source = f'"{own}" = ' if own else f"enligt {entry.above} = " if entry.above else ""
    decided = f", bestämd {day(when.day)} {when.day.year}{when.decided[10:]}" if when.day else ""
    yield f"{source}{when.when}{decided}"
    who = named(entry.text(Column.RESPONSIBLE))
    yield f"ansvarig: {', '.join(who)}" if who else "ingen ansvarig"
    if others := named(entry.text(Column.PARTICIPANTS)):
        yield f"deltar: {', '.join(others)}"
    for column in (Column.PLACE, Column.CATEGORY):
        if text := _on_a_line(entry.text(column)):
            yield f"{column}: {cut(text)}"


def category_key(entry: Entry) -> str:
    """Return the name of an entry's category, as it is compared."""
    return _on_a_line(entry.text(Column.CATEGORY)).casefold()


def categories(lines: Sequence[Line]) -> dict[str, str]:
    """Return the names of the categories, as they first stand, by how they are compared."""
    entries = [line for line in lines if isinstance(line, Entry) and _lines(line)]
    names = {
        category_key(entry): _within(_on_a_line(entry.text(Column.CATEGORY)), _LINE)[0] for entry in reversed(entries)
    }
    return {key: names[key] for key in dict.fromkeys(map(category_key, entries)) if key}


def _on_a_line(text: str) -> str:
    return " ".join(text.split())


def _within(text: str, most: int) -> list[str]:
    """Return a text in pieces of at most so many UTF-16 units, parted between words where it can be; at least one."""
    pieces: list[str] = []
    rest = text
    while _length(rest) > most:
        at = next(at for at in range(min(len(rest) - 1, most), 0, -1) if _length(rest[:at]) <= most)
        space = rest.rfind(" ", 1, at + 1)
        at = space if space > 0 else at
        pieces.append(rest[:at].strip())
        rest = rest[at:].strip()
    # A cut may leave half of a sign, or a quotation without its other half.
    return list(filter(None, map(cleaned, (*pieces, rest)))) or [""]


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
