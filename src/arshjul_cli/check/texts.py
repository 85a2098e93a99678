"""Texts: what must not become public, what YAML or Outlook cuts off, a domain of nobody, an old plan."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice

from arshjul_cli.check.domain import placeholder
from arshjul_cli.findings import Code, Problem, cut, in_quotes
from arshjul_cli.plan.fields import as_id
from arshjul_cli.plan.model import Plan
from arshjul_cli.plan.part import Model, keys_of
from arshjul_cli.source import Node, TextNode, ancestry, at, loc_of
from arshjul_cli.swedish import month_name

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
_NUMBER = re.compile(r" (# ?\d.*)")
"""A comment that may be a number of the text before it; one that is meant usually has two spaces before it."""
_DROPPED = re.compile("[,;]")


def check(plan: Plan, today: dt.date) -> Iterator[Problem]:
    """Yield what should not stand in a public feed, and a plan that was long ago reviewed."""
    about = _About(plan)
    for node, text in _texts(plan.node, plan):
        yield from _cut_short(node, text)
        if node is plan.plan.at("contact"):
            continue  # It is there for all to write to.
        for what, offset in _personal(text):
            advice = f"Här står {what}, och flödena är öppna för alla. Skriv rollen eller en länk i stället."
            yield Problem(at=node, code=Code.PERSONAL, text=advice, offset=offset, about=about.items(node))
    yield from placeholder(plan)
    yield from _category_names(plan)
    yield from _not_reviewed(plan, today)


def _cut_short(node: Node, text: str) -> Iterator[Problem]:
    """Yield that what may be the end of a text is a comment; of an id it is none."""
    origin = node.origin
    if not isinstance(node, TextNode) or origin.style or as_id(text) == text:
        return
    after = origin.file.line(origin.place.line)[origin.place.column - 1 + origin.end - origin.start :]
    if origin.place.line == origin.last_line and (comment := _NUMBER.fullmatch(after.rstrip())):
        key = f"{origin.key}: " if origin.key else ""
        told = f"Texten slutar före {cut(comment[1], 20)}, som YAML tar för en kommentar. Hör det till texten: skriv"
        advice = f"{key}{in_quotes(cut(f'{text} {comment[1]}'))}. Är det en kommentar: skriv två mellanslag före #."
        yield Problem(at=node, code=Code.CUT_SHORT, text=f"{told} {advice}", offset=len(text))


def _category_names(plan: Plan) -> Iterator[Problem]:
    """Yield names from which Outlook takes a sign ([MS-OXCICAL] 2.1.3.1.1.20.3): they match no category of its own."""
    for category in plan.categories.values():
        if found := _DROPPED.search(category.name):
            sign = {",": "kommatecknet", ";": "semikolonet"}[found[0]]
            text = f"Outlook tar bort {sign} ur namnet, så att kategorin inte får sin färg där."
            advice = 'Skriv "och" i stället, eller inget tecken alls.'
            node = category.at("name")
            yield Problem(at=node, code=Code.CATEGORY_NAME, text=f"{text} {advice}", offset=found.start())


def _not_reviewed(plan: Plan, today: dt.date) -> Iterator[Problem]:
    adopted, reviewed = plan.plan.adopted, plan.plan.reviewed
    if reviewed and today - reviewed > _REVIEW:
        late = f"Planen följdes upp senast {reviewed}, för mer än ett år sedan."
        text = f"{late} Skriv det nya datumet under reviewed när planen är uppföljd."
        yield Problem(at=plan.plan.at("reviewed"), code=Code.NOT_REVIEWED, text=text)
    elif adopted and not reviewed and today - adopted > _REVIEW:
        text = f"Planen beslutades {adopted}, för mer än ett år sedan. Skriv under reviewed när den har följts upp."
        yield Problem(at=plan.plan.at("adopted"), code=Code.NOT_REVIEWED, text=text)


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
    digits = [int(sign) for sign in found["ten"] if sign.isdigit()]
    return sum(sum(divmod(digit * (2 - place % 2), 10)) for place, digit in enumerate(digits)) % 10 == 0


def _texts(node: Node, part: object) -> Iterator[tuple[Node, str]]:
    """Yield every text below a part of the plan, with the node at which it stands."""
    match part:
        case str():
            yield node, part
        case Model():
            for key, name in keys_of(type(part)).items():
                yield from _texts(part.at(key), getattr(part, name))
        case dict():
            for key, value in part.items():
                name = month_name(key) if isinstance(key, int) else str(key)
                yield from _texts(at(node, name), value)
        case tuple() | list():
            for index, value in enumerate(part):
                yield from _texts(at(node, index), value)


class _About:
    """The activities of a plan, and the extra ones of its years, by the nodes that concern them."""

    def __init__(self, plan: Plan) -> None:
        self.activities = {activity.id: activity.node for activity in plan.activities}
        self.extras = {(str(year), extra.id): extra.node for year, block in plan.years.items() for extra in block.extra}

    def items(self, node: Node) -> tuple[Node, ...]:
        """Return the activity that a text stands in, or those that a decision or a cancellation is about."""
        match loc_of(node):
            case ("activities", _, *_) | ("years", _, "extra", _, *_) as loc:
                depth = len(loc) - (2 if loc[0] == "activities" else 4)
                return tuple(islice(ancestry(node), depth, depth + 1))
            case ("years", str(year), "dates" | "cancelled", str(item), *_):
                found = (self.activities.get(item), self.extras.get((year, item)))
                return tuple(node for node in found if node is not None)
            case _:
                return ()
