"""What stands as it was, and what comes to an end."""

import datetime as dt
from dataclasses import replace

import pytest

from arshjul_cli.feeds.generate import Generation, composition, generate
from arshjul_cli.render.changes.standing import endings, standing
from arshjul_cli.rules import Span
from building import NOTHING, STAMP, YEAR, row, wheel_of
from changing import (
    GONE,
    MOVED,
    differences_of,
    kept_of,
)


@pytest.mark.parametrize(
    ("now", "slot", "end"),
    [
        (
            (dt.date(2026, 11, 10), dt.date(2026, 11, 10)),
            3,
            "tisdag 10 november 2026: arshjul decide 2025/26 rektorsmote 2026-11-10 --slot mars",
        ),
        (
            (dt.date(2026, 11, 10), dt.date(2026, 11, 12)),
            None,
            "10–12 november 2026: arshjul decide 2025/26 rektorsmote 2026-11-10–2026-11-12",
        ),
    ],
)
def test_what_has_been_and_gets_a_day_to_come_is_told_with_the_command_that_moves_it(
    now: tuple[dt.date, dt.date], slot: int | None, end: str
) -> None:
    kept = differences_of(kept=(kept_of(3, now=Span(*now), slot=slot),))

    assert [f"Står kvar som den var: Rektorsmöte, tisdag 3 mars 2026. Ska den flyttas till {end}"] == list(
        standing(kept)
    )


def test_what_stands_is_named_in_a_run_that_changes_more_of_its_activity_and_else_counted() -> None:
    kept = (kept_of(9, 6), kept_of(12, 5), kept_of(1, 4, "rad"))

    named = "Står kvar som det var: Rektorsmöte 12 maj, 9 juni 2026."
    one = "1 händelse som har varit står kvar som den var."
    assert [named, one] == list(standing(differences_of(alla=[MOVED], kept=kept)))
    assert ["3 händelser som har varit står kvar som de var."] == list(
        standing(differences_of(alla=[GONE][:0], kept=kept))
    )
    assert [] == list(standing(differences_of(alla=[MOVED])))


def test_a_run_tells_which_feeds_end_and_which_years_leave() -> None:
    run: Generation = replace(
        generate(composition(wheel_of(row())), NOTHING, STAMP, STAMP.date()),
        ended=("a.ics",),
        removed=("b.ics",),
        left=(YEAR.previous(), YEAR),
    )

    assert [
        "a.ics: Rollen eller flödet finns inte längre i planen. I flödet skrivs att det har upphört.",
        "b.ics: Flödet upphörde för mer än ett år sedan och tas bort.",
        "Dessa läsår tas bort ur flödena: 2024/25, 2025/26.",
    ] == list(endings(run))
