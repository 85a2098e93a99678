"""From a plan and one of its ids to all there is to know of that activity."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arshjul_cli.compose import compose
from arshjul_cli.errors import Loc
from arshjul_cli.expand import expand
from arshjul_cli.explanation import Chain, Explanation, Reach, Slot
from arshjul_cli.feed import SUFFIX, Event
from arshjul_cli.fields import ALL
from arshjul_cli.load import Loaded
from arshjul_cli.plan import Activity, Extra, Plan, YearBlock
from arshjul_cli.rules import DatedRule, Rule, Span
from arshjul_cli.rules import slots as slots_of
from arshjul_cli.schoolyear import NoSuchDay, SchoolYear
from arshjul_cli.swedish import day, month_name
from arshjul_cli.wheel import Kind, Occurrence, Wheel
from arshjul_cli.workdays import Workdays

_YEARS_AHEAD = 3
_SHORT = dt.timedelta(days=7)
"""A longer period has room for a holiday."""
_DAY = dt.timedelta(days=1)


def former_ids(plan: Plan) -> Mapping[str, str]:
    """Return the present id of each former one."""
    return {old: activity.id for activity in plan.activities for old in activity.formerly}


def ids(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the activities and of the extra ones, in the order of the file."""
    extras = (extra.id for block in plan.years.values() for extra in block.extra)
    return tuple(dict.fromkeys((*(activity.id for activity in plan.activities), *extras)))


def usual_years(plan: Plan, one: str, now: SchoolYear) -> tuple[SchoolYear, ...]:
    """Return the previous school year to the third after this one; for an extra activity the years that have it."""
    if extras := _extras(plan, one):
        return tuple(sorted(extras))
    years = [now.previous(), now]
    for _ in range(_YEARS_AHEAD):
        years.append(years[-1].next())
    return tuple(years)


def explain(loaded: Loaded, one: str, years: Iterable[SchoolYear], now: SchoolYear) -> Explanation:
    """Explain an activity for some school years, and show what a calendar has of it in the present one.

    What a calendar has of an extra one is of the last year that has it.
    """
    plan = loaded.plan
    extras = _extras(plan, one)
    event_year = max(extras, default=now)
    item = extras[event_year][1] if extras else next(row for row in plan.activities if row.id == one)
    wheel = _only(plan, one, years)
    explainer = _Explainer(loaded, wheel, Workdays(plan.plan.country))
    return Explanation(
        plan=plan,
        item=item,
        place=loaded.places.where(_loc(plan, one, event_year)),
        slots=tuple(slot for year in wheel.years for slot in explainer.slots(one, year)),
        reached=tuple(reached(plan, item)),
        feeds=tuple(feed_id + SUFFIX for feed_id in wheel.feeds(item)),
        event_year=event_year,
        events=_events(_only(plan, one, (event_year,))),
        promises=tuple(promise for promise in plan.promises if one in promise.activities),
    )


def reached(plan: Plan, item: Activity | Extra) -> Iterator[Reach]:
    """Yield each role that an activity reaches, in plan order, and then the people who are no roles."""
    for role_id, role in plan.roles.items():
        if chains := tuple(_chains(plan, role_id, item.named)):
            yield Reach(name=role.name, role=role_id, chains=chains)
    for body_id, body in plan.roles.items():
        if body.others and (chains := tuple(_chains_of_others(plan, body_id, item.named))):
            yield Reach(name=body.others, role=None, chains=chains)


def _chains(plan: Plan, role: str, named: Sequence[str]) -> Iterator[Chain]:
    """Yield the shortest way to each named role, but none that goes past another named one."""
    if role in named:
        yield Chain()
    leads = () if plan.roles[role].is_body else (b for b, body in plan.roles.items() if body.leader == role)
    member = [Chain(bodies=(body,)) for body in _bodies_of(plan, role)]
    waiting = [*member, *(Chain(bodies=(body,), leads=True) for body in leads)]
    seen = {role}
    while waiting:
        chain = waiting.pop(0)
        if (last := chain.bodies[-1]) in seen:
            continue
        seen.add(last)
        if last in named:
            yield chain
        else:
            further = _bodies_of(plan, last)
            waiting += (Chain(bodies=(*chain.bodies, body), leads=chain.leads) for body in further)


def _chains_of_others(plan: Plan, body: str, named: Sequence[str]) -> Iterator[Chain]:
    if body in named:
        yield Chain(bodies=(body,))
        return
    above = plan.roles[body]
    for chain in _chains(plan, body, named) if above.is_body else ():
        yield Chain(bodies=(body, *chain.bodies))


def _bodies_of(plan: Plan, role: str) -> list[str]:
    return [body_id for body_id, body in plan.roles.items() if role in body.members]


def _extras(plan: Plan, one: str) -> dict[SchoolYear, tuple[int, Extra]]:
    """Return the extra activities of an id, by school year, each with its number in the list of that year."""
    return {
        year: (index, extra)
        for year, block in plan.years.items()
        for index, extra in enumerate(block.extra)
        if extra.id == one
    }


def _loc(plan: Plan, one: str, year: SchoolYear) -> Loc:
    extras = _extras(plan, one)
    if year in extras:
        return ("years", str(year), "extra", extras[year][0])
    return ("activities", next(index for index, row in enumerate(plan.activities) if row.id == one))


def _only(plan: Plan, one: str, years: Iterable[SchoolYear]) -> Wheel:
    return expand(plan, years).only(lambda found: found.activity.id == one, lambda row: row.id == one)


def _events(wheel: Wheel) -> tuple[Event, ...]:
    return next(feed.events for feed in compose(wheel) if feed.id == ALL)


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Finds out why the dates of a wheel are what they are."""

    loaded: Loaded
    wheel: Wheel
    workdays: Workdays

    def slots(self, one: str, year: SchoolYear) -> Iterator[Slot]:
        """Yield what a school year has of an activity."""
        rows = [row for row in self.loaded.plan.activities if row.id == one]
        rules = slots_of(rows[0].when) if rows else ()
        for month, rule in rules or ((None, None),):
            yield self._slot(one, year, month, rule)

    def _slot(self, one: str, year: SchoolYear, month: int | None, rule: DatedRule | None) -> Slot:
        block = self.loaded.plan.year(year)
        mine = (o for o in self.wheel.occurrences if (o.school_year, o.month) == (year, month))
        occurrence = next(mine, None)
        ruled, lacks = self._ruled(rule, year)
        cancelled = _cancelled_loc(block, year, one, month)
        decided = _decided_loc(block, year, one, month)
        return Slot(
            school_year=year,
            month=month,
            occurrence=occurrence,
            ruled=ruled,
            lacks=lacks,
            decided_at=self.loaded.places.where(decided) if decided else None,
            reason=_reason(block, one, month),
            cancelled_at=self.loaded.places.where(cancelled) if cancelled else None,
            clashes=tuple(self._clashes(occurrence)) if occurrence else (),
        )

    def _ruled(self, rule: DatedRule | None, year: SchoolYear) -> tuple[Span | None, str | None]:
        try:
            return (rule.span(year, self.workdays) if rule else None), None
        except NoSuchDay as error:
            return None, str(error)

    def _clashes(self, occurrence: Occurrence) -> Iterator[str]:
        first = occurrence.last_day if occurrence.kind is Kind.DEADLINE else occurrence.start
        last = occurrence.last_day
        if last - first >= _SHORT:
            return
        for date in (first + n * _DAY for n in range((last - first).days + 1)):
            if name := self.workdays.holiday(date):
                yield f"{name.replace('; ', ' och ')} {day(date)}"
        for one in self.loaded.plan.year(occurrence.school_year).breaks:
            if any(_overlap(span, first, last) for span in self._spans(one.when, occurrence.school_year)):
                yield f"{one.name} ({one.when})"

    def _spans(self, when: Rule, year: SchoolYear) -> Iterator[Span]:
        for _, rule in slots_of(when):
            span, _ = self._ruled(rule, year)
            if span:
                yield span


def _overlap(span: Span, first: dt.date, last: dt.date) -> bool:
    return span.start <= last and first <= span.last_day


def _decided_loc(block: YearBlock, year: SchoolYear, one: str, month: int | None) -> Loc | None:
    """Return where a date was decided."""
    for index, extra in enumerate(block.extra):
        if extra.id == one:
            return ("years", str(year), "extra", index, "date")
    loc: Loc = ("years", str(year), "dates", one)
    match block.dates.get(one):
        case None:
            return None
        case tuple() as listed:
            months = [decision.date.start.month for decision in listed]
            return (*loc, months.index(month)) if month in months else None
        case dict() as by_month:
            return (*loc, month_name(month)) if month and month in by_month else None
        case _:
            return loc


def _cancelled_loc(block: YearBlock, year: SchoolYear, one: str, month: int | None) -> Loc | None:
    """Return where it was cancelled."""
    loc: Loc = ("years", str(year), "cancelled", one)
    match block.cancelled.get(one):
        case None:
            return None
        case dict() as by_month:
            return (*loc, month_name(month)) if month and month in by_month else None
        case _:
            return loc


def _reason(block: YearBlock, one: str, month: int | None) -> str | None:
    reasons = block.cancelled.get(one)
    if isinstance(reasons, Mapping):
        return reasons.get(month) if month else None
    return reasons
