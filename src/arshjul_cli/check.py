"""The sense of a plan: what its wheel lacks, breaks or has not decided."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from arshjul_cli.errors import Level, Loc, Problem
from arshjul_cli.plan import Plan, Promise
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import count, enumerate_words, month_name
from arshjul_cli.wheel import Missing, Occurrence, Status, Wheel


def impossible(plan: Plan, wheel: Wheel) -> tuple[Problem, ...]:
    """Return the dates that the rules do not give in the wheel's years: nothing can be made of such a plan."""
    return tuple(_impossible(_locs(plan)[one.activity.id], one) for one in wheel.missing)


def check(plan: Plan, wheel: Wheel) -> tuple[Problem, ...]:
    """Return every finding for the wheel's years."""
    locs = _locs(plan)
    return (
        *impossible(plan, wheel),
        *_broken_promises(plan, wheel),
        *_undecided(wheel, locs),
        *_cancelled_without_date(plan, wheel),
    )


def _locs(plan: Plan) -> dict[str, Loc]:
    return {activity.id: ("activities", index, "when") for index, activity in enumerate(plan.activities)}


def _impossible(loc: Loc, one: Missing) -> Problem:
    where = f"för {month_name(one.month)} " if one.month else ""
    example = f"years: {one.school_year}: dates: {{{one.activity.id}: …}}"
    way_out = f"Skriv ett datum {where}under years ({example}), eller ställ in den under cancelled."
    return Problem(loc=loc, code="AH301", text=f"Läsåret {one.school_year} saknar tiden: {one.why}. {way_out}")


def _broken_promises(plan: Plan, wheel: Wheel) -> Iterator[Problem]:
    for index, promise in enumerate(plan.promises):
        for year in wheel.years:
            kept = [o for o in wheel.occurrences if _counts(o, promise, year)]
            for broken in _broken(promise, kept):
                text = f'"{promise.text}" hålls inte läsåret {year}: {broken}. Ändra datumen eller löftet.'
                yield Problem(loc=("promises", index), code="AH302", text=text, level=Level.WARNING)


def _counts(occurrence: Occurrence, promise: Promise, year: SchoolYear) -> bool:
    return (
        occurrence.school_year == year
        and occurrence.activity.id in promise.activities
        and occurrence.status is not Status.CANCELLED
    )


def _broken(promise: Promise, kept: list[Occurrence]) -> Iterator[str]:
    wanted = promise.per_school_year
    if wanted and not wanted.at_least <= len(kept) <= wanted.at_most:
        yield f"planen ger {count(len(kept), 'tillfälle', 'tillfällen')}, löftet är {wanted}"
    given = {occurrence.start.month for occurrence in kept}
    if lacking := [month_name(month) for month in promise.months if month not in given]:
        yield f"inget tillfälle i {enumerate_words(lacking)}"


def _undecided(wheel: Wheel, locs: dict[str, Loc]) -> Iterator[Problem]:
    tentative = (o for o in wheel.occurrences if o.status is Status.TENTATIVE)
    ordered = sorted(tentative, key=lambda o: (o.activity.id, o.school_year, o.start))
    for (activity_id, year), group in groupby(ordered, key=lambda o: (o.activity.id, o.school_year)):
        many = len(list(group))
        text = f"{count(many, 'datum', 'datum')} för {year} är inte {'bestämt' if many == 1 else 'bestämda'} än."
        way_out = f"Skriv {'det' if many == 1 else 'dem'} under years: {year}: dates."
        yield Problem(loc=locs[activity_id], code="AH303", text=f"{text} {way_out}", level=Level.HINT)


def _cancelled_without_date(plan: Plan, wheel: Wheel) -> Iterator[Problem]:
    dated = {(o.school_year, o.activity.id, o.month) for o in wheel.occurrences}
    for year in wheel.years:
        for activity_id, reasons in plan.year(year).cancelled.items():
            months = tuple(reasons) if isinstance(reasons, Mapping) else (None,)
            any_month = any((year, activity_id) == (one, other) for one, other, _ in dated)
            if not (any_month if None in months else all((year, activity_id, month) in dated for month in months)):
                text = "Den är inställd och har inget datum, så inget flöde visar den. Skriv datumet under dates också."
                loc = ("years", str(year), "cancelled", activity_id)
                yield Problem(loc=loc, code="AH304", text=text, level=Level.HINT)


def failing(levels: Iterable[Level], *, strict: bool) -> bool:
    """Tell whether findings of these levels make a plan fail: errors do, warnings only when strict."""
    return any(level is Level.ERROR or (strict and level is Level.WARNING) for level in levels)
