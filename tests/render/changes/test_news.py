"""What has changed, each change once with its feeds."""

import json
import random
from dataclasses import replace

import pytest

from arshjul_cli.feeds.generate import composition, generate
from arshjul_cli.feeds.history import Change, ChangeKind, Differences
from arshjul_cli.render.changes.formats import FORMATS
from arshjul_cli.render.changes.json import json_text
from arshjul_cli.render.changes.markdown import markdown
from arshjul_cli.render.changes.news import news, of_run, text
from arshjul_cli.render.changes.rows import csv_text
from building import NOTHING, STAMP, YEAR, row, wheel_of
from changing import GONE, LAPSED, MOVED, TOLD, YEAR_LONG, change_of, differences_of, kept_of, many_of, new_of, shown_on


def test_news_tells_each_change_once_in_the_order_of_time() -> None:
    assert (
        "Borttagen: Råd, onsdag 4 mars 2026 (alla, rektor)",
        "Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026 (alla, rektor)",
        "Ny: a, fredag 6 mars 2026 (alla)",
    ) == news(differences_of(alla=[MOVED, new_of("a", 6), GONE], rektor=[GONE, MOVED]))


@pytest.mark.parametrize(
    ("feeds", "named"),
    [(1, "f0"), (4, "f0, f1, f2, f3"), (5, "f0, f1 och 3 till"), (8, "f0, f1 och 6 till")],
)
def test_of_many_feeds_the_first_two_are_named(feeds: int, named: str) -> None:
    assert (f"Borttagen: Råd, onsdag 4 mars 2026 ({named})",) == news(
        Differences(names={}, changes={f"f{number}": (GONE,) for number in range(feeds)})
    )


def test_a_feed_that_is_new_or_gone_is_told_as_that() -> None:
    new, gone = differences_of(("rektor",), alla=[GONE], rektor=[new_of("a"), new_of("b")]), [GONE]

    assert ("Nytt flöde: rektor, 2 händelser.", "Borttagen: Råd, onsdag 4 mars 2026 (alla)") == news(new)
    assert ("Nytt flöde: rektor, 1 händelse.",) == news(differences_of(("rektor",), rektor=[new_of("a")]))
    assert ("Nya flöden: alla (2 händelser), chef (0) och rektor (1).",) == news(
        differences_of(("alla", "chef", "rektor"), alla=[new_of("a"), new_of("b")], chef=[], rektor=[new_of("a")])
    )
    assert ("Borttaget flöde: rektor, 1 händelse.", "Borttagen: Råd, onsdag 4 mars 2026 (alla)") == news(
        differences_of(gone=("rektor",), alla=gone, rektor=gone)
    )
    assert ("Borttagna flöden: alla (1 händelse) och rektor (1).",) == news(
        differences_of(gone=("alla", "rektor"), alla=gone, rektor=gone)
    )


def test_months_that_passed_undecided_are_only_counted() -> None:
    other = replace(LAPSED, uid="mote.2025-26@arshjul.exempel.se")

    assert ("1 tillfälle passerade utan att dagen blev bestämd.",) == news(
        differences_of(alla=[LAPSED], rektor=[LAPSED])
    )
    assert ("2 tillfällen passerade utan att dagen blev bestämd.",) == news(differences_of(alla=[LAPSED, other]))


def test_news_is_the_same_whatever_the_order_of_the_changes() -> None:
    changes = [
        *(change for kind in TOLD for item in ("mote", "rad") for change in many_of(kind, item, YEAR_LONG)),
        *(MOVED, GONE, LAPSED, replace(GONE, before=shown_on(4, "Äldre råd"))),
    ]
    expected = news(differences_of(alla=changes, rektor=changes[:50]))
    source = random.Random(1)  # noqa: S311 - nothing secret

    for _ in range(5):
        alla, rektor = source.sample(changes, len(changes)), source.sample(changes[:50], 50)
        assert expected == news(differences_of(alla=alla, rektor=rektor))


def test_text_tells_the_news_and_what_stands() -> None:
    line = "Borttagen: Råd, onsdag 4 mars 2026 (alla)\n"
    one = "1 händelse som har varit står kvar som den var.\n"

    assert line + one == text(differences_of(alla=[GONE], kept=(kept_of(1),)))
    assert f"Inget är ändrat.\n{one}" == text(differences_of(alla=[], kept=(kept_of(1),)))


def test_nothing_that_is_changed_is_said_in_words() -> None:
    assert "Inget är ändrat.\n" == text(differences_of(alla=[]))
    assert "Inget är ändrat.\n" == markdown(differences_of(alla=[]))
    assert {"schema": 1, "feeds": []} == json.loads(json_text(differences_of(alla=[])))


def test_every_format_is_in_the_table_of_formats() -> None:
    assert {"table": text, "csv": csv_text, "markdown": markdown, "json": json_text} == FORMATS


def test_a_run_tells_of_its_feeds_by_id_and_nothing_of_the_years_that_leave() -> None:
    run = generate(composition(wheel_of(row(responsible=["rektor"]))), NOTHING, STAMP, STAMP.date())

    told = of_run(run)
    assert ("alla", "rektor", "chef") == tuple(told.changes) == told.new == tuple(told.names)
    assert {"alla": 1, "rektor": 1, "chef": 0} == {feed_id: len(found) for feed_id, found in told.changes.items()}
    left = of_run(replace(run, left=(YEAR,), kept=(kept_of(1),)))
    assert ({"alla": (), "rektor": (), "chef": ()}, (kept_of(1),)) == (left.changes, left.kept)


def _linked(was: str | None, now: str | None, uid: str = "mote", to: str = "mote") -> Change:
    before, after = (
        replace(shown_on(3), page=f"https://{host}.se/aktivitet/{page}.html" if host else None)
        for host, page in ((was, "mote"), (now, to))
    )
    return change_of(ChangeKind.RELINKED, before, after, uid)


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            [_linked(None, "a"), _linked(None, "a", "rad")],
            ("2 händelser länkar nu till aktivitetens sida på https://a.se.",),
        ),
        (
            [_linked("a", "b")],
            ("1 händelse länkar nu till aktivitetens sida på https://b.se i stället för till https://a.se.",),
        ),
        ([_linked("a", None)], ("1 händelse länkar inte längre till aktivitetens sida på https://a.se.",)),
        ([_linked("a", "a", to="ny")], ("1 händelse länkar nu till en annan sida på https://a.se.",)),
        (
            [_linked(None, "b"), _linked("a", "b", "rad")],
            (
                "1 händelse länkar nu till aktivitetens sida på https://b.se.",
                "1 händelse länkar nu till aktivitetens sida på https://b.se i stället för till https://a.se.",
            ),
        ),
    ],
)
def test_another_address_of_the_site_is_told_once(changes: list[Change], lines: tuple[str, ...]) -> None:
    assert lines == news(differences_of(alla=changes, rektor=changes))
