"""What a run leaves as it was, and which feeds come to an end, in words."""

from collections import defaultdict
from collections.abc import Iterator

from arshjul_cli.feeds import marks
from arshjul_cli.feeds.generate import Generation
from arshjul_cli.feeds.history import Differences, Kept
from arshjul_cli.render.changes.many import days
from arshjul_cli.render.changes.words import short_span
from arshjul_cli.swedish import long_span, month_name
from arshjul_cli.wheel.uid import Uid


def standing(differences: Differences) -> Iterator[str]:
    """Yield what has been and stands as it was, although the plan no longer says so.

    What the plan gives a day to come has a line of its own with the command that moves it. The others are named in a
    run that changes more of their activity, and else counted.
    """
    changed = {change.uid for of_feed in differences.changes.values() for change in of_feed}
    items = {uid.item for uid in map(Uid.parse, changed) if uid}
    named: dict[str, list[Kept]] = defaultdict(list)
    counted = 0
    for kept in sorted(differences.kept, key=lambda kept: (kept.start, kept.uid)):
        uid = Uid.parse(kept.uid)
        if kept.now:
            yield _movable(kept)
        elif uid and uid.item in items:
            named[uid.item].append(kept)
        else:
            counted += 1
    for of_activity in named.values():
        dated = days((kept.last_day, short_span(kept.start, kept.last_day)) for kept in of_activity)
        yield f"Står kvar som det var: {_title(of_activity[-1])} {dated}."
    if counted:
        yield (
            "1 händelse som har varit står kvar som den var."
            if counted == 1
            else f"{counted} händelser som har varit står kvar som de var."
        )


def endings(generation: Generation) -> Iterator[str]:
    """Yield which feeds end, are removed or made anew after that, and which school years leave."""
    shown = {feed.file_name for feed in generation.feeds}
    for name in generation.ended:
        yield f"{name}: Rollen eller flödet finns inte längre i planen. I flödet skrivs att det har upphört."
    for name in generation.removed:
        yield f"{name}: Flödet upphörde för mer än ett år sedan och tas bort."
    for name in generation.changed:
        if name not in shown and name not in generation.ended:
            yield f"{name}: Flödet har upphört och är nu gjort på nytt."
    if generation.left:
        yield f"Dessa läsår tas bort ur flödena: {', '.join(map(str, generation.left))}."


def _movable(kept: Kept) -> str:
    stands = f"Står kvar som den var: {_title(kept)}, {long_span(kept.start, kept.last_day)}."
    if not kept.now:
        return stands
    date = "–".join(dict.fromkeys(day.isoformat() for day in kept.now))
    slot = f" --slot {month_name(kept.month)}" if kept.month else ""
    command = f"arshjul decide {kept.school_year} {kept.item_id} {date}{slot}"
    return f"{stands} Ska den flyttas till {long_span(*kept.now)}: {command}"


def _title(kept: Kept) -> str:
    return marks.split(kept.summary).title
