"""The grammar of UIDs: what is made is read back, and nothing else is."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arshjul_cli.schoolyear import FIRST, LAST, SchoolYear
from arshjul_cli.wheel.uid import Marker, Uid, domain_of, school_year_of

IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
DOMAINS = st.from_regex(r"([a-z0-9][a-z0-9-]{0,9}\.){1,3}[a-z][a-z0-9]", fullmatch=True)
YEARS = st.builds(SchoolYear, st.integers(FIRST, LAST))
UIDS = st.builds(
    Uid,
    item=IDS,
    school_year=YEARS,
    month=st.none() | st.integers(1, 12),
    marker=st.sampled_from((None, Marker.START, Marker.NOTICE)),
    domain=DOMAINS,
) | st.builds(Uid, item=IDS, marker=st.just(Marker.ENDED), domain=DOMAINS)
WRITTEN = {
    "mote.2025-26@x.se": Uid(item="mote", school_year=SchoolYear(2025), domain="x.se"),
    "mote.2025-26.03@x.se": Uid(item="mote", school_year=SchoolYear(2025), month=3, domain="x.se"),
    "a-1.2099-00.start@x.se": Uid(item="a-1", school_year=SchoolYear(2099), marker=Marker.START, domain="x.se"),
    "mote.2025-26.12.notice@x.y.se": Uid(
        item="mote", school_year=SchoolYear(2025), month=12, marker=Marker.NOTICE, domain="x.y.se"
    ),
    "rektor.upphort@x.se": Uid(item="rektor", marker=Marker.ENDED, domain="x.se"),
    "2024-25.2025-26@x.se": Uid(item="2024-25", school_year=SchoolYear(2025), domain="x.se"),
    "upphort.2025-26@x.se": Uid(item="upphort", school_year=SchoolYear(2025), domain="x.se"),
    "start.upphort@x.se": Uid(item="start", marker=Marker.ENDED, domain="x.se"),
}


@given(UIDS)
def test_a_uid_that_is_written_is_read_as_what_it_was(uid: Uid) -> None:
    assert uid == Uid.parse(str(uid))


@given(st.text() | st.from_regex(r"[a-z-]+\.\d{4}-\d{2}(\.\d\d)?(\.[a-z]+)?@[a-z.]+"))
@example("mote.2025-26@x.se\n")
def test_a_text_is_read_as_the_uid_that_is_written_so_or_not_at_all(text: str) -> None:
    uid = Uid.parse(text)

    assert uid is None or text == str(uid)


@pytest.mark.parametrize("text", WRITTEN)
def test_uids_are_written_and_read_so_for_ever(text: str) -> None:
    assert text == str(WRITTEN[text])
    assert WRITTEN[text] == Uid.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "mote@x.se",
        "mote.2025-26",
        "mote.2025-26@",
        ".2025-26@x.se",
        "-a.2025-26@x.se",
        "Mote.2025-26@x.se",
        "möte.2025-26@x.se",
        "mote.2025-27@x.se",
        "mote.25-26@x.se",
        "mote.2025/26@x.se",
        "mote.٢٠٢٥-26@x.se",
        "mote.2025-26.00@x.se",
        "mote.2025-26.13@x.se",
        "mote.2025-26.3@x.se",
        "mote.2025-26.03.03@x.se",
        "mote.2025-26.slut@x.se",
        "mote.2025-26.start.03@x.se",
        "mote.2025-26.start.notice@x.se",
        "mote.2025-26.upphort@x.se",
        "mote.start@x.se",
        "rektor.upphort.03@x.se",
        "mote.2025-26@x.se@y.se",
        " mote.2025-26@x.se",
        "mote.2025-26@x.se ",
        "annat@2025-26.se",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ],
)
def test_a_uid_that_is_not_the_programs_is_none(text: str) -> None:
    assert None is Uid.parse(text)
    assert None is school_year_of(text)


@pytest.mark.parametrize(
    ("text", "domain"),
    [("mote.2025-26@x.se", "x.se"), ("a@b@c.se", "c.se"), ("UUID", ""), ("a@", ""), ("möte 1@Google", "Google")],
)
def test_the_domain_is_that_of_any_uid(text: str, domain: str) -> None:
    assert domain == domain_of(text)


@pytest.mark.parametrize(
    ("uid", "expected"),
    [
        ("mote.2025-26@x.se", "2025-26"),
        ("mote.2025-26.03@x.se", "2025-26"),
        ("mote.2025-26.start@x.se", "2025-26"),
        ("mote.2025-26.03.notice@x.se", "2025-26"),
        ("rektor.upphort@x.se", None),
        ("2024-25.2025-26@x.se", "2025-26"),
        ("annat@2025-26.se", None),
    ],
)
def test_the_school_year_of_a_uid(uid: str, expected: str | None) -> None:
    year = school_year_of(uid)
    assert expected == (year and year.slug)
