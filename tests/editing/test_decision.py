"""What a person decides, held against the plan."""

import pytest

from arshjul_cli.editing.decision import Written, decided
from arshjul_cli.errors import DecisionError
from arshjul_cli.schoolyear import SchoolYear
from building import plan_of, row

PLAN = plan_of(row(), row("rad", "varje månad utom juli, juni och december"))


def _problems(activity: str, date: str, **more: str) -> tuple[str, ...]:
    with pytest.raises(DecisionError) as caught:
        decided(PLAN, Written(activity=activity, date=date, **more), SchoolYear(2026))
    return caught.value.problems


def test_a_month_without_an_occurrence_is_answered_with_those_that_have_one() -> None:
    months = "augusti, september, oktober, november, januari, februari, mars, april och maj"
    assert (
        (
            f"månad: Aktiviteten har inget tillfälle i juni. Den finns i {months}. "
            "Ange en av dem med --slot, eller i kolumnen månad."
        ),
    ) == _problems("rad", "2027-06-01")


def test_an_activity_of_one_date_has_no_months() -> None:
    text = 'månad: Aktiviteten har en tid per läsår ("5 mars"). Ange ingen månad.'
    assert (text,) == _problems("mote", "2027-03-05", slot="mars")


def test_a_month_is_known_by_its_name_in_any_case() -> None:
    date = Written(activity="rad", date="2026-09-01", slot="Augusti")
    assert 8 == decided(PLAN, date, SchoolYear(2026)).month
    assert ('månad: "agusti" är ingen månad. Menade du "augusti"?',) == _problems("rad", "2026-09-01", slot="agusti")


def test_what_cannot_be_read_is_named_part_by_part() -> None:
    assert (
        'tid: "13" är ingen tid. Skriv start och slut, till exempel 13:00–16:00, eller bara 13:00.',
        (
            'datum: "5 mars" är inget datum. '
            "Skriv till exempel 2026-03-05, 2026-03-05 13:00–16:00 eller 2026-03-05–2026-03-06."
        ),
        'länk: "kommunen" är ingen länk. Skriv hela adressen, till exempel https://kommunen.se/sida.',
    ) == _problems("mote", "5 mars", time="13", url="kommunen")
