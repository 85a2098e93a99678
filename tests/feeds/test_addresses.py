"""Where a site has its feeds and pages; the line of a page in a text, made and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.feeds import addresses

SITE = "https://kommunen.se/arshjul"
PAGE = f"{SITE}/aktivitet/elevenkat.html"


def test_where_a_site_has_what() -> None:
    assert f"{SITE}/" == addresses.front(SITE)
    assert f"{SITE}/rektor.ics" == addresses.of_feed(SITE, "rektor.ics")
    assert PAGE == addresses.of_page(SITE, "elevenkat")
    assert SITE == addresses.site_of(PAGE)


@given(st.text())
def test_the_line_of_a_page_is_read_as_it_was_written(text: str) -> None:
    assert (text, PAGE) == addresses.split(addresses.with_page(text, PAGE))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Källa: Plan",
        f"Mer om aktiviteten: {PAGE}",
        f"Källa: Plan\nMer om aktiviteten: {PAGE}",
        f"Mer om aktiviteten: {PAGE}\n\nKälla: Plan",
        "Källa: Plan\n\nMer om aktiviteten: https://kommunen.se/sida",
        "Källa: Plan\n\nMer om aktiviteten: https://kommunen.se/aktivitet/En%20sida.html",
    ],
)
def test_what_else_a_text_says_is_no_line_of_a_page(text: str) -> None:
    assert (text, None) == addresses.split(text)
