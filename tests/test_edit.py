"""Decisions in the text of a plan: what must change does, and every other byte stays."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.decisions import Written, decided
from arshjul_cli.edit import add_year, decide, require_decided
from arshjul_cli.errors import EditError
from arshjul_cli.expand import expand
from arshjul_cli.load import load_text
from arshjul_cli.newyear import proposals
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.undecided import undecided

SHIPPED = (Path(__file__).parents[1] / "data" / "arshjul.yaml").read_bytes().decode()
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
    plan = load_text(text.encode(), "plan").plan
    ones = [decided(plan, one, year) for one in written]
    new = decide(text, ones)
    require_decided(load_text(new.encode(), "plan").plan, ones)
    return new


def changed(old: str, new: str) -> Iterator[str]:
    """Yield what is not the same, line by line with their ends: `-` what has gone, `+` what has come."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, first, last, new_first, new_last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"-{line}" for line in before[first:last])
            yield from (f"+{line}" for line in after[new_first:new_last])


MOTE = Written(activity="mote", date="2027-03-09")
RAD = Written(activity="rad", date="2026-09-02")


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
            ["+    2026/27:\n", "+      dates:\n", "+        mote: 2027-03-09\n"],
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
            Written(activity="rad", date="2026-08-31", slot="September"),
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


def test_every_slot_of_the_shipped_plan_can_be_decided_one_after_another() -> None:
    plan = load_text(SHIPPED.encode(), "plan").plan
    text = SHIPPED
    for one in undecided(expand(plan, [YEAR])):
        assert one.days
        new = made(text, Written(activity=one.activity.id, date=str(one.days.start)))
        assert {"+"} == {line[0] for line in changed(text, new)}
        text = new

    assert () == undecided(expand(load_text(text.encode(), "plan").plan, [YEAR]))
    head, tail = SHIPPED.split("\n# Tolkning: planen nämner inga flöden")
    assert text.startswith(head)
    assert text.endswith(tail)


def test_a_whole_calendar_at_once_is_the_same_as_one_by_one() -> None:
    plan = load_text(SHIPPED.encode(), "plan").plan
    found = undecided(expand(plan, [YEAR]))
    written = [Written(activity=one.activity.id, date=str(one.days.start)) for one in found if one.days]
    one_by_one = SHIPPED
    for one in sorted(written, key=lambda one: one.activity):
        one_by_one = made(one_by_one, one)

    assert one_by_one == made(SHIPPED, *written)


def test_comments_that_would_be_lost_are_not() -> None:
    old = plan_with("years:\n  2026/27:\n    dates:\n      mote:\n        date: 2027-03-02  # c\n        location: A\n")

    with pytest.raises(EditError, match="Kommentarer i mote skulle försvinna"):
        made(old, MOTE)


def test_a_plan_in_an_unusual_form_is_refused_rather_than_spoilt() -> None:
    old = plan_with(
        "years:\n  2026/27:\n    dates:\n      ? mote\n      : 2027-03-02\n      ? dag\n      :\n       2027-05-06\n"
    )
    new = made(old, MOTE)

    assert ["-      : 2027-03-02\n", "+      : 2027-03-09\n"] == list(changed(old, new))
    with pytest.raises(EditError, match="Inget är skrivet"):
        made(plan_with("years:\n  2026/27:\n    ? dates\n    : {}\n"), MOTE)


def test_a_year_is_added_whose_comments_become_dates_one_by_one() -> None:
    plan = load_text(SHIPPED.encode(), "plan").plan
    lines = tuple(proposals(expand(plan, [YEAR])))
    text = add_year(SHIPPED, YEAR, lines, ["breaks: [{name: Sportlov, when: v. 7}]"])

    assert {} == load_text(text.encode(), "plan").plan.years[YEAR].dates
    assert 9 == len(lines)
    for line in lines:
        activity = line.partition(":")[0]
        alone = text.replace(f"# {line}", line)
        assert [activity] == [*load_text(alone.encode(), "plan").plan.years[YEAR].dates]
    for line in lines:
        text = text.replace(f"# {line}", line)
    text = text.replace("# breaks", "breaks")
    assert ["Sportlov"] == [one.name for one in load_text(text.encode(), "plan").plan.years[YEAR].breaks]
    assert () == undecided(expand(load_text(text.encode(), "plan").plan, [YEAR]))


def test_years_stand_in_order_and_keep_their_own_comments() -> None:
    text = plan_with("years:\n  2025/26:\n    dates: {}\n")
    for year in (SchoolYear(2027), SchoolYear(2026)):
        text = add_year(text, year, [f"mote: {year.first + 1}-03-02"], [])

    bare = [line.strip() for line in text.removeprefix(HEAD).splitlines() if "När ett datum" not in line]
    assert ["years:", "2025/26:", "dates: {}", "2026/27:", "dates:", "# mote: 2027-03-02"] == bare[:6]
    assert ["2027/28:", "dates:", "# mote: 2028-03-02"] == bare[6:]


def test_a_year_is_not_added_among_braces() -> None:
    with pytest.raises(EditError, match="klamrar"):
        add_year(plan_with("years: {2025/26: {}}\n"), YEAR, [], [])


LAYOUTS = [
    "",
    "years: {}\n",
    "years:  # c\n  2025/26: {dates: {mote: 2026-03-03}}\n",
    (
        "years:\n\n  2026/27:\n\n    dates:\n      # rad: [2026-08-31, 2026-09-30]  # varje\n"
        "      # e\n    # f\n\n# g\nfeeds: {}\n"
    ),
    (
        "years:\n  2026/27:\n    cancelled: {dag: ja}\n"
        '    dates: {rad: [2027-01-07,  # c\n      2026-10-01], mote: "2027-03-02"}\n'
    ),
    (
        "years:\n  2026/27:\n    dates:\n      rad:\n      # a\n"
        "      - 2026-10-01  # b\n      # c\n      - {date: 2027-02-01 10:00–11:00}\n"
    ),
    (
        "years:\n  2026/27:\n    dates:\n      rad:\n        februari: 2027-02-01\n"
        "        # x\n        mars: {date: 2027-03-01}\n"
    ),
]
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


def comments(text: str) -> list[str]:
    """Return what stands after the signs, but for the proposals, which are there to be taken up."""
    return [line[1].strip() for line in re.finditer(r"(?:^| )# (?!rad: \[|inte)([^'\r\n]*)", text, re.MULTILINE)]


@settings(max_examples=60, deadline=None)
@given(
    years=st.sampled_from(LAYOUTS),
    ending=st.sampled_from(["\n", "\r\n"]),
    days=st.lists(
        st.tuples(
            st.sampled_from(("mote", "dag", *MONTHS)),
            st.dates(min_value=YEAR.start, max_value=YEAR.last_day),
            st.sampled_from(["", "Sal 1", "null", "# inte", "a: b, {c}", "'[", 'å "ä" \\ ö', "-", "😀"]),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_any_decisions_in_any_order_change_nothing_else(
    years: str, ending: str, days: list[tuple[str, object, str]]
) -> None:
    text = plan_with(years).replace("\n", ending)
    for name, day, location in days:
        activity, slot = ("rad", name) if name in MONTHS else (name, "")
        new = made(text, Written(activity=activity, date=str(day), location=location, slot=slot))
        assert ending == "\n" or new.count("\n") == new.count("\r\n")
        assert comments(text) == comments(new)
        text = new
