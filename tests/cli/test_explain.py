"""What the command `explain` tells."""

from collections.abc import Callable

import pytest
from typer.testing import Result

from building import SAMPLE

Run = Callable[..., Result]


def _told(result: Result) -> str:
    """Return the result with the indents and line breaks of the layout left out."""
    assert 0 == result.exit_code, result.output
    return " ".join(result.stdout.split())


def test_explain_tells_all_of_a_meeting(run: Run) -> None:
    result = run("explain", "dialog", "--plan", str(SAMPLE), "--today", "2026-03-03", COLUMNS="120")
    told = _told(result)

    for text in (
        "Första tisdagen i september. Dagen bestäms varje år. Tills dagen är bestämd gäller regelns dag preliminärt.",
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
        ("vid-behov", "2025/26 – Görs vid behov; inget datum finns i planen."),
        ("rastdag", "Ett extra tillfälle: ett datum, ingen regel."),
        ("bokslut", "Det ska vara klart senast den dagen."),
        ("bokslut", "2025/26 senast tis 20 jan v. 2–4 bestämt"),
        ("senast-nyckel", "Hela april. Det ska vara klart senast den dagen."),
        ("senast-dag", "Ska vara klart senast den 30 juni. Datum"),
        ("ledningsmote", "mån 18 aug v. 34 bestämt"),
        ("ledningsmote", "Regeln ger mån 4 aug."),
        ("ledningsmote", "Ledigt: Jullov."),
        ("varje-manad", "• Uppföljning i mars och juni (uppfoljning-mars: mars och juni)"),
        ("mitten", "Vilka som berörs Ingen."),
        ("vid-behov", "I kalendern 2025/26 Ingenting."),
        ("mitten", "Mål som den följer upp Inga. Löften där den räknas Inga."),
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
    assert 'AKTIVITET: "arsboksut" finns inte i planen. Menade du "arsbokslut"?' == result.stderr.splitlines()[-1]
    assert 2 == run("explain").exit_code
    assert 2 == run("explain", "arsbokslut", "2025/27").exit_code
