"""The rows that the tables of a wheel share."""

import datetime as dt

from arshjul_cli.render.rows import HEADINGS, Cell, Line, line, month_title, months, rows
from building import Tree, only, row, wheel_of


def _table(*activities: Tree) -> list[dict[str, Cell]]:
    return [dict(zip(HEADINGS, cells, strict=True)) for cells in rows(wheel_of(*activities))]


def test_cells_are_values_and_what_lacks_is_none() -> None:
    (shown,) = _table(row(when="mars–april", responsible=["rektor", "chef"], points=["Ett", "Två"]))

    assert {
        "Läsår": "2025/26", "Vecka": "9–18", "Börjar": dt.date(2026, 3, 1), "Slutar": dt.date(2026, 4, 30), "Tid": None,
        "Aktivitet": "Möte", "Punkter": "Ett / Två", "Ansvarig": "Rektor, Förvaltningschef", "Deltar": "",
        "Typ": "period", "Status": "bestämt", "Orsak": None, "Kategori": None, "Mål": "", "Plats": None, "Länk": None,
        "Regel": "mars–april", "Källa": None, "Id": "mote",
    } == shown  # fmt: skip


def test_the_undated_come_last() -> None:
    dated, undated = _table(row("a", "vid behov", responsible=["chef"]), row("b"))

    assert ("b", dt.date(2026, 3, 5)) == (dated["Id"], dated["Börjar"])
    assert ("a", None, "Förvaltningschef", "vid behov") == tuple(
        undated[heading] for heading in ("Id", "Börjar", "Ansvarig", "Regel")
    )


def test_a_month_holds_what_begins_in_it_in_the_order_of_the_wheel() -> None:
    wheel = wheel_of(row("a", "6 mars"), row("b", "28 mars–3 april"), row("c", "5 maj"), row("d", "5 mars"))

    assert [(dt.date(2026, 3, 1), ["d", "a", "b"]), (dt.date(2026, 5, 1), ["c"])] == [
        (first, [one.activity.id for one in occurrences]) for first, occurrences in months(wheel)
    ]
    assert "Mars 2026" == month_title(dt.date(2026, 3, 1))


def test_a_line_is_what_a_reader_sees_first() -> None:
    decided = {"dates": {"mote": "2026-03-05 13:00–16:00"}, "cancelled": {"mote": "Sjukdom"}}
    wheel = wheel_of(row(responsible=["chef"], points=["Ett"]), decided=decided)

    assert Line(
        week="v. 10", date="tors 5 mars 13:00–16:00", summary="Möte", points=("Ett",), responsible="Chefen",
        status="inställt", reason="Sjukdom",
    ) == line(wheel.plan, only(wheel))  # fmt: skip
