"""Markdown tables, one per month."""

import pytest

from arshjul_cli.render.markdown import render
from arshjul_cli.wheel.model import Wheel
from building import HEADER, rendered, row, wheel_of


def _lines(wheel: Wheel) -> list[str]:
    return rendered(render, wheel).decode().splitlines()


def test_a_whole_small_plan() -> None:
    rows = (
        row("a", "mars", responsible=["chef", "rektor"], points=["Ett", "Två"]),
        row("b", "senast 5 mars", decided_yearly="true"),
        row("c", "maj"),
        row("d", "vid behov", summary="Vid behov", responsible=["chef"]),
    )
    decided = {"dates": {"c": "2026-05-20 09:00–12:00"}, "cancelled": {"c": "Sjukdom | annat"}}

    assert [
        "# Plan 2025/26",
        "",
        "## Mars 2026",
        "",
        "| Vecka | Datum | Aktivitet | Ansvarig | Status |",
        "| --- | --- | --- | --- | --- |",
        "| v. 9–14 | mars | Möte<br>Ett<br>Två | Chefen, Rektor |  |",
        "| v. 10 | senast 5 mars | Möte |  | prel. |",
        "",
        "## Maj 2026",
        "",
        "| Vecka | Datum | Aktivitet | Ansvarig | Status |",
        "| --- | --- | --- | --- | --- |",
        "| v. 21 | ons 20 maj 09:00–12:00 | Möte |  | inställt: Sjukdom \\| annat |",
        "",
        "## Vid behov",
        "",
        "| Aktivitet | Ansvarig |",
        "| --- | --- |",
        "| Vid behov | Chefen |",
    ] == _lines(wheel_of(*rows, decided=decided))


def test_what_has_no_date_stands_under_its_own_heading() -> None:
    rows = (row("a", "årligen", summary="A"), row("b", "löpande", summary="B"), row("c", "vid behov", summary="C"))
    lines = _lines(wheel_of(*rows))

    assert ["## Vid behov", "| C |  |", "## Löpande", "| B |  |", "## Årligen", "| A |  |"] == [
        line for line in lines if line.startswith("## ") or (line[2:3] in {"A", "B", "C"} and "Ansvarig" not in line)
    ]


def test_an_empty_wheel_is_only_a_heading() -> None:
    assert b"# Plan 2025/26\n" == rendered(render, wheel_of())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("<b>", r"\<b\>"),
        ("*a* _b_", r"\*a\* \_b\_"),
        (r"\|", r"\\\|"),
        ("[x](y)", r"\[x\](y)"),
        ("5 $ och 6 $", r"5 \$ och 6 \$"),
        ("@anna &amp; co", "@<!-- -->anna &amp;amp; co"),
        ("se WWW.ond.se", "se WWW<!-- -->.ond.se"),
        ("https://ond.se/?a_b", r"https:<!-- -->//ond.se/?a\_b"),
        ("ftp://a@b", "ftp:<!-- -->//a@<!-- -->b"),
    ],
)
def test_what_means_something_in_markdown_is_escaped(text: str, escaped: str) -> None:
    assert f"| v. 10 | tors 5 mars | {escaped} |  |  |" == _lines(wheel_of(row(summary=text)))[-1]
    assert f"# {escaped} 2025/26" == _lines(wheel_of(plan={**HEADER, "title": text}))[0]
