"""What a new school year brings: the comments of its block in the plan, and what differs from the year before. Pure."""

import datetime as dt
from collections.abc import Iterator, Sequence

from arshjul_cli.editing.layout import quoted
from arshjul_cli.editing.proposals import Proposal
from arshjul_cli.plan.fields import OnHoliday
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import YearBlock
from arshjul_cli.rules import Days, Deadline
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.swedish import count, long_day, month_name, short_day, weekday_name
from arshjul_cli.wheel.model import Occurrence, Status, Wheel
from arshjul_cli.workdays import Workdays


def with_breaks_of_the_year_before(plan: Plan, year: SchoolYear) -> Plan:
    """Return the plan with a new year that has the school breaks of the year before."""
    block = YearBlock(breaks=plan.year(year.previous()).breaks)
    return plan.model_copy(update={"years": {**plan.years, year: block}})


def proposals(wheel: Wheel) -> Iterator[str]:
    """Yield a line per undecided activity; without its `# ` each is an entry of `dates`."""
    workdays = Workdays(wheel.plan.plan.country)
    by_activity: dict[str, list[Occurrence]] = {}
    for occurrence in wheel.occurrences:
        if occurrence.status is Status.TENTATIVE:
            by_activity.setdefault(occurrence.activity.id, []).append(occurrence)
    for activity_id, occurrences in by_activity.items():
        yield from _proposals(activity_id, occurrences, workdays)
    for missing in wheel.missing:
        if missing.activity.decided_yearly:
            yield f"({missing.activity.id} saknar datum: {missing.why})"


def _proposals(activity_id: str, occurrences: Sequence[Occurrence], workdays: Workdays) -> Iterator[str]:
    first = occurrences[0]
    if first.month is None:
        yield str(Proposal(activity_id, _date(first, workdays), f"  # {first.rule}"))
        return
    # A date of a list stands for its own month, so one that on_holiday moved into another is no entry.
    moved = [occurrence for occurrence in occurrences if occurrence.month != occurrence.start.month]
    own = (_date(occurrence, workdays) for occurrence in occurrences if occurrence not in moved)
    yield str(Proposal(activity_id, f"[{', '.join(own)}]", f"  # {first.rule}"))
    for occurrence in moved:
        month, day = month_name(occurrence.month or 0), long_day(occurrence.start)
        yield f"({activity_id} för {month}: {day}, i en annan månad)"


def breaks(plan: Plan, year: SchoolYear) -> Iterator[str]:
    """Yield a line with the school breaks of the year before; without its `# ` it is a key of the year."""
    if former := plan.year(year.previous()).breaks:
        items = (f"{{name: {quoted(holiday.name)}, when: {quoted(str(holiday.when))}}}" for holiday in former)
        yield f"breaks: [{', '.join(items)}]"


def _date(occurrence: Occurrence, workdays: Workdays) -> str:
    start, last_day = occurrence.start, occurrence.last_day
    if start == last_day:
        return str(start)
    if occurrence.month is None:
        return f"{start}–{last_day}"
    days = (last_day - dt.timedelta(n) for n in range((last_day - start).days + 1))
    return str(next(filter(workdays.is_working_day, days), last_day))


def differences(plan: Plan, year: SchoolYear) -> Iterator[str]:
    """Yield in words what the calendar changes from the year before to this one."""
    before = year.previous()
    yield from _week_53(before, year)
    yield f"Påskdagen: {long_day(year.easter)} (förra läsåret {short_day(before.easter)}){_moved(before, year)}."
    for activity in plan.activities:
        if activity.stands_in(before) and activity.stands_in(year):
            yield from _moved_weekday(plan, activity, before, year)
        elif activity.stands_in(year):
            yield f"{activity.id}: finns från och med det här läsåret."
        elif activity.stands_in(before):
            yield f"{activity.id}: fanns till och med förra läsåret."


def _week_53(before: SchoolYear, year: SchoolYear) -> Iterator[str]:
    if _has_week_53(year):
        monday = dt.date.fromisocalendar(year.first, 53, 1)
        days = f"{long_day(monday)} – {long_day(monday + dt.timedelta(6))}"
        yield f"Vecka 53: läsåret har en, {days}. Vecka 1 börjar veckan efter."
    elif _has_week_53(before):
        yield "Vecka 53: läsåret har ingen, men det förra hade en."


def _has_week_53(year: SchoolYear) -> bool:
    # ISO 8601: 28 December always lies in the last week of its year.
    return dt.date(year.first, 12, 28).isocalendar().week == 53


def _moved(before: SchoolYear, year: SchoolYear) -> str:
    weeks = year.easter.isocalendar().week - before.easter.isocalendar().week
    return f", {count(abs(weeks), 'vecka', 'veckor')} {'senare' if weeks > 0 else 'tidigare'}" if weeks else ""


def _moved_weekday(plan: Plan, activity: Activity, before: SchoolYear, year: SchoolYear) -> Iterator[str]:
    """Yield that a date such as `30 juni` falls on another weekday, and that nobody works then."""
    rule = activity.when.by if isinstance(activity.when, Deadline) else activity.when
    if not isinstance(rule, Days):
        return
    workdays = Workdays(plan.plan.country)
    try:
        (_, was), (first, day) = (rule.span(each, workdays) for each in (before, year))
    except NoSuchDay:
        return
    if was.weekday() != day.weekday():
        mode = (activity.on_holiday or plan.plan.on_holiday) if first == day else "keep"
        off = _off(day, mode, workdays)
        name = weekday_name(day.isoweekday())
        yield f"{activity.id}: {short_day(day)} är en {name} (förra läsåret {weekday_name(was.isoweekday())}){off}."


def _off(day: dt.date, mode: OnHoliday, workdays: Workdays) -> str:
    if workdays.is_working_day(day):
        return ""
    holiday = workdays.holiday(day)
    off = f" – {holiday}" if holiday and day.isoweekday() <= 5 else " – helg"
    match mode:
        case "keep":
            return off
        case "before":
            return f"{off}, så den flyttas till närmaste vardag före"
        case "after":
            return f"{off}, så den flyttas till närmaste vardag efter"
