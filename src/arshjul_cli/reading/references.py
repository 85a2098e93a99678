"""The plan's cross-references: every id that one part names must exist in another, and decisions must fit.

`of_tree` needs only the tree of the file, so that a part which is itself at fault is still held against the
others; `of_body` needs what the parts mean.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from zoneinfo import ZoneInfo

from arshjul_cli.findings import Loc, Problem, cut
from arshjul_cli.plan.fields import Days
from arshjul_cli.plan.fields.texts import as_id
from arshjul_cli.plan.model import Activity, Body, Decision, YearBlock
from arshjul_cli.reading.tree import Tree, at, leaves, strings
from arshjul_cli.rules import Deadline, slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS, did_you_mean, enumerate_words, long_day, month_name

_WHERE: Mapping[tuple[str, ...], str] = {
    ("plan", "owner"): "roles",
    ("roles", "*", "leader"): "roles",
    ("roles", "*", "members", "*"): "roles",
    ("feeds", "*", "roles", "*"): "roles",
    ("promises", "*", "activities", "*"): "activities",
    **{
        (*item, *field): section
        for item in (("activities", "*"), ("years", "*", "extra", "*"))
        for field, section in (
            (("responsible", "*"), "roles"),
            (("participants", "*"), "roles"),
            (("category",), "categories"),
            (("goals", "*"), "goals"),
        )
    },
}
"""Where ids of another section stand."""
_ONE = {"roles": "Rollen", "categories": "Kategorin", "goals": "Målet", "activities": "Aktiviteten"}

_LACKING = {
    "dates": "Datumet saknas. Skriv det efter kolonet, till exempel 2026-03-05, eller ta bort raden.",
    "cancelled": "Skälet saknas. Skriv efter kolonet varför den är inställd, eller ta bort raden.",
}


def of_tree(tree: Tree, gaps: frozenset[Loc] = frozenset()) -> Iterator[Problem]:
    """Yield ids that name nothing (none of which a gap may hold), ids twice in a list, and ids that two parts share."""
    for pattern, section in _WHERE.items():
        valid = _ids(tree, section)
        ids = frozenset(filter(_is_id, valid))
        # What is meant by an id that is written wrongly is told there, not at all that names it.
        meant = tuple(map(as_id, valid - ids))
        whole = _is_whole(section, gaps)
        seen: set[tuple[Loc, str]] = set()
        for loc, one in strings(tree, pattern):
            if one not in valid and whole and not any(other.startswith(one) for other in meant):
                text = f'{_ONE[section]} "{cut(one)}" finns inte.'
                yield Problem(loc=loc, code="AH206", text=text, hint=partial(_nearest, one, ids, section))
            elif (loc[:-1], one) in seen:
                yield Problem(loc=loc, code="AH205", text=f'"{cut(one)}" står två gånger. Ta bort den ena.')
            elif pattern[-1] == "*":
                seen.add((loc[:-1], one))
    if _is_whole("activities", gaps) and _is_whole("years", gaps):
        yield from _years_of_tree(tree)
    yield from _shared_ids(tree)
    yield from _empty((), tree)


def unfinished(tree: Tree) -> Iterator[Problem]:
    """Yield what lacks a comma, a date or a reason, so that it is something else than it was meant to be."""
    for pattern, section in _WHERE.items():
        valid = _ids(tree, section)
        for loc, one in strings(tree, pattern):
            words = one.split()
            if pattern[-1] == "*" and len(words) > 1 and valid.issuperset(words):
                text = f'Kommatecken saknas. Skriv ett mellan id:na: "{cut(", ".join(words))}".'
                yield Problem(loc=loc, code="AH204", text=text)
    for section, text in _LACKING.items():
        for loc, entry in leaves(tree, ("years", "*", section, "*")):
            if entry in (None, {}, []):
                yield Problem(loc=loc, code="AH203", text=text)


def of_body(body: Body, time_zone: str) -> Iterator[Problem]:
    """Yield what the parts of a plan cannot mean together, where people live by a time zone."""
    for role_id, role in body.roles.items():
        if role_id in role.members:
            text = "Rollen står som medlem i sig själv. Ta bort den."
            yield Problem(loc=("roles", role_id, "members", role.members.index(role_id)), code="AH206", text=text)
        if role_id == role.leader:
            text = "Rollen leder sig själv. Ta bort den, eller skriv vem som leder."
            yield Problem(loc=("roles", role_id, "leader"), code="AH206", text=text)
    for index, promise in enumerate(body.promises):
        if bool(promise.per_school_year) == bool(promise.months):
            text = "Ett löfte har antingen per_school_year (antal per läsår) eller months (månader). Skriv ett av dem."
            yield Problem(loc=("promises", index), code="AH203", text=text)
    for year, block in body.years.items():
        yield from _year(body, year, block)
        yield from _clock_changes(year, block, time_zone)


def _empty(loc: Loc, tree: Tree) -> Iterator[Problem]:
    """Yield the keys without a value; only the `dates` of a year may wait for theirs."""
    if tree is None and loc and not (loc[0] == "years" and loc[2:] == ("dates",)):
        text = "Värdet saknas. Skriv det efter kolonet, eller ta bort nyckeln."
        yield Problem(loc=loc, code="AH203", text=text)
    elif isinstance(tree, dict):
        for key, part in tree.items():
            yield from _empty((*loc, key), part)
    elif isinstance(tree, list):
        for index, part in enumerate(tree):
            yield from _empty((*loc, index), part)


def _is_whole(section: str, gaps: frozenset[Loc]) -> bool:
    """Tell whether all ids of a section are known: those of activities stand within them, others are keys of it."""
    return not any(
        not gap or (gap[0] == section and (len(gap) == 1 or section in {"activities", "years"})) for gap in gaps
    )


def _nearest(one: str, valid: frozenset[str], section: str) -> str:
    return did_you_mean(one, valid) or f" Lägg till den under {section}."


def _is_id(text: str) -> bool:
    """Tell whether a text is an id, and not one that is written wrongly, which is told at its own place."""
    return as_id(text) == text


def _ids(tree: Tree, section: str) -> frozenset[str]:
    if section == "activities":
        return frozenset(one for _, one in strings(tree, ("activities", "*", "id")))
    return frozenset(loc[1] for loc, _ in leaves(tree, (section, "*")) if isinstance(loc[1], str))


def _years_of_tree(tree: Tree) -> Iterator[Problem]:
    activities = _ids(tree, "activities")
    former = {old: str(at(tree, (*loc[:2], "id"))) for loc, old in strings(tree, ("activities", "*", "formerly", "*"))}
    for (_, year), _block in leaves(tree, ("years", "*")):
        extras = frozenset(one for _, one in strings(tree, ("years", str(year), "extra", "*", "id")))
        for loc, _entry in leaves(tree, ("years", str(year), "dates", "*")):
            if loc[-1] in extras:
                text = "Ett extra tillfälle har sitt datum i date. Flytta datumet dit."
                yield Problem(loc=loc, code="AH206", text=text)
            else:
                yield from _no_activity(loc, activities, former)
        for loc, _entry in leaves(tree, ("years", str(year), "cancelled", "*")):
            yield from _no_activity(loc, activities | extras, former)


def _no_activity(loc: Loc, valid: frozenset[str], former: Mapping[str, str]) -> Iterator[Problem]:
    one = loc[-1]
    if isinstance(one, str) and one not in valid:
        text = f'Aktiviteten "{cut(one)}" finns inte.'
        if one in former:
            yield Problem(loc=loc, code="AH206", text=f'{text} Den heter numera "{cut(former[one])}".')
        else:
            yield Problem(loc=loc, code="AH206", text=text, hint=partial(did_you_mean, one, valid))


def _shared_ids(tree: Tree) -> Iterator[Problem]:
    """An id makes UIDs or a file name, so no two parts may share one, neither now nor formerly."""
    activities = [*strings(tree, ("activities", "*", "id")), *strings(tree, ("activities", "*", "formerly", "*"))]
    yield from _shared(activities, "en annan aktivitet")
    names = {one for _, one in activities}
    for (_, year), _block in leaves(tree, ("years", "*")):
        extras = tuple(strings(tree, ("years", str(year), "extra", "*", "id")))
        yield from _shared(extras, "ett annat extra tillfälle")
        yield from _taken(extras, names, "en aktivitet")
    yield from _shared(strings(tree, ("promises", "*", "id")), "ett annat löfte")
    former = tuple(strings(tree, ("roles", "*", "formerly", "*")))
    roles = _ids(tree, "roles")
    yield from _taken(former, roles, "en roll")
    yield from _shared(former, "en annan roll")
    feeds = tuple((loc, str(loc[1])) for loc, _ in leaves(tree, ("feeds", "*")))
    yield from _taken(feeds, roles | {one for _, one in former}, "en roll")


def _shared(ids: Iterable[tuple[Loc, str]], other: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for loc, one in ids:
        yield from _taken([(loc, one)], seen, other)
        seen.add(one)


def _taken(ids: Iterable[tuple[Loc, str]], names: Iterable[str], other: str) -> Iterator[Problem]:
    for loc, one in ids:
        if one in names:
            yield Problem(loc=loc, code="AH205", text=f'Id:t "{cut(one)}" tillhör redan {other}. Välj ett annat id.')


def _year(body: Body, year: SchoolYear, block: YearBlock) -> Iterator[Problem]:
    loc: Loc = ("years", str(year))
    activities = {activity.id: activity for activity in body.activities}
    for activity_id, entry in block.dates.items():
        if activity_id in activities:
            yield from _decisions((*loc, "dates", activity_id), activities[activity_id], year, entry)
    for activity_id, reasons in block.cancelled.items():
        if isinstance(reasons, str) and reasons.lower() in MONTHS:
            text = f"Skälet är bara en månad. Skriv {{{reasons.lower()}: skälet}} för att ställa in den månaden."
            yield Problem(loc=(*loc, "cancelled", activity_id), code="AH203", text=text)
        if isinstance(reasons, Mapping):
            months = _months(activities[activity_id]) if activity_id in activities else ()
            yield from _cancelled_months((*loc, "cancelled", activity_id), months, reasons)
    for index, extra in enumerate(block.extra):
        yield from _outside((*loc, "extra", index, "date"), year, extra.date)
    for index, one in enumerate(block.breaks):
        if isinstance(one.when, Deadline) or len(slots(one.when)) != 1:
            text = 'Ett lov är dagar i följd, en gång per läsår. Skriv till exempel "v. 7" eller "22–31 december".'
            yield Problem(loc=(*loc, "breaks", index, "when"), code="AH207", text=text)


def _decisions(loc: Loc, activity: Activity, year: SchoolYear, entry: object) -> Iterator[Problem]:
    months = _months(activity)
    if isinstance(entry, Decision):
        if months:
            text = "Aktiviteten är varje månad. Skriv en lista med datum, eller månad: datum på var sin rad."
            yield Problem(loc=loc, code="AH210", text=text)
        yield from _outside(loc, year, entry.date)
        return
    if not months:
        text = f'Aktiviteten ("{activity.when}") har ett enda datum per läsår. Skriv bara det.'
        yield Problem(loc=loc, code="AH210", text=text)
        return
    seen: set[int] = set()
    for key, month, decision in _by_month(entry):
        here = (*loc, key)
        if month not in months:
            text = f"{month_name(month).capitalize()} hör inte till aktiviteten ({activity.when}). Ta bort raden."
            yield Problem(loc=here, code="AH210", text=text)
        if month in seen:
            text = f"{month_name(month).capitalize()} har redan ett datum. Skriv det andra under extra."
            yield Problem(loc=here, code="AH210", text=text)
        seen.add(month)
        yield from _outside(here, year, decision.date)
        if (
            isinstance(key, int)
            and year.admits(decision.date.start)
            and SchoolYear.containing(decision.date.start) != year
        ):
            text = f"{long_day(decision.date.start).capitalize()} ligger utanför läsåret {year}, så månaden är oklar."
            yield Problem(loc=here, code="AH210", text=f"{text} Skriv månad: datum på var sin rad i stället.")


def _by_month(entry: object) -> Iterator[tuple[str | int, int, Decision]]:
    if isinstance(entry, Mapping):
        yield from ((month_name(month), month, decision) for month, decision in entry.items())
    elif isinstance(entry, tuple):
        yield from ((index, decision.date.start.month, decision) for index, decision in enumerate(entry))


def _cancelled_months(loc: Loc, months: tuple[int, ...], reasons: Mapping[int, str]) -> Iterator[Problem]:
    for month in reasons:
        if month not in months:
            if months:
                text = f"Aktiviteten har inget tillfälle i {month_name(month)}. Den finns i {_named(months)}."
            else:
                text = "Aktiviteten har inga månader. Skriv bara skälet."
            yield Problem(loc=(*loc, month_name(month)), code="AH210", text=text)


def _named(months: Iterable[int]) -> str:
    return enumerate_words(map(month_name, months))


def _months(activity: Activity) -> tuple[int, ...]:
    return tuple(month for month, _ in slots(activity.when) if month)


def _clock_changes(year: SchoolYear, block: YearBlock, time_zone: str) -> Iterator[Problem]:
    """Yield times that do not exist, or exist twice, because the clock is changed that night."""
    loc: Loc = ("years", str(year))
    decided = [
        ((*loc, "dates", activity_id, *step), decision.date)
        for activity_id, entry in block.dates.items()
        for step, decision in _with_steps(entry)
    ]
    extras = [((*loc, "extra", index, "date"), extra.date) for index, extra in enumerate(block.extra)]
    for here, days in (*decided, *extras):
        for time in days.time or ():
            if why := _not_once(dt.datetime.combine(days.start, time), time_zone):
                text = f"Klockan {time:%H:%M} {why} {long_day(days.start)}, då klockan ställs om. Välj en annan tid."
                yield Problem(loc=here, code="AH210", text=text)


def _with_steps(entry: object) -> Iterator[tuple[tuple[str | int, ...], Decision]]:
    if isinstance(entry, Decision):
        yield (), entry
    else:
        yield from (((key,), decision) for key, _, decision in _by_month(entry))


def _not_once(local: dt.datetime, time_zone: str) -> str | None:
    from dateutil.tz import datetime_ambiguous, datetime_exists

    zone = ZoneInfo(time_zone)
    if not datetime_exists(local, zone):
        return "finns inte"
    return "finns två gånger" if datetime_ambiguous(local, zone) else None


def _outside(loc: Loc, year: SchoolYear, days: Days) -> Iterator[Problem]:
    if not year.admits(days.start):
        text = f"{long_day(days.start).capitalize()} ligger utanför läsåret {year}."
        right = SchoolYear.containing(days.start)
        yield Problem(loc=loc, code="AH210", text=f"{text} Rätta datumet, eller flytta det till {right}.")
