"""PDF and PNG are the same picture, in the font that comes along."""

import builtins
import datetime as dt
import io
import struct
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from drawn import drawn, hostile, small
from pypdf import PdfReader

from arshjul_cli.errors import OutputError
from arshjul_cli.picture.paper import Format, paper
from arshjul_cli.picture.sheet import SHEETS
from building import HEADER, plan_of, row

DAY = dt.date(2019, 3, 6)


def _pdf(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def test_a_pdf_is_one_tagged_page_of_the_sheet_with_texts_in_the_font_that_comes_along() -> None:
    data, lacking = paper(drawn(small()), "pdf", DAY)
    (page,) = _pdf(data).pages
    assert (595, 842) == (round(page.mediabox.width), round(page.mediabox.height))
    assert "" == lacking
    assert "Exempelkommun" in page.extract_text()
    assert b"Arimo" in data
    assert b"Liberation" not in data
    root: Any = _pdf(data).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "sv" == root["/Lang"]


def test_a_pdf_is_dated_by_what_it_is_given_and_by_no_clock() -> None:
    about = _pdf(paper(drawn(small()), "pdf", DAY)[0]).metadata
    assert about is not None
    assert "Årshjul 2025/26 – Plan" == about.title
    assert about.creation_date is not None
    assert DAY == about.creation_date.date()
    undated = _pdf(paper(drawn(small()), "pdf", None)[0]).metadata
    assert undated is not None
    assert undated.creation_date is None


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_the_same_picture_gives_the_same_bytes(form: Format) -> None:
    assert paper(drawn(small()), form, DAY) == paper(drawn(small()), form, DAY)


def test_a_png_has_the_form_of_its_sheet() -> None:
    data, _ = paper(drawn(small(), SHEETS["liggande"]), "png", None)
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG")
    assert 297 / 210 == pytest.approx(width / height, abs=0.01)
    assert width > 2000


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_signs_that_the_font_lacks_are_left_out_and_told(form: Format) -> None:
    data, lacking = paper(drawn(hostile()), form, DAY)
    assert data
    assert "漢" in lacking
    assert "Ö" not in lacking


@pytest.mark.parametrize("title", ["Möte 👩‍👩‍👧", "❤️ Fika", "🎉"])
@pytest.mark.parametrize("when", ["mars", "5 mars"])
def test_of_an_emoji_nothing_is_left_that_the_font_cannot_set(title: str, when: str) -> None:
    data, lacking = paper(drawn(plan_of(row(when=when, summary=title), plan=HEADER | {"title": title})), "pdf", DAY)
    assert data.startswith(b"%PDF")
    assert lacking
    assert not {*lacking} & {"\u200d", "\ufe0f"}


def test_without_typst_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., ModuleType] = builtins.__import__

    def without(name: str, *more: object) -> ModuleType:
        if name == "typst":
            raise ImportError(name)
        return real(name, *more)

    picture = drawn(small())
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OutputError, match="pip install typst"):
        paper(picture, "pdf", DAY)
