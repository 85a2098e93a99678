"""Which events an occurrence shows as, and where they stand."""

import datetime as dt

import pytest

from arshjul_cli.plan.fields import DISPLAYS
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS
from building import HEADER, Tree, alla, row, shown, wheel_of

MARS = row(when="mars")
"""1 March 2026 is a Sunday, the 31st a Tuesday."""


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("span", [("", "Möte", "03-01", "03-31")]),
        ("start", [(".start", "Börjar: Möte", "03-02", "03-02")]),
        ("end", [("", "Slutar: Möte", "03-31", "03-31")]),
        ("both", [(".start", "Börjar: Möte", "03-02", "03-02"), ("", "Slutar: Möte", "03-31", "03-31")]),
    ],
)
def test_display_says_how_a_period_isshown(display: str, expected: list[tuple[str, ...]]) -> None:
    assert expected == shown({**MARS, "display": display})
    assert expected == shown(MARS, plan={**HEADER, "display": display})
    for other in DISPLAYS:
        assert expected == shown({**MARS, "display": display}, plan={**HEADER, "display": other})


@pytest.mark.parametrize("display", [*DISPLAYS, None])
@pytest.mark.parametrize("when", ["5 mars", "7 mars", "senast 5 mars"])
def test_one_day_is_shown_as_itself_however_periods_are(display: str | None, when: str) -> None:
    day = "03-07" if when == "7 mars" else "03-05"
    as_displayed = {"display": display} if display else {}

    assert [("", "Möte", day, day)] == shown(row(when=when, **as_displayed))


@pytest.mark.parametrize("display", [*DISPLAYS, None])
def test_a_time_of_day_is_shown_as_itself_however_periods_are(display: str | None) -> None:
    as_displayed = {"display": display} if display else {}
    for day in ("2026-03-05", "2026-03-07"):
        (event,) = alla(wheel_of({**MARS, **as_displayed}, decided={"dates": {"mote": f"{day} 13:00–16:00"}}))

        assert ("Möte", day, (dt.time(13), dt.time(16))) == (event.summary, event.start.isoformat(), event.time)
        assert "mote.2025-26@arshjul.exempel.se" == event.uid


@pytest.mark.parametrize("display", DISPLAYS)
def test_a_deadline_over_several_days_is_shown_as_any_period(display: str) -> None:
    assert shown({**MARS, "display": display}) == shown({**MARS, "deadline": "true", "display": display})


@pytest.mark.parametrize("more", [{"deadline": "true"}, {"when": "senast mars"}, {"when": "senast 7–31 mars"}])
def test_a_long_deadline_neither_begins_nor_ends_but_is_due_on_its_last_working_day(more: Tree) -> None:
    assert [("", "Möte", "03-31", "03-31")] == shown({**MARS, **more})


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2–22 mars", [("", "Möte", "03-02", "03-22")]),
        ("2–23 mars", [(".start", "Börjar: Möte", "03-02", "03-02"), ("", "Slutar: Möte", "03-23", "03-23")]),
        ("v. 10–12", [("", "Möte", "03-02", "03-22")]),
        ("november", [(".start", "Börjar: Möte", "11-03", "11-03"), ("", "Slutar: Möte", "11-28", "11-28")]),
        ("december", [(".start", "Börjar: Möte", "12-01", "12-01"), ("", "Slutar: Möte", "12-30", "12-30")]),
    ],
)
def test_a_period_is_one_bar_up_to_21_days_and_else_its_first_and_last_working_day(
    when: str, expected: list[tuple[str, ...]]
) -> None:
    assert expected == shown(row(when=when))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("7–8 mars", [(".start", "Börjar: Möte", "03-07", "03-07"), ("", "Slutar: Möte", "03-08", "03-08")]),
        ("3–6 april", [(".start", "Börjar: Möte", "04-03", "04-03"), ("", "Slutar: Möte", "04-06", "04-06")]),
    ],
)
def test_a_period_without_working_days_begins_and_ends_on_its_own_days(
    when: str, expected: list[tuple[str, ...]]
) -> None:
    both = row(when=when, display="both")

    assert expected == shown(both)
    assert expected[:1] == shown({**both, "display": "start"})
    assert expected[1:] == shown({**both, "display": "end"})


@pytest.mark.parametrize("display", ["start", "end", "both"])
@pytest.mark.parametrize(("when", "day"), [("6–8 mars", "03-06"), ("28 februari–2 mars", "03-02")])
def test_a_period_with_one_working_day_is_shown_on_that_day_alone(display: str, when: str, day: str) -> None:
    assert [("", "Möte", day, day)] == shown(row(when=when, display=display))
    assert [("", "Möte", "03-06", "03-08")] == shown(row(when="6–8 mars", display="span"))


MONTHLY = row(when=f"varje månad utom {', '.join(MONTHS[3:11])} och december")
"""January, February, March."""
LAST = [(".01", "01-30"), (".02", "02-27"), (".03", "03-31")]


FIRST = [(".01", "januari", "01-02"), (".02", "februari", "02-02"), (".03", "mars", "03-02")]


@pytest.mark.parametrize("display", [*DISPLAYS, None])
@pytest.mark.parametrize(
    ("more", "title"), [({}, "Möte"), ({"deadline": "true"}, "Möte"), ({"when": f"senast {MONTHLY['when']}"}, "Möte")]
)
def test_a_month_of_what_is_done_every_month_is_shown_on_its_last_working_day(
    more: Tree, title: str, display: str | None
) -> None:
    plan = {**HEADER, "display": display} if display else HEADER

    assert [(slot, title, day, day) for slot, day in LAST] == shown({**MONTHLY, **more}, plan=plan)


@pytest.mark.parametrize("display", [*DISPLAYS, None])
def test_a_month_whose_day_is_to_be_decided_stands_first_in_it(display: str | None) -> None:
    plan = {**HEADER, "display": display} if display else HEADER
    every_month, mars = ({**activity, "decided_yearly": "true"} for activity in (MONTHLY, MARS))

    assert [(slot, f"I {month}: Möte (dag ej bestämd)", day, day) for slot, month, day in FIRST] == (
        shown(every_month, plan=plan)
    )
    assert [("", "I mars: Möte (dag ej bestämd)", "03-02", "03-02")] == shown(mars, plan=plan)


@pytest.mark.parametrize("display", [*DISPLAYS, None])
def test_either_of_two_months_stands_once_first_in_the_first(display: str | None) -> None:
    plan = {**HEADER, "display": display} if display else HEADER

    assert [("", "I maj eller juni: Möte (dag ej bestämd)", "05-04", "05-04")] == shown(row(when="maj/juni"), plan=plan)


def test_of_several_times_a_whole_month_is_one_event_and_any_other_as_it_would_be_alone() -> None:
    assert [
        (".09", "Börjar: Möte", "09-01", "09-01"),
        (".09", "Slutar: Möte", "10-31", "10-31"),
        (".12", "Möte", "12-01", "12-07"),
        (".03", "Möte", "03-31", "03-31"),
        (".05", "Möte", "05-15", "05-15"),
    ] == [
        (slot.removesuffix(".start"), title, first, last)
        for slot, title, first, last in shown(row(when="september–oktober, v. 49, mars och 15 maj"))
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("senast mars", [("", "Prel.: Möte", "03-31", "03-31")]),
        (
            "1–31 mars",
            [(".start", "Prel.: Börjar: Möte", "03-02", "03-02"), ("", "Prel.: Slutar: Möte", "03-31", "03-31")],
        ),
        ("mars (v. 10–12)", [("", "Prel.: Möte", "03-02", "03-22")]),
        ("början av mars", [("", "Prel.: Möte", "03-01", "03-10")]),
    ],
)
def test_what_is_no_whole_month_or_a_deadline_has_a_preliminary_day(when: str, expected: list[tuple[str, ...]]) -> None:
    assert expected == shown(row(when=when, decided_yearly="true"))


def test_a_period_as_long_as_a_month_is_no_month() -> None:
    """Weeks 5–8 of 2027 are the whole of February."""
    activity = row(when="v. 5–8", decided_yearly="true")
    (event, _) = alla(wheel_of(activity, years=[SchoolYear(2026)]))

    assert ("Prel.: Börjar: Möte", dt.date(2027, 2, 1), None) == (event.summary, event.start, event.open_until)


def test_a_month_that_is_cancelled_says_so_and_nothing_of_a_date() -> None:
    activity = {**MONTHLY, "decided_yearly": "true"}
    events = shown(activity, decided={"cancelled": {"mote": {"februari": "Sportlov"}}})

    assert ("INSTÄLLT: I februari: Möte", "02-02") == (events[1][1], events[1][2])
    assert "I januari: Möte (dag ej bestämd)" == events[0][1]


def test_a_month_that_has_got_its_day_is_shown_on_it() -> None:
    activity = {**MONTHLY, "decided_yearly": "true"}
    events = shown(activity, decided={"dates": {"mote": {"februari": "2026-02-10"}}})

    assert (".02", "Möte", "02-10", "02-10") == events[1]


def test_the_display_of_a_monthly_activity_itself_counts_for_its_months_too() -> None:
    assert [
        (".01", "Möte", "01-01", "01-31"),
        (".02", "Möte", "02-01", "02-28"),
        (".03", "Möte", "03-01", "03-31"),
    ] == (shown({**MONTHLY, "display": "span"}))
    assert ".01.start" == shown({**MONTHLY, "display": "both"})[0][0]
    assert (".01", "Prel.: Möte", "01-01", "01-31") == (
        shown({**MONTHLY, "display": "span", "decided_yearly": "true"})[0]
    )


def test_a_monthly_activity_with_a_day_is_shown_on_its_days() -> None:
    activity = row(when=f"första tisdagen {MONTHLY['when']}", decided_yearly="true")

    assert [(".01", "Prel.: Möte", "01-06", "01-06")] == shown(activity)[:1]


@pytest.mark.parametrize(
    ("notice", "day"), [("1d", "03-04"), ("7d", "02-26"), ("14d", "02-19"), ("28d", "02-05"), ("59d", "01-05")]
)
def test_a_notice_is_a_day_of_its_own_before(notice: str, day: str) -> None:
    assert [(".notice", "Påminnelse: Möte tors 5 mars", day, day), ("", "Möte", "03-05", "03-05")] == (
        shown(row(notice=notice))
    )


@pytest.mark.parametrize(
    ("when", "notice", "day"),
    [("16 mars", "1d", "03-13"), ("16 mars", "2d", "03-13"), ("6 april", "1d", "04-02"), ("12 januari", "6d", "01-05")],
)
def test_a_notice_on_a_day_off_stands_on_the_working_day_before(when: str, notice: str, day: str) -> None:
    marker, _, first, last = shown(row(when=when, notice=notice))[0]

    assert (".notice", day, day) == (marker, first, last)


def test_the_notice_of_a_meeting_is_a_whole_day() -> None:
    before, meeting = alla(wheel_of(row(notice="7d"), decided={"dates": {"mote": "2026-03-05 13:00–16:00"}}))

    assert (None, dt.date(2026, 2, 26), dt.date(2026, 2, 27)) == (before.time, before.start, before.end)
    assert (dt.time(13), dt.time(16)) == meeting.time


def test_the_notice_of_a_period_is_before_its_first_day_and_that_of_a_deadline_before_its_last() -> None:
    assert (".notice", "Påminnelse: Möte börjar 1 mars", "02-20", "02-20") == shown({**MARS, "notice": "7d"})[0]
    assert (".notice", "Påminnelse: Möte klart 31 mars", "03-24", "03-24") in (
        shown({**MARS, "notice": "7d", "deadline": "true"})
    )


@pytest.mark.parametrize("display", DISPLAYS)
def test_a_notice_stands_beside_every_display(display: str) -> None:
    without = shown({**MARS, "display": display})

    assert [(".notice", "Påminnelse: Möte börjar 1 mars", "02-27", "02-27"), *without] == (
        shown({**MARS, "display": display, "notice": "1d"})
    )


def test_nothing_is_told_ahead_of_what_is_cancelled() -> None:
    assert [("", "INSTÄLLT: Möte", "03-05", "03-05")] == shown(
        row(notice="7d"), decided={"cancelled": {"mote": "Sjukdom"}}
    )


def test_an_extra_one_has_display_and_notice_too() -> None:
    extra = {"id": "x", "summary": "X", "date": "2026-03-02–2026-03-06", "display": "both", "notice": "7d"}

    assert [
        (".notice", "Påminnelse: X börjar 2 mars", "02-23", "02-23"),
        (".start", "Börjar: X", "03-02", "03-02"),
        ("", "Slutar: X", "03-06", "03-06"),
    ] == shown(decided={"extra": [extra]})


def test_nothing_is_told_ahead_of_a_month_without_a_day() -> None:
    for activity in (MONTHLY, {**MONTHLY, "decided_yearly": "true"}, {**MARS, "decided_yearly": "true"}):
        assert shown(activity) == shown({**activity, "notice": "7d"})


def test_each_day_of_a_monthly_activity_has_its_own_notice() -> None:
    activity = row(when=f"första tisdagen {MONTHLY['when']}", notice="7d")
    uids = [event.uid for event in alla(wheel_of(activity))]

    assert len(set(uids)) == len(uids) == 6
    assert "mote.2025-26.01.notice@arshjul.exempel.se" in uids
