"""Decisions in the text of a plan: what must change does, and every other byte stays."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.editing.deciding import require_decided
from arshjul_cli.editing.decision import Written, decided
from arshjul_cli.editing.newyear import add_year, proposals
from arshjul_cli.errors import EditError, PlanError
from arshjul_cli.flows.decide import with_decisions
from arshjul_cli.flows.editable import edited
from arshjul_cli.plan.years import Decision, by_slot
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import month_name
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.undecided import undecided
from building import editable_from, plan_from

SHIPPED = (Path(__file__).parents[2] / "data" / "arshjul.yaml").read_bytes().decode()
YEAR = SchoolYear(2026)
HEAD = """\
# Årshjul\tmed tabb i kommentaren
plan: {title: "Plan", organisation: 'Kommun',   uid_domain: arshjul.kommunen.se}  # klamrar
roles: {rektor: {name: Rektor}}
activities:
- {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true}
- {id: dag, summary: Dag, when: 5 maj}
- id:   rad
  summary: >-
    Råd   # ingen kommentar
    och rön

  when: varje månad utom juli
"""


def plan_with(years: str) -> str:
    return HEAD + years


def made(text: str, *written: Written, year: SchoolYear | None = YEAR) -> str:
    """Return the plan with decisions, which it must then hold."""
    plan = plan_from(text)
    ones = [decided(plan, one, year) for one in written]
    new = with_decisions(editable_from(text), ones).text
    require_decided(plan_from(new), ones)
    return new


def with_year(text: str, year: SchoolYear, dates: Iterable[str] = (), rest: Iterable[str] = ()) -> str:
    """Return the plan with a school year of comments, in which nothing else differs."""
    old = editable_from(text)
    return edited(old, add_year(old.layout, year, dates, rest), [("years", str(year))]).text


def changed(old: str, new: str) -> Iterator[str]:
    """Yield what is not the same, line by line with their ends: `-` what has gone, `+` what has come."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, first, last, new_first, new_last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"-{line}" for line in before[first:last])
            yield from (f"+{line}" for line in after[new_first:new_last])


MOTE = Written(activity="mote", date="2027-03-09", time="", location="", url="")
RAD = Written(activity="rad", date="2026-09-02", time="", location="", url="")
"""Nothing of what they replace is kept."""
SEPTEMBER_IN_AUGUST = Written(activity="rad", date="2026-08-31", slot="September")
NEXT_YEAR = Written(activity="dag", date="2028-05-04")


@pytest.mark.parametrize(
    ("years", "written", "diff"),
    [
        ("", MOTE, ["+years:\n", "+  2026/27:\n", "+    dates:\n", "+      mote: 2027-03-09\n"]),
        (
            "years: {}\n",
            MOTE,
            ["-years: {}\n", "+years:\n", "+  2026/27:\n", "+    dates:\n", "+      mote: 2027-03-09\n"],
        ),
        (
            "years:\n    2025/26:\n        dates: {}\n    2027/28:\n        dates: {}\n",
            MOTE,
            ["+    2026/27:\n", "+        dates:\n", "+            mote: 2027-03-09\n"],
        ),
        (
            "years:\n  # först\n  2027/28:\n    dates: {}\n",
            MOTE,
            ["+  2026/27:\n", "+    dates:\n", "+      mote: 2027-03-09\n"],
        ),
        ("years:\n  2026/27:\n    extra: []  # inga\n", MOTE, ["+    dates:\n", "+      mote: 2027-03-09\n"]),
        (
            "years:\n  2026/27: {}   # nytt\n",
            MOTE,
            ["-  2026/27: {}   # nytt\n", "+  2026/27:   # nytt\n", "+    dates:\n", "+      mote: 2027-03-09\n"],
        ),
        ("years:\n  2026/27:\n    dates:   # nytt\n\n    extra: []\n", MOTE, ["+      mote: 2027-03-09\n"]),
        (
            "years:\n  2026/27:\n    dates:\n      dag: 2027-05-06  # c\n      # d\n\n    # e\n    extra: []\n",
            MOTE,
            ["+      mote: 2027-03-09\n"],
        ),
        ("years:\n  2026/27:\n    dates:\n      dag:\n        date: 2027-05-06\n", MOTE, ["+      mote: 2027-03-09\n"]),
        (
            "years: {2025/26: {dates: {dag: 2026-05-06}}}\n",
            MOTE,
            [
                "-years: {2025/26: {dates: {dag: 2026-05-06}}}\n",
                "+years: {2025/26: {dates: {dag: 2026-05-06}}, 2026/27: {dates: {mote: 2027-03-09}}}\n",
            ],
        ),
        (
            "years: {2026/27: {dates: {}}}\n",
            MOTE,
            ["-years: {2026/27: {dates: {}}}\n", "+years: {2026/27: {dates: {mote: 2027-03-09}}}\n"],
        ),
        (
            "years:\n  2026/27:\n    dates: {mote:   '2027-03-02'  ,  # c\n      dag: 2027-05-06}\n",
            MOTE,
            [
                "-    dates: {mote:   '2027-03-02'  ,  # c\n",
                "+    dates: {mote:   '2027-03-09'  ,  # c\n",
            ],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      mote:   2027-03-02 # c\n",
            Written(
                activity="mote", date="2027-03-09", time="9:00-12.30", location='Sal: "A", nr 1', url="https://k.se"
            ),
            [
                "-      mote:   2027-03-02 # c\n",
                "+      mote:   {date: 2027-03-09 09:00–12:30, location: 'Sal: \"A\", nr 1', url: https://k.se} # c\n",
            ],
        ),
        (
            (
                "years:\n  2026/27:\n    dates:\n      mote:\n        # varför\n"
                "        date: 2027-03-02 # c\n        location: A\n"
            ),
            Written(activity="mote", date="2027-03-09", location="B"),
            [
                "-        date: 2027-03-02 # c\n",
                "-        location: A\n",
                "+        date: 2027-03-09 # c\n",
                "+        location: B\n",
            ],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      mote:\n        date: 2027-03-02\n        location: A\n",
            MOTE,
            ["-      mote:\n", "-        date: 2027-03-02\n", "-        location: A\n", "+      mote: 2027-03-09\n"],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      # mote: 2027-03-02  # första\n      # dag: x\n",
            MOTE,
            ["-      # mote: 2027-03-02  # första\n", "+      mote: 2027-03-09  # första\n"],
        ),
        (
            "years:\n  2026/27:\n    dates:\n",
            RAD,
            ["+      rad:\n", "+        - 2026-09-02\n"],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      rad: [2026-08-26, 2026-10-07]\n",
            RAD,
            ["-      rad: [2026-08-26, 2026-10-07]\n", "+      rad: [2026-08-26, 2026-09-02, 2026-10-07]\n"],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      rad:\n      - 2026-10-07 # c\n      - 2027-01-05\n",
            RAD,
            ["+      - 2026-09-02\n"],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      rad:\n        - 2026-09-09  # c\n        - 2027-01-05\n",
            RAD,
            ["-        - 2026-09-09  # c\n", "+        - 2026-09-02  # c\n"],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      rad: {augusti: 2026-08-26}\n",
            RAD,
            ["-      rad: {augusti: 2026-08-26}\n", "+      rad: {augusti: 2026-08-26, september: 2026-09-02}\n"],
        ),
        (
            (
                "years:\n  2026/27:\n    dates:\n      rad:\n"
                "        - 2026-10-07  # c\n        - {date: 2027-01-05, location: A}\n"
            ),
            SEPTEMBER_IN_AUGUST,
            [
                "-        - 2026-10-07  # c\n",
                "-        - {date: 2027-01-05, location: A}\n",
                "+        september: 2026-08-31\n",
                "+        oktober: 2026-10-07  # c\n",
                "+        januari: {date: 2027-01-05, location: A}\n",
            ],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      rad:\n      - 2026-10-07  # c\n",
            Written(activity="rad", date="2026-12-01", slot="november"),
            [
                "-      - 2026-10-07  # c\n",
                "+        oktober: 2026-10-07  # c\n",
                "+        november: 2026-12-01\n",
            ],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      rad:\n        - date: 2026-10-07\n          location: A # c\n",
            Written(activity="rad", date="2026-12-01", slot="november"),
            [
                "-        - date: 2026-10-07\n",
                "+        oktober:\n",
                "+          date: 2026-10-07\n",
                "+        november: 2026-12-01\n",
            ],
        ),
        (
            "years:\n  2026/27:\n    dates:\n      rad: [2026-10-07]\n",
            Written(activity="rad", date="2026-12-01", slot="november"),
            ["-      rad: [2026-10-07]\n", "+      rad: {oktober: 2026-10-07, november: 2026-12-01}\n"],
        ),
    ],
)
@pytest.mark.parametrize("around", ["{}", "\ufeff{}", "crlf", "open end", "more after"])
def test_only_the_lines_that_must_change_do(years: str, written: Written, diff: list[str], around: str) -> None:
    old, expected = plan_with(years), diff
    match around:
        case "crlf":
            old, expected = old.replace("\n", "\r\n"), [line.replace("\n", "\r\n") for line in diff]
        case "open end":
            old = old.removesuffix("\n")
            new = made(old, written)
            assert not new.endswith("\n")
            assert made(old + "\n", written) == new + "\n"
            return
        case "more after":
            old += "\n# Slutet\nfeeds:   {}   # inga\n\n# \tklart\n"
        case _:
            old = around.format(old)

    assert expected == list(changed(old, made(old, written)))


@pytest.mark.slow
def test_every_slot_of_the_shipped_plan_can_be_decided_one_after_another() -> None:
    plan = plan_from(SHIPPED)
    text = SHIPPED
    for one in undecided(expand(plan, [YEAR])):
        assert one.days
        new = made(text, Written(activity=one.activity.id, date=str(one.days.start)))
        assert {"+"} == {line[0] for line in changed(text, new)}
        text = new

    assert () == undecided(expand(plan_from(text), [YEAR]))
    head, tail = SHIPPED.split("\n# Tolkning: planen nämner inga flöden")
    assert text.startswith(head)
    assert text.endswith(tail)


@pytest.mark.slow
def test_a_whole_calendar_at_once_is_the_same_as_one_by_one() -> None:
    plan = plan_from(SHIPPED)
    found = undecided(expand(plan, [YEAR]))
    written = [Written(activity=one.activity.id, date=str(one.days.start)) for one in found if one.days]
    one_by_one = SHIPPED
    for one in sorted(written, key=lambda one: one.activity):
        one_by_one = made(one_by_one, one)

    assert one_by_one == made(SHIPPED, *written)


@pytest.mark.parametrize(
    ("years", "written", "new"),
    [
        (
            "  2026/27:\n    dates:\n      rad:\n      - 2026-08-26\n\n      # - 2026-09-09\n      # f\n",
            [MOTE, RAD],
            (
                "  2026/27:\n    dates:\n      rad:\n      - 2026-08-26\n\n      - 2026-09-02\n"
                "      mote: 2027-03-09\n      # f\n"
            ),
        ),
        (
            "  2026/27:\n    dates:\n    # d\n      # mote: 2027-03-02\n  # f\n",
            [MOTE, Written(activity="dag", date="2027-05-07"), NEXT_YEAR],
            (
                "  2026/27:\n    dates:\n      dag: 2027-05-07\n    # d\n      mote: 2027-03-09\n"
                "  2027/28:\n    dates:\n      dag: 2028-05-04\n  # f\n"
            ),
        ),
        (
            (
                "  2026/27:\n    dates:\n      rad:\n      - 2026-10-07  # c\n      # - 2026-11-04\n"
                "      - date: 2027-01-05\n        location: A\n      # - 2027-02-03  # d\n"
            ),
            [
                SEPTEMBER_IN_AUGUST,
                Written(activity="rad", date="2026-10-14", location="B"),
                Written(activity="rad", date="2026-11-11"),
                Written(activity="rad", date="2027-01-12", location="C"),
            ],
            (
                "  2026/27:\n    dates:\n      rad:\n        september: 2026-08-31\n"
                "        oktober: {date: 2026-10-14, location: B}  # c\n        november: 2026-11-11\n"
                "        januari:\n          date: 2027-01-12\n          location: C\n"
                "        # februari: 2027-02-03  # d\n"
            ),
        ),
        (
            "  2026/27: {dates: {rad: [2026-10-07, 2027-01-05]}}\n",
            [SEPTEMBER_IN_AUGUST, Written(activity="rad", date="2026-10-14"), MOTE, NEXT_YEAR],
            (
                "  2026/27: {dates: {rad: {september: 2026-08-31, oktober: 2026-10-14, januari: 2027-01-05}, "
                "mote: 2027-03-09}}\n  2027/28:\n    dates:\n      dag: 2028-05-04\n"
            ),
        ),
        ("  2026/27: {dates: {}}\n", [MOTE, RAD], "  2026/27: {dates: {mote: 2027-03-09, rad: [2026-09-02]}}\n"),
    ],
)
def test_many_decisions_at_once_stand_where_each_would(years: str, written: list[Written], new: str) -> None:
    assert plan_with(f"years:\n{new}") == made(plan_with(f"years:\n{years}"), *written, year=None)


def test_the_one_that_cannot_be_written_is_named() -> None:
    text = "location: >-\n          Sal\n          # mote: 2027-03-02\n"
    old = plan_with(f"years:\n  2026/27:\n    dates:\n      dag:\n        date: 2027-05-06\n        {text}")

    with pytest.raises(EditError, match="Mer än years: 2026/27: dates: mote skulle ändras i planen"):
        made(old, RAD, MOTE, Written(activity="dag", date="2027-05-07", location="Sal"))


@pytest.mark.parametrize(
    ("entry", "written", "new"),
    [
        (
            "      mote:  # beslutat § 12\n        date: 2027-03-02\n        location: A\n",
            MOTE,
            "      mote: 2027-03-09  # beslutat § 12\n",
        ),
        (
            "      mote:\n        date: 2027-03-02\n        location: A  # sal\n",
            MOTE,
            "      mote: 2027-03-09  # sal\n",
        ),
        ("      mote:   {date: 2027-03-02, location: A} # c\n", MOTE, "      mote:   2027-03-09 # c\n"),
        ("  # mote: 2027-03-02  # c\n", MOTE, "     mote: 2027-03-09  # c\n"),
        (
            "      rad:\n        september:  # flyttat\n          date: 2026-09-09\n          location: A\n",
            RAD,
            "      rad:\n        september: 2026-09-02  # flyttat\n",
        ),
        (
            "      rad:\n      - date: 2026-09-09  # b\n        # c\n        location: A\n      # - 2026-10-07\n",
            Written(activity="rad", date="2026-08-31", slot="september", location="B"),
            (
                "      rad:\n        september:\n          date: 2026-08-31  # b\n          # c\n"
                "          location: B\n        # oktober: 2026-10-07\n"
            ),
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_comment_stays_with_the_decision_that_it_is_about(
    entry: str, written: Written, new: str, ending: str
) -> None:
    above = plan_with("years:\n  2026/27:\n    dates:\n")

    assert (above + new).replace("\n", ending) == made((above + entry).replace("\n", ending), written)


@pytest.mark.parametrize(
    ("years", "written", "lost"),
    [
        ("\n      mote:\n        date: 2027-03-02  # c: 1\n        location: A\n", MOTE, "# c: 1"),
        ("\n      mote:\n        # c\n        date: 2027-03-02\n        location: A\n", MOTE, "# c"),
        ("\n      mote:  # c\n        date: 2027-03-02\n        location: A  # d\n", MOTE, "# c"),
        ("\n      mote: {date: 2027-03-02,  # c\n        location: A}\n", MOTE, "# c"),
        ("\n      mote: >-  # c\n        2027-03-02\n", MOTE, "# c"),
        (
            "\n      rad:\n        september:\n          # c\n          date: 2026-09-09\n          location: A\n",
            RAD,
            "# c",
        ),
        ("\n      rad:\n        - date: 2026-09-09\n          # c\n          location: A\n", RAD, "# c"),
        ("\n      rad:\n        - # c - d\n          2026-10-07\n", SEPTEMBER_IN_AUGUST, "# c - d"),
        (" {  # c\n      }\n", MOTE, "# c"),
        ("  # c\n      {}\n", MOTE, "# c"),
    ],
)
def test_a_comment_that_would_be_lost_is_told_and_the_edit_refused(years: str, written: Written, lost: str) -> None:
    old = plan_with(f"years:\n  2026/27:\n    dates:{years}")

    with pytest.raises(EditError) as error:
        made(old, written)

    assert f'Kommentaren "{lost}" skulle försvinna. Inget är skrivet. Gör ändringen för hand i stället.' == str(
        error.value
    )


def test_a_new_year_loses_no_comment_either() -> None:
    with pytest.raises(EditError, match='Kommentaren "# c" skulle försvinna'):
        with_year(plan_with("years: {  # c\n  }\n"), YEAR)


PROPOSED = plan_with(
    "years:\n  2026/27:\n    dates:\n      # rad: [2026-08-11, 2026-09-08, 2026-10-06]  # preliminära\n      # e\n"
)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ([RAD], ["rad:  # preliminära", "  # - 2026-08-11", "  - 2026-09-02", "  # - 2026-10-06"]),
        (
            [RAD, Written(activity="rad", date="2026-10-07", location="A")],
            [
                "rad:  # preliminära",
                "  # - 2026-08-11",
                "  - 2026-09-02",
                "  - {date: 2026-10-07, location: A}",
            ],
        ),
        (
            [RAD, Written(activity="rad", date="2026-12-01")],
            ["rad:  # preliminära", "  # - 2026-08-11", "  - 2026-09-02", "  - 2026-12-01", "  # - 2026-10-06"],
        ),
        (
            [RAD, Written(activity="rad", date="2026-08-31", slot="oktober")],
            ["rad:  # preliminära", "  # augusti: 2026-08-11", "  september: 2026-09-02", "  oktober: 2026-08-31"],
        ),
        (
            [RAD, Written(activity="rad", date="2026-08-12"), Written(activity="rad", date="2026-10-07")],
            ["rad:  # preliminära", "  - 2026-08-12", "  - 2026-09-02", "  - 2026-10-07"],
        ),
    ],
)
def test_the_months_that_are_not_decided_stay_proposed(written: list[Written], lines: list[str]) -> None:
    head, tail = PROPOSED.split("      # rad:")
    expected = head + "".join(f"      {line}\n" for line in lines) + tail.partition("\n")[2]
    text = PROPOSED
    for one in written:
        text = made(text, one)

    assert expected == text
    assert sorted(expected.splitlines()) == sorted(made(PROPOSED, *written).splitlines())
    plan_from(re.sub("# (?=-|augusti)", "", text))


def test_the_proposal_of_another_activity_is_not_that_of_a_month() -> None:
    old = plan_with("years:\n  2026/27:\n    dates:\n      rad:\n        juni: 2027-06-01\n      # maj: 2027-05-04\n")

    assert ["+        maj: 2027-05-05\n"] == list(changed(old, made(old, Written(activity="rad", date="2027-05-05"))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dates: {}\n      # mote: 2027-03-02  # a\n", "dates:\n      mote: 2027-03-09  # a\n"),
        (
            "dates: {dag: 2027-05-06}\n      # mote: 2027-03-02\n",
            "dates: {dag: 2027-05-06, mote: 2027-03-09}\n      # mote: 2027-03-02\n",
        ),
        (
            "dates:\n    cancelled:\n      # mote: 2027-03-02\n      dag: Lov\n",
            "dates:\n      mote: 2027-03-09\n    cancelled:\n      # mote: 2027-03-02\n      dag: Lov\n",
        ),
        (
            "dates:\n      dag: 2027-05-06\n    extra: []\n      # mote: 2027-03-02\n",
            "dates:\n      dag: 2027-05-06\n      mote: 2027-03-09\n    extra: []\n      # mote: 2027-03-02\n",
        ),
    ],
)
def test_a_proposal_is_taken_up_below_its_own_key_alone(old: str, new: str) -> None:
    above = plan_with("years:\n  2026/27:\n    ")

    assert above + new == made(above + old, MOTE)


def test_a_proposal_takes_the_column_of_its_siblings() -> None:
    old = plan_with("years:\n    2026/27:\n        dates:\n            dag: 2027-05-06\n          # mote: 2027-03-02\n")

    assert ["-          # mote: 2027-03-02\n", "+            mote: 2027-03-09\n"] == list(changed(old, made(old, MOTE)))


def test_what_would_change_anything_else_is_refused() -> None:
    text = "location: >-\n          Sal\n          # mote: 2027-03-02\n"
    old = plan_with(f"years:\n  2026/27:\n    dates:\n      dag:\n        date: 2027-05-06\n        {text}")

    with pytest.raises(EditError, match="Mer än years: 2026/27: dates: mote skulle ändras i planen"):
        made(old, MOTE)


def test_what_would_not_be_yaml_is_refused_with_that_reason() -> None:
    dag = "dag:\n        date: 2027-05-06\n        # mote: 2027-03-02\n        location: A\n"

    with pytest.raises(EditError, match="Planen skulle inte gå att läsa med ändringen av years: 2026/27: dates: mote"):
        made(plan_with(f"years:\n  2026/27:\n    dates:\n      {dag}"), MOTE)


@pytest.mark.parametrize(
    "entry",
    [
        "dag: 2027-05-06\n        # deeper\n",
        "dag:\n        date: 2027-05-06\n        location: >-\n          Sal\n",
    ],
)
def test_a_new_entry_stands_right_below_the_one_before_it(entry: str) -> None:
    above, below = f"years:\n  2026/27:\n    dates:\n      {entry}", "\n      # beside\n    # shallower\n"

    assert plan_with(f"{above}      mote: 2027-03-09\n{below}") == made(plan_with(above + below), MOTE)


def test_a_plan_in_an_unusual_form_is_refused_rather_than_spoilt() -> None:
    old = plan_with(
        "years:\n  2026/27:\n    dates:\n      ? mote\n      : 2027-03-02\n      ? dag\n      :\n       2027-05-06\n"
    )
    new = made(old, MOTE)

    assert ["-      : 2027-03-02\n", "+      : 2027-03-09\n"] == list(changed(old, new))
    with pytest.raises(EditError, match="Inget är skrivet"):
        made(plan_with("years:\n  2026/27:\n    ? dates\n    : {}\n"), MOTE)


def _filled_in(line: str) -> str:
    """Return a proposal with a day for each date that is lacking."""
    for month in range(1, 13):
        line = re.sub(rf"(?<={month_name(month)}: )(?=[,}}])", f"{YEAR.calendar_year(month)}-{month:02}-10", line)
    return re.sub(r"(?<=: )(?=  #)", f"{YEAR.first + 1}-03-10", line)


def test_a_year_is_added_whose_comments_become_dates_one_by_one() -> None:
    plan = plan_from(SHIPPED)
    lines = tuple(proposals(expand(plan, [YEAR])))
    text = with_year(SHIPPED, YEAR, lines, ["breaks: [{name: Sportlov, when: v. 7}]"])

    assert {} == plan_from(text).years[YEAR].dates
    assert 18 == len(lines)
    for line in lines:
        activity = line.partition(":")[0]
        alone = text.replace(f"# {line}", line)
        if dates := re.findall(r"(?<=[:,] )(?=[,}])|(?<=: )(?=  #)", line):
            with pytest.raises(PlanError) as error:
                plan_from(alone)
            assert ["Datumet saknas."] * len(dates) == [finding.text[:15] for finding in error.value.findings]
        else:
            assert [activity] == [*plan_from(alone).years[YEAR].dates]
    for line in lines:
        text = text.replace(f"# {line}", _filled_in(line))
    text = text.replace("# breaks", "breaks")
    assert ["Sportlov"] == [one.name for one in plan_from(text).years[YEAR].breaks]
    assert () == undecided(expand(plan_from(text), [YEAR]))


def test_a_new_year_says_once_how_its_comments_become_dates() -> None:
    text = with_year(SHIPPED, YEAR, ["mote: 2027-03-02", "rad: 2027-03-03"])

    how = "    # När ett datum är bestämt: ta bort # och mellanslaget framför raden, och skriv rätt datum.\n"
    assert f"  2026/27:\n{how}    dates:\n      # mote: 2027-03-02\n      # rad: 2027-03-03\n" in text
    assert 1 == text.count(how)


def test_years_stand_in_order_and_keep_their_own_comments() -> None:
    text = plan_with("years:\n  2025/26:\n    dates: {}\n")
    for year in (SchoolYear(2027), SchoolYear(2026)):
        text = with_year(text, year, [f"mote: {year.first + 1}-03-02"])

    bare = [line.strip() for line in text.removeprefix(HEAD).splitlines() if "När ett datum" not in line]
    assert ["years:", "2025/26:", "dates: {}", "2026/27:", "dates:", "# mote: 2027-03-02"] == bare[:6]
    assert ["2027/28:", "dates:", "# mote: 2028-03-02"] == bare[6:]


def test_a_year_is_not_added_among_braces() -> None:
    with pytest.raises(EditError, match="klamrar"):
        with_year(plan_with("years: {2025/26: {}}\n"), YEAR)


LAYOUTS = re.split(
    "^---\n",
    """\
---
years: {}@
---
years:@
  2025/26: {dates: {mote: 2026-03-03}}@
---
years: {2026/27: {dates: {dag: 2027-05-06}}}@
---
years:@

  '2026/27':@

    dates:@
      # rad: [2026-08-31, 2026-09-30]  # varje@
    # f

# g
feeds: {}@
---
years:@
  2026/27:
    dates: {}@
      # mote: 2027-03-02@
    cancelled: {dag: Lov}@
---
years:
  2026/27:
    dates: {@
      dag: 2027-05-06 ,@
      rad: [2027-01-07,@
      2026-10-01@
      ], mote: "2027-03-02"}@
---
years:
  2026/27:@
    dates:@
      'rad':@
      - 2026-10-01@
      - {date: 2027-02-01 10:00–11:00}@
    extra: []@
---
years:
  2026/27:
    dates:
      rad:@
      - date: 2026-10-01@
      ~location: A@
      # - 2026-11-05
      - 2027-01-04@
---
years:
  2026/27:
    dates:
      rad:@
        - date: 2026-10-01@
        ~location: 'A#b'@
      dag: 2027-05-06@
---
years:
  2026/27:
    dates:
      rad:@
        februari: 2027-02-01@
        mars:@
          date: 2027-03-01@
---
years:
  2026/27:
    dates:
      mote:@
        date: 2027-03-02@
        location: >-  # f
          A # b
---
years:@
  2026/27:
    cancelled: {rad: {maj: Lov}}@
  2028/29: {}@
""",
    flags=re.MULTILINE,
)
MONTHS = (
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
)
MONTHS_OF = dict(zip(MONTHS, (*range(8, 13), *range(1, 7)), strict=True))


@st.composite
def plans(draw: st.DrawFn) -> str:
    """Return a plan in which some `@` are comments, indented as somebody might."""
    layout, step = draw(st.sampled_from(LAYOUTS)), draw(st.integers(1, 4))
    text = re.sub("^ +", lambda indent: " " * (len(indent[0]) // 2 * step), layout, flags=re.MULTILINE)
    first, *rest = text.replace("~", "  ").split("@")
    places = st.sampled_from(["", "", "  # k{}: 'ö", "\n     # k{} - 2026", "\n\n # k{}"])
    plan = plan_with(first + "".join(draw(places).format(number) + part for number, part in enumerate(rest)))
    plan = draw(st.sampled_from(["", "\ufeff"])) + plan.removesuffix(draw(st.sampled_from(["", "\n"])))
    return plan.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"# (?:k\d+|[fg]\b|varje)[^\r\n]*", text))


def said(text: str) -> dict[tuple[SchoolYear, str, int | None], Decision]:
    """Return every decision of a plan, each under its slot."""
    plan = plan_from(text)
    rules = {activity.id: activity.when for activity in plan.activities}
    return {
        (year, activity, month): decision
        for year, block in plan.years.items()
        for activity, entry in block.dates.items()
        for month, decision in by_slot(entry, rules[activity], year).items()
    }


@settings(max_examples=100, deadline=None)
@given(
    text=plans(),
    days=st.lists(
        st.tuples(
            st.sampled_from(("mote", "dag", *MONTHS)),
            st.dates(min_value=YEAR.start, max_value=YEAR.last_day),
            st.sampled_from(["", "Sal 1", "null", "# inte", "a: b, {c}", "'[", 'å "ä" \\ ö', "-", "😀"]),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_any_decisions_in_any_order_change_nothing_else(text: str, days: list[tuple[str, object, str]]) -> None:
    for name, day, location in days:
        activity, slot = ("rad", name) if name in MONTHS else (name, "")
        try:
            new = made(text, Written(activity=activity, date=str(day), location=location, slot=slot))
        except EditError as error:
            assert "Kommentaren" in str(error)  # noqa: PT017 - it may be raised, but need not
            continue
        of_slot = (YEAR, activity, MONTHS_OF.get(slot))
        assert {**said(text), of_slot: said(new)[of_slot]} == said(new)
        assert comments(text) == comments(new)
        assert new.count("\r") == ("\r" in text) * new.count("\n")
        assert new.startswith(text[: text.index("years:")] if "years:" in text else text)
        text = new

    proposed = re.sub(r"^( +)# (?=(?:-|[a-zåäö]+:) [\[\d])", r"\1", text, flags=re.MULTILINE)
    assert said(text).items() <= said(proposed).items()


@settings(max_examples=100, deadline=None)
@given(
    text=plans(),
    days=st.dictionaries(
        st.tuples(
            st.sampled_from(("mote", "dag", *MONTHS)), st.sampled_from([SchoolYear(2025), YEAR, SchoolYear(2027)])
        ),
        st.tuples(st.integers(0, 364), st.sampled_from(["", "Sal 1", "a: b, {c}"])),
        min_size=2,
        max_size=8,
    ),
)
def test_any_decisions_at_once_change_nothing_else(
    text: str, days: dict[tuple[str, SchoolYear], tuple[int, str]]
) -> None:
    plan = plan_from(text)
    decisions = []
    for (name, year), (day, location) in days.items():
        activity, slot = ("rad", name) if name in MONTHS else (name, "")
        date = str(year.start + dt.timedelta(day))
        decisions.append(decided(plan, Written(activity=activity, date=date, location=location, slot=slot), year))
    try:
        new = with_decisions(editable_from(text), decisions).text
    except EditError as error:
        assert "Kommentaren" in str(error)  # noqa: PT017 - it may be raised, but need not
        return

    made_of = {(item.year, item.activity, item.month): item.decision for item in decisions}
    assert {**said(text), **made_of} == said(new)
    assert comments(text) == comments(new)
    assert new.count("\r") == ("\r" in text) * new.count("\n")
