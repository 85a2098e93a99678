"""What the time of an activity counts from: another activity of the plan, and never itself by any way round.

Needs only the tree of the file, as `ids` does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from arshjul_cli.findings import Code, Problem, cut
from arshjul_cli.plan.counted import MOST_STEPS, steps
from arshjul_cli.plan.fields import as_id
from arshjul_cli.reading.ids import former, is_whole
from arshjul_cli.rules import PhraseError, Relative, parse, relative, slip_of_other
from arshjul_cli.source import Node, TextNode, matching, texts
from arshjul_cli.swedish import did_you_mean, with_hyphens

_MOST_DAYS = 120
"""In all: further away an occurrence could end up in another school year than anybody looks for it in."""
_AT_END = "Räkna från en annan aktivitet, eller skriv en tid på året."


def misplaced(tree: Node) -> Iterator[Problem]:
    """Yield times that count from no activity, from an extra one, from themselves, or by too many steps."""
    if not (is_whole(tree, "activities") and is_whole(tree, "years")):
        return
    counted = tuple(_counted(tree))
    others = {activity_id: rule.other for activity_id, _, rule in counted}
    rules = {activity_id: rule for activity_id, _, rule in counted}
    known = _Known.of(tree) if counted else None
    for activity_id, when, rule in counted:
        if known and (found := known.why_not(rule.other, activity_id)):
            text, hint = found
            yield _problem(when, rule, text, hint)
        elif why := _way_round(activity_id, way := steps(activity_id, others)) or _too_far(rules, activity_id, way):
            yield _problem(when, rule, why)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ids of a plan are, and what else people may call its activities by."""

    ids: frozenset[str]
    former: Mapping[str, str]
    extras: frozenset[str]
    by_title: Mapping[str, str]
    """The id of each activity by its title as an id would be, if no other has that."""

    @classmethod
    def of(cls, tree: Node) -> "_Known":
        """Take them of the tree of a plan."""
        titles: dict[str, list[str]] = {}
        for activity in matching(tree, ("activities", "*")):
            for title in (*texts(activity, ("summary",)), *texts(activity, ("short",))):
                titles.setdefault(as_id(title), []).extend(map(str, texts(activity, ("id",))))
        return cls(
            ids=frozenset(map(str, texts(tree, ("activities", "*", "id")))),
            former=former(tree),
            extras=frozenset(map(str, texts(tree, ("years", "*", "extra", "*", "id")))),
            by_title={title: found[0] for title, found in titles.items() if len(set(found)) == 1},
        )

    def why_not(self, other: str, activity_id: str) -> tuple[str, partial[str] | None] | None:
        """Return why the time of an activity cannot count from what bears a name, with a hint; None if it can."""
        if other in self.ids:
            return None
        text = f'Aktiviteten "{cut(other)}" finns inte.'
        plain = as_id(other)
        if meant := plain if plain in self.ids else self.by_title.get(plain):
            return f'{text} Menade du "{cut(meant)}"?', None
        if other in self.former:
            return f'{text} Den heter numera "{cut(self.former[other])}".', None
        if other in self.extras:
            return f'"{cut(other)}" är ett extra tillfälle, som ingen tid kan räknas från. {_AT_END}', None
        if slip := slip_of_other(other):
            return slip.text, None
        return text, partial(_nearest, other, self.ids - {activity_id})


def _nearest(other: str, ids: frozenset[str]) -> str:
    return did_you_mean(other, ids) or f" {_AT_END}"


def _counted(tree: Node) -> Iterator[tuple[str, TextNode, Relative]]:
    """Yield the id of each activity whose time counts from another, that time as it is written, and as it is read."""
    for activity in matching(tree, ("activities", "*")):
        written = next(texts(activity, ("when",)), None)
        activity_id = next(texts(activity, ("id",)), None)
        if written is None or activity_id is None:
            continue
        try:
            rule = relative(parse(written))
        except PhraseError:
            continue
        if rule:
            yield str(activity_id), written, rule


def _problem(when: TextNode, rule: Relative, text: str, hint: "partial[str] | None" = None) -> Problem:
    at = with_hyphens(when.lower()).rfind(rule.other)
    return Problem(at=when, code=Code.PHRASE, text=text, offset=max(at, 0), hint=hint)


def _way_round(activity_id: str, way: tuple[str, ...]) -> str | None:
    """Return what is wrong with the ids that an activity leads to; None if nothing is."""
    if way[0] == activity_id:
        return f"Tiden räknas från aktiviteten själv. {_AT_END}"
    if activity_id in way:
        round_ = ", som räknas från ".join(map(cut, way[: way.index(activity_id) + 1]))
        return f"Tiden räknas runt: från {round_}. Ge en av dem en tid på året."
    if len(set(way)) == len(way) and len(way) > MOST_STEPS:
        return f"Tiden räknas från en annan i mer än {MOST_STEPS} led. Räkna från den som de andra räknas från."
    return None


def _too_far(rules: Mapping[str, Relative], activity_id: str, way: tuple[str, ...]) -> str | None:
    """Return that an activity counts too far away in all, over the ids that it leads to; None if it does not."""
    days = sum(abs(rules[step].offset.days) for step in (activity_id, *way) if step in rules)
    if days <= _MOST_DAYS:
        return None
    return f"Led för led räknas tiden {days} dagar bort, från {cut(way[-1])}. Den får räknas högst {_MOST_DAYS}."
