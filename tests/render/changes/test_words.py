"""A change as a sentence."""

import datetime as dt
from dataclasses import replace

import pytest

from arshjul_cli.feeds.history import Change, ChangeKind, Part, Shown
from arshjul_cli.render.changes.words import sentence
from changing import (
    ELSE,
    GONE,
    MOVED,
    ONE,
    OPEN,
    PRELIMINARY,
    change_of,
    new_of,
    shown_on,
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (new_of("Möte"), "Ny: Möte, torsdag 5 mars 2026"),
        (change_of(ChangeKind.NEW, None, PRELIMINARY), "Ny: Möte, tisdag 3 mars 2026, preliminärt"),
        (change_of(ChangeKind.NEW, None, OPEN), "Ny: Möte, mars 2026 (dag ej bestämd)"),
        (
            change_of(ChangeKind.NEW, None, shown_on(3, "INSTÄLLT: Möte", "cancelled")),
            "Ny: Möte, tisdag 3 mars 2026, inställd",
        ),
        (
            change_of(ChangeKind.NEW, None, shown_on(3, "Prel.: Börjar: Enkät", "tentative")),
            "Ny: Börjar: Enkät, tisdag 3 mars 2026, preliminärt",
        ),
        (MOVED, "Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026"),
        (GONE, "Borttagen: Råd, onsdag 4 mars 2026"),
        (change_of(ChangeKind.GONE, PRELIMINARY, None), "Borttagen: Möte, tisdag 3 mars 2026"),
        (
            change_of(
                ChangeKind.MOVED, shown_on(3), shown_on(3, time=ONE), what=(Part.LOCATION, Part.URL, Part.DESCRIPTION)
            ),
            "Flyttad (även plats och länk): Möte, från tisdag 3 mars 2026 till tisdag 3 mars 2026 13:00–16:00",
        ),
        (
            change_of(ChangeKind.MOVED, shown_on(2, days=5), shown_on(2, days=7)),
            "Flyttad: Möte, från 2–6 mars 2026 till 2–8 mars 2026",
        ),
        (
            change_of(ChangeKind.MOVED, PRELIMINARY, shown_on(5, "Prel.: Råd", "tentative"), what=(Part.SUMMARY,)),
            "Flyttad: Möte heter nu Råd, från tisdag 3 mars 2026 till torsdag 5 mars 2026, preliminärt",
        ),
        (
            change_of(ChangeKind.MOVED, shown_on(10), OPEN, what=ELSE),
            "Flyttad: Möte, från tisdag 10 mars 2026 till mars 2026 (dag ej bestämd)",
        ),
        (change_of(ChangeKind.SETTLED, PRELIMINARY, shown_on(3), what=ELSE), "Bestämd: Möte, tisdag 3 mars 2026"),
        (
            change_of(ChangeKind.SETTLED, PRELIMINARY, shown_on(3, time=ONE)),
            "Bestämd: Möte, tisdag 3 mars 2026 13:00–16:00",
        ),
        (
            change_of(ChangeKind.SETTLED, PRELIMINARY, shown_on(10, time=ONE), what=(Part.LOCATION, Part.DESCRIPTION)),
            "Bestämd (även plats): Möte, tisdag 10 mars 2026 13:00–16:00, förut preliminärt tisdag 3 mars",
        ),
        (
            change_of(
                ChangeKind.SETTLED,
                PRELIMINARY,
                Shown(
                    summary="Möte",
                    start=dt.date(2027, 1, 5),
                    end=dt.date(2027, 1, 6),
                    time=None,
                    cancelled=False,
                    tentative=False,
                ),
            ),
            "Bestämd: Möte, tisdag 5 januari 2027, förut preliminärt tisdag 3 mars 2026",
        ),
        (
            change_of(ChangeKind.SETTLED, shown_on(2, "Prel.: Möte", "tentative", days=2), shown_on(10)),
            "Bestämd: Möte, tisdag 10 mars 2026, förut preliminärt 2–3 mars 2026",
        ),
        (change_of(ChangeKind.SETTLED, OPEN, shown_on(10, time=ONE)), "Bestämd: Möte, tisdag 10 mars 2026 13:00–16:00"),
        (change_of(ChangeKind.CHANGED, shown_on(3), shown_on(3), what=ELSE), "Ändrad (text): Möte, tisdag 3 mars 2026"),
        (
            change_of(ChangeKind.CHANGED, shown_on(3), shown_on(3), what=(Part.LOCATION, Part.URL)),
            "Ändrad (plats och länk): Möte, tisdag 3 mars 2026",
        ),
        (
            change_of(ChangeKind.CHANGED, shown_on(3), shown_on(3), what=tuple(Part)),
            "Ändrad (plats, länk, vilka som berörs, kategori och text): Möte heter nu Möte, tisdag 3 mars 2026",
        ),
        (
            change_of(
                ChangeKind.CHANGED, shown_on(3, "Börjar: Budget"), shown_on(3, "Börjar: Mål"), what=(Part.SUMMARY,)
            ),
            "Ändrad: Börjar: Budget heter nu Mål, tisdag 3 mars 2026",
        ),
        (
            change_of(ChangeKind.CHANGED, shown_on(3), PRELIMINARY, what=ELSE),
            "Ändrad (text): Möte, tisdag 3 mars 2026, preliminärt",
        ),
        (
            change_of(ChangeKind.CANCELLED, shown_on(3), shown_on(5, "INSTÄLLT: Möte", "cancelled"), what=tuple(Part)),
            "Inställd: Möte, tisdag 3 mars 2026",
        ),
        (
            change_of(ChangeKind.NEW, None, replace(OPEN, open_until=dt.date(2026, 4, 30))),
            "Ny: Möte, mars eller april 2026 (dag ej bestämd)",
        ),
        (
            change_of(ChangeKind.CANCELLED, OPEN, shown_on(2, "INSTÄLLT: I mars: Möte", "cancelled"), what=ELSE),
            "Inställd: Möte, mars 2026 (dag ej bestämd)",
        ),
        (
            change_of(ChangeKind.REINSTATED, shown_on(3, "INSTÄLLT: Möte", "cancelled"), PRELIMINARY, what=(Part.URL,)),
            "Återupptagen (även länk): Möte, tisdag 3 mars 2026, preliminärt",
        ),
    ],
)
def test_a_change_in_words(change: Change, expected: str) -> None:
    assert expected == sentence(change)
