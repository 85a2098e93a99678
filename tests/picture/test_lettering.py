"""Widths are those of the font, and lines fit their room."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.picture.lettering import cut, halved, has, width, wrapped

FONTS = Path(str(files("arshjul_cli.picture"))) / "fonts"
WORDS = st.text(st.sampled_from("abcåäömiWÖ –"), max_size=60)


def _read(weight: str) -> dict[str, list[int]]:
    """Return the widths of a font's signs in thousandths, by the first code of each run."""
    with (FONTS / f"Arimo-{weight}.ttf").open("rb") as file:
        font = TTFont(file)
        signs, widths, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        runs: dict[str, list[int]] = {}
        before, name = -2, ""
        for sign in sorted(signs):
            if sign != before + 1:
                name = f"{sign:04X}"
                runs[name] = []
            runs[name].append(round(widths[signs[sign]][0] * 1000 / unit))
            before = sign
    return runs


def _written() -> str:
    tables = []
    for weight in ("Regular", "Bold"):
        runs = ",\n".join(f'"{name}": {json.dumps(row, separators=(",", ":"))}' for name, row in _read(weight).items())
        tables.append(f'"{weight}": {{\n{runs}\n}}')
    return "{\n" + ",\n".join(tables) + "\n}\n"


def test_the_table_of_widths_is_made_of_the_fonts_that_come_along(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--renew-golden"):
        (FONTS / "widths.json").write_bytes(_written().encode())
    assert _written() == (FONTS / "widths.json").read_text(encoding="utf-8")


def test_the_fonts_have_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


# Arial's own widths in thousandths, from Adobe's metrics of Helvetica, which it shares.
@pytest.mark.parametrize(
    ("sign", "regular", "bold"),
    [
        ("A", 667, 722),
        ("i", 222, 278),
        ("m", 833, 889),
        (" ", 278, 278),
        ("å", 556, 556),
        ("Ö", 778, 778),
        ("8", 556, 556),
    ],
)
def test_widths_are_those_of_arial(sign: str, regular: int, bold: int) -> None:
    assert (regular, bold) == (round(width(sign, 1000)), round(width(sign, 1000, bold=True)))


def test_a_sign_that_the_font_lacks_has_room_and_one_that_joins_others_none() -> None:
    assert has("å")
    assert not has("漢")
    assert 13 == width("漢", 10)
    assert 0 == width("\u200d", 10)


@given(WORDS, st.floats(20, 200))
def test_lines_fit_their_room_and_keep_every_sign(text: str, room: float) -> None:
    rows = list(wrapped(text, 10, room))
    assert all(width(row, 10) <= room for row in rows)
    assert "".join(text.split()) == "".join("".join(rows).split())


def test_a_word_goes_to_the_next_line_rather_than_in_two() -> None:
    assert ["", "Vårdnadshavare"] == list(wrapped("Vårdnadshavare", 10, lambda n: 100 if n else 20))


def test_words_are_broken_only_when_they_are_longer_than_a_line() -> None:
    assert ["Årsbokslut och", "budget"] == list(wrapped("Årsbokslut och budget", 10, 80))
    assert ["ÖÖÖ", "ÖÖ"] == list(wrapped("ÖÖÖÖÖ", 10, 25))


@given(WORDS, st.floats(20, 200))
def test_what_is_cut_fits_and_ends_with_an_ellipsis(text: str, room: float) -> None:
    shown = cut(text, 10, room)
    assert width(shown, 10) <= room
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_two_lines_are_as_even_as_can_be() -> None:
    assert ("Kvalitetsrapporter", "till BUN") == halved("Kvalitetsrapporter till BUN", 10)
    assert halved("Årsbokslut", 10) is None
