"""Dates: those that a year lacks, those nobody has decided, and those on which people are away."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from arshjul_cli.findings import Code, Level, Problem
from arshjul_cli.plan.fields import OnHoliday
from arshjul_cli.plan.items import Activity
from arshjul_cli.rules import Span, is_whole_month
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear, days_between
from arshjul_cli.swedish import count, day, enumerate_words, long_span, month_name, span, spans
from arshjul_cli.wheel.daysoff import DaysOff
from arshjul_cli.wheel.model import Missing, Occurrence, Status, Wheel
from arshjul_cli.workdays import Workdays

NEAR = dt.timedelta(days=30)
"""An undecided date is near from so long before its first day to the end of its last; before that, it can wait."""
_SHORT = dt.timedelta(days=14)
_LAST_WEEKS = frozenset({52, 53})
_FEW = 2
_TERMS = ("terms",)
"""What of a school year a finding is about, if that lacks its terms."""


def check(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    """Yield what is wrong with the dates of a wheel."""
    yield from impossible(wheel)
    yield from _undecided(wheel, today)
    yield from _waiting(wheel, today)
    yield from _near(wheel, today)
    yield from _passed(wheel, today)
    yield from _cancelled_without_date(wheel)
    yield from _breaks_without_date(wheel)
    yield from _together((*_days_off(wheel), *_around_new_year(wheel)))
    yield from _whole_months(wheel)


def _whole_months(wheel: Wheel) -> Iterator[Problem]:
    """Yield once how many activities stand as a whole month, which most people write for one day of it."""
    standing = [activity for activity in wheel.plan.activities if wheel.has(activity) and _is_whole_month(activity)]
    if standing:
        number = count(len(standing), "aktivitet står som en hel månad", "aktiviteter står som hela månader")
        first = min(standing, key=lambda activity: activity.id)
        text = f"{number}, till exempel {first.id} ({first.when})."
        way_out = (
            "Sker något av det en enda dag: skriv decided_yearly: true. "
            "Då står det en gång, på månadens första vardag, tills du har bestämt dagen."
        )
        yield Problem(at=wheel.plan.at("activities"), code=Code.WHOLE_MONTHS, text=f"{text} {way_out}")


def _is_whole_month(activity: Activity) -> bool:
    is_settled = activity.is_decided_yearly or activity.is_deadline or activity.display is not None
    return not is_settled and is_whole_month(activity.when)


def impossible(wheel: Wheel) -> Iterator[Problem]:
    """Yield the dates that the rules do not give in the wheel's years: nothing can be made of such a plan."""
    return (_impossible(missing) for missing in wheel.missing if not missing.is_known_later)


def _impossible(missing: Missing) -> Problem:
    where = f"för {month_name(missing.month)} " if missing.month else ""
    example = f"years: {missing.school_year}: dates: {{{missing.activity.id}: …}}"
    way_out = f"Skriv ett datum {where}under years ({example}), eller ställ in den under cancelled."
    text = f"Läsåret {missing.school_year} saknar tiden: {missing.why}. {way_out}"
    return Problem(at=missing.activity.at("when"), code=Code.NO_SUCH_DAY, text=text)


def _undecided(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    """Yield the activities that have anything to decide far off, each of which may set it aside."""
    far = {id(occurrence.activity) for occurrence in _far_off(wheel, today)}
    for activity in wheel.plan.activities:
        if id(activity) in far:
            yield Problem(at=activity.at("when"), code=Code.UNDECIDED, text="", about=(activity.node,))


def _far_off(wheel: Wheel, today: dt.date) -> Iterator[Occurrence]:
    for occurrence in wheel.occurrences:
        if occurrence.is_to_decide and today < occurrence.start - NEAR:
            yield occurrence


def waiting(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    """Yield one finding for each school year that lacks the terms from which days are counted."""
    return _waiting_in_one(wheel, _waiting(wheel, today))


def _waiting(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    """Yield the activities without a day because a school year lacks its terms, each of which may set it aside."""
    for year in wheel.years:
        lacking = {id(missing.activity) for missing in wheel.missing if missing.waits_in(year)}
        at = wheel.plan.years[year].node if year in wheel.plan.years else wheel.plan.plan.node
        code = Code.NEAR if year.start - NEAR <= today else Code.UNDECIDED
        for activity in wheel.plan.activities:
            if id(activity) in lacking:
                yield Problem(at=at, code=code, text=str(year), within=_TERMS, about=(activity.node,))


def _waiting_in_one(wheel: Wheel, found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield one finding for each school year, in place of those of its activities."""
    for year, of_year in groupby(found, key=lambda problem: problem.text):
        problems = list(of_year)
        about = {id(problem.about[0]) for problem in problems}
        ids = sorted(activity.id for activity in wheel.plan.activities if id(activity.node) in about)
        given = wheel.plan.workdays.terms.get(SchoolYear.parse(year).first, {})
        terms = [name for name in ("höstterminen", "vårterminen") if name not in given]
        what = f"Läsåret {year} saknar {'terminerna' if len(terms) > 1 else terms[0]}"
        who = f"{count(len(ids), 'aktivitet', 'aktiviteter')} har ingen dag än: {_some(ids)}"
        text = f"{what}, så {who}. Skriv terms: {{host: …, var: …}} under years: {year}."
        yield replace(problems[0], text=text, about=())


def _some(ids: list[str]) -> str:
    few = ids if len(ids) <= _FEW + 1 else [*ids[:_FEW], f"{len(ids) - _FEW} till"]
    return enumerate_words(few)


def undecided_in_one(wheel: Wheel, found: Iterable[Problem], today: dt.date) -> Iterator[Problem]:
    """Yield findings, and in place of those of activities that cannot have a day yet one for each cause.

    They may have something to decide far off (one finding for the plan), or wait for the terms of a school year.
    """
    about: set[int] = set()
    waits: list[Problem] = []
    for problem in found:
        if problem.within == _TERMS:
            waits.append(problem)
        elif problem.code is Code.UNDECIDED:
            about |= set(map(id, problem.about))
        else:
            yield problem
    yield from _waiting_in_one(wheel, waits)
    far = [occurrence for occurrence in _far_off(wheel, today) if id(occurrence.activity.node) in about]
    if far:
        number = _per_year([occurrence.school_year for occurrence in far])
        text = f"Datum att bestämma, om mer än {NEAR.days} dagar: {number}. arshjul decide visar dem."
        yield Problem(at=wheel.plan.plan.node, code=Code.UNDECIDED, text=text)


def _per_year(years: list[SchoolYear]) -> str:
    """Return `1 för 2025/26, 11 för 2026/27`, or of more years how many there are in all."""
    many = sorted(Counter(years).items())
    if len(many) > _FEW:
        return f"{len(years)} för {many[0][0]}–{many[-1][0]}"
    return ", ".join(f"{number} för {year}" for year, number in many)


def _near(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    for occurrence in wheel.occurrences:
        if occurrence.is_to_decide and occurrence.start - NEAR <= today <= occurrence.last_day:
            if occurrence.start == occurrence.last_day:
                what = f"{day(occurrence.start).capitalize()} är preliminär"
            else:
                what = f"Dagen ({span(occurrence.start, occurrence.last_day)}) är inte bestämd"
            text = f"{what}, och det är snart. Skriv datumet under years: {occurrence.school_year}: dates."
            yield _problem(occurrence, Code.NEAR, text)


def _passed(wheel: Wheel, today: dt.date) -> Iterator[Problem]:
    days: dict[str, list[Span]] = {}
    for occurrence in wheel.occurrences:
        if occurrence.is_to_decide and occurrence.last_day < today:
            days.setdefault(occurrence.activity.id, []).append(Span(occurrence.start, occurrence.last_day))
    for activity in wheel.plan.activities:
        if never := days.get(activity.id):
            way_out = "Skriv den dag det blev under years, eller ställ in."
            text = f"Dagen har passerat utan att bli bestämd: {spans(never)}. {way_out}"
            yield Problem(at=activity.at("when"), code=Code.NEAR, text=text, about=(activity.node,))


def _cancelled_without_date(wheel: Wheel) -> Iterator[Problem]:
    dated = {(o.school_year, o.activity.id, o.month) for o in wheel.occurrences}
    text = "Den är inställd och har inget datum, så inget flöde visar den. Skriv datumet under dates också."
    for year in wheel.years:
        block = wheel.plan.year(year)
        for item_id, reasons in block.cancelled.items():
            if isinstance(reasons, Mapping):
                # A day that is decided is shown.
                shown = all((year, item_id, key) in dated for key in reasons if isinstance(key, int))
            else:
                shown = any((year, item_id) == (of_year, of_id) for of_year, of_id, _ in dated)
            if not shown:
                about = tuple(item.node for item in (*wheel.plan.activities, *block.extra) if item.id == item_id)
                yield Problem(at=block.at("cancelled", item_id), code=Code.CANCELLED_UNDATED, text=text, about=about)


def _breaks_without_date(wheel: Wheel) -> Iterator[Problem]:
    workdays = wheel.plan.workdays
    for year in wheel.years:
        for school_break in wheel.plan.year(year).breaks:
            try:
                school_break.span(year, workdays)
            except NoSuchDay as error:
                text = f"Läsåret {year} saknar tiden: {error}. Skriv dagarna i stället."
                yield Problem(at=school_break.at("when"), code=Code.NO_SUCH_DAY, text=text)


def _together(found: Iterable[tuple[str, Problem]]) -> Iterator[Problem]:
    """Yield what is found of one place, by days, as one: a rule may give the like year after year."""
    groups: dict[object, list[tuple[str, Problem]]] = {}
    for when, problem in found:
        groups.setdefault((id(problem.at), problem.code, problem.level), []).append((when, problem))
    for (_, first), *more in groups.values():
        others = enumerate_words(when for when, _ in more) if more else ""
        yield replace(first, text=f"{first.text} Likadant {others}.") if more else first


def _days_off(wheel: Wheel) -> Iterator[tuple[str, Problem]]:
    days_off = DaysOff(wheel.plan)
    for occurrence in wheel.occurrences:
        if occurrence.status is Status.CANCELLED:
            continue
        if occurrence.start != occurrence.last_day:
            yield from _period_off(occurrence, days_off.workdays)
            continue
        # A day that will be decided is no more than preliminary.
        level = Level.HINT if occurrence.status is Status.TENTATIVE else None
        when = f"{day(occurrence.start)} {occurrence.start.year}"
        if not days_off.workdays.is_working_day(occurrence.start):
            off = days_off.workdays.holiday(occurrence.start) or "en ledig dag"
            is_kept = not occurrence.decided and _on_holiday(wheel, occurrence) == "keep"
            way_out = "Bestäm en annan dag, eller skriv on_holiday." if is_kept else "Bestäm en annan dag."
            yield when, _problem(occurrence, Code.DAY_OFF, f"{when.capitalize()} är {off}. {way_out}", level)
        for found in days_off.breaks(occurrence.start, occurrence.start):
            text = f"{when.capitalize()} ligger på ett lov ({found.name}). Bestäm en annan dag."
            yield when, _problem(occurrence, Code.SCHOOL_BREAK, text, level)


def _on_holiday(wheel: Wheel, occurrence: Occurrence) -> OnHoliday:
    """Return what the plan does with a day off that the rule of an occurrence gives."""
    activity = occurrence.activity
    return (activity.on_holiday if isinstance(activity, Activity) else None) or wheel.plan.plan.on_holiday


def _period_off(occurrence: Occurrence, workdays: Workdays) -> Iterator[tuple[str, Problem]]:
    """Yield that nobody works on any day of a period, with both its ends: `on_holiday` moves none."""
    days = days_between(occurrence.start, occurrence.last_day)
    if not any(map(workdays.is_working_day, days)):
        ends = " och ".join(f"{day(end)} {end.year}" for end in (occurrence.start, occurrence.last_day))
        text = f"Alla dagar mellan {ends} är lediga, och en period flyttas aldrig. Bestäm andra dagar."
        level = Level.HINT if occurrence.status is Status.TENTATIVE else None
        yield long_span(occurrence.start, occurrence.last_day), _problem(occurrence, Code.DAY_OFF, text, level)


def _around_new_year(wheel: Wheel) -> Iterator[tuple[str, Problem]]:
    for occurrence in wheel.occurrences:
        is_short = occurrence.last_day - occurrence.start < _SHORT and occurrence.status is not Status.CANCELLED
        if is_short and (week := _last_week(occurrence)):
            when = long_span(occurrence.start, occurrence.last_day)
            text = f"{when.capitalize()} ligger kring jul och nyår (vecka {week}). Kontrollera att folk är på plats."
            yield when, _problem(occurrence, Code.NEW_YEAR, text)


def _last_week(occurrence: Occurrence) -> int | None:
    """Return the last ISO week of an occurrence that is week 52 or 53, or week 1 when that begins in December."""
    days = tuple(days_between(occurrence.start, occurrence.last_day))
    weeks = (day.isocalendar().week for day in reversed(days) if day.month in {12, 1})
    return next((week for week in weeks if week in _LAST_WEEKS or (week == 1 and days[0].month == 12)), None)


def _problem(occurrence: Occurrence, code: Code, text: str, level: Level | None = None) -> Problem:
    about = (occurrence.activity.node,)
    return Problem(at=occurrence.dated_by, code=code, text=text, weight=level, about=about)
