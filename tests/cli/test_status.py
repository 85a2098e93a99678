"""`arshjul` alone: how it stands with the plan of a folder, and the one command to go on with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
PLAN = """\
plan: {title: Plan, organisation: Kommun, uid_domain: arshjul.kommunen.se}
roles: {rektor: {name: Rektor}}
activities:
  - {id: mote, summary: Möte, when: v. 10, responsible: [rektor]}
  - {id: enkat, summary: Enkät, when: v. 40, responsible: [rektor]}
  - {id: dialog, summary: Dialog, when: v. 44, responsible: [rektor]}
"""
OPEN = "  - {id: samrad, summary: Samråd, when: mars, decided_yearly: true, responsible: [rektor]}\n"
TODAY = {"SOURCE_DATE_EPOCH": "1771934400"}  # 2026-02-24


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "arshjul.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def alone(run: Run) -> Callable[..., list[str]]:
    """Run `arshjul` alone; whatever stands there it ends with 0."""

    def lines(*arguments: str) -> list[str]:
        result = run(*arguments, **TODAY)
        assert 0 == result.exit_code, result.stderr
        return result.stdout.splitlines()

    return lines


def test_without_a_plan_it_says_how_to_get_one(run: Run, tmp_path: Path) -> None:
    result = run()

    assert (0, "") == (result.exit_code, result.stderr)
    assert "Här finns ingen plan." == result.stdout.splitlines()[0]
    for command in ("arshjul import FIL", "arshjul init", "arshjul show", "arshjul help"):
        assert f"  {command}\n" in result.stdout
    assert [] == list(tmp_path.iterdir())


def test_a_plan_without_feeds_is_to_be_generated(plan: Path, alone: Callable[..., list[str]]) -> None:
    assert [
        "Planen går att använda: 0 fel, 0 varningar, 0 påpekanden.",
        "Inget att bestämma de närmaste 90 dagarna.",
        "Inga kalenderflöden är skrivna här än.",
        "Nästa steg: arshjul generate skriver kalenderflödena.",
    ] == alone()
    assert [plan] == list(plan.parent.iterdir())


def test_when_all_is_done_it_shows_what_comes(plan: Path, run: Run, alone: Callable[..., list[str]]) -> None:
    assert plan.exists()
    run("generate", **TODAY)

    assert [
        "Kalendrarna: Inget är ändrat.",
        "Nästa steg: arshjul next visar vad som kommer.",
    ] == alone()[-2:]


def test_what_is_to_be_decided_comes_before_that(plan: Path, run: Run, alone: Callable[..., list[str]]) -> None:
    plan.write_text(PLAN + OPEN, encoding="utf-8")
    run("generate", **TODAY)

    shown = alone()

    assert ["Att bestämma inom 90 dagar: 1 datum.", "  v. 9–14, mars: Samråd (samrad)"] == shown[2:4]
    assert "Nästa steg: arshjul decide 2025/26 visar vad som ska bestämmas." == shown[-1]


def test_what_a_run_would_change_comes_before_that(plan: Path, run: Run, alone: Callable[..., list[str]]) -> None:
    plan.write_text(PLAN + OPEN, encoding="utf-8")
    run("generate", **TODAY)
    feeds = {path: path.read_bytes() for path in Path("feeds").iterdir()}
    plan.write_text((PLAN + OPEN).replace("v. 40", "v. 41"), encoding="utf-8")

    shown = alone()

    assert [
        "Så skulle kalendrarna ändras:",
        "  Flyttad: Enkät, från 28 september – 4 oktober 2026 till 5–11 oktober 2026 (alla, rektor)",
        "Nästa steg: arshjul generate skriver kalenderflödena.",
    ] == [shown[4], shown[5], shown[-1]]
    assert feeds == {path: path.read_bytes() for path in Path("feeds").iterdir()}


def test_a_loss_would_stop_a_run(plan: Path, run: Run, alone: Callable[..., list[str]]) -> None:
    run("generate", **TODAY)
    plan.write_text(PLAN[: PLAN.index("  - {id: enkat")], encoding="utf-8")

    shown = alone()

    assert "arshjul generate skulle stanna:" in shown
    assert "Nästa steg: arshjul generate --dry-run visar allt som skulle hända." == shown[-1]


def test_feeds_of_another_plan_would_stop_a_run(plan: Path, run: Run, alone: Callable[..., list[str]]) -> None:
    run("generate", **TODAY)
    plan.write_text(PLAN.replace("arshjul.kommunen.se", "arshjul.annan.se"), encoding="utf-8")

    shown = alone()

    assert shown[shown.index("arshjul generate skulle stanna:") + 1].startswith("  feeds: Flödena här hör till en plan")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (PLAN.replace("[rektor]", "[rektro]"), '  arshjul.yaml:4:58: AH206 mote: Rollen "rektro" finns inte. Menade'),
        ("", "  arshjul.yaml:1:1: AH102 planen: Filen är tom."),
        (PLAN.replace("v. 10", "v. 53"), "  arshjul.yaml:4:37: AH301 mote: Läsåret 2025/26 saknar"),
    ],
    ids=["misspelt", "empty", "no such day"],
)
def test_what_is_wrong_comes_first(plan: Path, alone: Callable[..., list[str]], wrong: str, told: str) -> None:
    plan.write_text(wrong, encoding="utf-8")

    shown = alone()

    assert shown[0].startswith("Planen behöver rättas: ")
    assert shown[1].startswith(told)
    assert "Nästa steg: rätta felen. arshjul check visar alla, med rad och kolumn." == shown[-1]


def test_of_many_only_the_first_are_told(plan: Path, alone: Callable[..., list[str]]) -> None:
    rows = "".join(f"  - {{id: a-{n}, summary: A, when: mars, responsible: [ingen]}}\n" for n in range(12))
    plan.write_text(PLAN + rows, encoding="utf-8")

    assert (8, "  … och 7 till: arshjul check") == (len(alone()), alone()[-2])


def test_the_environment_may_name_the_plan(
    plan: Path, alone: Callable[..., list[str]], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan.rename(plan.with_name("annan.yaml"))
    monkeypatch.setenv("ARSHJUL_PLAN", "annan.yaml")

    assert "Planen går att använda: 0 fel, 0 varningar, 0 påpekanden." == alone()[0]
    assert "Plan: annan.yaml\n" == run().stderr
    assert "" == run("-q").stderr


def test_where_a_site_is_published_it_speaks_of_that(plan: Path, run: Run, alone: Callable[..., list[str]]) -> None:
    plan.write_text(PLAN + OPEN, encoding="utf-8")
    run("publish", "--base-url", "https://arshjul.kommunen.se", **TODAY)
    plan.write_text((PLAN + OPEN).replace("v. 40", "v. 41"), encoding="utf-8")

    shown = alone()

    assert "Så skulle kalendrarna ändras:" == shown[4]
    assert "Nästa steg: arshjul publish skriver kalenderflödena." == shown[-1]
