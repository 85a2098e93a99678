"""What is measured on: plans and yaml2ics files of any size, the same for the same seed."""

import random

HEAD = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles:
"""
YEAR = 2026
_WORDS = ("Uppföljning", "Dialog", "Enkät", "Rapport", "Samtal", "Möte", "Analys", "Budget", "Plan", "Resultat")


def plan(activities: int, roles: int = 1, *, monthly: bool = False) -> str:
    """Return a plan whose activities are on a day each, or in eleven months; each reaches one role, of many three."""
    chance = random.Random(f"{activities} {roles}")  # noqa: S311 - no secret
    lines = [f"  roll-{n}: {{name: Roll {n}}}\n" for n in range(roles)]
    rows = [_activity(n, roles, chance, monthly=monthly) for n in range(activities)]
    return "".join((HEAD, *lines, "activities:\n", *rows))


def _activity(number: int, roles: int, chance: random.Random, *, monthly: bool) -> str:
    when = "varje månad utom juli" if monthly else f"{chance.randint(1, 28)} {chance.choice(('mars', 'april', 'maj'))}"
    reached = ", ".join(f"roll-{n}" for n in sorted(chance.sample(range(roles), min(3, roles))))
    summary = f"{chance.choice(_WORDS)} {number}"
    return f"  - {{id: a-{number}, summary: {summary}, when: {when}, responsible: [{reached}]}}\n"


def peer(events: int) -> str:
    """Return a file of yaml2ics with as many events, each a whole day with a text."""
    chance = random.Random(events)  # noqa: S311 - no secret
    rows = (
        f"  - {{summary: {chance.choice(_WORDS)} {n}, begin: {_day(chance)}, "
        f"description: 'Ansvarig: Roll 0. Tid: mars.'}}\n"
        for n in range(events)
    )
    return "".join(("name: Kalender\nevents:\n", *rows))


def _day(chance: random.Random) -> str:
    return f"{YEAR}-{chance.randint(3, 5):02}-{chance.randint(1, 28):02}"
