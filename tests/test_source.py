"""The plan of Svenljunga held against an independent transcription of the printed one.

`source/tidsplan.tsv` was written from the print, not from `data/arshjul.yaml`: each row of the printed time
plan, whom it names, and its days in two school years.
"""

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

import pytest

from arshjul_cli.check.whole import check
from arshjul_cli.feeds.generate import composition
from arshjul_cli.findings import Level
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Plan
from arshjul_cli.reading.load import load, require_plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand, expand_calendar_year
from arshjul_cli.wheel.model import Occurrence, Status, Wheel
from building import HERE

Row = dict[str, str]

TEXT = HERE.parent.parent / "shared" / "source" / "plan-systematiskt-kvalitetsarbete.txt"
YEARS = (SchoolYear(2018), SchoolYear(2019))
PRINTED = {
    "bun": "Barn- och utbildningsnämnden",
    "bun au": "Barn- och utbildningsnämndens arbetsutskott",
    "ledningsgrupp": "Förvaltningens ledningsgrupp",
    "ledningsgruppen": "Förvaltningens ledningsgrupp",
    "förtvaltningschef": "Förvaltningschef",  # a misprint
}
"""Printed words, in lower case, that are not the role's name."""
ONE_DAY = {
    "detaljbudget", "elev-och-vardnadshavarenkat-resultat", "ledningskonferens", "planeringsdag",
    "studeraenkat-resultat", "verksamhetsplan-arbetsutskott", "verksamhetsplan-namnd",
    "verksamhetsplan-kommunfullmaktige", "vardnadshavarenkat-resultat",
}  # fmt: skip
"""What is printed with its month and happens on one day of it: a conference, a decision, a presentation."""
DATED = {"5 mars", "2 april 2019", "14 maj", "3 september 2019", "16 september", "19 november"}


def _words(text: str) -> str:
    """Return a text without what only the layout of a cell decides."""
    return " ".join(re.sub(r"[.()]", " ", text).lower().split())


def _rows() -> list[Row]:
    with (HERE / "source" / "tidsplan.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _text_of(one: Occurrence) -> str:
    return _words(" ".join((one.activity.summary, *one.activity.points)))


def _key(one: Occurrence) -> tuple[str, str, str]:
    return (_text_of(one), one.start.isoformat(), one.last_day.isoformat())


def _row_key(row: Row, year: SchoolYear) -> tuple[str, str, str]:
    slug = year.slug.replace("-", "_")
    return (_words(row["activity"]), row[f"start_{slug}"], row[f"last_day_{slug}"])


def _of_the_time_plan(wheel: Wheel) -> list[Occurrence]:
    return [one for one in wheel.occurrences if one.activity.source == "Tidsplan"]


def _names(plan: Plan, ids: Iterable[str]) -> list[str]:
    return [plan.roles[one].name.lower() for one in ids]


def _printed_names(row: Row) -> list[str]:
    words = [word.strip().lower() for word in re.split(r",|\+", row["responsible"]) if word.strip()]
    return [PRINTED.get(word, word).lower() for word in words]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return require_plan(load(HERE.parent / "data" / "arshjul.yaml"))


@pytest.fixture(scope="module", params=YEARS, ids=str)
def year(request: pytest.FixtureRequest) -> SchoolYear:
    assert isinstance(request.param, SchoolYear)
    return request.param


def test_the_transcription_has_42_rows_and_none_twice() -> None:
    rows = _rows()

    assert 42 == len(rows)
    for year in YEARS:
        assert 42 == len({_row_key(row, year) for row in rows})


def test_the_wheel_has_the_printed_rows_and_no_others(plan: Plan, year: SchoolYear) -> None:
    wheel = expand(plan, (year,))

    assert sorted(_row_key(row, year) for row in _rows()) == sorted(map(_key, _of_the_time_plan(wheel)))


def test_each_row_names_whom_the_print_names(plan: Plan, year: SchoolYear) -> None:
    found = {_key(one): one for one in _of_the_time_plan(expand(plan, (year,)))}

    for row in _rows():
        activity = found[_row_key(row, year)].activity
        assert (row["activity"], _printed_names(row)) == (row["activity"], _names(plan, activity.responsible))


def test_the_activities_of_the_time_plan_stand_in_the_printed_order(plan: Plan) -> None:
    texts = [_words(" ".join((one.summary, *one.points))) for one in plan.activities if one.source == "Tidsplan"]

    assert [_words(row["activity"]) for row in _rows()] == texts


def test_a_rule_is_written_as_it_is_printed_unless_it_is_a_date(plan: Plan) -> None:
    rules = [str(one.when) for one in plan.activities if one.source == "Tidsplan"]

    for row, rule in zip(_rows(), rules, strict=True):
        if row["printed"] not in DATED:
            assert re.sub(r"\s*-\s*", "–", row["printed"].lower()) == rule


def test_a_date_of_the_print_is_decided_yearly_and_so_is_what_happens_on_a_day_of_its_month(plan: Plan) -> None:
    rows = [one for one in plan.activities if one.source == "Tidsplan"]

    for row, activity in zip(_rows(), rows, strict=True):
        expected = row["printed"] in DATED or activity.id in ONE_DAY
        assert (row["activity"], expected) == (row["activity"], activity.decided_yearly)


def test_what_happens_on_a_day_of_its_month_stands_open_there_once(plan: Plan, year: SchoolYear) -> None:
    found = [one for one in _of_the_time_plan(expand(plan, (year,))) if one.activity.id in ONE_DAY]

    assert ONE_DAY == {one.activity.id for one in found}
    assert len(ONE_DAY) == len(found)
    assert all(one.is_open_month for one in found)


def test_a_long_summary_has_a_short_name_of_at_most_30_characters(plan: Plan) -> None:
    for activity in plan.activities:
        assert (activity.id, len(activity.summary) > 30) == (activity.id, activity.short is not None)
        assert len(activity.label) <= 30


def test_the_dates_of_the_print_are_those_of_2019_and_decided(plan: Plan) -> None:
    wheel = expand_calendar_year(plan, 2019)
    printed = {"-03-05", "-04-02", "-05-14", "-09-03", "-09-16", "-11-19"}
    confirmed = [
        one
        for one in _of_the_time_plan(wheel)
        if isinstance(one.activity, Activity) and one.activity.decided_yearly and not one.is_open_month
    ]

    assert {f"2019{day}" for day in printed} == {one.start.isoformat() for one in confirmed}
    assert {Status.CONFIRMED} == {one.status for one in confirmed}


def test_the_rules_behind_the_printed_dates_give_them_by_themselves(plan: Plan) -> None:
    bare = plan.model_copy(update={"years": {}})
    occurrences = _of_the_time_plan(expand_calendar_year(bare, 2019))
    given = {one.start.isoformat() for one in occurrences if one.status is Status.TENTATIVE and not one.is_open_month}

    assert {"2019-03-05", "2019-04-02", "2019-05-14", "2019-09-03", "2019-09-16", "2019-11-19"} == given


def test_calendar_year_2019_holds_the_whole_printed_plan(plan: Plan) -> None:
    """A printed row is of 2019, so its days are those of the school year in which that month lies."""
    expected = []
    for row in _rows():
        spring = _row_key(row, YEARS[0])
        expected.append(spring if spring[1] >= "2019" else _row_key(row, YEARS[1]))

    assert all(start >= "2019-01-01" and last <= "2019-12-31" for _, start, last in expected)
    assert sorted(expected) == sorted(map(_key, _of_the_time_plan(expand_calendar_year(plan, 2019))))


def _of(wheel: Wheel, activity: str) -> list[Occurrence]:
    return [one for one in wheel.occurrences if one.activity.id == activity]


def test_the_economy_is_followed_up_eight_months_a_year(plan: Plan, year: SchoolYear) -> None:
    follow_ups = _of(expand(plan, (year,)), "ekonomisk-uppfoljning")

    assert [8, 9, 10, 11, 2, 3, 4, 5] == [one.month for one in follow_ups]


@pytest.mark.parametrize(
    ("activity", "body", "leader"),
    [
        ("ledningsgruppsmote", "ledningsgrupp", "forvaltningschef"),
        ("rektorsmote", "rektorsgrupp", "utvecklingsledare"),
        ("forskolechefsmote", "forskolechefsgrupp", "utvecklingsledare"),
    ],
)
def test_the_three_groups_meet_eleven_months_a_year(
    plan: Plan, year: SchoolYear, activity: str, body: str, leader: str
) -> None:
    meetings = _of(expand(plan, (year,)), activity)

    assert [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6] == [one.month for one in meetings]
    assert {((leader,), (body,))} == {(one.activity.responsible, one.activity.participants) for one in meetings}
    assert leader == plan.roles[body].leader


def test_there_is_nothing_else_than_the_rows_and_the_recurring_work(plan: Plan, year: SchoolYear) -> None:
    wheel = expand(plan, (year,))

    assert (42 + 8 + 3 * 11, ()) == (len(wheel.occurrences), wheel.missing)
    assert {"Tidsplan", "Årshjul", "Arbetsgrupper"} == {one.activity.source for one in wheel.occurrences}


def test_what_is_followed_up_continually_has_no_date_and_is_listed(plan: Plan, year: SchoolYear) -> None:
    (activity,) = expand(plan, (year,)).undated

    assert ("skolfranvaro-pa-skolorna", "löpande", "Årshjul") == (activity.id, str(activity.when), activity.source)
    assert not any(
        activity.id in event.uid for feed in composition(expand(plan, (year,))).feeds for event in feed.events
    )


def test_the_source_says_that_it_goes_on_where_its_text_is_at_hand() -> None:
    said = "Skolfrånvaro följs upp kontinuerligt på varje skola"

    assert not TEXT.exists() or said in " ".join(TEXT.read_text(encoding="utf-8").split())


def test_every_promise_is_kept_in_the_years_of_the_print(plan: Plan) -> None:
    found = check(expand(plan, YEARS), dt.date(2019, 3, 6))

    assert 8 == len(plan.promises)
    assert {Level.HINT} == {problem.level for problem in found}


def test_no_year_lacks_a_date(plan: Plan) -> None:
    years = [SchoolYear(first) for first in range(2018, 2046)]

    assert () == expand(plan, years).missing


def test_it_was_adopted_on_6_march_2019(plan: Plan) -> None:
    assert (dt.date(2019, 3, 6), "§ 16") == (plan.plan.adopted, plan.plan.paragraph)


def _source_rows(text: str) -> list[list[str]]:
    """Return the cells of the time plan in the text of the source; a row may go on in the next line."""
    lines = text[text.index("\nEkonomisk uppföljning redovisas") :].partition("\nArbetsgrupper\n")[0].splitlines()
    cells = [[*map(str.strip, line.split("\t")), ""][:3] for line in lines if "\t" in line and "Datum\t" not in line]
    rows: list[list[str]] = []
    for cell in cells:
        if cell[0]:
            rows.append(cell)
        else:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cell, strict=True)]
    return rows


def test_the_transcription_is_the_text_of_the_source_where_that_is_at_hand() -> None:
    transcribed = [[row["printed"], row["activity"], row["responsible"]] for row in _rows()]
    source = _source_rows(TEXT.read_text(encoding="utf-8")) if TEXT.exists() else transcribed

    assert transcribed == [[re.sub(r"\s*-\s*", "-", when), *rest] for when, *rest in source]


_MARKS = re.compile(r"(INSTÄLLT|Prel\.|I [a-z]+|(Börjar|Slutar)( \([a-z]+–[a-z]+\))?|Påminnelse): ")
_CELL = 24
"""What a month cell of Outlook shows of a title."""


@pytest.mark.parametrize("role", ["rektor", "forskolechef", "forvaltningschef", "bun-au"])
def test_a_month_of_any_year_can_be_read_in_cells_of_24_characters(plan: Plan, role: str) -> None:
    """No two events of a day look alike there, and behind its marks each shows the beginning of its name."""
    for first in range(2018, 2036):
        (feed,) = (feed for feed in composition(expand(plan, (SchoolYear(first),))).feeds if feed.id == role)
        cells = Counter((event.start, event.summary[:_CELL]) for event in feed.events)

        assert 1 == max(cells.values())
        for event in feed.events:
            name = event.summary
            while mark := _MARKS.match(name):
                name = name.removeprefix(mark[0])
            assert event.summary.index(name) <= _CELL - 3
