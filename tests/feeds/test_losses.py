"""What of people's calendars nobody may have meant to take away, and what is said of it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from arshjul_cli.feeds.history import Previous
from arshjul_cli.feeds.losses import Run, losses, taken
from arshjul_cli.findings import Code, Problem
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.source import Loc
from arshjul_cli.wheel.expand import expand
from arshjul_cli.wheel.model import Wheel
from building import HEADER, LATER, ROLES, YEAR, Tree, plan_of, put, row, run, wheel_of, written

ROWS = tuple(
    row(one, f"{day} mars", summary=f"Möte {one}", responsible=["rektor"]) for day, one in enumerate("abcd", 2)
)
MONTHLY = row("namnd", "varje månad utom juli", responsible=["chef"], decided_yearly=True)
NEXT = YEAR.next()
AFTER = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
"""When a, b and c are past or go on, and d is to come."""


def _lost(
    wheel: Wheel, before: Previous, stamp: dt.datetime = LATER, years: tuple[SchoolYear, ...] = (), **more: Any
) -> list[Problem]:
    made = run(wheel, before, stamp, **more)
    found = Run(generation=made, before=before, plan=wheel.plan, years=years or wheel.years, day=stamp.date())
    return list(losses(found))


def _said(problems: list[Problem]) -> list[tuple[Loc, str]]:
    assert {problem.code for problem in problems} <= {Code.LOSS}
    return [(problem.loc, problem.text) for problem in problems]


def _of_feeds(problems: list[Problem]) -> list[tuple[Loc, str]]:
    """Return of each feed that is emptied what it is made of, and how much goes."""
    return [(loc, text.partition(" skulle")[0]) for loc, text in _said(problems) if "försvinna ur" in text]


def _with(kept: str) -> Wheel:
    return wheel_of(*(activity for activity in ROWS if activity["id"] in kept))


@pytest.mark.parametrize(("kept", "lost"), [("abcd", 0), ("abc", 0), ("ab", 0), ("a", 3), ("", 4)])
def test_more_than_half_of_a_feed_is_a_loss_and_exactly_half_is_none(tmp_path: Path, kept: str, lost: int) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    number = f"{lost} av 4 kommande läsåret 2025/26"

    expected = [(("plan",), number), (("roles", "rektor"), number)] if lost else []
    assert expected == _of_feeds(_lost(_with(kept), before))


def test_it_is_said_with_the_first_names_and_how_many_there_are_besides(tmp_path: Path) -> None:
    rows = tuple(row(f"a{n}", f"{n} mars", summary=f"Möte {n}") for n in range(1, 9))
    before = put(tmp_path, written(wheel_of(*rows)))

    said = "skulle försvinna ur alla.ics: Möte 1, Möte 2, Möte 3, Möte 4, Möte 5"
    (five,), (seven,) = (_said(_lost(wheel_of(*rows[n:]), before)) for n in (5, 7))
    cure = "Skriv tillbaka det som ska vara kvar."
    assert (("plan",), f"5 av 8 kommande läsåret 2025/26 {said}. {cure}") == five
    assert (("plan",), f"7 av 8 kommande läsåret 2025/26 {said}, och 2 till. {cure}") == seven


def test_what_has_passed_counts_on_neither_side(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    assert [] == _lost(_with("cd"), before, AFTER)
    assert [] == _lost(_with("abcd"), before, dt.datetime(2026, 3, 6, tzinfo=dt.UTC))
    assert ["2 av 2 kommande läsåret 2025/26"] * 2 == [text for _, text in _of_feeds(_lost(_with("ab"), before, AFTER))]
    assert [] == _lost(_with(""), before, dt.datetime(2026, 3, 6, tzinfo=dt.UTC))


def test_a_month_that_is_open_counts_to_its_last_day(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(row("a", "mars", decided_yearly=True))))
    without = wheel_of()

    assert [1, 0] == [len(_lost(without, before, dt.datetime(2026, *day, tzinfo=dt.UTC))) for day in ((3, 31), (4, 1))]


@pytest.mark.parametrize(
    "decided",
    [
        {"dates": dict.fromkeys("abcd", "2026-05-20")},
        {"cancelled": dict.fromkeys("abcd", "X")},
        {"dates": {"a": "2026-05-20"}, "cancelled": {"b": "X", "c": "X", "d": "X"}},
    ],
)
def test_what_is_moved_or_cancelled_is_still_there(tmp_path: Path, decided: Tree) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    assert [] == _lost(wheel_of(*ROWS, decided=decided), before)


def test_what_is_decided_or_opened_again_is_still_there(tmp_path: Path) -> None:
    opened = wheel_of(MONTHLY)
    decided = wheel_of(MONTHLY, decided={"dates": {"namnd": ["2025-10-07", "2025-11-04", "2026-02-03"]}})

    for was, now in ((opened, decided), (decided, opened)):
        assert [] == _lost(now, put(tmp_path, written(was)))


def test_another_display_is_no_loss_and_markers_make_none_smaller(tmp_path: Path) -> None:
    shown = tuple(row(activity, "mars", notice="14d", display="both") for activity in "abc")
    before = put(tmp_path, written(wheel_of(*shown)))

    assert [] == _lost(wheel_of(*(row(activity, "mars", display="end") for activity in "abc")), before)
    assert [] == _lost(wheel_of(*(row(activity, "mars", display="start") for activity in "abc")), before)
    assert [(("plan",), "2 av 3 kommande läsåret 2025/26")] == _of_feeds(_lost(wheel_of(shown[0]), before))


def test_what_takes_the_place_of_the_lost_makes_it_no_smaller_a_loss(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    others = wheel_of(*({**one, "id": f"ny-{one['id']}", "when": "maj"} for one in ROWS))

    assert ["4 av 4 kommande läsåret 2025/26"] * 2 == [text for _, text in _of_feeds(_lost(others, before))]


@pytest.mark.parametrize(
    ("key", "value", "cure"),
    [
        ("from", "2026/27", "Ändra from vid det som ska vara kvar."),
        ("until", "2024/25", "Ändra until vid det som ska vara kvar."),
    ],
)
def test_it_is_said_which_key_takes_a_year_away(tmp_path: Path, key: str, value: str, cure: str) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    some = wheel_of(*({**one, key: value} for one in ROWS))
    mixed = wheel_of(ROWS[0], {**ROWS[1], key: value})

    for wheel, end in ((some, cure), (mixed, ": Möte b, Möte c, Möte d. Skriv tillbaka det som ska vara kvar.")):
        assert [True, True] == [text.endswith(end) for _, text in _said(_lost(wheel, before))]


def test_a_plan_that_begins_later_is_told_to_begin_earlier(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, years=(YEAR, NEXT))))
    wheel = expand(plan_of(*ROWS, plan={**HEADER, "first_year": "2026/27"}), (NEXT,))

    cure = "Planen börjar nu 2026/27. Ska läsåret vara kvar: ändra first_year till 2025/26."
    assert [True, True] == [text.endswith(cure) for _, text in _said(_lost(wheel, before, years=(YEAR, NEXT)))]


def test_what_is_left_in_other_feeds_is_told_to_name_the_role_again(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    without = wheel_of(*({**one, "responsible": ["chef"]} for one in ROWS))

    ((loc, text),) = _said(_lost(without, before))
    assert ("roles", "rektor") == loc
    assert text.endswith('men rör inte längre "rektor". Skriv tillbaka rollen där den ska vara kvar.')


def test_long_names_are_cut(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(row("a", summary="Å" * 200))))

    ((_, text),) = _said(_lost(wheel_of(), before))
    assert f"alla.ics: {'Å' * 60}…. Skriv" in text


@pytest.mark.parametrize("key", ["from", "until", "first_year"])
def test_what_a_key_about_years_takes_away_counts(tmp_path: Path, key: str) -> None:
    """As a year that is mistyped by one: of the school year that goes on, nothing is left."""
    before = put(tmp_path, written(wheel_of(*ROWS, years=(YEAR, NEXT))))
    if key == "first_year":
        plan = plan_of(*ROWS, plan={**HEADER, key: "2026/27"})
    else:
        plan = plan_of(*({**one, key: "2026/27" if key == "from" else "2024/25"} for one in ROWS))
    wheel = expand(plan, (NEXT,) if key == "first_year" else (YEAR, NEXT))

    years = ["2025/26", "2025/26"] if key != "until" else ["2025/26", "2026/27"] * 2
    assert years == [text[-7:] for _, text in _of_feeds(_lost(wheel, before, years=(YEAR, NEXT)))]


def test_a_year_that_is_not_asked_for_is_no_loss(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, years=(YEAR, NEXT))))

    assert [] == _lost(wheel_of(*ROWS), before)
    assert [] == _lost(wheel_of(*ROWS, years=(NEXT,)), before)


def test_a_former_address_says_it_no_second_time(tmp_path: Path) -> None:
    roles = {**ROLES, "rektor": {"name": "Rektor", "formerly": ["skolchef"]}}
    before = put(tmp_path, written(wheel_of(*ROWS, roles=roles)))

    assert [("plan",), ("roles", "rektor")] == [
        loc for loc, _ in _of_feeds(_lost(wheel_of(ROWS[0], roles=roles), before))
    ]
    (tmp_path / "alone").mkdir()
    alone = put(tmp_path / "alone", {"skolchef.ics": (tmp_path / "skolchef.ics").read_bytes()})
    assert [("roles", "rektor")] == [loc for loc, _ in _of_feeds(_lost(wheel_of(ROWS[0], roles=roles), alone))]


# A role, or a declared feed, whose id is gone.


def _named(role: str, name: str = "Gammal", **sections: Any) -> Wheel:
    rows = (*ROWS, row("e", "7 mars", summary="Möte e", responsible=[role]))
    return wheel_of(*rows, roles={role: {"name": name}, **ROLES}, **sections)


def test_a_role_that_is_gone_is_told_with_what_it_had_to_come(tmp_path: Path) -> None:
    before = put(tmp_path, written(_named("gammal")))
    without = wheel_of(*ROWS)
    text = (
        "gammal.ics skulle upphöra, med 1 kommande: Möte e. Har det bara bytt id: skriv formerly: [gammal] vid det nya."
    )

    assert [(("roles",), text)] == _said(_lost(without, before))
    assert {"gammal.ics": 1} == taken(
        Run(generation=run(without, before, LATER), before=before, plan=without.plan, years=(YEAR,), day=LATER.date())
    )
    assert [] == _lost(without, before, dt.datetime(2026, 3, 8, tzinfo=dt.UTC))


@pytest.mark.parametrize(("role", "name"), [("gamal", "Gammal"), ("ny", "Gammal"), ("gamal", "Helt annan")])
def test_a_new_role_of_its_name_or_with_its_events_is_named(tmp_path: Path, role: str, name: str) -> None:
    before = put(tmp_path, written(_named("gammal")))
    text = "gammal.ics skulle upphöra, med 1 kommande: Möte e."

    assert [(("roles", role), f'{text} Har det bara bytt id till "{role}": skriv formerly: [gammal] där.')] == (
        _said(_lost(_named(role, name), before))
    )
    roles = {role: {"name": name, "formerly": ["gammal"]}, **ROLES}
    rows = (*ROWS, row("e", "7 mars", summary="Möte e", responsible=[role]))
    assert [] == _lost(wheel_of(*rows, roles=roles), before)


def test_a_role_of_months_that_are_open_is_known_by_them_in_the_middle_of_one(tmp_path: Path) -> None:
    """The event of such a month stands on its first working day, and is past when the month is not."""
    old, new = (
        wheel_of({**MONTHLY, "responsible": [role]}, roles={role: {"name": role}, **ROLES}) for role in ("gammal", "ny")
    )
    before = put(tmp_path, written(old))

    assert [("roles", "ny")] == [loc for loc, _ in _said(_lost(new, before))]


@pytest.mark.parametrize(
    ("names", "likely"),
    [
        ({"skolan": "Skolan", "rektorer": "Rektorer"}, {"rektor": "rektorer", "skola": "skolan"}),
        ({"rektor-a": "Skola", "skola-a": "Rektor"}, {"rektor": "skola-a", "skola": "rektor-a"}),
        ({"skolan": "Nya skolan", "annan": "Rektor"}, {"rektor": "annan", "skola": "skolan"}),
    ],
)
def test_of_two_with_the_same_events_the_name_tells_them_apart_else_the_id(
    tmp_path: Path, names: dict[str, str], likely: dict[str, str]
) -> None:
    def of_group(roles: dict[str, str]) -> Wheel:
        made = {role: {"name": name} for role, name in roles.items()}
        return wheel_of(row("e", responsible=["g"]), roles={"g": {"name": "G", "members": list(made)}, **made})

    before = put(tmp_path, written(of_group({"rektor": "Rektor", "skola": "Skola"})))

    told = {text.partition(".ics")[0]: loc[1] for loc, text in _said(_lost(of_group(names), before))}
    assert likely == told


def test_a_former_address_that_is_no_longer_kept_is_told_at_its_role(tmp_path: Path) -> None:
    roles = {"rektor": {"name": "Rektor", "formerly": ["skolchef", "chefen"]}}
    before = put(tmp_path, written(wheel_of(*ROWS, roles=roles)))

    for name in ("Rektor", "Rektorer"):
        fewer = {"rektor": {"name": name, "formerly": ["chefen"]}}
        ((loc, text),) = _said(_lost(wheel_of(*ROWS, roles=fewer), before))
        assert ("roles", "rektor") == loc
        assert text.endswith('bytt id till "rektor": skriv formerly: [chefen, skolchef] där.')
    assert [] == _lost(wheel_of(*ROWS, roles=roles), before)


def test_a_role_without_anything_to_come_may_go(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, roles={"gammal": {"name": "Gammal"}, **ROLES})))

    assert [] == _lost(wheel_of(*ROWS), before)


def test_a_declared_feed_may_be_renamed_too(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, feeds={"bada": {"name": "Båda", "roles": ["rektor"]}})))
    new = {"name": "Alla chefer", "roles": ["rektor"]}
    names = "Möte a, Möte b, Möte c, Möte d"
    text = f"bada.ics skulle upphöra, med 4 kommande: {names}."

    assert [(("feeds", "chefer"), f'{text} Har det bara bytt id till "chefer": skriv formerly: [bada] där.')] == (
        _said(_lost(wheel_of(*ROWS, feeds={"chefer": new}), before))
    )
    renamed = wheel_of(*ROWS, feeds={"chefer": {**new, "formerly": ["bada"]}})
    assert [] == _lost(renamed, before)
    assert written(renamed, before, LATER)["bada.ics"].count(b"BEGIN:VEVENT") == 4


def test_a_run_for_some_roles_says_nothing_of_others(tmp_path: Path) -> None:
    before = put(tmp_path, written(_named("gammal")))

    assert [] == _lost(wheel_of(*ROWS), before, only={"chef"})


# An activity whose id is gone.


@pytest.mark.parametrize("new", ["an", "b2", "helt-annat"])
def test_an_activity_with_the_titles_and_days_of_one_that_is_gone_is_told(tmp_path: Path, new: str) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    renamed = [{**one, "id": new} if one["id"] == "b" else one for one in ROWS]

    text = 'Aktiviteten har samma titel och dagar som "b", som inte finns kvar i planen. Har den bara bytt id: '
    text += "skriv formerly: [b], så att inget dubbleras i kalendrarna."
    assert [(("activities", 1, "id"), text)] == _said(_lost(wheel_of(*renamed), before))
    renamed[1]["formerly"] = ["b"]
    assert [] == _lost(wheel_of(*renamed), before)


def test_a_monthly_one_is_known_again_by_all_its_months(tmp_path: Path) -> None:
    rows = (*ROWS, *(row(f"x{n}", f"{n} april") for n in range(1, 21)))
    before = put(tmp_path, written(wheel_of(*rows, MONTHLY)))

    renamed = wheel_of(*rows, {**MONTHLY, "id": "namnden"})
    assert [("activities", 24, "id")] == [loc for loc, text in _said(_lost(renamed, before)) if "formerly" in text]


@pytest.mark.parametrize("more", [{"summary": "Annat"}, {"when": "9 mars"}, {"display": "both", "when": "2–4 mars"}])
def test_one_of_another_title_or_other_days_is_another(tmp_path: Path, more: Tree) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))
    others = [{**one, "id": "ny", **more} if one["id"] == "a" else one for one in ROWS]

    assert [] == _lost(wheel_of(*others), before)


def test_what_only_has_the_name_of_another_that_stays_is_no_rename(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS)))

    assert [] == _lost(wheel_of(*ROWS, {**ROWS[0], "id": "kopia"}), before)


@pytest.mark.parametrize(
    "changes",
    [
        ({"dates": {"namnden": ["2025-10-07"]}}, {}),
        ({"dates": {"namnden": {"mars": "2026-03-10"}}, "cancelled": {"namnden": {"maj": "X"}}}, {}),
        ({}, {"decided_yearly": False}),
        ({}, {"responsible": ["rektor"], "notice": "7d"}),
    ],
)  # fmt: skip
def test_one_of_another_id_is_known_though_some_of_it_is_changed_in_the_same_run(
    tmp_path: Path, changes: tuple[Tree, Tree]
) -> None:
    decided, more = changes
    rule = {**MONTHLY, "when": "första tisdagen varje månad utom juli"}
    before = put(tmp_path, written(wheel_of(*ROWS, rule)))
    renamed = wheel_of(*ROWS, {**rule, "id": "namnden", **more}, decided=decided)

    assert [("activities", 4, "id")] == [loc for loc, text in _said(_lost(renamed, before)) if "formerly" in text]


def test_one_that_is_decided_in_the_same_run_is_known_by_its_other_year(tmp_path: Path) -> None:
    once = row("a", "mars", decided_yearly=True)
    before = put(tmp_path, written(wheel_of(once, *ROWS[1:], years=(YEAR, NEXT))))
    decided = wheel_of({**once, "id": "b2"}, *ROWS[1:], years=(YEAR, NEXT), decided={"dates": {"b2": "2026-03-10"}})

    assert [("activities", 0, "id")] == [loc for loc, _ in _said(_lost(decided, before))]


def test_the_list_of_former_ids_is_told_whole_the_first_of_all_first(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of({**ROWS[0], "id": "b2", "formerly": ["a"]}, *ROWS[1:])))

    for former, said in ((["b2"], "[a, b2]"), (["b2", "a"], "[a, b2]"), ([], "[a]")):
        ((_, text),) = _said(_lost(wheel_of({**ROWS[0], "id": "c2", "formerly": former}, *ROWS[1:]), before))
        assert f"skriv formerly: {said}, så" in text


def _extra(one: str, day: str = "2026-05-05", **more: object) -> Tree:
    return {"id": one, "summary": "Studiedag", "date": day, "responsible": ["rektor"], **more}


def test_an_extra_one_of_another_id_is_told_to_have_its_own_again(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, decided={"extra": [_extra("dag")]})))
    renamed = wheel_of(*ROWS, decided={"extra": [_extra("dagen")]})

    ((loc, text),) = _said(_lost(renamed, before))
    assert ("years", "2025/26", "extra", 0, "id") == loc
    assert text.endswith("Har den bara bytt id: skriv id: dag igen, så att inget dubbleras i kalendrarna.")
    for other in (_extra("dagen", "2026-05-06"), _extra("dagen", summary="Annat"), _extra("dag", summary="Annat")):
        assert [] == _lost(wheel_of(*ROWS, decided={"extra": [other]}), before)


def test_an_extra_one_is_another_in_another_year(tmp_path: Path) -> None:
    both = {"2025/26": {"extra": [_extra("dag")]}, "2026/27": {"extra": [_extra("dag", "2027-05-05")]}}
    before = put(tmp_path, written(expand(plan_of(*ROWS, years=both), (YEAR, NEXT))))
    one = {**both, "2026/27": {"extra": [_extra("dagen", "2027-05-05")]}}

    assert [("years", "2026/27", "extra", 0, "id")] == [
        loc for loc, _ in _said(_lost(expand(plan_of(*ROWS, years=one), (YEAR, NEXT)), before))
    ]


def test_an_extra_one_that_becomes_an_activity_is_told_to_name_it(tmp_path: Path) -> None:
    before = put(tmp_path, written(wheel_of(*ROWS, decided={"extra": [_extra("dag")]})))
    regular = row("dagen", "5 maj", summary="Studiedag", responsible=["rektor"])

    ((loc, text),) = _said(_lost(wheel_of(*ROWS, regular), before))
    assert (("activities", 4, "id"), True) == (loc, "skriv formerly: [dag], så" in text)
    assert [] == _lost(wheel_of(*ROWS, {**regular, "formerly": ["dag"]}), before)


# A series that is cancelled.


@pytest.mark.parametrize(
    ("reasons", "lost"),
    [
        ("Lov", 11),
        (dict.fromkeys(("augusti", "september", "oktober", "november", "december", "januari"), "Lov"), 6),
        (dict.fromkeys(("oktober", "november", "december", "januari", "februari"), "Lov"), 0),
        ({"mars": "Lov"}, 0),
    ],
)
def test_most_of_a_series_that_is_cancelled_is_told(tmp_path: Path, reasons: object, lost: int) -> None:
    before = put(tmp_path, written(wheel_of(MONTHLY), day=dt.date(2025, 7, 1)))
    stamp = dt.datetime(2025, 7, 2, tzinfo=dt.UTC)

    text = f"{lost} av 11 kommande läsåret 2025/26 skulle ställas in. Gäller det bara en månad eller en dag: "
    text += "skriv den före skälet, till exempel {augusti: skäl}."
    expected = [(("years", "2025/26", "cancelled", "namnd"), text)] if lost else []
    assert expected == _said(_lost(wheel_of(MONTHLY, decided={"cancelled": {"namnd": reasons}}), before, stamp))


def test_a_run_that_changes_no_file_takes_nothing_from_anybody(tmp_path: Path) -> None:
    activity = MONTHLY | {"responsible": ["chef", "rektor"]}
    before = put(tmp_path, written(wheel_of(activity)))
    cancelled = wheel_of(activity, decided={"cancelled": {"namnd": "Utgår"}})
    one = run(cancelled, before, LATER, only=("chef",))

    after = put(tmp_path, one.files)

    assert [] == _lost(cancelled, after, LATER, only=("chef",))
    assert 1 == len(_lost(cancelled, after, LATER))


def test_two_may_always_be_cancelled_and_what_was_cancelled_before_is_not_counted(tmp_path: Path) -> None:
    two = row("namnd", "varje månad utom juli, augusti, september, oktober, november, december, januari, februari")
    last = {"cancelled": {"namnd": {"maj": "X", "juni": "X"}}}
    before = put(tmp_path, written(wheel_of(MONTHLY, decided={"cancelled": {"namnd": "Lov"}})))

    assert [] == _lost(wheel_of(two, decided=last), put(tmp_path, written(wheel_of(two))))
    assert [] == _lost(wheel_of(MONTHLY, decided={"cancelled": {"namnd": "Alltid"}}), before)
