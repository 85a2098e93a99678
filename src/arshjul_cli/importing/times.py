"""What the cells of a row say of its time: the phrase of the plan, the decided day, or why it is not understood."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from arshjul_cli.importing.clocks import Clock, clock_of
from arshjul_cli.importing.dates import Dissected, dissected
from arshjul_cli.plan.fields import DecidedDays
from arshjul_cli.rules import (
    MAX_LENGTH,
    Anchored,
    DatedRule,
    Days,
    Feast,
    NamedDay,
    NthWeekday,
    NthWorkday,
    PhraseError,
    Rule,
    WeekdayOfWeek,
    Weeks,
    counts_from_term,
    parse_alone,
    slots,
)
from arshjul_cli.schoolyear import FIRST, LAST, NoSuchDay, NotKnownYet, SchoolYear, month_days
from arshjul_cli.swedish import WEEKDAYS, long_day
from arshjul_cli.workdays import Workdays

ON_DEMAND = "vid behov"
_NUMBERS = re.compile(r"\d{1,2}(\s*[-–]\s*\d{1,2})?")
_SINGLE = WeekdayOfWeek | NthWeekday | NthWorkday | NamedDay | Feast
_MIDNIGHT = dt.time()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the cells of a row say of its time, word for word; its section gives what they lack."""

    when: str = ""
    month: str = ""
    week: str = ""
    time: str = ""
    section: str = ""
    """The month, or other time, that its section names."""
    year: int | None = None
    """The calendar year that its section names."""

    @property
    def text(self) -> str:
        """All that its own cells say, as a person would read it."""
        return " ".join(filter(None, (self.when, self.month, self.week_phrase, self.time)))

    @property
    def week_phrase(self) -> str:
        """`v. 10` for the number of a week."""
        return f"v. {self.week}" if _NUMBERS.fullmatch(self.week) else self.week


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When an activity is, as the plan says it."""

    when: str
    day: dt.date | None = None
    """The day that is decided."""
    decided: str = ""
    """That day as `years` has it, with its time if that is whole."""
    month: int | None = None
    """The month in which it begins."""
    is_yearly: bool = False
    """Whether somebody is to decide its day each year."""
    is_bare_day: bool = False
    """Whether it is a single day of no year."""
    is_understood: bool = True
    needs: tuple[str, ...] = ()
    """What a person must see to, in Swedish."""


def timing(written: Written, asked: SchoolYear | int | None) -> Timing:
    """Return when a row is; a single day without a year is one of the year that was asked for, if any."""
    if len(written.text) > MAX_LENGTH:
        return _not_understood(written.text)
    parts = dissected(written.when)
    clock = parts.clock or clock_of(written.time)
    rule = next(_rules(written, parts, () if clock else (written.time,)), None)
    if rule is None:
        return _not_understood(parts.phrase if parts.years else written.text)
    if clock and (clock.start, clock.end) == (_MIDNIGHT, None):
        clock = None  # how programs write a day that has no time
    year = _year(rule, parts.years or frozenset(filter(None, (written.year,))), asked) if _is_single(rule) else None
    if year is None:
        return _undecided(rule, clock) if parts.weekday is None else _refused(_of_one_year(rule))
    return _in(year, rule, parts.weekday, clock)


def named_time(text: str) -> tuple[str, int | None] | None:
    """Return the phrase of the month, or other time, that a section's heading is, and its year; None if it is none."""
    if len(text) > MAX_LENGTH:
        return None
    parts = dissected(text.rstrip(": "))
    rule = _parsed(parts.phrase)
    if rule is None or not slots(rule) or len(parts.years) > 1 or parts.clock or parts.weekday:
        return None
    return str(rule), next(iter(parts.years), None)


def _rules(written: Written, parts: Dissected, more: tuple[str, ...]) -> Iterator[Rule]:
    """Yield the rules that the cells can be read as, the nearest to how they are written first."""
    week, month = written.week_phrase, written.month or written.section
    texts = [text for text in (written.when, parts.phrase, *more) if text]
    readings = [reading for text in texts for reading in (text, _deadline_first(text))]
    readings += [f"{text}{between}{month}" for text in texts for between in (" ", " av ", " i ") if month]
    readings += [f"{text} {week}" for text in texts if week]
    for reading in readings if texts else filter(None, (week, month)):
        rule = _parsed(reading)
        if isinstance(rule, Weeks) and not _is_of_all_years(rule):
            rule = replace(rule, months=None)
        if rule is not None:
            yield rule


def _deadline_first(text: str) -> str:
    """Return `senast 15 januari` for `15 januari senast`."""
    before = text.lower().removesuffix("senast").rstrip(" ,")
    return text if before == text.lower() else f"senast {before}"


@cache
def _parsed(phrase: str) -> Rule | None:
    try:
        return parse_alone(phrase)
    except PhraseError:
        return None


@cache
def _is_of_all_years(rule: Rule) -> bool:
    try:
        for first in range(FIRST, LAST + 1):
            for _, one in slots(rule):
                one.span(SchoolYear(first), Workdays())
    except NotKnownYet:
        # A term, which the plan is to give for each year.
        return True
    except NoSuchDay:
        return False
    return True


def _not_understood(text: str) -> Timing:
    """Return what is listed and not dated, with the cure that `check` would give."""
    try:
        parse_alone(text)
    except PhraseError as error:
        return _refused(error.text)
    return _refused("Tiden går inte att läsa. Skriv den vid when.")


def _refused(cure: str) -> Timing:
    return Timing(when=ON_DEMAND, is_understood=False, needs=(cure,))


def _of_one_year(rule: Rule) -> str:
    cure = "Importera med --year om tabellen gäller ett visst år"
    return f'En veckodag och ett datum hör bara ihop vissa år. {cure}, eller skriv "{rule}".'


def _is_single(rule: Rule) -> bool:
    if isinstance(rule, Days):
        return (rule.first_day, rule.first_month) == (rule.last_day, rule.last_month)
    return isinstance(rule, _SINGLE) or (isinstance(rule, Anchored) and rule.is_day)


def _year(rule: Rule, own: frozenset[int], asked: SchoolYear | int | None) -> int | None:
    """Return the calendar year of a single day."""
    if own:
        return max(own)
    if asked is None or not isinstance(rule, Days):
        return None
    return asked if isinstance(asked, int) else asked.calendar_year(rule.first_month)


def _undecided(rule: Rule, clock: Clock | None) -> Timing:
    if not _is_of_all_years(rule):
        return _refused(f'"{rule}" finns inte alla år. Skriv en dag som finns, eller varje års datum under years.')
    return Timing(
        when=str(rule),
        month=_month(rule),
        is_bare_day=isinstance(rule, Days) and _is_single(rule),
        needs=(f"Klockslaget {clock} hör till ett bestämt datum. Skriv det under years.",) if clock else (),
    )


def _month(rule: Rule) -> int | None:
    if counts_from_term(rule):
        return next((one.slot for _, one in slots(rule)), None)
    spans = (one.span(SchoolYear(FIRST), Workdays()) for _, one in slots(rule))
    return next((span.start.month for span in spans), None)


def _in(year: int, rule: Rule, weekday: int | None, clock: Clock | None) -> Timing:
    """Return the timing of a single day in a calendar year."""
    try:
        day = _day(rule, year)
    except NoSuchDay as error:
        return _refused(f"{error}. Rätta datumet.")
    if weekday not in {None, day.isoweekday()}:
        return _refused(f"{long_day(day).partition(' ')[2]} är en {WEEKDAYS[day.weekday()]}. Rätta dagen eller året.")
    return _on(day, rule, clock)


def _day(rule: Rule, year: int) -> dt.date:
    """Return the day that a rule for a single one gives in a calendar year.

    Raises:
        NoSuchDay: if it gives none, or the year is none of a plan.
    """
    if not FIRST < year <= LAST:
        raise NoSuchDay(f"År {year} ligger för långt bort")
    ((_, one),) = slots(rule)
    days = [day for school_year in (year - 1, year) if (day := _start(one, SchoolYear(school_year)))]
    if found := next((day for day in days if day.year == year), None):
        return found
    raise NoSuchDay(f"{rule} finns inte {year}")


def _start(rule: DatedRule, year: SchoolYear) -> dt.date | None:
    try:
        return rule.span(year, Workdays()).start
    except NoSuchDay:
        return None


def _on(day: dt.date, rule: Rule, clock: Clock | None) -> Timing:
    """Return the timing of a day that is decided; the last of a month keeps its date."""
    last = month_days(day.year, day.month)[1]
    if isinstance(rule, Days) and day == last and _is_of_all_years(rule):
        usual = Timing(when=str(rule), month=day.month)
        return _with_time(usual, day, clock) if clock else usual
    keeps = not isinstance(rule, Days | WeekdayOfWeek) and _is_of_all_years(rule)
    return _with_time(Timing(when=str(rule if keeps else _nth(day)), month=day.month, is_yearly=True), day, clock)


def _nth(day: dt.date) -> NthWeekday:
    """Return the day as the nth weekday of its month; a fifth, which many months lack, as the last."""
    match (day.day - 1) // 7 + 1:
        case 1 | 2 | 3 | 4 as nth:
            return NthWeekday(nth, day.isoweekday(), day.month)
        case _:
            return NthWeekday(-1, day.isoweekday(), day.month)


def _with_time(usual: Timing, day: dt.date, clock: Clock | None) -> Timing:
    decided = replace(usual, day=day, decided=f"{day}")
    if clock is None:
        return decided
    if _is_decision(with_time := f"{day} {clock}"):
        return replace(decided, decided=with_time)
    text = f"Klockslaget {clock} saknar sluttid. Skriv båda under years, till exempel {day} {clock}–…"
    return replace(decided, needs=(text,))


def _is_decision(text: str) -> bool:
    try:
        TypeAdapter(DecidedDays).validate_python(text)
    except ValidationError:
        return False
    return True
