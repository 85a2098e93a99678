"""A new school year: its block in the plan, in which there are only comments, and what differs from the year before."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from arshjul_cli.editing.adding import new_entries
from arshjul_cli.editing.decision import unfit
from arshjul_cli.editing.layout import Layout, quoted
from arshjul_cli.editing.proposals import Proposal, first_day
from arshjul_cli.editing.splicing import spliced
from arshjul_cli.editing.writing import Entry, Lines, decision_text
from arshjul_cli.errors import EditError
from arshjul_cli.plan.fields import DateSpan, OnHoliday
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Break, Decision, by_slot
from arshjul_cli.rules import (
    MOST_YEARS,
    Days,
    counts_from_term,
    is_monthly,
    leaves_day_open,
    rests,
    rests_in,
    rule_of,
    slot_holding,
    slot_of,
    slots,
)
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.swedish import count, long_day, month_name, short_day, weekday_name
from arshjul_cli.wheel.model import Occurrence, Wheel
from arshjul_cli.workdays import Workdays

# Without quotation marks, which one that is missing above would end at.
HOW_TO = "När ett datum är bestämt: ta bort # och mellanslaget framför raden, och skriv rätt datum."


def add_year(layout: Layout, year: SchoolYear, dates: Iterable[str], rest: Iterable[str]) -> str:
    """Return the text of a plan with a school year in which there are only comments: on its dates, and on the rest.

    Raises:
        EditError: if the school years are written so that none can be added.
    """
    proposed = [(2, f"# {line}") for line in dates]
    block = Lines(
        (
            (0, f"{year}:"),
            *((1, f"# {HOW_TO}") for _ in proposed[:1]),
            (1, "dates:"),
            *proposed,
            *((1, f"# {line}") for line in rest),
        )
    )
    years = layout.value(("years",)) if layout.has(("years",)) else layout.root
    if layout.root.is_flow or (years.is_flow and years.values):
        raise EditError("Läsåren står inom klamrar. Skriv vart och ett på en egen rad.")
    return spliced(layout.text, new_entries(layout, ("years",), {str(year): Entry("", block)}))


def with_breaks_of_the_year_before(plan: Plan, year: SchoolYear) -> Plan:
    """Return the plan with the school breaks of the year before in a year that has none of its own."""
    block = plan.year(year)
    if not block.breaks:
        block = block.model_copy(update={"breaks": plan.year(year.previous()).breaks})
    return plan.model_copy(update={"years": {**plan.years, year: block}})


def proposals(wheel: Wheel) -> Iterator[str]:
    """Yield a line per activity that is undecided in a school year; without its `# ` each is an entry of `dates`."""
    activities = {activity.id: activity for activity in wheel.plan.activities}
    by_activity: dict[str, list[Occurrence]] = {}
    for occurrence in wheel.occurrences:
        if occurrence.is_to_decide:
            by_activity.setdefault(occurrence.activity.id, []).append(occurrence)
    for activity_id, occurrences in by_activity.items():
        yield from _proposals(wheel.plan, activities[activity_id], occurrences)
    for missing in wheel.missing:
        if missing.activity.is_decided_yearly:
            yield f"({missing.activity.id} saknar datum: {missing.why})"


def _proposals(plan: Plan, activity: Activity, occurrences: Sequence[Occurrence]) -> Iterator[str]:
    remark = f"  # {activity.when}"
    if any(_is_open(activity, occurrence) for occurrence in occurrences):
        yield str(Proposal(activity.id, _with_open_days(plan, activity, occurrences), remark))
    elif occurrences[0].month is None:
        yield str(Proposal(activity.id, _date(occurrences[0]), remark))
    else:
        # A date of a list names its slot, so one that on_holiday moved into another month is no entry.
        dates = {occurrence.month: occurrence for occurrence in occurrences if occurrence.month}
        own = {
            month: occurrence
            for month, occurrence in dates.items()
            if slot_of(activity.when, occurrence.school_year, occurrence.start) == month
        }
        yield str(Proposal(activity.id, f"[{', '.join(map(_date, own.values()))}]", remark))
        for month, occurrence in dates.items():
            if month not in own:
                yield f"({activity.id} för {month_name(month)}: {long_day(occurrence.start)}, i en annan månad)"


def _is_open(activity: Activity, occurrence: Occurrence) -> bool:
    """Tell whether the rule says no more than the month of an occurrence."""
    rule = rule_of(activity.when, occurrence.month)
    return rule is not None and leaves_day_open(rule)


def _with_open_days(plan: Plan, activity: Activity, occurrences: Sequence[Occurrence]) -> str:
    """Return the dates of an activity of which some have only a month: those are moved from the year before, or empty.

    A date that has a day by the rule is that day.
    """
    year = occurrences[0].school_year
    texts: dict[int | None, str] = {}
    for occurrence in occurrences:
        month = occurrence.month
        moved = moved_to(plan, activity, year, month) if _is_open(activity, occurrence) else None
        ruled = "" if _is_open(activity, occurrence) else _date(occurrence)
        texts[month] = decision_text(moved) if moved else ruled
    if None in texts:
        return texts[None]
    if all(text and _names(activity, first_day(text), year) == month for month, text in texts.items()):
        return f"[{', '.join(texts.values())}]"
    return f"{{{', '.join(f'{month_name(month)}: {text}' for month, text in texts.items() if month)}}}"


def moved_to(plan: Plan, activity: Activity, year: SchoolYear, month: int | None) -> Decision | None:
    """Return the last decision, moved to a school year: the same ISO week and weekday, time, place; None if none fits.

    Week 53 becomes week 52.
    """
    last_time = _turn_before(activity, year, month)
    before = by_slot(plan.year(last_time).dates.get(activity.id), activity.when, last_time).get(month)
    if before is None:
        return None
    of_year, week, weekday = before.date.start.isocalendar()
    start = dt.date.fromisocalendar(of_year + year.first - last_time.first, min(week, 52), weekday)
    days = replace(before.date, start=start, last_day=start + (before.date.last_day - before.date.start))
    decision = before.model_copy(update={"date": days, "url": None})
    return None if any(unfit(plan, year, activity, month, decision)) else decision


def _turn_before(activity: Activity, year: SchoolYear, month: int | None) -> SchoolYear:
    """Return the school year before another in which the rule last had a slot; of one that never had, that before."""
    earlier = [SchoolYear(year.first - ago) for ago in range(1, MOST_YEARS + 1)]
    return next((each for each in earlier if not rests(activity.when, each, month)), earlier[0])


def _names(activity: Activity, day: dt.date, year: SchoolYear) -> int | None:
    """Return the slot that a date names if it stands in a list; None if it lies over the edge of its year."""
    own = day.month if SchoolYear.containing(day) == year else None
    return slot_holding(activity.when, year, day) or own


def terms(plan: Plan, year: SchoolYear) -> Iterator[str]:
    """Yield a line with terms as those of the year before, 52 weeks later; without its `# ` it is a key of the year.

    Where the year before has none they are empty; where no time counts from them either there is no line.
    """
    if former := plan.year(year.previous()).terms:
        given = ((name, days) for name, days in (("host", former.host), ("var", former.var)) if days)
        yield f"terms: {{{', '.join(f'{name}: {_year_later(days)}' for name, days in given)}}}"
    elif any(counts_from_term(activity.when) for activity in plan.activities if activity.stands_in(year)):
        yield "terms: {host: , var: }"


def breaks(plan: Plan, year: SchoolYear) -> Iterator[str]:
    """Yield a line with the school breaks of the year before; without its `# ` it is a key of the year."""
    if former := plan.year(year.previous()).breaks:
        items = (f"{{name: {quoted(holiday.name)}, when: {_next_break(holiday)}}}" for holiday in former)
        yield f"breaks: [{', '.join(items)}]"


def _next_break(holiday: Break) -> str:
    """Return when a school break of the year before is: by its rule, or on the same weekdays 52 weeks later."""
    if not isinstance(holiday.when, DateSpan):
        return quoted(str(holiday.when))
    return _year_later(holiday.when)


def _year_later(days: DateSpan) -> str:
    """Return the same weekdays 52 weeks later."""
    later = (day + dt.timedelta(weeks=52) for day in (days.start, days.last_day))
    return "–".join(dict.fromkeys(map(str, later)))


def _date(occurrence: Occurrence) -> str:
    start, last_day = occurrence.start, occurrence.last_day
    return str(start) if start == last_day else f"{start}–{last_day}"


def differences(plan: Plan, year: SchoolYear) -> Iterator[str]:
    """Yield in words what the calendar changes from the year before to this one."""
    before = year.previous()
    yield from _week_53(before, year)
    yield f"Påskdagen: {long_day(year.easter)} (förra läsåret {short_day(before.easter)}){_moved(before, year)}."
    for activity in plan.activities:
        if activity.stands_in(before) and activity.stands_in(year):
            yield from _moved_weekday(plan, activity, before, year)
            yield from _turns(activity, before, year)
        elif activity.stands_in(year):
            yield f"{activity.id}: finns från och med det här läsåret."
        elif activity.stands_in(before):
            yield f"{activity.id}: fanns till och med förra läsåret."


def _turns(activity: Activity, before: SchoolYear, year: SchoolYear) -> Iterator[str]:
    """Yield that a rule which is for some years only is for this one and was not for the one before, or the reverse."""
    rested, rests_now = (rests_in(activity.when, each) for each in (before, year))
    if rests_now:
        yield f"{activity.id}: görs inte det här läsåret ({activity.when})."
    elif rested:
        yield f"{activity.id}: görs det här läsåret, men inte det förra ({activity.when})."


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
    if is_monthly(activity.when):
        return
    for month, rule in slots(activity.when):
        if isinstance(rule, Days) and not rests(activity.when, year, month):
            yield from _moved_day(plan, activity, rule, before, year)


def _moved_day(plan: Plan, activity: Activity, rule: Days, before: SchoolYear, year: SchoolYear) -> Iterator[str]:
    workdays = plan.workdays
    try:
        was, now = (rule.span(each, workdays) for each in (before, year))
    except NoSuchDay:
        return
    if was.last_day.weekday() == now.last_day.weekday():
        return
    if now.start == now.last_day:
        off = _off(now.start, activity.on_holiday or plan.plan.on_holiday, workdays)
        name, before_ = (weekday_name(each.isoweekday()) for each in (now.start, was.start))
        yield f"{activity.id}: {short_day(now.start)} är en {name} (förra läsåret {before_}){off}."
        return
    # A period is never moved, so both its ends are told as they are.
    begins, ends = (
        f"{_weekday(day, earlier)}{_off(day, 'keep', workdays)}" for day, earlier in zip(now, was, strict=True)
    )
    yield f"{activity.id}: börjar {begins}, och slutar {ends}."


def _weekday(day: dt.date, earlier: dt.date) -> str:
    """Return `30 juni, en tisdag (förra läsåret måndag)`."""
    name, before = (weekday_name(each.isoweekday()) for each in (day, earlier))
    return f"{short_day(day)}, en {name} (förra läsåret {before})"


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
