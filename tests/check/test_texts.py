"""What must not become public, and whether anybody has looked at the plan of late."""

import datetime as dt
from typing import Any

import pytest

from arshjul_cli.check.whole import check
from arshjul_cli.findings import Level, Problem
from arshjul_cli.reading.load import load_bytes, require_plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Loc
from arshjul_cli.wheel.expand import expand
from building import HEADER, ROLES, TODAY, Tree, locs, row, wheel_of

MAIL = "anna@kommun.se"


def _found(code: str, *activities: Tree, today: dt.date = TODAY, **sections: Any) -> list[Problem]:
    return [problem for problem in check(wheel_of(*activities, **sections), today) if problem.code == code]


def _what(text: str) -> list[str]:
    """Return what a text is said to hold."""
    return [problem.text.split(",")[0].removeprefix("Här står ") for problem in _found("AH314", row(summary=text))]


@pytest.mark.parametrize(
    "text", ["anna@kommun.se", "Anna.Ek+skola@utb.kommun.se", "åsa_ö@kommun.se", "<a@b.se>", "Skriv till a@b.se."]
)
def test_an_e_mail_address_is_found(text: str) -> None:
    assert ["en e-postadress"] == _what(text)


@pytest.mark.parametrize(
    "text",
    [
        "19811218-9876", "198112189876", "19811218 9876", "20110203-2385", "811218-9876", "811218+9876",
        "Anna (811218-9876) svarar", "811278-9873", "811218–9876", "811218 9876", "8112189876", "19811218–9876",
    ],
)  # fmt: skip
def test_a_personal_number_is_found(text: str) -> None:
    assert ["ett personnummer"] == _what(text)


@pytest.mark.parametrize(
    "text",
    [
        "0325-180 00", "0325-18000", "0325 180 00", "070-123 45 67", "070 123 45 67", "0701234567", "070-1234567",
        "08-123 456 78", "08-12 34 56", "0771-567 567", "020-12 34 56", "+46 70 123 45 67", "+46701234567",
        "+46 325 180 00", "+46 8 123 456 78", "+4632518000", "+46-70-123 45 67", "Ring 0325-180 00.", "tel:0325-18000",
        "(070-123 45 67)",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found(text: str) -> None:
    assert ["ett telefonnummer"] == _what(text)


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-06", "2026-03-05–2026-03-06", "2026-03-05 – 2026-03-06", "2026-03-05/2026-03-06", "20190306",
        "2026-03-05 08:30–09:45", "2026-03-05 13.00-16.00", "08:00–16:30", "08.00-16.30", "kl. 09–11",
        "v. 45–47", "v. 45-47", "v. 02-03", "vecka 45–47", "45–47", "2025/26", "2025/2026", "2025–2026",
        "§ 16", "§§ 16–18", "2019-03-06 § 16", "4 kap. 3–5 §§", "SFS 2010:800", "SKOLFS 2011:37", "dnr 2019/0123",
        "BUN/2019:123", "arshjul.kommunen.se", "@kommunen", "åk 1-9, 100 %", "15 000 000 kronor", "123 456 78",
        "1 juli–30 juni", "GDPR (EU) 2016/679", "3/5 2026", "5/3-26", "A@B", "mejla rektor @ skolan",
        "8112189875", "811218 9875", "8112189876543",
    ],
)  # fmt: skip
def test_dates_weeks_paragraphs_and_other_figures_are_nobody_s(text: str) -> None:
    assert [] == _what(text)


def test_dates_and_the_domain_of_the_plan_are_not_read_as_texts() -> None:
    header = HEADER | {"adopted": "2019-03-06", "reviewed": "2026-01-01"}
    decided = {"dates": {"mote": "2026-03-05–2026-03-06"}, "breaks": [{"name": "Sportlov", "when": "v. 7"}]}

    found = _found("AH314", row(when="v. 45–47"), plan=header, decided=decided)
    assert [] == found


def test_personal_data_is_a_warning_at_its_first_character() -> None:
    (problem,) = _found("AH314", row("a", points=["Inget", f"Skriv till {MAIL} först"]))

    text = "Här står en e-postadress, och flödena är öppna för alla. Skriv rollen eller en länk i stället."
    assert (("activities", 0, "points", 1), Level.WARNING, text) == (problem.loc, problem.level, problem.text)
    assert (11, (("activities", 0),)) == (problem.offset, locs(problem.about))


def test_each_kind_of_personal_data_in_a_text_is_told_once() -> None:
    assert ["en e-postadress", "ett personnummer", "ett telefonnummer"] == _what(
        f"{MAIL} b@c.se 811218-9876 0325-180 00 0325-181 00"
    )


LINK = {"title": "Mall", "url": f"https://kommun.se/?till={MAIL}"}


@pytest.mark.parametrize(
    ("sections", "loc"),
    [
        ({"plan": HEADER | {"title": MAIL}}, ("plan", "title")),
        ({"plan": HEADER | {"ignore": {"AH311": MAIL}}}, ("plan", "ignore", "AH311")),
        ({"roles": ROLES | {"anna": {"name": "Anna", "others": MAIL}}}, ("roles", "anna", "others")),
        ({"goals": {"mal": MAIL}}, ("goals", "mal")),
        ({"categories": {"a": {"name": MAIL, "color": "teal"}}}, ("categories", "a", "name")),
        ({"feeds": {"f": {"name": MAIL, "roles": ["rektor"]}}}, ("feeds", "f", "name")),
        (
            {"promises": [{"id": "p", "text": MAIL, "activities": ["mote"], "per_school_year": "1"}]},
            ("promises", 0, "text"),
        ),
        ({"decided": {"cancelled": {"mote": MAIL}}}, ("years", "2025/26", "cancelled", "mote")),
        (
            {"decided": {"dates": {"mote": {"date": "2026-03-05", "location": MAIL}}}},
            ("years", "2025/26", "dates", "mote", "location"),
        ),
        (
            {"decided": {"extra": [{"id": "x", "summary": MAIL, "date": "2026-03-05"}]}},
            ("years", "2025/26", "extra", 0, "summary"),
        ),
        (
            {"decided": {"breaks": [{"name": MAIL, "when": "v. 7"}]}},
            ("years", "2025/26", "breaks", 0, "name"),
        ),
    ],
)
def test_personal_data_is_found_in_every_text_of_the_plan(sections: Tree, loc: Loc) -> None:
    assert [loc] == [problem.loc for problem in _found("AH314", row(), **sections)]


@pytest.mark.parametrize(
    ("more", "loc"),
    [
        ({"summary": MAIL}, ("summary",)),
        ({"location": MAIL}, ("location",)),
        ({"source": MAIL}, ("source",)),
        ({"url": LINK["url"]}, ("url",)),
        ({"links": [LINK]}, ("links", 0, "url")),
        ({"ignore": {"AH306": MAIL}}, ("ignore", "AH306")),
    ],
)
def test_personal_data_is_found_in_every_text_of_an_activity(more: Tree, loc: Loc) -> None:
    assert [("activities", 0, *loc)] == [problem.loc for problem in _found("AH314", row(**more))]


@pytest.mark.parametrize(
    "sections", [{"cancelled": {"mote": MAIL}}, {"dates": {"mote": {"date": "2026-03-05", "location": MAIL}}}]
)
def test_what_a_year_says_of_an_activity_is_about_it(sections: Tree) -> None:
    assert [(("activities", 0),)] == [locs(problem.about) for problem in _found("AH314", row(), decided=sections)]


# AH317: a domain of nobody.


@pytest.mark.parametrize(
    ("domain", "told"),
    [
        ("arshjul.kommunen.example", True), ("kommunen.test", True), ("a.invalid", True), ("a.localhost", True),
        ("example.com", True), ("arshjul.example.org", True), ("example.net", True),
        ("arshjul.kommunen.se", False), ("example.se", False), ("myexample.com", False), ("example.kommunen.se", False),
    ],
)  # fmt: skip
def test_a_domain_that_nobody_can_own_is_a_hint_at_it(domain: str, *, told: bool) -> None:
    problems = _found("AH317", row(), plan=HEADER | {"uid_domain": domain})

    assert [(("plan", "uid_domain"), Level.HINT)] * told == [(problem.loc, problem.level) for problem in problems]


def test_a_site_that_is_an_example_is_a_hint_at_it() -> None:
    problems = _found("AH317", row(), plan=HEADER | {"site": "https://arshjul.example.com/a"})

    assert [(("plan", "site"), Level.HINT)] == [(problem.loc, problem.level) for problem in problems]
    assert [] == _found("AH317", row(), plan=HEADER | {"site": "https://kommunen.se/example.com"})


# AH315: reviewed.


@pytest.mark.parametrize(
    ("today", "many"),
    [("2025-06-12", 0), ("2026-06-12", 0), ("2026-06-13", 0), ("2026-06-14", 1), ("2030-01-01", 1), ("2020-01-01", 0)],
)
def test_a_plan_is_to_be_reviewed_within_a_year(today: str, many: int) -> None:
    header = HEADER | {"reviewed": "2025-06-12"}
    problems = _found("AH315", row(), plan=header, today=dt.date.fromisoformat(today))

    late = "Planen följdes upp senast 2025-06-12, för mer än ett år sedan."
    text = f"{late} Skriv det nya datumet under reviewed när planen är uppföljd."
    assert [(("plan", "reviewed"), Level.HINT, text)] * many == [(one.loc, one.level, one.text) for one in problems]


def test_a_plan_that_was_never_reviewed_is_a_hint_a_year_after_it_was_adopted() -> None:
    header = HEADER | {"adopted": "2019-03-06"}
    (problem,) = _found("AH315", row(), plan=header, today=dt.date(2020, 3, 7))

    assert (("plan", "adopted"), Level.HINT) == (problem.loc, problem.level)
    assert problem.text.startswith("Planen beslutades 2019-03-06, för mer än ett år sedan.")
    assert [] == _found("AH315", row(), plan=header, today=dt.date(2020, 3, 6))
    assert [] == _found("AH315", row(), plan=header | {"reviewed": "2020-03-01"}, today=dt.date(2020, 3, 7))


def test_a_plan_that_says_nothing_of_either_is_not_asked() -> None:
    assert [] == _found("AH315", row(), plan=HEADER, today=dt.date(2030, 1, 1))


def test_the_contact_is_there_for_all_to_see() -> None:
    assert [] == _found("AH314", row(), plan=HEADER | {"contact": MAIL})
    assert [("plan", "paragraph")] == [p.loc for p in _found("AH314", row(), plan=HEADER | {"paragraph": MAIL})]


# AH318: a sign that Outlook drops.


@pytest.mark.parametrize(
    ("name", "sign", "offset"),
    [("Budget, bokslut", "kommatecknet", 6), ("Prov; betyg, omdömen", "semikolonet", 4)],
)
def test_a_comma_or_semicolon_in_the_name_of_a_category_is_a_warning(name: str, sign: str, offset: int) -> None:
    (problem,) = _found("AH318", row(), categories={"x": {"name": name, "color": "teal"}})

    assert (("categories", "x", "name"), Level.WARNING, offset) == (problem.loc, problem.level, problem.offset)
    assert problem.text == (
        f"Outlook tar bort {sign} ur namnet, så att kategorin inte får sin färg där. "
        'Skriv "och" i stället, eller inget tecken alls.'
    )


def test_other_signs_in_the_name_of_a_category_stay() -> None:
    assert [] == _found("AH318", row(), categories={"x": {"name": "Prov & betyg: 1–9 (a/b)", "color": "teal"}})


# AH319: a text that YAML cuts off at a #.


def _cut(line: str) -> list[str]:
    text = "plan: {title: Plan, organisation: Kommunen, uid_domain: arshjul.kommunen.se}\n"
    text += f"roles:\n  rektor: {{name: Rektor}}\nactivities:\n  - id: budget\n{line}\n    responsible: [rektor]\n"
    text += "" if "when:" in line else "    when: mars\n"
    text += "" if "summary:" in line else "    summary: Budget\n"
    plan = require_plan(load_bytes(text.encode(), "plan.yaml"))
    wheel = expand(plan, (SchoolYear(2025),))
    return [problem.text for problem in check(wheel, TODAY) if problem.code == "AH319"]


@pytest.mark.parametrize(
    ("line", "cut", "whole"),
    [
        ("    summary: Budget # 1", "# 1", 'summary: "Budget # 1"'),
        ("    summary: Budget #1 och #2", "#1 och #2", 'summary: "Budget #1 och #2"'),
        ('    summary: Den "stora" budgeten # 2', "# 2", "summary: 'Den \"stora\" budgeten # 2'"),
        ("    points:\n      - Möte # 3", "# 3", '"Möte # 3"'),
        ("    location: Sal # 4", "# 4", 'location: "Sal # 4"'),
    ],
)
def test_a_text_that_may_go_on_after_a_number_sign_is_a_warning(line: str, cut: str, whole: str) -> None:
    (text,) = _cut(line)

    assert text.startswith(f"Texten slutar före {cut}, som YAML tar för en kommentar.")
    assert f"Hör det till texten: skriv {whole}." in text


@pytest.mark.parametrize(
    "line",
    [
        "    summary: Budget  # 1",
        "    summary: Budget # planen: 5 mars",
        '    summary: "Budget" # 1',
        "    summary: Budget#1",
        "    when: mars # 1 gång om året",
        "    display: span # 1",
    ],
)
def test_a_comment_that_is_meant_is_none(line: str) -> None:
    assert [] == _cut(line)
