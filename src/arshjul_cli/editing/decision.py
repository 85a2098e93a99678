"""A date that somebody has decided: what they wrote, held against the plan."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from arshjul_cli.errors import DecisionError
from arshjul_cli.findings import cut, cut_within
from arshjul_cli.plan.fields import Time
from arshjul_cli.plan.fit import misfits
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.years import Decision, Decisions, OfItem, YearBlock
from arshjul_cli.rules import slot_months, slot_of
from arshjul_cli.schoolyear import FIRST, LAST, SchoolYear
from arshjul_cli.swedish import MONTHS, Times, clock, did_you_mean, enumerate_words, long_day, month_name

_TIME: TypeAdapter[Times] = TypeAdapter(Time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A decision as a person writes it; an empty text takes away what stands there, None leaves it."""

    activity: str
    date: str
    time: str | None = None
    location: str | None = None
    url: str | None = None
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is decided for one slot of an activity in a school year."""

    year: SchoolYear
    activity: str
    month: int | None
    decision: Decision
    kept: tuple[str, ...] = ()
    """What it has of the decision that it replaces, in words."""


def decided(plan: Plan, written: Written, year: SchoolYear | None = None) -> Decided:
    """Return what a person decided; the school year is that of the date if it is not given.

    Raises:
        DecisionError: with every reason why it does not fit the plan.
    """
    activity = _activity(plan, written.activity)
    decision = _decision(written)
    of_year = year or SchoolYear.containing(decision.date.start)
    month = _slot(activity, written.slot, slot_of(activity.when, of_year, decision.date.start))
    of_item = plan.year(of_year).of(activity, of_year)
    standing = of_item.decisions.get(month)
    whole, kept = _completed(written, decision, standing) if standing else (decision, ())
    _require_cancelled_day(of_item, month, whole)
    if problems := tuple(unfit(plan, of_year, activity, month, whole)):
        raise DecisionError(tuple(f"datum: {problem}" for problem in problems))
    return Decided(year=of_year, activity=activity.id, month=month, decision=whole, kept=kept)


def _require_cancelled_day(of_item: OfItem, month: int | None, decision: Decision) -> None:
    """Raise DecisionError if a slot is cancelled by the day that it has, and would get another."""
    day, days = of_item.cancelled_by(month), decision.date
    if isinstance(day, dt.date) and not days.start <= day <= days.last_day:
        text = f"{of_item.item.id} är inställt {long_day(day)} ({of_item.reason(month)})."
        raise DecisionError((f"datum: {text} Ta bort den raden under cancelled, eller skriv det nya under extra.",))


def _completed(written: Written, decision: Decision, standing: Decision) -> tuple[Decision, tuple[str, ...]]:
    """Return a decision with the time, place and page of the one that stands there, where it says nothing of them."""
    kept: dict[str, object] = {}
    words: list[str] = []
    days = decision.date
    if written.time is None and standing.date.time and not days.time and days.start == days.last_day:
        kept["date"] = replace(days, time=standing.date.time)
        words.append(f"tiden {clock(standing.date.time)}")
    if written.location is None and standing.location:
        kept["location"] = standing.location
        words.append(f"platsen {standing.location}")
    if written.url is None and standing.url:
        kept["url"] = standing.url
        words.append(f"länken {standing.url}")
    return decision.model_copy(update=kept), tuple(words)


def unfit(plan: Plan, year: SchoolYear, activity: Activity, month: int | None, decision: Decision) -> Iterator[str]:
    """Yield what the plan would say of a school year with one decision alone."""
    if not FIRST <= year.first <= LAST:
        yield f"{decision.date.start} ligger för långt bort. Läsår går från {FIRST} till {LAST}."
        return
    entry: Decisions = {month: decision} if month else decision
    alone = plan.model_copy(update={"years": {year: YearBlock.model_construct(dates={activity.id: entry})}})
    yield from (problem.text for problem in misfits(alone, plan.plan.timezone, plan.plan.first_year))


def activities_named(plan: Plan, text: str) -> tuple[Activity, ...]:
    """Return the activity that has an id, now or formerly; else those of a title, however it is spaced and in any case.

    An id goes before a title: it is what the plan knows an activity by.
    """
    by_id = [activity for activity in plan.activities if text == activity.id or text in activity.formerly]
    if by_id:
        return (next((activity for activity in by_id if activity.id == text), by_id[0]),)
    title = _folded(text)
    return tuple(
        activity
        for activity in plan.activities
        if title in {activity.id, _folded(activity.summary), _folded(activity.label)}
    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _activity(plan: Plan, text: str) -> Activity:
    match activities_named(plan, text):
        case (activity,):
            return activity
        case ():
            hint = did_you_mean(text, (activity.id for activity in plan.activities))
            raise DecisionError((f'aktivitet: "{cut(text)}" finns inte i planen.{hint}',))
        case several:
            ids = enumerate_words((activity.id for activity in several), "eller")
            raise DecisionError((f'aktivitet: Flera aktiviteter heter "{cut(text)}". Skriv id: {ids}.',))


def _decision(written: Written) -> Decision:
    named = {"date": written.date, "location": written.location, "url": written.url}
    given = {key: text for key, text in named.items() if text or key == "date"}
    problems: list[str] = []
    if written.time:
        try:
            given["date"] = f"{written.date} {clock(_TIME.validate_python(written.time))}"
        except ValidationError as error:
            problems += (f"tid: {cut_within(one['ctx']['text'], written.time)}" for one in error.errors())
    try:
        decision = Decision.model_validate(given)
    except ValidationError as error:
        problems += map(_reason, error.errors())
    if problems:
        raise DecisionError(tuple(problems))
    return decision


_WORDS = {"date": "datum", "location": "plats", "url": "länk"}


def _reason(error: ErrorDetails) -> str:
    # A message quotes the whole value, as `fields` reads it.
    value = unicodedata.normalize("NFC", str(error["input"])).strip()
    return f"{_WORDS[str(error['loc'][0])]}: {cut_within(error['ctx']['text'], value)}"


def _slot(activity: Activity, written: str, own: int) -> int | None:
    """Return the slot that is meant: the one that is named, else that of the date."""
    months = slot_months(activity.when)
    if not months:
        if written:
            text = f'Aktiviteten har en tid per läsår ("{activity.when}"). Ange ingen månad.'
            raise DecisionError((f"månad: {text}",))
        return None
    if written and written.lower() not in MONTHS:
        raise DecisionError((f'månad: "{cut(written)}" är ingen månad.{did_you_mean(written, MONTHS)}',))
    month = MONTHS.index(written.lower()) + 1 if written else own
    if month not in months:
        had = f"Den finns i {enumerate_words(map(month_name, months))}"
        text = f"Aktiviteten har inget tillfälle i {month_name(month)}. {had}."
        raise DecisionError((f"månad: {text} Ange en av dem med --slot, eller i kolumnen månad.",))
    return month
