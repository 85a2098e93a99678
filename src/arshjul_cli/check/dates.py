"""Dates: those that a year lacks, those nobody has decided, and those on which people are away."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping

from arshjul_cli.check import paths
from arshjul_cli.errors import Level, Loc, Problem
from arshjul_cli.plan import Plan
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.swedish import day, month_name, short_day, weekday_name
from arshjul_cli.wheel import Missing, Occurrence, Status, Wheel
from arshjul_cli.workdays import Workdays

NEAR = dt.timedelta(days=30)
"""A date that nobody has decided so long before it is late."""
_SHORT = dt.timedelta(days=14)
_BETWEEN_THE_HOLIDAYS = frozenset({52, 53})


def check(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    """Yield what is wrong with the dates of a wheel."""
    yield from impossible(wheel)
    yield from _undecided(wheel, today)
    yield from _near(wheel, today)
    yield from _cancelled_without_date(wheel)
    yield from _days_off(wheel)
    yield from _breaks(wheel)
    yield from _between_the_holidays(wheel)


def impossible(wheel: Wheel) -> Iterator[Problem]:
    """Yield the dates that the rules do not give in the wheel's years: nothing can be made of such a plan."""
    locs = paths.of_rules(wheel.plan)
    return (_impossible(locs[one.activity.id], one) for one in wheel.missing)


def _impossible(loc: Loc, one: Missing) -> Problem:
    where = f"för {month_name(one.month)} " if one.month else ""
    example = f"years: {one.school_year}: dates: {{{one.activity.id}: …}}"
    way_out = f"Skriv ett datum {where}under years ({example}), eller ställ in den under cancelled."
    return Problem(loc=loc, code="AH301", text=f"Läsåret {one.school_year} saknar tiden: {one.why}. {way_out}")


def _undecided(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    locs = paths.of_rules(wheel.plan)
    years: dict[str, list[SchoolYear]] = {}
    for one in wheel.occurrences:
        if one.status is Status.TENTATIVE and today < one.start - NEAR:
            years.setdefault(one.activity.id, []).append(one.school_year)
    for activity_id, undecided in years.items():
        many = ", ".join(f"{number} för {year}" for year, number in sorted(Counter(undecided).items()))
        text = f"Datum att bestämma: {many}. Skriv dem under dates för läsåret, eller med arshjul decide."
        yield Problem(loc=locs[activity_id], code="AH303", text=text, level=Level.HINT, about=(activity_id,))


def _near(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    for one in wheel.occurrences:
        if one.status is Status.TENTATIVE and _is_near(one, today):
            if one.start == one.last_day:
                what = f"{day(one.start).capitalize()} är preliminär"
            else:
                what = f"Dagen i {month_name(one.start.month)} är inte bestämd"
            text = f"{what}, och det är snart. Skriv datumet under years: {one.school_year}: dates."
            yield _about(wheel.plan, one, "AH305", text, Level.WARNING)


def _is_near(one: Occurrence, today: dt.date) -> bool:
    return one.start - NEAR <= today <= one.last_day


def _cancelled_without_date(wheel: Wheel) -> Iterator[Problem]:
    dated = {(o.school_year, o.activity.id, o.month) for o in wheel.occurrences}
    text = "Den är inställd och har inget datum, så inget flöde visar den. Skriv datumet under dates också."
    for year in wheel.years:
        for one, reasons in wheel.plan.year(year).cancelled.items():
            if isinstance(reasons, Mapping):
                shown = all((year, one, month) in dated for month in reasons)
            else:
                shown = any((year, one) == (other_year, other) for other_year, other, _ in dated)
            if not shown:
                loc = ("years", str(year), "cancelled", one)
                yield Problem(loc=loc, code="AH304", text=text, level=Level.HINT, about=(one,))


def _days_off(wheel: Wheel) -> Iterator[Problem]:
    workdays = Workdays(wheel.plan.plan.country)
    for one in _single_days(wheel):
        if not workdays.is_working_day(one.start):
            off = workdays.holiday(one.start) or f"en {weekday_name(one.start.isoweekday())}"
            way_out = "Bestäm en annan dag." if one.decided else "Bestäm en annan dag, eller skriv on_holiday."
            text = f"{short_day(one.start)} {one.start.year} är {off}. {way_out}"
            yield _about(wheel.plan, one, "AH306", text, _level(one))


def _breaks(wheel: Wheel) -> Iterator[Problem]:
    workdays = Workdays(wheel.plan.plan.country)
    for year in wheel.years:
        for index, one in enumerate(wheel.plan.year(year).breaks):
            try:
                first, last = one.span(year, workdays)
            except NoSuchDay as error:
                loc = ("years", str(year), "breaks", index, "when")
                text = f"Läsåret {year} saknar tiden: {error}. Skriv dagarna i stället."
                yield Problem(loc=loc, code="AH301", text=text)
                continue
            for occurrence in _single_days(wheel):
                if occurrence.overlaps(first, last):
                    when = f"{day(occurrence.start).capitalize()} {occurrence.start.year}"
                    text = f"{when} är det lov ({one.name}). Bestäm en annan dag."
                    yield _about(wheel.plan, occurrence, "AH307", text, _level(occurrence))


def _between_the_holidays(wheel: Wheel) -> Iterator[Problem]:
    for one in wheel.occurrences:
        weeks = {
            (one.start + dt.timedelta(days=n)).isocalendar().week for n in range((one.last_day - one.start).days + 1)
        }
        is_short = one.last_day - one.start < _SHORT and one.status is not Status.CANCELLED
        if is_short and (week := max(weeks & _BETWEEN_THE_HOLIDAYS, default=None)):
            text = f"Den ligger i vecka {week}, kring jul och nyår. Kontrollera att folk är på plats."
            yield _about(wheel.plan, one, "AH308", text, Level.HINT)


def _weeks(one: Occurrence) -> frozenset[int]:
    days = (one.start + dt.timedelta(days=n) for n in range((one.last_day - one.start).days + 1))
    return frozenset(day.isocalendar().week for day in days)


def _single_days(wheel: Wheel) -> Iterator[Occurrence]:
    return (o for o in wheel.occurrences if o.start == o.last_day and o.status is not Status.CANCELLED)


def _level(one: Occurrence) -> Level:
    """Return a hint for a day that will be decided, a warning for one that stands."""
    return Level.HINT if one.status is Status.TENTATIVE else Level.WARNING


def _about(plan: Plan, one: Occurrence, code: str, text: str, level: Level) -> Problem:
    return Problem(loc=paths.of_date(plan, one), code=code, text=text, level=level, about=(one.activity.id,))
