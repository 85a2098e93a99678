"""A school year that a plan has already gets the comments that it lacks, and nothing else is changed."""

import pytest

from arshjul_cli.editing.newyear import breaks, proposals
from arshjul_cli.errors import EditError
from arshjul_cli.flows.newyear import with_year
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from building import editable_from, plan_from

YEAR = SchoolYear(2026)
HEAD = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: rad, summary: Råd, when: varje månad utom juli, decided_yearly: true}
  - {id: tisdag, summary: Tisdag, when: första tisdagen varje månad utom juli, decided_yearly: true}
  - {id: mote, summary: Möte, when: första tisdagen i mars, decided_yearly: true}
  - {id: femte, summary: Femte, when: femte tisdagen i februari, decided_yearly: true}
years:
  2025/26:
    dates:
      rad: [2025-09-02, 2025-10-07 13:00–15:00]
    breaks: [{name: Sportlov, when: v. 7}]
"""
HOW_TO = "    # När ett datum är bestämt: ta bort # och mellanslaget framför raden, och skriv rätt datum."
RAD = (
    "      # rad: {augusti: , september: 2026-09-01, oktober: 2026-10-06 13:00–15:00, november: , december: , "
    "januari: , februari: , mars: , april: , maj: , juni: }  # varje månad utom juli"
)
TUESDAYS = (
    "2026-08-04", "2026-09-01", "2026-10-06", "2026-11-03", "2026-12-01", "2027-01-05",
    "2027-02-02", "2027-03-02", "2027-04-06", "2027-05-04", "2027-06-01",
)  # fmt: skip
TISDAG = f"      # tisdag: [{', '.join(TUESDAYS)}]  # första tisdagen varje månad utom juli"
MOTE = "      # mote: 2027-03-02  # första tisdagen i mars"
FEMTE = "      # (femte saknar datum: februari 2027 har ingen femte tisdag)"
OWN = "    breaks: [{name: Lov, when: v. 8}]"
BREAKS = "    # breaks: [{name: Sportlov, when: v. 7}]"


def _filled(text: str) -> str:
    plan = plan_from(text)
    return with_year(editable_from(text), YEAR, proposals(expand(plan, [YEAR])), breaks(plan, YEAR)).text


def _block(*lines: str, end: str = "\n") -> str:
    return "".join(f"{line}{end}" for line in ("  2026/27:", *lines))


@pytest.mark.parametrize(
    ("standing", "filled"),
    [
        (
            ["    cancelled: {mote: Lov}"],
            ["    cancelled: {mote: Lov}", HOW_TO, "    dates:", RAD, TISDAG, FEMTE, BREAKS],
        ),
        (["    dates: {}  # än"], [HOW_TO, "    dates:  # än", RAD, TISDAG, MOTE, FEMTE, BREAKS]),
        (
            ["    dates: {mote: 2027-03-09, rad: [2026-09-02]}  # nytt"],
            [
                HOW_TO, "    dates:", "      mote: 2027-03-09", "      rad: [2026-09-02]  # nytt", TISDAG, FEMTE,
                BREAKS,
            ],
        ),
        (
            ["    dates:", "      # mote: 2027-03-16  # kanske", "      # egen", OWN],
            [
                HOW_TO, "    dates:", "      # mote: 2027-03-16  # kanske", RAD, TISDAG, FEMTE, "      # egen",
                OWN,
            ],
        ),
        (
            ["    # Vårt eget", "    dates:", "      mote:", "        date: 2027-03-09", "        location: A", BREAKS],
            [
                "    # Vårt eget", HOW_TO, "    dates:", "      mote:", "        date: 2027-03-09",
                "        location: A", RAD, TISDAG, FEMTE, BREAKS,
            ],
        ),
        (
            [
                "    dates:", "      tisdag:  # året", "        - 2026-10-13", "        # - 2026-12-08",
                "      mote: 2027-03-09",
            ],
            [
                HOW_TO, "    dates:", "      tisdag:  # året",
                *(f"        # - {day}" for day in TUESDAYS[:2]), "        - 2026-10-13",
                *(f"        # - {day}" for day in (TUESDAYS[3], *TUESDAYS[5:])), "        # - 2026-12-08",
                "      mote: 2027-03-09", RAD, FEMTE, BREAKS,
            ],
        ),
        (
            ["    dates:", "      rad:", "        augusti: 2026-09-01", "        november: 2026-11-10", HOW_TO],
            [
                "    dates:", "      rad:", "        augusti: 2026-09-01", "        # september: 2026-09-01",
                "        # oktober: 2026-10-06 13:00–15:00", "        november: 2026-11-10", TISDAG, MOTE, FEMTE,
                BREAKS, HOW_TO,
            ],
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("after", ["", "  2027/28:\n    cancelled: {mote: Lov}\n"])
def test_a_year_gets_the_comments_that_it_lacks(standing: list[str], filled: list[str], end: str, after: str) -> None:
    text = (HEAD + _block(*standing) + after).replace("\n", end)
    done = _filled(text)

    assert (HEAD + _block(*filled) + after).replace("\n", end) == done
    assert done == _filled(done)
    assert plan_from(text) == plan_from(done)


def test_a_file_without_a_last_line_end_stays_so() -> None:
    done = _filled((HEAD + _block("    cancelled: {mote: Lov}")).removesuffix("\n"))

    assert done.endswith(f"\n{FEMTE}\n{BREAKS}")


def test_a_year_with_all_of_it_is_left_alone() -> None:
    dates = ["      mote: 2027-03-09", "      femte: 2027-02-23", f"      tisdag: [{', '.join(TUESDAYS)}]"]
    text = HEAD + _block("    dates:", *dates, RAD, OWN)

    assert text == _filled(text)


@pytest.mark.parametrize(
    "year", ["  2026/27: {dates: {mote: 2027-03-09}}\n", "  2026/27: {\n    cancelled: {mote: Lov}}\n"]
)
def test_a_year_within_braces_is_not_filled(year: str) -> None:
    with pytest.raises(EditError, match="Läsåret 2026/27 står inom klamrar"):
        _filled(HEAD + year)


def test_a_comment_within_braces_is_not_lost() -> None:
    with pytest.raises(EditError, match='Kommentaren "# nytt" skulle försvinna'):
        _filled(HEAD + _block("    dates: {  # nytt", "      mote: 2027-03-09}"))
