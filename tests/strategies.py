"""Whole plans for hypothesis, as the trees that a file is read to."""

import datetime as dt
import unicodedata
from collections.abc import Sequence

from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from arshjul_cli.plan.cancellations import no_reason
from arshjul_cli.plan.fields import DISPLAYS, Line
from arshjul_cli.rules import parse, relative, rests, rests_in, slot_of, slots
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS
from building import HEADER, Tree

YEARS = (SchoolYear(2024), SchoolYear(2025), SchoolYear(2026))

PHRASES = (
    "januari", "december–januari", "maj–juni", "5 mars", "1 juli", "30 juni", "15–30 september", "28 mars–3 april",
    "senast 30 juni", "senast v. 10", "senast varje månad utom juli", "början av mars", "slutet av februari", "v. 26",
    "v. 27", "v. 45–47", "v. 52–1", "november (v. 45–47)", "tisdag v. 10", "måndag v. 27", "söndag v. 26",
    "första tisdagen i mars", "sista fredagen i juni", "första vardagen i april", "sista vardagen i december",
    "2 veckor före påsk", "veckan efter påsk", "påskveckan", "tisdagen efter påsk", "varje månad",
    "varje månad utom januari, juni, juli och december", "första tisdagen varje månad utom juli",
    "sista vardagen varje månad", "vid behov", "mars och oktober", "augusti, november, februari och april",
    "15 september och 15 mars", "v. 36 och v. 5", "v. 34–38 och v. 17–20", "första tisdagen i september, mars och maj",
    "senast 15 januari och 15 augusti", "varje månad september–maj", "den 25 varje månad utom juli",
    "sista dagen varje månad", "senast sista dagen i augusti", "maj eller juni", "december eller januari",
    "oktober eller november och mars eller april", "runt 1 mars", "runt v. 46 och v. 10", "senast runt 15 mars",
    "löpande", "årligen", "mars vartannat år från 2024/25", "15 september och 15 mars jämna år",
    "senast v. 10 vart tredje år från 2026/27", "varje månad utom juli udda år",
    "Lucia", "senast midsommar", "veckan efter midsommar", "vardagen före jul",
    "dagen efter nyår", "fredagen efter Kristi himmelsfärdsdag", "alla helgons dag och valborg",
)  # fmt: skip
COUNTED = (
    "14 dagar före {}", "senast dagen före {}", "3 vardagar efter {}", "veckan efter {}", "tisdagen före {}",
    "samma dag som {}", "runt 2 veckor före {}",
)  # fmt: skip
"""Times that count from another activity."""
IMPOSSIBLE = (
    "v. 53", "29 februari", "femte tisdagen i mars", "femte måndagen varje månad", "läsårets start",
    "veckan före höstterminens start och vardagen före vårterminens slut",
)  # fmt: skip

_AWKWARD = (
    "a, b; c\\d", r"\n \r \\", "=1+1", "@SUM(A1)", "a:b \"c\" 'd'", "<b>|*x*|`y`</b>", "50 % #1", "🎒" * 60,
    "åäö " * 35 + "ö", "e\u0301", "x" * 74, "Möte, " * 24, "[bold]x[/bold]", "BEGIN:VEVENT", "END:VCALENDAR", "–",
)  # fmt: skip
_PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=30)

_LINE = TypeAdapter(Line)
_DEFAULTS = st.sampled_from([{}, {}, *({"display": one} for one in DISPLAYS)])


def _is_line(text: str) -> bool:
    # icalendar 7.3.0 writes a backslash before a capital N as a line break.
    # A month alone is no reason to cancel: it is taken for the month that was meant.
    if not text or r"\N" in text or text.lower() in MONTHS or len(text.encode("utf-16-le")) // 2 > 150:
        return False
    try:
        _LINE.validate_python(text)
    except ValidationError:
        return False
    return True


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def texts() -> st.SearchStrategy[str]:
    """Return lines of any kind of text, often with what formats have to escape."""
    return st.one_of(st.sampled_from(_AWKWARD), _PLAIN).map(_line).filter(_is_line)


def reasons() -> st.SearchStrategy[str]:
    """Return lines that may tell why something is cancelled."""
    return texts().filter(lambda text: no_reason(text) is None)


@st.composite
def days(draw: st.DrawFn, year: SchoolYear, month: int | None = None) -> str:
    """Return what a decision may say: a day of the school year, with a time, or days in a row."""
    if month:
        first = dt.date(year.calendar_year(month), month, draw(st.integers(1, 28)))
    else:
        first = year.start + dt.timedelta(days=draw(st.integers(0, 364)))
    match draw(st.sampled_from(("day", "time", "days"))):
        case "day":
            return first.isoformat()
        case "time":
            # From four on: the clock is changed before, and such a time may not exist, or exist twice.
            hour = draw(st.integers(4, 22))
            return f"{first} {hour:02}:{draw(st.sampled_from(('00', '30')))}–{hour + 1:02}:00".replace(":30–", ":15–")
        case _:
            return f"{first}–{first + dt.timedelta(days=draw(st.integers(0, 40)))}"


def slot_months(activities: Sequence[Tree], when: str) -> list[int]:
    """Return the months of the slots of a time, which may count from one of some activities."""
    while counted := relative(parse(when)):
        when = next(activity["when"] for activity in activities if activity["id"] == counted.other)
    return [month for month, _ in slots(parse(when)) if month]


@st.composite
def decisions(draw: st.DrawFn, year: SchoolYear, when: str, activities: Sequence[Tree] = ()) -> object:
    """Return the dates of an activity for a year, in any of the forms that fit its rule."""
    months = slot_months(activities, when)
    if not months:
        day = draw(days(year))
        return draw(st.sampled_from((day, {"date": day, "location": "Sal 1", "url": "https://exempel.se/x"})))
    chosen = draw(st.lists(st.sampled_from(months), min_size=1, max_size=3, unique=True))
    if relative(parse(when)) is None and draw(st.booleans()):
        dates = [draw(days(year, month)) for month in chosen]
        named = [slot_of(parse(when), year, dt.date.fromisoformat(date[:10])) for date in dates]
        if sorted(named) == sorted(chosen):
            return dates
    return {MONTHS[month - 1]: draw(days(year)) for month in chosen}


def _some(draw: st.DrawFn, ids: Sequence[str], most: int = 3) -> list[str]:
    return draw(st.lists(st.sampled_from(ids), max_size=most, unique=True)) if ids else []


@st.composite
def _roles(draw: st.DrawFn) -> Tree:
    ids = [f"r{n}" for n in range(draw(st.integers(1, 6)))]
    roles: Tree = {}
    for one in ids:
        role: Tree = {"name": draw(texts()), "members": _some(draw, [other for other in ids if other != one])}
        if draw(st.booleans()):
            role["leader"] = draw(st.sampled_from(ids))
        if draw(st.integers(0, 3)) == 0:
            role["others"] = draw(texts())
            role["formerly"] = [f"old-{one}"]
        roles[one] = role
    return roles


def _item(draw: st.DrawFn, one: str, roles: Sequence[str]) -> Tree:
    item: Tree = {
        "id": one,
        "summary": draw(texts()),
        "points": draw(st.lists(texts(), max_size=2)),
        "responsible": _some(draw, roles),
        "participants": _some(draw, roles, 2),
        "goals": _some(draw, ("g0", "g1")),
        "deadline": draw(st.sampled_from(("true", "false", "false"))),
    }
    if draw(st.integers(0, 2)) == 0:
        item["display"] = draw(st.sampled_from(DISPLAYS))
    if draw(st.integers(0, 3)) == 0:
        item["notice"] = f"{draw(st.integers(1, 60))}d"
    if draw(st.booleans()):
        item |= {"category": draw(st.sampled_from(("c0", "c1"))), "location": draw(texts()), "source": draw(texts())}
    if draw(st.booleans()):
        item |= {"url": "https://exempel.se/a?b=1,2;3", "links": [{"title": draw(texts()), "url": "http://exempel.se"}]}
    return item


def _when(draw: st.DrawFn, phrases: Sequence[str], earlier: int) -> str:
    """Return a phrase, or now and then a time that counts from one of so many activities."""
    if earlier and draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(COUNTED)).format(f"a{draw(st.integers(0, earlier - 1))}")
    return draw(st.sampled_from(phrases))


@st.composite
def _activities(draw: st.DrawFn, roles: Sequence[str], phrases: Sequence[str]) -> list[Tree]:
    made = []
    for n in range(draw(st.integers(0, 6))):
        activity = _item(draw, f"a{n}", roles)
        activity |= {
            "when": _when(draw, phrases, n),
            "decided_yearly": draw(st.sampled_from(("true", "false"))),
            "formerly": [f"old-a{n}"] if draw(st.integers(0, 3)) == 0 else [],
        }
        made.append(activity)
    return made


@st.composite
def _year(draw: st.DrawFn, year: SchoolYear, activities: Sequence[Tree], roles: Sequence[str]) -> Tree:
    extra = [{**_item(draw, f"x{n}", roles), "date": draw(days(year))} for n in range(draw(st.integers(0, 2)))]
    dates: Tree = {}
    cancelled: Tree = {}
    for activity in activities:
        if draw(st.integers(0, 2)) == 0:
            dates[activity["id"]] = draw(decisions(year, activity["when"], activities))
        # What a year has nothing of is not cancelled.
        rule = parse(activity["when"])
        is_there = activity["id"] in dates or not rests_in(rule, year)
        if draw(st.integers(0, 3)) == 0 and is_there:
            months = [month for month in slot_months(activities, activity["when"]) if not rests(rule, year, month)]
            by_month = {MONTHS[month - 1]: draw(reasons()) for month in months[:2]}
            whole = not by_month or draw(st.booleans())
            cancelled[activity["id"]] = draw(reasons()) if whole else by_month
    rain: bool = draw(st.booleans())
    if extra and rain:
        cancelled[extra[0]["id"]] = draw(reasons())
    return {"dates": dates, "cancelled": cancelled, "extra": extra}


@st.composite
def trees(draw: st.DrawFn, phrases: Sequence[str] = PHRASES) -> Tree:
    """Return a whole plan that is right in every part."""
    roles = draw(_roles())
    ids = tuple(roles)
    activities = draw(_activities(ids, phrases))
    years = {str(year): draw(_year(year, activities, ids)) for year in YEARS if draw(st.booleans())}
    feeds: Tree = {}
    if draw(st.booleans()):
        feeds["f0"] = {"name": draw(texts()), "roles": [draw(st.sampled_from(ids))]}
    return {
        "plan": {
            **HEADER,
            "title": draw(texts()),
            **draw(_DEFAULTS),
        },
        "roles": roles,
        "categories": {"c0": {"name": draw(texts()), "color": "teal"}, "c1": {"name": "Möten", "color": "navy"}},
        "goals": {"g0": "Mål", "g1": "Ett annat mål"},
        "activities": activities,
        "years": years,
        "feeds": feeds,
    }
