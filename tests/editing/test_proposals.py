"""The comments that propose entries: what is written is what is read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.editing.layout import quoted
from arshjul_cli.editing.proposals import Proposal, ProposalLine, first_day, proposals_in, without_proposals
from arshjul_cli.rules import parse
from arshjul_cli.swedish import MONTHS
from strategies import PHRASES, texts

DAYS = st.dates().map(str)
DATES = st.one_of(
    DAYS,
    st.builds("{}–{}".format, DAYS, DAYS),
    st.builds("{} {:%H:%M}–{:%H:%M}".format, DAYS, st.times(), st.times()),
)
DATED = st.one_of(DATES, st.builds("{{date: {}, location: {}}}".format, DATES, texts().map(quoted)))
"""A date, alone or with a place."""
BY_MONTH = st.dictionaries(st.sampled_from(MONTHS), st.one_of(st.just(""), DATED), min_size=1)
PROPOSED = st.one_of(
    DATED,
    st.lists(DATED, min_size=1, max_size=12).map(lambda dates: f"[{', '.join(dates)}]"),
    BY_MONTH.map(lambda dates: f"{{{', '.join(f'{name}: {date}' for name, date in dates.items())}}}"),
)
NAMES = st.one_of(
    st.just(""), st.sampled_from(MONTHS), st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
)
REMARKS = st.sampled_from(PHRASES).map(lambda phrase: f"  # {parse(phrase)}")
PROPOSALS = st.one_of(
    st.builds(Proposal, NAMES, PROPOSED, st.one_of(st.just(""), REMARKS)),
    st.builds(Proposal, NAMES.filter(bool), st.just(""), REMARKS),
)


def _month(day: dt.date) -> int:
    return day.month


def _own_month(date: str) -> int:
    return _month(first_day(date))


@given(
    proposal=PROPOSALS,
    indent=st.integers(1, 12),
    above=st.sampled_from(["", "dates:\n", "dates:\r\n  # ett annat: ord\r\n"]),
    ending=st.sampled_from(["", "\n", "\r\n", "\n# mer\n"]),
)
def test_a_proposal_that_is_written_is_read_as_the_same(
    proposal: Proposal, indent: int, above: str, ending: str
) -> None:
    line = f"{' ' * indent}{proposal.comment}"
    text = f"{above}{line}{ending}"

    assert [ProposalLine(len(above), len(above) + len(line), indent, proposal)] == proposals_in(text)
    assert f"{above}{proposal.remark}{ending}" == without_proposals(text)


@given(dates=BY_MONTH)
def test_the_dates_of_months_are_those_that_are_written_and_no_empty_ones(dates: dict[str, str]) -> None:
    proposal = Proposal("mote", f"{{{', '.join(f'{name}: {date}' for name, date in dates.items())}}}")

    assert {MONTHS.index(name) + 1: date for name, date in dates.items() if date} == proposal.by_month(_month)


@given(dates=st.lists(DATED, min_size=1, max_size=12, unique_by=_own_month))
def test_the_dates_of_a_list_name_their_own_months(dates: list[str]) -> None:
    assert {_own_month(date): date for date in dates} == Proposal("mote", f"[{', '.join(dates)}]").by_month(_month)


def test_one_date_is_no_month() -> None:
    assert {} == Proposal("mote", "2027-03-02").by_month(_month)


@pytest.mark.parametrize(
    "comment",
    [
        "# mote",
        "#  mote: 2027-03-02",
        "# mote: 2027-03-02 kl. 13",
        "# mote: []",
        "# (mote saknar datum: 2027)",
        "# - mars",
        "# -   # mars",
        "# mote: # mars",
        "# cancelled:",
        "# mote: {date: 2027-03-02}",
        "# mote: {date: 2027-03-02, location: Sal 1, url: https://kommunen.se}",
        "# mote: {mars 2027-03-02}",
    ],
)
def test_other_comments_propose_nothing(comment: str) -> None:
    assert [] == proposals_in(f"  {comment}\n")


def test_only_the_proposals_between_two_characters_are_read() -> None:
    text = "  # a: 2027-03-02\n  # b: 2027-03-03\n  # c: 2027-03-04\n"

    assert ["b"] == [line.proposal.name for line in proposals_in(text, 18, 36)]
