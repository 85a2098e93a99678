"""From a plan and school years to a wheel: every rule's days, or what was decided instead of them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from arshjul_cli.plan.fields import DateSpan
from arshjul_cli.plan.items import Activity, Extra
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import OfItem
from arshjul_cli.rules import DatedRule, Undated, relative, slots, steps_away
from arshjul_cli.schoolyear import NoSuchDay, NotKnownYet, SchoolYear
from arshjul_cli.swedish import Times
from arshjul_cli.wheel.dating import Dated, by_another, by_rule
from arshjul_cli.wheel.model import Missing, Occurrence, Status, Wheel
from arshjul_cli.workdays import Workdays


def expand(plan: Plan, years: Iterable[SchoolYear]) -> Wheel:
    """Lay the plan out on school years; none before the one in which it begins has anything.

    A date that a rule lacks in a year is in `missing`, unless that year decides or cancels it.
    """
    chosen = tuple(sorted(filter(plan.has, set(years))))
    dated = [outcome for year in chosen for outcome in _year(plan, year)]
    occurrences = tuple(sorted((o for o in dated if isinstance(o, Occurrence)), key=_order))
    return Wheel(
        plan=plan,
        years=chosen,
        occurrences=occurrences,
        undated=_undated(plan, chosen, occurrences),
        missing=tuple(
            sorted(
                (m for m in dated if isinstance(m, Missing)),
                key=lambda m: (m.activity.id, m.school_year, m.month or 0),
            )
        ),
    )


def expand_calendar_year(plan: Plan, year: int) -> Wheel:
    """Return every occurrence with a day in a calendar year.

    A period may be eleven months long, so one that began in the school year before its two may reach it.
    """
    second = SchoolYear(year)
    first = second.previous()
    wheel = expand(plan, (first.previous(), first, second))
    years = tuple(year for year in wheel.years if year >= first)
    within = tuple(o for o in wheel.occurrences if o.overlaps(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    return replace(
        wheel,
        years=years,
        occurrences=within,
        undated=_undated(plan, years, within),
        missing=tuple(missing for missing in wheel.missing if missing.school_year in years),
    )


def _undated(plan: Plan, years: Collection[SchoolYear], occurrences: Iterable[Occurrence]) -> tuple[Activity, ...]:
    """Return what has neither a rule's date nor a decided one though a year has it, by id."""
    dated = {occurrence.activity.id for occurrence in occurrences}
    standing = (activity for activity in plan.activities if any(map(activity.stands_in, years)))
    undated = (activity for activity in standing if isinstance(activity.when, Undated) and activity.id not in dated)
    return tuple(sorted(undated, key=lambda activity: activity.id))


def _order(occurrence: Occurrence) -> tuple[object, ...]:
    time = occurrence.time or ()
    return (occurrence.start, occurrence.last_day, occurrence.activity.id, occurrence.school_year, time)


def _year(plan: Plan, year: SchoolYear) -> Iterator[Occurrence | Missing]:
    workdays = plan.workdays
    laid: dict[str, tuple[Occurrence, ...]] = {}
    for activity in sorted(plan.activities, key=lambda activity: steps_away(activity.when)):
        if activity.stands_in(year):
            outcomes = tuple(_activity(plan, activity, year, workdays, laid))
            laid[activity.id] = tuple(o for o in outcomes if isinstance(o, Occurrence))
            yield from outcomes
    for extra in plan.year(year).extra:
        yield _extra(plan, extra, year)


def _activity(
    plan: Plan, activity: Activity, year: SchoolYear, workdays: Workdays, laid: Mapping[str, tuple[Occurrence, ...]]
) -> Iterator[Occurrence | Missing]:
    """Yield what a school year has of an activity, given the occurrences of those that it counts from."""
    of_activity = plan.year(year).of(activity, year)
    decisions = of_activity.decisions
    mode = activity.on_holiday or plan.plan.on_holiday
    counted = relative(activity.when)
    others = {other.month: other for other in laid.get(counted.other, ())} if counted else {}
    ruled: Mapping[int | None, DatedRule | None] = dict(slots(activity.when)) or dict.fromkeys(decisions)
    for month in dict.fromkeys((*others, *decisions)) if counted else ruled:
        if of_activity.leaves_out(month):
            continue
        decision = decisions.get(month)
        dated: Dated | None
        try:
            if decision:
                dated = Dated(decision.date)
            elif counted:
                dated = by_another(counted, others.get(month), mode, workdays)
            else:
                dated = by_rule(ruled[month], year, mode, workdays)
        except NoSuchDay as error:
            if not of_activity.reason(month):
                later = isinstance(error, NotKnownYet)
                yield Missing(activity=activity, school_year=year, month=month, why=str(error), is_known_later=later)
            continue
        if dated:
            yield _occurrence(plan, of_activity, activity, month, dated)


def _occurrence(plan: Plan, of_activity: OfItem, activity: Activity, month: int | None, dated: Dated) -> Occurrence:
    decision, days, other = of_activity.decisions.get(month), dated.days, dated.counted_from
    time = days.time or (activity.time if days.start == days.last_day else None)
    last_day, hours = _until(days, time, plan.plan.meeting_length)
    waits = other is not None and other.status is Status.TENTATIVE
    reason = of_activity.reason(month) or (_blown_off(plan, other) if other else None)
    return Occurrence(
        activity=activity,
        school_year=of_activity.year,
        month=month,
        start=days.start,
        last_day=last_day,
        time=hours,
        has_no_end=time is not None and time[1] is None,
        decided=decision is not None,
        dated_by=decision.node if decision else activity.at("when"),
        status=_status(reason, undecided=waits or (activity.is_decided_yearly and not decision)),
        reason=reason,
        moved_from=dated.moved_from,
        counted_from=other,
        location=(decision and decision.location) or activity.location,
        url=(decision and decision.url) or activity.url,
    )


def _blown_off(plan: Plan, other: Occurrence) -> str | None:
    """Return why what counts from an occurrence is cancelled with it; None if that stands."""
    if other.reason is None:
        return None
    own = plan.year(other.school_year).of(other.activity, other.school_year).reason(other.month)
    return f"{other.activity.label} blir inte av ({own})" if own else other.reason


def _extra(plan: Plan, extra: Extra, year: SchoolYear) -> Occurrence:
    reason = plan.year(year).of(extra, year).reason(None)
    last_day, hours = _until(extra.date, extra.date.time, plan.plan.meeting_length)
    return Occurrence(
        activity=extra,
        school_year=year,
        month=None,
        start=extra.date.start,
        last_day=last_day,
        time=hours,
        has_no_end=extra.date.time is not None and extra.date.time[1] is None,
        decided=True,
        dated_by=extra.at("date"),
        status=_status(reason, undecided=False),
        reason=reason,
        location=extra.location,
        url=extra.url,
    )


def _until(days: DateSpan, time: Times | None, length: dt.timedelta) -> tuple[dt.date, tuple[dt.time, dt.time] | None]:
    """Return the last day of some days and their time, of which the end follows from a length if it is not given."""
    if time is None:
        return days.last_day, None
    start, end = time
    if end is not None:
        return days.last_day, (start, end)
    ends = dt.datetime.combine(days.start, start) + length
    # Midnight is that after the last day.
    return (ends - dt.timedelta(microseconds=1)).date(), (start, ends.time())


def _status(reason: str | None, *, undecided: bool) -> Status:
    if reason:
        return Status.CANCELLED
    return Status.TENTATIVE if undecided else Status.CONFIRMED
