"""Many changes of a kind, activity by activity."""

import datetime as dt
from dataclasses import replace

import pytest

from arshjul_cli.feeds.history import ChangeKind, Part
from arshjul_cli.render.changes.news import news
from arshjul_cli.render.changes.words import PLURAL
from changing import (
    ELSE,
    OPEN,
    TOLD,
    YEAR_LONG,
    differences_of,
    many_of,
    shown_on,
)


@pytest.mark.parametrize("kind", TOLD)
def test_of_a_kind_twenty_are_told_one_by_one_and_more_by_activity(kind: ChangeKind) -> None:
    twenty = [*many_of(kind, "mote", YEAR_LONG), *many_of(kind, "rad", YEAR_LONG[:8])]
    more = [*twenty, *many_of(kind, "enkat", YEAR_LONG[:1])]

    assert 20 == len(news(differences_of(alla=twenty, rektor=twenty)))
    lines = news(differences_of(alla=more, rektor=twenty))
    heads, feeds = zip(*((line.split(": ")[:2], line[line.index("2026") :]) for line in lines), strict=True)
    assert {"Mote", "Rad", "Enkat"} == {title for _, title in heads}
    assert {PLURAL[kind]} == {plural for plural, _ in heads}
    assert ["2026 (alla)", "2026 (alla, rektor)", "2026 och 4 till (alla, rektor)"] == sorted(feeds)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (
            ChangeKind.NEW,
            "Nya: Mote: 12 jan, 12 feb, 12 mars, 12 april, 12 maj, 12 juni, 12 juli, 12 aug 2026 och 4 till",
        ),
        (
            ChangeKind.GONE,
            "Borttagna: Mote: 5 jan, 5 feb, 5 mars, 5 april, 5 maj, 5 juni, 5 juli, 5 aug 2026 och 4 till",
        ),
        (
            ChangeKind.MOVED,
            (
                "Flyttade: Mote: "
                "12 jan (förut 5 jan), 12 feb (förut 5 feb), 12 mars (förut 5 mars), 12 april (förut 5 april), "
                "12 maj (förut 5 maj), 12 juni (förut 5 juni), 12 juli (förut 5 juli), "
                "12 aug (förut 5 aug) 2026 och 4 till"
            ),
        ),
    ],
)
def test_many_of_an_activity_are_told_with_their_first_eight_days(kind: ChangeKind, line: str) -> None:
    many = [*many_of(kind, "mote", YEAR_LONG), *many_of(kind, "rad", YEAR_LONG)]

    assert f"{line} (alla)" in news(differences_of(alla=many))


def test_many_days_have_their_year_once_and_say_what_they_are_of_a_period() -> None:
    new = [
        replace(many_of(ChangeKind.NEW, "mote", [1])[0], uid=f"mote.2025-26.{number:02}@x.se", after=shown)
        for number, shown in enumerate(
            (
                replace(shown_on(1), start=dt.date(2025, 11, 12), end=dt.date(2025, 11, 13)),
                replace(shown_on(1), start=dt.date(2025, 12, 3), end=dt.date(2025, 12, 6)),
                replace(shown_on(1), start=dt.date(2025, 12, 29), end=dt.date(2026, 1, 3)),
                shown_on(2, "Börjar: Mote", month=2),
                shown_on(27, "Prel.: Slutar (feb–mars): Mote", "tentative", month=2),
                OPEN,
            ),
            1,
        )
    ]

    others = (*many_of(ChangeKind.NEW, "rad", YEAR_LONG), *many_of(ChangeKind.NEW, "enkat", YEAR_LONG))
    days = "12 nov, 3–5 dec 2025, 29 dec–2 jan, börjar 2 feb, slutar 27 feb, mars 2026"
    assert f"Nya: Möte: {days} (alla)" in news(differences_of(alla=[*new, *others]))


def test_of_many_that_have_changed_it_is_told_what_but_those_of_another_text_are_only_counted() -> None:
    many = [
        *many_of(ChangeKind.CHANGED, "mote", [1, 2], (Part.LOCATION,)),
        *many_of(ChangeKind.CHANGED, "mote", [3], (Part.URL, Part.DESCRIPTION)),
        *many_of(ChangeKind.CHANGED, "rad", YEAR_LONG, ELSE),
        *many_of(ChangeKind.CHANGED, "enkat", YEAR_LONG, ELSE),
    ]

    assert (
        "Ändrade (plats, länk och text): Mote: 12 jan, 12 feb, 12 mars 2026 (alla)",
        "Ändrade (text): 24 händelser",
    ) == news(differences_of(alla=many))


def test_few_of_another_text_are_told_by_activity_too() -> None:
    many = [
        *many_of(ChangeKind.CHANGED, "mote", YEAR_LONG, (Part.LOCATION,)),
        *many_of(ChangeKind.CHANGED, "rad", YEAR_LONG, ELSE),
    ]

    assert ["Ändrade (plats): Mote", "Ändrade (text): Rad"] == sorted(
        line.rpartition(": ")[0] for line in news(differences_of(alla=many))
    )
    twenty = [change for number in range(21) for change in many_of(ChangeKind.NEW, f"a{number}", [1])]
    assert "Nya: 1 händelse till i 1 aktivitet" == news(differences_of(alla=twenty))[-1]


def test_of_many_that_have_another_title_both_are_told() -> None:
    many = [
        replace(change, before=replace(change.before, summary="Prel.: Samråd"))
        for change in many_of(ChangeKind.CHANGED, "rad", YEAR_LONG, (Part.SUMMARY,)) * 2
        if change.before
    ]
    many = [
        replace(change, uid=change.uid.replace("2025", "2026").replace("-26", "-27") if number > 11 else change.uid)
        for number, change in enumerate(many)
    ]

    (line,) = news(differences_of(alla=many))

    assert line.startswith("Ändrade: Samråd heter nu Rad: 12 jan, 12 jan, 12 feb")


def test_of_very_many_activities_twenty_are_named() -> None:
    many = [change for number in range(23) for change in many_of(ChangeKind.NEW, f"a{number}", [1, 2])]

    lines = news(differences_of(alla=many))

    assert 21 == len(lines)
    assert "Nya: 6 händelser till i 3 aktiviteter" == lines[-1]
