"""What `explain` finds out, and what it tells."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import Result

from arshjul_cli.explain.activity import explain, ids, usual_years
from arshjul_cli.explain.model import Chain, Explanation, Slot
from arshjul_cli.explain.reach import reached
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.reading.places import where
from arshjul_cli.render.terminal.explain import render
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Node
from arshjul_cli.wheel.model import Status
from building import HEADER, SAMPLE, YEAR, Tree, plan_of, printed, row, sample
from strategies import trees

Run = Callable[..., Result]


def _explained(one: str, years: Iterable[SchoolYear] = (YEAR,)) -> Explanation:
    return explain(sample(), one, years, YEAR)


def _only(one: str, year: SchoolYear = YEAR) -> Slot:
    (slot,) = _explained(one, (year,)).slots
    return slot


def _line(text: str) -> str:
    """Return the place in the sample of the only line that has a text."""
    [number] = [n for n, line in enumerate(SAMPLE.read_text(encoding="utf-8").splitlines(), 1) if text in line]
    return f"{SAMPLE}:{number}"


def _at(node: Node | None) -> str:
    """Return the place of a part of the plan that is there."""
    assert node is not None
    return where(node)


def test_a_decided_date_tells_where_it_stands_and_what_the_rule_gives() -> None:
    slot = _explained("ledningsmote").slots[0]

    assert slot.occurrence
    assert (dt.date(2025, 8, 18), _line("ledningsmote: [")) == (slot.occurrence.start, _at(slot.decided_at))
    assert slot.ruled
    assert dt.date(2025, 8, 4) == slot.ruled.start


def test_each_form_of_a_decision_and_a_cancellation_is_found() -> None:
    year = {slot.month: slot for slot in _explained("elevhalsa").slots}
    meetings = {slot.month: slot for slot in _explained("ledningsmote").slots}

    assert _line("dialog: {date:") == _at(_only("dialog").decided_at)
    assert _line("elevhalsa: {november") == _at(year[11].decided_at) == _at(year[1].decided_at)
    assert year[12].decided_at is None
    assert (_line("ledningsmote: {april"), "Påsk") == (_at(meetings[4].cancelled_at), meetings[4].reason)
    assert (None, None) == (meetings[5].cancelled_at, meetings[5].reason)
    assert _line('besok: "Sjukdom') == _at(_only("besok").cancelled_at)
    assert _line("id: invigning") == _at(_only("invigning").decided_at)
    assert (_line("rastdag: Regn"), "Regn") == (_at(_only("rastdag").cancelled_at), _only("rastdag").reason)


def test_what_the_rule_lacks_is_told_whether_the_year_has_a_way_out_or_not() -> None:
    decided, open_, cancelled = _only("skottdag"), _only("skottdag", SchoolYear(2026)), _only("vecka-53")

    assert "2026 har ingen 29 februari" == decided.lacks
    assert decided.occurrence
    assert ("2027 har ingen 29 februari", None, None) == (open_.lacks, open_.occurrence, open_.reason)
    assert (None, "Året har inga 53 veckor") == (cancelled.occurrence, cancelled.reason)


def test_what_is_done_when_needed_has_the_date_that_it_was_given_or_none() -> None:
    assert _only("vid-behov").occurrence is None
    assert _only("vid-behov-daterad").occurrence


def test_an_extra_one_is_explained_for_the_years_that_have_it() -> None:
    plan = sample()

    assert (YEAR,) == usual_years(plan, "invigning", SchoolYear(2030))
    assert YEAR == explain(sample(), "invigning", (YEAR,), SchoolYear(2030)).event_year
    assert _only("invigning", SchoolYear(2026)).occurrence is None


def test_the_usual_years_are_the_previous_this_and_the_next_three() -> None:
    assert ["2024/25", "2025/26", "2026/27", "2027/28", "2028/29"] == [
        str(year) for year in usual_years(sample(), "en-dag", YEAR)
    ]


def test_holidays_and_breaks_that_it_falls_on_are_named() -> None:
    meetings = {slot.month: slot.clashes for slot in _explained("ledningsmote").slots}

    assert ("annandag påsk",) == meetings[4]
    assert ("Jullov",) == meetings[1]
    assert () == meetings[3]
    assert () == _only("hel-manad").clashes


def test_of_a_deadline_only_the_last_day_clashes(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = (
        "plan: {title: P, organisation: K, uid_domain: arshjul.kommunen.se}\nroles: {r: {name: R}}\n"
        "activities: [{id: a, summary: A, when: senast 3 april}, {id: b, summary: B, when: senast april}]\n"
    )
    path.write_text(text, encoding="utf-8")
    plan = require_plan(load(path))
    clashes = {one: explain(plan, one, (YEAR,), YEAR).slots[0].clashes for one in ("a", "b")}

    assert {"a": ("långfredagen",), "b": ()} == clashes


NESTED = {
    "chef": {"name": "Chef"},
    "larare": {"name": "Lärare"},
    "lag": {"name": "Laget", "members": ["larare"]},
    "skola": {"name": "Skola", "members": ["lag"], "others": "en gäst"},
    "grupp": {"name": "Ledningsgruppen", "leader": "chef", "members": ["skola"], "others": "två till"},
}


def test_chains_are_told_whole_and_end_at_what_is_named() -> None:
    plan = plan_of(row(responsible=["grupp"], participants=["lag"]), roles=NESTED)

    assert {
        "Chef": (Chain(bodies=("grupp",), leads=True),),
        "Lärare": (Chain(bodies=("lag",)),),
        "Laget": (Chain(), Chain(bodies=("skola", "grupp"))),
        "Skola": (Chain(bodies=("grupp",)),),
        "Ledningsgruppen": (Chain(),),
        "en gäst": (Chain(bodies=("skola", "grupp")),),
        "två till": (Chain(bodies=("grupp",)),),
    } == {one.name: one.chains for one in reached(plan, plan.activities[0])}


@settings(max_examples=50)
@given(trees())
def test_an_activity_reaches_just_the_roles_whose_feeds_carry_it(tree: Tree) -> None:
    plan = Plan.model_validate(tree)

    for activity in plan.activities:
        roles = {one.role for one in reached(plan, activity) if one.role}
        assert roles == {role for role in plan.roles if plan.above[role] & set(activity.named)}


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_every_activity_can_be_told_on_any_screen(plan: Plan, width: int) -> None:
    for one in ids(plan):
        years = usual_years(plan, one, YEAR)
        lines = printed(render(explain(plan, one, years, YEAR), width), width).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert not any("…" in line for line in lines)


@settings(max_examples=25)
@given(st.sampled_from(ids(sample())), st.integers(2000, 2090))
def test_a_slot_that_has_no_occurrence_says_why(one: str, first: int) -> None:
    for slot in _explained(one, (SchoolYear(first),)).slots:
        if slot.occurrence is None:
            assert slot.lacks or slot.reason or one in {"vid-behov", "vid-behov-daterad", *_extra_ids()}
        else:
            assert (slot.occurrence.status is Status.CANCELLED) == bool(slot.reason)


def _extra_ids() -> set[str]:
    return {extra.id for block in sample().years.values() for extra in block.extra}


def _told(result: Result) -> str:
    """Return the result with the indents and line breaks of the layout left out."""
    assert 0 == result.exit_code, result.output
    return " ".join(result.stdout.split())


def test_explain_tells_all_of_a_meeting(run: Run) -> None:
    result = run("explain", "dialog", "--plan", str(SAMPLE), "--today", "2026-03-03", COLUMNS="120")
    told = _told(result)

    for text in (
        "Första tisdagen i september. Dagen bestäms varje år. Till dess är regelns dag preliminär.",
        "2024/25 tis 3 sep v. 36 prel. Enligt regeln.",
        "2025/26 tis 2 sep 13:00–16:00 v. 36 bestämt Står i planen:",
        "Utvecklingsledare deltar; ansvarig genom Ledningsgruppen",
        "Rektor ansvarig genom Skolledare, som ingår i Ledningsgruppen",
        "en facklig företrädare ansvarig genom Ledningsgruppen, utan eget flöde",
        "alla.ics, chef.ics,",
        "I kalendern 2025/26 tisdag 2 september 2025 13:00–16:00 Kvalitetsdialog",
        "• Alla ska känna sig trygga",
        "• Två kvalitetsdialoger per läsår (dialoger: 2 per läsår)",
    ):
        assert text in told


@pytest.mark.parametrize(
    ("one", "said"),
    [
        ("vecka-53", "Inställt: Året har inga 53 veckor"),
        ("vecka-53", "Regeln ger ingen dag: 2027 har ingen vecka 53. Skriv ett datum under years, eller ställ in den."),
        ("skottdag", "Regeln ger ingen dag: 2026 har ingen 29 februari."),
        ("vid-behov", "2025/26 – Görs vid behov, inget datum är skrivet."),
        ("rastdag", "Ett extra tillfälle: ett datum, ingen regel."),
        ("bokslut", "Senast då ska det vara klart."),
        ("bokslut", "2025/26 senast tis 20 jan v. 2–4 bestämt"),
        ("senast-nyckel", "Hela april. Senast då ska det vara klart."),
        ("senast-dag", "Ska vara klart senast den 30 juni. Datum"),
        ("ledningsmote", "mån 18 aug v. 34 bestämt"),
        ("ledningsmote", "Regeln ger mån 4 aug."),
        ("ledningsmote", "Ledigt: Jullov."),
        ("varje-manad", "• Uppföljning i mars och juni (uppfoljning-mars: mars och juni)"),
        ("mitten", "Vilka den når Ingen."),
        ("vid-behov", "I kalendern 2025/26 Ingenting."),
        ("mitten", "Mål som den följer upp Inga. Löften som räknar den Inga."),
    ],
)
def test_what_is_said_of_each_kind(run: Run, one: str, said: str) -> None:
    assert said in _told(run("explain", one, "--plan", str(SAMPLE), "--today", "2026-03-03", COLUMNS="120"))


def test_only_the_years_that_are_asked_for(run: Run) -> None:
    told = _told(run("explain", "invigning", "2026/27", "--plan", str(SAMPLE)))

    assert "2026/27 – Finns inte det läsåret." in told
    assert "I kalendern 2025/26 onsdag 5 november 2025 10:00–11:30 Invigning av skolan" in told


def test_it_is_no_wider_than_eighty_columns(run: Run) -> None:
    result = run("explain", "ledningsgruppsmote", "--today", "2026-03-03")

    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_a_former_id_is_accepted_and_the_present_one_said(run: Run) -> None:
    result = run("explain", "elevenkat", "--plan", str(SAMPLE))

    assert '"elevenkat" heter numera "enkat".\n' in result.stderr
    assert "Hela november." in _told(result)


def test_an_unknown_id_is_wrong_usage_and_the_nearest_is_named(run: Run) -> None:
    result = run("explain", "arsboksut")

    assert (2, "") == (result.exit_code, result.stdout)
    assert 'ID: "arsboksut" finns inte i planen. Menade du "arsbokslut"?' == result.stderr.splitlines()[-1]
    assert 2 == run("explain").exit_code
    assert 2 == run("explain", "arsbokslut", "2025/27").exit_code


def test_the_years_that_have_it_are_told_and_the_others_do_not_have_it() -> None:
    plan = plan_of(row(when="varje månad", **{"from": "2026/27", "until": "2027/28"}))
    years = [SchoolYear(first) for first in range(2025, 2029)]
    explanation = explain(plan, "mote", years, YEAR)
    shown = printed(render(explanation, 80))

    assert [1, 12, 12, 1] == [sum(slot.school_year == year for slot in explanation.slots) for year in years]
    assert "Finns från läsåret 2026/27 till och med 2027/28." in shown
    assert 2 == shown.count("Finns inte det läsåret.")
    assert SchoolYear(2027) == explanation.event_year


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"from": "2026/27"}, "Finns från läsåret 2026/27.\n"),
        ({"until": "2025/26"}, "Finns till och med läsåret 2025/26.\n"),
    ],
)
def test_one_end_is_told_alone(more: Tree, said: str) -> None:
    plan = plan_of(row(when="vid behov", **more))
    shown = printed(render(explain(plan, "mote", (YEAR, YEAR.next()), YEAR), 80))

    assert said in shown
    assert (1, 1) == (shown.count("Finns inte det läsåret."), shown.count("Görs vid behov, inget datum är skrivet."))


def test_the_usual_years_begin_with_the_plan() -> None:
    plan = plan_of(row(), plan=HEADER | {"first_year": "2026/27"})

    assert [2026, 2027, 2028] == [year.first for year in usual_years(plan, "mote", YEAR)]


def test_the_events_are_those_of_the_calendar_told_apart_from_others_of_the_same_name() -> None:
    plan = plan_of(
        row("a", "oktober–november", summary="Samtal", points=["Kunskaper"]),
        row("b", "november–december", summary="Samtal", points=["Närvaro"]),
    )

    assert ["Börjar (nov–dec): Samtal – Närvaro", "Slutar (nov–dec): Samtal – Närvaro"] == [
        event.summary for event in explain(plan, "b", (YEAR,), YEAR).events
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("mars", "Enligt regeln.\nNågon dag i mars, inte bestämd än."),
        ("varje månad", "Någon dag i varje månad, inte bestämd än."),
    ],
)
def test_a_month_whose_day_is_to_be_decided_is_no_preliminary_day(when: str, said: str) -> None:
    explanation = explain(plan_of(row(when=when, decided_yearly="true")), "mote", (YEAR,), YEAR)
    shown = "\n".join(" ".join(line.split()) for line in printed(render(explanation, 120), 120).splitlines())

    assert said in shown
    assert "Till dess är regelns dag preliminär." not in shown
