"""What a site is made of: which activities have pages, and where former ones lead."""

import datetime as dt

from arshjul_cli.feeds.generate import composition, generate
from arshjul_cli.plan.model import Plan
from arshjul_cli.render.page.site import Site, site
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.wheel.expand import expand
from building import HEADER, NOTHING, STAMP, TODAY, YEAR, plan_of, row

URL = "https://arshjul.exempel.se"
LINKED = HEADER | {"site": URL}


def published(plan: Plan) -> dict[str, bytes]:
    """Return the feeds of a plan."""
    return dict(generate(composition(expand(plan, (YEAR,))), NOTHING, STAMP, TODAY).files)


def site_of(plan: Plan, files: dict[str, bytes], day: dt.date = TODAY) -> Site:
    return site(expand(plan, (YEAR,)), files, (), day, URL, has_paper=False)


def test_an_activity_that_is_gone_has_a_page_of_its_events() -> None:
    before = published(plan_of(row("mote", summary="Samråd"), row("annat", "maj"), plan=LINKED))
    found = site_of(plan_of(row("annat", "maj"), plan=LINKED), before)
    assert ["mote"] == list(found.gone)
    assert ["Samråd"] == [event.summary for event in found.gone["mote"]]
    assert {} == found.former


def test_an_event_that_links_to_an_id_that_nobody_knows_any_more_leads_on() -> None:
    before = published(plan_of(row("sedan", formerly=["forst"]), plan=LINKED))
    # Somebody has taken the id in the middle out of the list, although the handbook says not to.
    found = site_of(plan_of(row("ny", formerly=["forst"]), plan=LINKED), before)
    assert {"forst": "ny", "sedan": "ny"} == found.former
    assert {} == found.gone


def test_what_left_the_plan_under_another_id_has_a_page_under_both() -> None:
    before = published(plan_of(row("ny", formerly=["forst"]), row("annat", "maj"), plan=LINKED))
    found = site_of(plan_of(row("annat", "maj"), plan=LINKED), before)
    assert ["forst", "ny"] == list(found.gone)


def test_an_id_that_windows_reserves_never_becomes_a_file() -> None:
    before = published(plan_of(row("con1", summary="x"), row("annat", "maj")))
    old = {name: data.replace(b"con1.2025", b"aux.2025") for name, data in before.items()}
    assert {} == site_of(plan_of(row("annat", "maj")), old).gone


def test_extra_ones_have_pages_in_the_years_that_are_published() -> None:
    extra = {"id": "fest", "summary": "Fest", "date": "2026-03-20"}
    plan = plan_of(
        row(),
        years={"2025/26": {"extra": [extra]}, "2027/28": {"extra": [{**extra, "id": "kalas", "date": "2028-03-20"}]}},
    )
    assert ["fest", "mote"] == [item.id for item in site_of(plan, published(plan)).items]


def test_the_first_page_shows_the_year_of_the_day_or_the_nearest() -> None:
    plan = plan_of(row())
    for day, year in ((dt.date(2026, 3, 3), 2025), (dt.date(2020, 1, 1), 2025), (dt.date(2030, 1, 1), 2025)):
        assert SchoolYear(year) == site_of(plan, published(plan), day).now


def test_the_last_change_is_that_of_the_newest_event_in_the_time_zone_of_the_plan() -> None:
    plan = plan_of(row())
    late = dt.datetime(2026, 3, 3, 23, 30, tzinfo=dt.UTC)
    files = dict(generate(composition(expand(plan, (YEAR,))), NOTHING, late, TODAY).files)
    assert dt.date(2026, 3, 4) == site_of(plan, files).changed
    assert site_of(plan, {}).changed is None
