"""Texts: what must not become public, a domain of nobody, and whether anybody has looked at the plan of late."""

import datetime as dt
import re
from collections.abc import Iterator

from arshjul_cli.findings import Level, Loc, Problem
from arshjul_cli.plan.model import Model, Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import month_name
from arshjul_cli.wheel.paths import Paths

_REVIEW = dt.timedelta(days=366)
# The day of a coordination number is sixty more than that of birth.
_BIRTHDAY = r"\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])"
# Each is tried once where a run of its characters begins, and takes that run whole: a long text costs its length.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.\w")
_IDENTITY = re.compile(rf"\b(?P<century>19|20)?(?P<ten>{_BIRTHDAY}(?P<mark>[-+– ]?)\d{{4}})\b", re.ASCII)
# Nine digits or more, or eight in groups, so that no time or week is one.
_TELEPHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+46[ ()0-]*|0)\d(?:[ /–-]{0,3}\d){7,9}|0\d{1,3}[-/ ]\d{2,3} \d{2} \d{2})(?![\w-])",
    re.ASCII,
)
_PLACEHOLDER = re.compile(r"\.(?:test|example|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org)$")


def check(plan: Plan, paths: Paths, today: dt.date) -> Iterator[Problem]:
    """Yield what should not stand in a public feed, and a plan that was long ago reviewed."""
    for loc, text in _texts((), plan):
        for what, offset in _personal(text):
            advice = f"Här står {what}, och flödena är öppna för alla. Skriv rollen eller en länk i stället."
            about = _about(paths, loc)
            yield Problem(loc=loc, code="AH314", text=advice, level=Level.WARNING, offset=offset, about=about)
    yield from placeholder(plan)
    yield from _not_reviewed(plan, today)


def _not_reviewed(plan: Plan, today: dt.date) -> Iterator[Problem]:
    adopted, reviewed = plan.plan.adopted, plan.plan.reviewed
    if reviewed and today - reviewed > _REVIEW:
        text = f"Planen följdes upp senast {reviewed}, för mer än ett år sedan. Skriv den nya dagen när det är gjort."
        yield Problem(loc=("plan", "reviewed"), code="AH315", text=text, level=Level.HINT)
    elif adopted and not reviewed and today - adopted > _REVIEW:
        text = f"Planen beslutades {adopted}, för mer än ett år sedan. Skriv under reviewed när den har följts upp."
        yield Problem(loc=("plan", "adopted"), code="AH315", text=text, level=Level.HINT)


def _personal(text: str) -> Iterator[tuple[str, int]]:
    """Yield each kind of personal data in a text, and the first character of the first of its kind."""
    numbers = filter(_is_identity, _IDENTITY.finditer(text))
    kinds = {
        "en e-postadress": _MAIL.search(text),
        "ett personnummer": next(numbers, None),
        "ett telefonnummer": _TELEPHONE.search(text),
    }
    yield from ((what, found.start()) for what, found in kinds.items() if found)


def _is_identity(found: "re.Match[str]") -> bool:
    """Tell whether digits are a personal identity number: by its century or mark, else by its check digit (Luhn)."""
    if found["century"] or found["mark"] in {"-", "+", "–"}:
        return True
    digits = [int(one) for one in found["ten"] if one.isdigit()]
    return sum(sum(divmod(digit * (2 - place % 2), 10)) for place, digit in enumerate(digits)) % 10 == 0


def placeholder(plan: Plan) -> Iterator[Problem]:
    """Yield that the domain of the plan's UIDs is one that nobody can own (RFC 2606 sections 2 and 3)."""
    if _PLACEHOLDER.search(plan.plan.uid_domain):
        text = (
            "Domänen är bara ett exempel. Skriv en som ni äger innan någon prenumererar: den ska aldrig ändras sedan."
        )
        yield Problem(loc=("plan", "uid_domain"), code="AH317", text=text, level=Level.HINT)


def _texts(loc: Loc, part: object) -> Iterator[tuple[Loc, str]]:
    """Yield every text below a part of the plan, with its path."""
    if isinstance(part, str):
        yield loc, part
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from _texts((*loc, name), getattr(part, name))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _texts((*loc, month_name(key) if isinstance(key, int) else str(key)), value)
    elif isinstance(part, tuple | list):
        for index, value in enumerate(part):
            yield from _texts((*loc, index), value)


def _about(paths: Paths, loc: Loc) -> tuple[Loc, ...]:
    """Return the path of the activity that a text belongs to, if any."""
    match loc:
        case ("activities", _, *_):
            return (loc[:2],)
        case ("years", _, "extra", _, *_):
            return (loc[:4],)
        case ("years", str(year), "dates" | "cancelled", str(one), *_):
            found = (paths.activities.get(one), paths.extras.get((SchoolYear.parse(year), one)))
            return tuple(filter(None, found))
        case _:
            return ()
