"""From a plan and one of its ids to everything known about that activity."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from arshjul_cli import rules
from arshjul_cli.explain.model import Explanation, Slot
from arshjul_cli.explain.reach import reached
from arshjul_cli.feeds.compose import events_of, order
from arshjul_cli.feeds.model import SUFFIX, Event
from arshjul_cli.plan.items import Activity, Extra, Item
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import OfItem
from arshjul_cli.rules import Anchored, DatedRule, Relative, Span
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear, days_between
from arshjul_cli.source import Node
from arshjul_cli.swedish import day, month_name
from arshjul_cli.wheel.daysoff import DaysOff
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Kind, Occurrence, Wheel

_YEARS_AHEAD = 3
_SHORT = dt.timedelta(days=7)
"""A longer period has room for a holiday."""


def former_ids(plan: Plan) -> Mapping[str, str]:
    """Return the present id of each former one."""
    return {old: activity.id for activity in plan.activities for old in activity.formerly}


def ids(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the activities and of the extra ones, in the order of the file."""
    extras = (extra.id for block in plan.years.values() for extra in block.extra)
    return tuple(dict.fromkeys((*(activity.id for activity in plan.activities), *extras)))


def titled(plan: Plan, text: str) -> tuple[str, ...]:
    """Return the ids of what has a title, in any case; of none, what has it as a part of its title or id.

    They come in the order of the file.
    """
    wanted = _folded(text)
    names = {item.id: {item.id, _folded(item.summary), _folded(item.label)} for item in plan.items()}
    whole = tuple(item_id for item_id, known in names.items() if wanted in known)
    return whole or tuple(item_id for item_id, known in names.items() if any(wanted in name for name in known))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def usual_years(plan: Plan, item_id: str, now: SchoolYear) -> tuple[SchoolYear, ...]:
    """Return the previous school year to the third after this one; for an extra activity the years that have it.

    None comes before the one in which the plan begins.
    """
    if extras := _extras(plan, item_id):
        return tuple(sorted(extras))
    years = [now.previous(), now]
    for _ in range(_YEARS_AHEAD):
        years.append(years[-1].next())
    return plan.window(*years)


def dates(wheel: Wheel, days_off: DaysOff, item: Item) -> tuple[Slot, ...]:
    """Return what each year of a wheel has of an activity, and why."""
    mine = wheel.only(lambda found: found.activity.id == item.id, lambda row: row.id == item.id)
    counted = rules.relative(item.rule) if item.rule else None
    others = (found for found in wheel.occurrences if counted and found.activity.id == counted.other)
    explainer = _Explainer(mine, {(other.school_year, other.month): other for other in others}, days_off)
    return tuple(slot for year in wheel.years for slot in explainer.slots(item.id, year))


def explain(plan: Plan, item_id: str, years: Iterable[SchoolYear], today: dt.date) -> Explanation:
    """Explain an activity for some school years, and show what a calendar has of it in the present one.

    If that is none of them, it shows the last of them; of an extra activity, the last year that has it.
    """
    now = SchoolYear.containing(today)
    asked = frozenset(years)
    extras = _extras(plan, item_id)
    item: Item = extras[max(extras)] if extras else next(row for row in plan.activities if row.id == item_id)
    shown = extras.keys() or frozenset(filter(item.stands_in, asked)) or asked
    event_year = now if now in shown and not extras else max(shown)
    wheel = expand(plan, asked)
    return Explanation(
        plan=plan,
        item=item,
        slots=dates(wheel, DaysOff(plan), item),
        reached=tuple(reached(plan, item)),
        feeds=tuple(feed_id + SUFFIX for feed_id in wheel.feeds(item)),
        event_year=event_year,
        events=tuple(_events(plan, item_id, event_year, today)),
        promises=tuple(promise for promise in plan.promises if item_id in promise.activities),
    )


def _extras(plan: Plan, item_id: str) -> dict[SchoolYear, Extra]:
    """Return the extra activities of an id, by school year."""
    return {year: extra for year, block in plan.years.items() for extra in block.extra if extra.id == item_id}


def _events(plan: Plan, item_id: str, year: SchoolYear, today: dt.date) -> list[Event]:
    """Return what a calendar shows of it, in the order of time; others that are called the same may change its titles.

    A month that passed without a decided day has left the calendar.
    """
    wheel = expand(plan, (year,))
    names = {found.activity.summary for found in wheel.occurrences if found.activity.id == item_id}
    alike = wheel.only(lambda found: found.activity.summary in names, lambda item: item.summary in names)
    every = (planned.events for planned in events_of(alike) if planned.occurrence.activity.id == item_id)
    shown = (event for events in every for event in events if not event.open_until or event.open_until >= today)
    return sorted(shown, key=order)


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Finds out why the dates of a wheel are what they are."""

    wheel: Wheel
    others: Mapping[tuple[SchoolYear, int | None], Occurrence]
    """Those of the activity that it counts from, by school year and slot."""
    days_off: DaysOff

    def slots(self, item_id: str, year: SchoolYear) -> Iterator[Slot]:
        """Yield what a school year has of an activity."""
        rows = [row for row in self.wheel.plan.activities if row.id == item_id and row.stands_in(year)]
        dated = rules.slots(rows[0].when) if rows and not self._is_absent(rows[0], year) else ()
        counted = rules.relative(rows[0].when) if rows else None
        for month, rule in dated or ((None, None),):
            yield self._slot(item_id, year, month, counted or rule)

    def _is_absent(self, activity: Activity, year: SchoolYear) -> bool:
        """Tell whether a school year has nothing of it, of which one line is enough."""
        return self.wheel.plan.year(year).of(activity, year).is_absent

    def _slot(self, item_id: str, year: SchoolYear, month: int | None, rule: DatedRule | Relative | None) -> Slot:
        mine = (o for o in self.wheel.occurrences if (o.school_year, o.month) == (year, month))
        occurrence = next(mine, None)
        counted = rule if isinstance(rule, Relative) else None
        decided = self._decides(year, item_id)
        rests = decided is not None and (decided.rests(month) if rule else decided.is_absent)
        ruled, lacks = (None, None) if rests else self._ruled(rule, year, month)
        reason = decided.reason(month) if decided else None
        return Slot(
            school_year=year,
            month=month,
            occurrence=occurrence,
            ruled=ruled,
            lacks=lacks,
            anchor=self._anchor(rule, year),
            waits_for=counted.name if counted and not (ruled or rests) else None,
            waits_in_vain=counted is not None and self._is_left_out(counted, year, month),
            rests=rests,
            decided_at=occurrence.dated_by if occurrence and occurrence.decided else None,
            reason=reason,
            cancelled_at=_cancellation(decided, month) if decided and reason else None,
            clashes=tuple(self._clashes(occurrence)) if occurrence else (),
        )

    def _decides(self, year: SchoolYear, item_id: str) -> OfItem | None:
        """Return what a school year decides of it; None for an extra one that the year does not have."""
        try:
            return self.wheel.plan.decides(year, item_id)
        except KeyError:
            return None

    def _ruled(
        self, rule: DatedRule | Relative | None, year: SchoolYear, month: int | None
    ) -> tuple[Span | None, str | None]:
        if isinstance(rule, Relative):
            return self._counted(rule, year, month), None
        try:
            return (rule.span(year, self.days_off.workdays) if rule else None), None
        except NoSuchDay as error:
            return None, str(error)

    def _anchor(self, rule: DatedRule | Relative | None, year: SchoolYear) -> tuple[str, dt.date] | None:
        if not isinstance(rule, Anchored):
            return None
        try:
            return str(rule.day), rule.day.span(year, self.days_off.workdays).start
        except NoSuchDay:
            return None

    def _counted(self, rule: Relative, year: SchoolYear, month: int | None) -> Span | None:
        other = self.others.get((year, month))
        days = other.days_counted_from if other else None
        return rule.offset.span(days, self.days_off.workdays) if days else None

    def _is_left_out(self, rule: Relative, year: SchoolYear, month: int | None) -> bool:
        """Tell whether a year does not have a slot of the activity that a rule counts from, or of what that does."""
        other = self.wheel.plan.decides(year, rule.other)
        if not other.item.stands_in(year) or other.leaves_out(month):
            return True
        further = rules.relative(other.item.rule) if other.item.rule and month not in other.decisions else None
        return further is not None and self._is_left_out(further, year, month)

    def _clashes(self, occurrence: Occurrence) -> Iterator[str]:
        """Yield what makes a day free; of a short period its holidays, with their dates, and the school breaks."""
        last = occurrence.last_day
        first = last if occurrence.kind is Kind.DEADLINE else occurrence.start
        if first == last:
            yield from self.days_off.names(last)
        elif last - first < _SHORT:
            for date in days_between(first, last):
                if name := self.days_off.workdays.holiday(date):
                    yield f"{name} {day(date)}"
            yield from (school_break.name for school_break in self.days_off.breaks(first, last))


def _cancellation(decided: OfItem, month: int | None) -> Node:
    """Return the node of what cancels a slot that is cancelled."""
    key = decided.cancelled_by(month)
    names = [] if key is None else [month_name(key) if isinstance(key, int) else key.isoformat()]
    return decided.block.at("cancelled", decided.item.id, *names)
