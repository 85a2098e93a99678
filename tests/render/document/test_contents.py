"""What a document of a year holds, as values."""

import datetime as dt

from arshjul_cli.render.document.contents import document
from arshjul_cli.render.document.model import Cell, Document, Section
from arshjul_cli.wheel.model import Wheel
from building import HEADER, YEAR, row, wheel_of

DAY = dt.date(2019, 3, 6)


def _document(wheel: Wheel, role: str = "") -> Document:
    return document(wheel, YEAR, DAY, role)


def _section(made: Document, title: str) -> Section:
    (found,) = (section for section in made.sections if section.title == title)
    return found


def _texts(section: Section) -> list[tuple[str, ...]]:
    assert section.table is not None
    return [tuple(cell.text for cell in cells) for cells in section.table.rows]


def test_the_time_plan_goes_by_month_with_week_date_activity_responsible_and_status() -> None:
    made = _document(
        wheel_of(
            row("a", when="5 mars", summary="Möte", responsible=["rektor"], decided_yearly=True),
            row("b", when="senast 30 mars", summary="Rapport"),
            row("c", when="augusti", summary="Start"),
            decided={"cancelled": {"c": "Ombyggnad"}},
        )
    )
    plan = _section(made, "Tidsplan")
    assert ["Augusti 2025", "Mars 2026"] == [month.title for month in plan.sections]
    august, march = plan.sections
    assert august.table is not None
    assert ["Vecka", "Datum", "Aktivitet", "Ansvarig", "Status"] == [column.heading for column in august.table.columns]
    assert 100 == sum(column.share for column in august.table.columns)
    assert [("v. 31–35", "augusti", "Start", "", "inställt: Ombyggnad")] == _texts(august)
    assert [
        ("v. 10", "tors 5 mars", "Möte", "Rektor", "prel."),
        ("v. 14", "senast 30 mars", "Rapport", "", ""),
    ] == _texts(march)
    assert "Prel. betyder att dagen inte är bestämd än." == plan.text


def test_an_activity_has_its_points_its_place_and_its_pages() -> None:
    link = {"title": "Mall", "url": "https://exempel.se/mall"}
    wheel = wheel_of(row(points=["Ett", "Två"], location="Skolan", url="https://exempel.se", links=[link]))
    (month,) = _section(_document(wheel), "Tidsplan").sections
    assert month.table is not None
    ((_, _, activity, *_),) = month.table.rows
    assert ("Ett", "Två", "Plats: Skolan") == activity.lines
    assert [("https://exempel.se", "https://exempel.se"), ("Mall", "https://exempel.se/mall")] == [
        (page.title, page.url) for page in activity.pages
    ]
    assert not activity.struck


def test_what_has_no_date_stands_under_what_it_is() -> None:
    made = _document(wheel_of(row("a", when="vid behov", summary="Stöd"), row("b", when="löpande", summary="Trygghet")))
    assert ["Hela året och utan datum"] == [section.title for section in made.sections]
    kinds = _section(made, "Hela året och utan datum").sections
    assert [("Vid behov", "Stöd"), ("Löpande", "Trygghet")] == [(kind.title, _texts(kind)[0][0]) for kind in kinds]


def test_groups_promises_and_goals_are_those_of_the_plan() -> None:
    made = _document(
        wheel_of(
            row("b", summary="Bokslut", short="Bok", when="mars", goals=["g"]),
            row("a", summary="Budget", when="augusti", goals=["g"]),
            row("old", summary="Gammal", goals=["g"], until="2020/21"),
            goals={"g": "Trygghet", "h": "Delaktighet"},
            roles={"rektor": {"name": "Rektor"}, "chef": {"name": "Chef"},
                   "lg": {"name": "Ledningsgrupp", "short": "LG", "leader": "chef", "members": ["chef", "rektor"],
                          "others": "en sekreterare"}},
            promises=[
                {"id": "l", "text": "Två gånger", "activities": ["a", "b"], "per_school_year": "minst 2"},
                {"id": "m", "text": "I mars", "activities": ["b"], "months": ["mars"]},
                {"id": "n", "text": "Förr", "activities": ["old"], "per_school_year": 1},
            ],
        )
    )  # fmt: skip
    assert [("Ledningsgrupp (LG)", "Chef", "Rektor, en sekreterare")] == _texts(_section(made, "Grupper"))
    assert [("Två gånger", "minst 2 per läsår", ""), ("I mars", "I mars", "")] == _texts(_section(made, "Löften"))
    promises = _section(made, "Löften").table
    assert promises is not None
    assert [("Budget", "Bok"), ("Bok",)] == [cells[-1].lines for cells in promises.rows]
    goals = _section(made, "Mål").table
    assert goals is not None
    assert ((Cell("Trygghet"), Cell(lines=("Budget", "Bok"))), (Cell("Delaktighet"), Cell("–"))) == goals.rows


def test_the_decision_is_told() -> None:
    decided = {"adopted": "2019-03-06", "paragraph": "§ 16", "reviewed": "2024-01-31", "owner": "rektor"}
    made = _document(wheel_of(row(), plan=HEADER | decided | {"contact": "arshjul@exempel.se"}))
    told = {word: cell.text for word, cell in made.facts}
    assert {
        "Antagen": "6 mars 2019, § 16", "Uppföljd": "31 januari 2024", "Ansvarig för planen": "Rektor", "Frågor": ""
    } == told  # fmt: skip
    (link,) = made.facts[-1][1].pages
    assert ("arshjul@exempel.se", "mailto:arshjul@exempel.se") == (link.title, link.url)
    assert [("Beslut", Cell("§ 16"))] == list(_document(wheel_of(row(), plan=HEADER | {"paragraph": "§ 16"})).facts)


def test_of_a_role_the_time_plan_is_one_table_and_what_concerns_all_is_left_out() -> None:
    wheel = wheel_of(row("a", when="augusti", goals=["g"]), row("b", when="mars"), goals={"g": "Mål"})
    made = _document(wheel, "Rektor")
    assert "Årshjul 2025/26 – Plan – Rektor" == made.name
    (plan,) = made.sections
    assert 2 == len(_texts(plan))
    assert "Årshjul 2025/26 – Plan" == _document(wheel).name


def test_of_a_role_what_comes_back_has_one_row_with_its_dates() -> None:
    monthly = row("a", when="första tisdagen varje månad utom juli", summary="Rektorsmöte", responsible=["chef"])
    both = row("b", when="augusti och mars", summary="Samråd", decided_yearly=True)
    wheel = wheel_of(monthly, both, row("c", when="5 maj"), decided={"dates": {"b": {"mars": "2026-03-05 09:00"}}})
    plan, again = _document(wheel, "Rektor").sections
    assert ("Tidsplan", "Återkommer") == (plan.title, again.title)
    assert 1 == len(_texts(plan))
    meetings, hearings = sorted(_texts(again))
    assert ("Rektorsmöte", "Chefen", "") == (meetings[0], meetings[2], meetings[3])
    assert 11 == len(meetings[1].split(", "))
    assert meetings[1].startswith("tis 5 aug, tis 2 sep, ")
    assert ("Samråd", "augusti (prel.), tors 5 mars 09:00", "", "") == hearings


def test_a_status_that_all_the_dates_share_is_told_once() -> None:
    wheel = wheel_of(row(when="augusti och mars", decided_yearly=True))
    (again,) = _document(wheel, "Rektor").sections
    assert [("Möte", "augusti, mars", "", "prel.")] == _texts(again)
    assert again.text


def test_a_calendar_year_is_called_by_its_number() -> None:
    made = document(wheel_of(row()), 2026, None)
    assert ("Årshjul 2026", "2026") == (made.year, made.slug)
