"""Plans of many sizes to draw, and pictures of them."""

import datetime as dt
from typing import Any

from arshjul_cli.picture.compose import Picture, Wish, compose
from arshjul_cli.picture.sheet import A4, Sheet
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS
from arshjul_cli.wheel.expand import expand
from building import HEADER, HERE, YEAR, plan_of, row

_COLORS = ("navy", "teal", "darkred", "gold", "purple", "darkgreen", "coral", "royalblue", "saddlebrown", "deeppink")
_SUBJECTS = ("Budget", "Elevhälsa", "Skolfrånvaro", "Enkät", "Kvalitetsrapport", "Lönesamtal", "Lokaler", "Skolskjuts")
_DEEDS = ("följs upp", "beslutas", "till nämnden", "förbereds", "redovisas", "klar", "i ledningsgruppen")
RIGHT_TO_LEFT, WITHOUT_SPACE = "אבגד הוז", "Ö" * 200
HOSTILE = (
    '<script>alert("x")</script>',
    "Fika & 'kaka' \"bulle\"",
    WITHOUT_SPACE,
    RIGHT_TO_LEFT,
    "Möte 🎉👩‍👩‍👧",
    "漢字の会議",
)


def small() -> Plan:
    """Return a plan of five activities without a category."""
    phrases = ("augusti", "senast 15 oktober", "v. 45–47", "första tisdagen i mars", "maj–juni")
    return plan_of(*(row(f"a{n}", when, summary=f"{_SUBJECTS[n]} {_DEEDS[n]}") for n, when in enumerate(phrases)))


def large(count: int = 300, roles: int = 45, categories: int = 12) -> Plan:
    """Return a plan of so many activities, of every kind, for so many roles."""
    activities = [_activity(n, roles, categories) for n in range(count)]
    return plan_of(
        *activities,
        roles={f"roll-{n}": {"name": f"Roll nummer {n}"} for n in range(roles)},
        categories={
            f"k{n}": {"name": f"Område {n + 1}", "color": _COLORS[n % len(_COLORS)]} for n in range(categories)
        },
    )


def _activity(n: int, roles: int, categories: int) -> dict[str, Any]:
    month, later = MONTHS[n * n % 101 % 12], MONTHS[(n * n % 101 + 1) % 12]
    kinds = (
        month, f"{5 + n % 20} {month}", f"senast {1 + n % 28} {month}", f"v. {34 + n % 15}",
        f"första tisdagen i {month}", f"början av {month}", f"{month}–{later}" if month != "juni" else month,
        "varje månad utom juli" if n % 5 == 0 else f"slutet av {month}",
    )  # fmt: skip
    return row(
        f"a{n}",
        kinds[n * 3 % 31 % 8],
        summary=f"{_SUBJECTS[(n // 3) % 8]} {_DEEDS[(n // 5) % 7]} {n}",
        category=f"k{min(n % categories, n // 3 % categories)}",
        responsible=[f"roll-{n % roles}"],
        decided_yearly=n % 3 == 0,
    )


def wordy() -> Plan:
    """Return a plan whose names fit nowhere, and whose list is too long for its sheet."""
    name = "Ett namn som aldrig tar slut och som ingen kan läsa " * 3
    activities = [row(f"a{n}", MONTHS[n % 12], summary=f"{name}{n}", category=f"k{n % 3}") for n in range(60)]
    return plan_of(*activities, categories={f"k{n}": {"name": f"Område {n}", "color": _COLORS[n]} for n in range(3)})


def hostile() -> Plan:
    """Return a plan whose texts are as odd as texts may be."""
    activities = [row(f"a{n}", f"{MONTHS[n * 2]}", summary=text, category="k") for n, text in enumerate(HOSTILE)]
    activities += [row(f"d{n}", f"{3 + n} {MONTHS[n * 2 + 1]}", summary=text) for n, text in enumerate(HOSTILE)]
    activities += [row("m", "varje månad utom juli", summary=WITHOUT_SPACE, category="k")]
    return plan_of(
        *activities,
        plan=HEADER | {"title": WITHOUT_SPACE, "organisation": HOSTILE[0]},
        categories={"k": {"name": WITHOUT_SPACE, "color": "white"}},
    )


def drawn(plan: Plan, sheet: Sheet = A4, year: SchoolYear = YEAR, today: dt.date | None = None) -> Picture:
    """Return the picture of a plan's school year."""
    return compose(expand(plan, (year,)), Wish(year=year, sheet=sheet, today=today))


def shipped() -> Plan:
    """Return the plan that comes with the program."""
    return require_plan(load(HERE.parent / "data" / "arshjul.yaml"))
