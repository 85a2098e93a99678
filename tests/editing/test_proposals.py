"""The comments that propose entries: what is written is what is read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arshjul_cli.editing.proposals import Proposal, ProposalLine, proposals_in, without_proposals
from arshjul_cli.rules import parse
from arshjul_cli.swedish import MONTHS
from strategies import PHRASES

DATES = st.dates().map(str)
PROPOSED_DATES = st.one_of(
    DATES,
    st.builds("{}–{}".format, DATES, DATES),
    st.lists(DATES, min_size=1, max_size=12).map(lambda dates: f"[{', '.join(dates)}]"),
)
NAMES = st.one_of(
    st.just(""), st.sampled_from(MONTHS), st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
)
REMARKS = st.one_of(st.just(""), st.sampled_from(PHRASES).map(lambda phrase: f"  # {parse(phrase)}"))


@given(
    proposal=st.builds(Proposal, NAMES, PROPOSED_DATES, REMARKS),
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
    assert re.findall(r"\d{4}-\d\d-\d\d", proposal.dates) == re.findall(r"\d{4}-\d\d-\d\d", " ".join(proposal.each))


@pytest.mark.parametrize(
    "comment",
    [
        "# mote",
        "#  mote: 2027-03-02",
        "# mote: 2027-03-02 kl. 13",
        "# mote: []",
        "# (mote saknar datum: 2027)",
        "# - mars",
    ],
)
def test_other_comments_propose_nothing(comment: str) -> None:
    assert [] == proposals_in(f"  {comment}\n")


def test_only_the_proposals_between_two_characters_are_read() -> None:
    text = "  # a: 2027-03-02\n  # b: 2027-03-03\n  # c: 2027-03-04\n"

    assert ["b"] == [line.proposal.name for line in proposals_in(text, 18, 36)]
