"""What the parts of a plan say of one another: decisions, cancellations and times that do not fit. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.cancellations import misfits_of_cancellation
from arshjul_cli.plan.fields import DateSpan
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Body
from arshjul_cli.plan.years import Decision, Decisions, Terms, YearBlock, decisions_of, of_months
from arshjul_cli.rules import (
    Cycled,
    Rule,
    days_away,
    is_deadline,
    is_monthly,
    is_to_be_decided,
    relative,
    rests_in,
    slot_holding,
    slots,
)
from arshjul_cli.schoolyear import FIRST, SchoolYear
from arshjul_cli.source import Node
from arshjul_cli.swedish import long_day, month_name

_ELSEWHERE = "eller flytta det till {}."
_LATE = "eller ställ in årets under cancelled och skriv dagen under extra i {}."
"""The next year's own occurrence must not take the place of this one's."""


def misfits(body: Body, time_zone: str, first_year: SchoolYear | None) -> Iterator[Problem]:
    """Yield what the parts of a plan that begins in a school year cannot mean together, in a time zone."""
    for role_id, role in body.roles.items():
        if role_id in role.members:
            text = "Rollen står som medlem i sig själv. Ta bort den."
            yield Problem(at=role.at("members", role.members.index(role_id)), code=Code.UNKNOWN_ID, text=text)
        if role_id == role.leader:
            text = "Rollen leder sig själv. Ta bort den, eller skriv vem som leder."
            yield Problem(at=role.at("leader"), code=Code.UNKNOWN_ID, text=text)
    for promise in body.promises:
        if bool(promise.per_school_year) == bool(promise.months):
            text = "Ett löfte har antingen per_school_year (antal per läsår) eller months (månader). Skriv ett av dem."
            yield Problem(at=promise.node, code=Code.VALUE, text=text)
    for activity in body.activities:
        yield from _of_no_year(activity)
    activities = {activity.id: activity for activity in body.activities}
    for year, block in body.years.items():
        if first_year and year < first_year:
            yield from _before(first_year, year, block)
            continue
        yield from _of_year(activities, year, block)
        yield from _clock_changes(block, time_zone)


def _of_no_year(activity: Activity) -> Iterator[Problem]:
    """Yield that there is no school year that has an activity."""
    if _is_inside_out(activity):
        text = f"Aktiviteten slutar {activity.until_year}, innan den börjar {activity.from_year}. Byt plats på åren."
        yield Problem(at=activity.at("until"), code=Code.DATE, text=text)
    elif _never_is(activity):
        text = f'Aktiviteten ("{activity.when}") görs aldrig till och med {activity.until_year}. Rätta ett av åren.'
        yield Problem(at=activity.at("until"), code=Code.DATE, text=text)


def _is_inside_out(activity: Activity) -> bool:
    first, last = activity.from_year, activity.until_year
    return first is not None and last is not None and last < first


def _never_is(activity: Activity) -> bool:
    """Tell whether its rule rests in every school year that it exists in, the last of which is given."""
    if activity.until_year is None or not isinstance(activity.when, Cycled):
        return False
    years = (activity.from_year or SchoolYear(FIRST)).through(activity.until_year)
    return all(rests_in(activity.when, year) for year in years)


def _before(first_year: SchoolYear, year: SchoolYear, block: YearBlock) -> Iterator[Problem]:
    """Yield what a school year decides before the one in which the plan begins."""
    entries = (block.at(section, one) for section in ("dates", "cancelled") for one in getattr(block, section))
    extras = (extra.at("date") for extra in block.extra)
    text = f"Planen börjar läsåret {first_year}. Ta bort raden, eller ändra first_year till {year}."
    yield from (Problem(at=node, code=Code.DECISION, text=text) for node in (*entries, *extras))


def _of_year(activities: Mapping[str, Activity], year: SchoolYear, block: YearBlock) -> Iterator[Problem]:
    for section in ("dates", "complete", "cancelled"):
        for activity_id in getattr(block, section):
            if activity_id in activities:
                yield from _absent(block.at(section, activity_id), activities[activity_id], year)
    standing = {one: activity for one, activity in activities.items() if activity.stands_in(year)}
    for activity_id, entry in block.dates.items():
        if activity_id in standing:
            yield from _of_entry(block.at("dates", activity_id), activities[activity_id], year, entry)
    for activity_id, months in block.complete.items():
        if activity_id in standing:
            yield from _of_complete(block, standing[activity_id], year, months)
    for activity_id in block.cancelled:
        if activity_id in standing or activity_id not in activities:
            yield from misfits_of_cancellation(block, year, activity_id, activities.get(activity_id))
    yield from _of_own_days(year, block)


def _of_complete(block: YearBlock, activity: Activity, year: SchoolYear, months: tuple[int, ...]) -> Iterator[Problem]:
    """Yield that the dates of some months cannot be all there are: there is no slot to leave out, or no date."""
    node = block.at("complete", activity.id)
    if not activity.months:
        text = f'Aktiviteten ("{activity.when}") har en enda tid per läsår. Ta bort raden.'
        yield Problem(at=node, code=Code.DECISION, text=text)
    elif block.of(activity, year).decisions.keys().isdisjoint(months):
        text = "Aktiviteten har inget datum i de månaderna. Skriv datumen under dates, eller ta bort raden."
        yield Problem(at=node, code=Code.DECISION, text=text)


def _of_own_days(year: SchoolYear, block: YearBlock) -> Iterator[Problem]:
    """Yield what is wrong with the days that are no activity's of the plan."""
    for extra in block.extra:
        yield from _outside(extra.at("date"), year, extra.date)
    yield from _of_terms(year, block.terms)
    for school_break in block.breaks:
        when = school_break.when
        if isinstance(when, DateSpan):
            yield from _outside(school_break.at("when"), year, when)
        elif isinstance(when, Cycled) or is_deadline(when) or is_to_be_decided(when) or len(slots(when)) != 1:
            text = 'Ett lov är dagar i följd, en gång per läsår. Skriv till exempel "v. 7" eller "22–31 december".'
            yield Problem(at=school_break.at("when"), code=Code.PHRASE, text=text)


def _of_terms(year: SchoolYear, terms: Terms | None) -> Iterator[Problem]:
    """Yield terms outside their school year, and two that do not come one after the other."""
    if terms is None:
        return
    outside = False
    for name, days in (("host", terms.host), ("var", terms.var)):
        ends = (days.start, days.last_day) if days else ()
        if day := next((day for day in ends if not year.admits(day)), None):
            outside = True
            yield from _outside(terms.at(name), year, DateSpan(day, day))
    if outside or not (terms.host and terms.var) or terms.host.last_day < terms.var.start:
        return
    if terms.var.last_day < terms.host.start:
        text = "Vårterminen ligger före höstterminen. Byt plats på dem."
    else:
        text = "Vårterminen börjar innan höstterminen har slutat. Rätta dagarna."
    yield Problem(at=terms.at("var"), code=Code.DATE, text=text)


def _absent(node: Node, activity: Activity, year: SchoolYear) -> Iterator[Problem]:
    """Yield that a school year decides on an activity that it does not have."""
    if activity.stands_in(year) or _is_inside_out(activity):
        return
    first, last = activity.from_year, activity.until_year
    if first and year < first:
        text = f"Aktiviteten finns från läsåret {first}. Ta bort raden, eller ändra from till {year}."
    else:
        text = f"Aktiviteten finns till och med läsåret {last}. Ta bort raden, eller ändra until till {year}."
    yield Problem(at=node, code=Code.DECISION, text=text)


def _of_entry(node: Node, activity: Activity, year: SchoolYear, entry: Decisions) -> Iterator[Problem]:
    months = activity.months
    if (counted := relative(activity.when)) and counted.by is None:
        # What it counts from is wrong, and would say how many dates it has.
        return
    if isinstance(entry, Decision):
        if months:
            text = f"{_frequency(activity.when)} Skriv en lista med datum, eller månad: datum på var sin rad."
            yield Problem(at=node, code=Code.DECISION, text=text)
        yield from _outside(node, year, entry.date, _LATE, dt.timedelta(days_away(activity.when)))
    elif months:
        yield from _of_months(activity, months, year, entry)
    else:
        text = f'Aktiviteten ("{activity.when}") har ett enda datum per läsår. Skriv bara det.'
        yield Problem(at=node, code=Code.DECISION, text=text)


def _frequency(rule: Rule) -> str:
    """Return how often an activity of several occasions is."""
    return "Aktiviteten sker varje månad." if is_monthly(rule) else f'Aktiviteten har flera tillfällen ("{rule}").'


def _of_months(
    activity: Activity,
    months: tuple[int, ...],
    year: SchoolYear,
    entry: tuple[Decision, ...] | Mapping[int, Decision],
) -> Iterator[Problem]:
    seen: set[int] = set()
    is_list = isinstance(entry, tuple)
    for month, decision in of_months(entry, activity.when, year):
        name = month_name(month).capitalize()
        if month not in months:
            cure = "Skriv månad: datum på var sin rad, eller ta bort datumet." if is_list else "Ta bort raden."
            text = f"{name} hör inte till aktiviteten ({activity.when}). {cure}"
            yield Problem(at=decision.node, code=Code.DECISION, text=text)
        if month in seen:
            text = f"{name} har redan ett datum. Skriv det andra under extra."
            yield Problem(at=decision.node, code=Code.DECISION, text=text)
        seen.add(month)
        yield from _outside(decision.node, year, decision.date, _LATE, dt.timedelta(days_away(activity.when)))
        start = decision.date.start
        is_unclear = is_list and not slot_holding(activity.when, year, start)
        if is_unclear and year.admits(start) and SchoolYear.containing(start) != year:
            text = f"{long_day(start).capitalize()} ligger utanför läsåret {year}, så månaden är oklar."
            advice = "Skriv månad: datum på var sin rad i stället."
            yield Problem(at=decision.node, code=Code.DECISION, text=f"{text} {advice}")


def _clock_changes(block: YearBlock, time_zone: str) -> Iterator[Problem]:
    """Yield times that do not exist, or exist twice, because the clock is changed that night."""
    decided = [(decision.node, decision.date) for entry in block.dates.values() for decision in decisions_of(entry)]
    extras = [(extra.at("date"), extra.date) for extra in block.extra]
    for node, days in (*decided, *extras):
        for day, time in zip((days.start, days.last_day), days.time or (), strict=False):
            if time and (why := _not_once(dt.datetime.combine(day, time), time_zone)):
                text = f"Klockan {time:%H:%M} {why} {long_day(day)}, då klockan ställs om. Välj en annan tid."
                yield Problem(at=node, code=Code.DECISION, text=text)


def _not_once(local: dt.datetime, time_zone: str) -> str | None:
    from dateutil.tz import datetime_ambiguous, datetime_exists

    zone = ZoneInfo(time_zone)
    if not datetime_exists(local, zone):
        return "finns inte"
    return "finns två gånger" if datetime_ambiguous(local, zone) else None


def _outside(
    node: Node, year: SchoolYear, days: DateSpan, late: str = _ELSEWHERE, beyond: dt.timedelta = dt.timedelta()
) -> Iterator[Problem]:
    """Yield that days lie outside a school year; what to do instead, if they come after it, is said in some words."""
    if not year.admits(days.start, beyond):
        text = f"{long_day(days.start).capitalize()} ligger utanför läsåret {year}."
        right = SchoolYear.containing(days.start)
        cure = (late if year < right else _ELSEWHERE).format(right)
        yield Problem(at=node, code=Code.DECISION, text=f"{text} Rätta datumet, {cure}")
