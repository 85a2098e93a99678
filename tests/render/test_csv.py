"""CSV for a Swedish Excel."""

import csv

import pytest

from arshjul_cli.render.csv import render
from arshjul_cli.wheel.model import Wheel
from building import Tree, rendered, row, wheel_of


def _rows(wheel: Wheel) -> list[dict[str, str]]:
    return list(csv.DictReader(rendered(render, wheel).decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))


def test_it_has_a_bom_semicolons_and_crlf() -> None:
    data = rendered(render, wheel_of(row()))

    assert data.startswith('\ufeff"Läsår";"Vecka";"Börjar";'.encode())
    assert 2 == data.count(b"\r\n") == data.count(b"\n")


def test_all_the_columns() -> None:
    activity = row(
        when="mars–april", points=["Ett", "Två; tre"], responsible=["rektor", "chef"], participants=["chef"],
        category="m", goals=["g", "h"], source="Tidsplan", location="Skolan", url="https://exempel.se",
    )  # fmt: skip
    sections: Tree = {"categories": {"m": {"name": "Möten", "color": "teal"}}, "goals": {"g": "Mål", "h": "Ett till"}}

    assert [
        {
            "Läsår": "2025/26", "Vecka": "9–18", "Börjar": "2026-03-01", "Slutar": "2026-04-30", "Tid": "",
            "Aktivitet": "Möte", "Punkter": "Ett / Två; tre", "Ansvarig": "Rektor, Förvaltningschef",
            "Deltar": "Förvaltningschef", "Typ": "period", "Status": "bestämt", "Orsak": "", "Kategori": "Möten",
            "Mål": "Mål / Ett till", "Plats": "Skolan", "Länk": "https://exempel.se", "Regel": "mars–april",
            "Källa": "Tidsplan", "Id": "mote",
        }
    ] == _rows(wheel_of(activity, **sections))  # fmt: skip


@pytest.mark.parametrize(
    ("when", "kind"), [("5 mars", "dag"), ("mars", "period"), ("senast 5 mars", "senast"), ("senast mars", "senast")]
)
def test_kinds_are_swedish(when: str, kind: str) -> None:
    assert [kind] == [line["Typ"] for line in _rows(wheel_of(row(when=when)))]


def test_statuses_are_swedish() -> None:
    rows = (row("a"), row("b", decided_yearly="true"), row("c"))
    lines = _rows(wheel_of(*rows, decided={"cancelled": {"c": "Sjukdom"}}))

    assert [("bestämt", ""), ("prel.", ""), ("inställt", "Sjukdom")] == [(o["Status"], o["Orsak"]) for o in lines]


def test_a_time_of_day() -> None:
    (line,) = _rows(wheel_of(row(), decided={"dates": {"mote": "2026-03-05 13:00-16:00"}}))

    assert "13:00–16:00" == line["Tid"]


def test_the_undated_come_last_without_dates() -> None:
    lines = _rows(wheel_of(row("a", "vid behov"), row("b")))

    assert [("b", "2026-03-05"), ("a", "")] == [(line["Id"], line["Börjar"]) for line in lines]
    assert {"Läsår": "", "Typ": "", "Status": "", "Regel": "vid behov"}.items() <= lines[1].items()


@pytest.mark.parametrize("text", ["=1+1", "+46", "-5", "@SUM(A1)", "＝1+1", "＋46", "－5", "＠SUM(A1)"])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    (line,) = _rows(wheel_of(row(summary=text)))

    assert f"'{text}" == line["Aktivitet"]


def test_quotes_and_separators_read_back() -> None:
    text = 'a;b,c"d'
    (line,) = _rows(wheel_of(row(summary=text)))

    assert text == line["Aktivitet"]
