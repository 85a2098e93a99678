"""The geometry of whole pictures: nothing overlaps, nothing is clipped, nothing is too small, nothing is lost."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import hypot

import pytest
from drawn import drawn, hostile, large, shipped, small, wordy
from hypothesis import given, settings
from hypothesis import strategies as st

from arshjul_cli.flows.selection import Selection, select
from arshjul_cli.picture import frame
from arshjul_cli.picture.compose import Picture, Wish, compose
from arshjul_cli.picture.dial import dial
from arshjul_cli.picture.key import key
from arshjul_cli.picture.lettering import ASCENT, DESCENT, POINT
from arshjul_cli.picture.listing import Word
from arshjul_cli.picture.rings import rings
from arshjul_cli.picture.seats import ArcText, Lane
from arshjul_cli.picture.sheet import A4, SHEETS
from arshjul_cli.picture.svg import svg
from arshjul_cli.plan.model import Plan
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import MONTHS
from arshjul_cli.wheel.expand import expand
from building import HEADER, YEAR, plan_of, row, wheel_of

SMALLEST = 6 * POINT - 1e-9
EPSILON = 1e-6


@cache
def _shipped(size: str = "a4", role: str | None = None, year: int = 2026) -> Picture:
    wheel = select(expand(shipped(), (SchoolYear(year),)), Selection(role=role))
    return compose(wheel, Wish(year=SchoolYear(year), sheet=SHEETS[size]))


PICTURES: dict[str, Callable[[], Picture]] = {
    "shipped": _shipped,
    "shipped on its side": lambda: _shipped("liggande"),
    "a role of one": lambda: _shipped(role="kommunfullmaktige"),
    "a role of eight": lambda: _shipped(role="forskolechef"),
    "week 53 at its start": lambda: _shipped(year=2020),
    "small": cache(lambda: drawn(small())),
    "large": cache(lambda: drawn(large())),
    "large on its side": cache(lambda: drawn(large(), SHEETS["liggande"])),
    "one hundred": cache(lambda: drawn(large(100, 10, 6))),
    "sixty": cache(lambda: drawn(large(60, 10, 4))),
    "one ring of forty": cache(lambda: drawn(large(40, 4, 1))),
    "more categories than rings": cache(lambda: drawn(large(300, 45, 45))),
    "wordy": cache(lambda: drawn(wordy())),
    "hostile": cache(lambda: drawn(hostile())),
    "empty": cache(lambda: drawn(plan_of(row("1", "vid behov")))),
}


@pytest.fixture(params=PICTURES)
def picture(request: pytest.FixtureRequest) -> Picture:
    return PICTURES[str(request.param)]()


@dataclass(frozen=True)
class Patch:
    """A part of a band around the middle."""

    first: float
    last: float
    outer: float
    inner: float
    what: str

    def meets(self, other: "Patch") -> bool:
        """Tell whether they have a part in common."""
        return (
            self.first < other.last - EPSILON
            and other.first < self.last - EPSILON
            and self.inner < other.outer - EPSILON
            and other.inner < self.outer - EPSILON
        )


def _text(text: ArcText) -> Patch:
    above, below = (DESCENT, ASCENT) if text.turned else (ASCENT, DESCENT)
    return Patch(*text.span, text.radius + above * text.size, text.radius - below * text.size, text.text)


def _texts(picture: Picture) -> Iterator[ArcText]:
    for sector in (*picture.frame.months, *picture.frame.weeks):
        if sector.text:
            yield sector.text
    for seating in picture.seatings:
        yield from seating.name
        yield from (cell.text for cell in seating.cells)
        for seat in seating.seats:
            yield from seat.texts


def test_no_text_in_the_wheel_overlaps_another(picture: Picture) -> None:
    patches = list(map(_text, _texts(picture)))
    assert [] == [(one.what, other.what) for one, other in combinations(patches, 2) if one.meets(other)]


def test_no_figure_overlaps_another_nor_the_text_of_another(picture: Picture) -> None:
    for seating in picture.seatings:
        figures = [
            (seat, Patch(figure.first, figure.last, seat.lane.outer, seat.lane.inner, seat.entry.label))
            for seat in seating.seats
            for figure in seat.figures
        ]
        texts = [(seat, _text(text)) for seat in seating.seats for text in seat.texts]
        names = [(None, _text(text)) for text in seating.name]
        for seat, figure in figures:
            others = [other for owner, other in (*figures, *texts, *names) if owner is not seat]
            assert [] == [other.what for other in others if figure.meets(other)]


def test_every_text_lies_within_its_ring_and_a_name_within_its_arc_or_beside_its_mark(picture: Picture) -> None:
    for seating in picture.seatings:
        band = Lane(seating.lanes[0].outer, seating.inner)
        for seat in seating.seats:
            for text in map(_text, seat.texts):
                assert seat.lane.inner - EPSILON <= text.inner
                assert text.outer <= seat.lane.outer + EPSILON
                assert picture.dial.start - EPSILON <= text.first
                assert text.last <= picture.dial.end + EPSILON
                inside = any(figure.first < text.first and text.last < figure.last for figure in seat.figures)
                beside = not any(figure.first < text.last and text.first < figure.last for figure in seat.figures)
                assert inside or beside
        for text in map(_text, seating.name):
            assert band.inner - EPSILON <= text.inner
            assert text.outer <= band.outer + EPSILON


def test_rings_lie_side_by_side_between_the_weeks_and_the_middle(picture: Picture) -> None:
    edges = [frame.OUTER]
    for seating in picture.seatings:
        for lane in seating.lanes:
            assert lane.outer <= edges[-1] + EPSILON
            edges.append(lane.inner)
    assert edges[-1] >= frame.INNER - EPSILON


def test_no_letter_is_smaller_than_six_points(picture: Picture) -> None:
    sizes = [text.size for text in _texts(picture)]
    sizes += [word.size for word in (*picture.centre, *picture.listing.words)]
    assert min(sizes) >= SMALLEST


def test_texts_stand_upright(picture: Picture) -> None:
    for text in _texts(picture):
        middle = text.middle % 360
        assert text.turned == (90 < middle < 270) or min(abs(middle - 90), abs(middle - 270)) < 45
        assert text.span[1] - text.span[0] <= 90


def test_what_stands_in_the_middle_stays_there(picture: Picture) -> None:
    inner = min((seating.inner for seating in picture.seatings), default=frame.OUTER)
    for word in picture.centre:
        for x in (word.x, word.x + word.length):
            for y in (word.y - ASCENT * word.size, word.y + DESCENT * word.size):
                assert hypot(x, y) < inner
    assert _apart(picture.centre)


def test_the_list_stays_in_its_place_and_its_lines_apart(picture: Picture) -> None:
    box = picture.sheet.listing
    for word in picture.listing.words:
        assert box.x - EPSILON <= word.x
        assert word.x + word.length <= box.x + box.width + EPSILON
        assert box.y - EPSILON <= word.y - ASCENT * word.size
        assert word.y + DESCENT * word.size <= box.y + box.height + EPSILON
    assert _apart(picture.listing.words)


def _apart(words: tuple[Word, ...]) -> bool:
    patches = [
        Patch(word.x, word.x + word.length, word.y + DESCENT * word.size, word.y - ASCENT * word.size, word.text)
        for word in words
    ]
    return not any(one.meets(other) for one, other in combinations(patches, 2))


def test_every_entry_is_named_numbered_or_counted(picture: Picture) -> None:
    listed = [word.text for word in picture.listing.words if word.bold]
    for seating in picture.seatings:
        if seating.cells:
            assert not seating.seats
            continue
        assert len(seating.ring.entries) == len(seating.seats)
        for seat in seating.seats:
            said = {text.text for text in seat.texts}
            assert said
            if seat.numbered:
                assert said <= set(listed)
            else:
                assert (
                    seat.entry.label.split()
                    == " ".join(text.text for text in seat.texts).split()[: len(seat.entry.label.split())]
                )


def test_numbers_follow_time(picture: Picture) -> None:
    numbered = {
        int(seat.texts[0].text): seat.entry.first
        for seating in picture.seatings
        for seat in seating.seats
        if seat.numbered
    }
    assert list(range(1, len(numbered) + 1)) == sorted(numbered)
    assert [numbered[number] for number in sorted(numbered)] == sorted(numbered.values())


def test_every_ring_is_named_in_the_wheel_or_in_the_list(picture: Picture) -> None:
    listed = " ".join(word.text for word in picture.listing.words)
    # A category may have two rings of one colour; one name says both.
    named = {seating.ring.name for seating in picture.seatings if seating.name}
    for seating in picture.seatings:
        assert seating.ring.name in named or seating.ring.name[:10] in listed


PHRASES = st.sampled_from(
    [
        *MONTHS, "maj–juni", "november–februari", "v. 45–47", "v. 26", "v. 27", "1 juli", "30 juni", "5 mars",
        "senast 5 mars",
        "senast v. 10", "början av april", "varje månad", "varje månad utom juli", "första tisdagen varje månad",
        "juli–maj",
    ]
)  # fmt: skip
ROWS = st.lists(
    st.tuples(
        PHRASES,
        st.text(st.sampled_from("abcåäö WiÖ"), min_size=1, max_size=30).filter(str.strip),
        st.booleans(),
        st.sampled_from(["a", "b", None]),
    ),
    max_size=25,
)


@given(ROWS)
@settings(max_examples=40)
def test_any_plan_is_drawn_without_overlap(rows: list[tuple[str, str, bool, str | None]]) -> None:
    activities = [
        row(f"x{n}", when, summary=text.strip(), decided_yearly=yearly, **({"category": category} if category else {}))
        for n, (when, text, yearly, category) in enumerate(rows)
    ] or [row("1", "vid behov")]
    made = drawn(plan_of(*activities, categories={name: {"name": name * 9, "color": "navy"} for name in ("a", "b")}))
    test_no_text_in_the_wheel_overlaps_another(made)
    test_no_figure_overlaps_another_nor_the_text_of_another(made)
    test_every_text_lies_within_its_ring_and_a_name_within_its_arc_or_beside_its_mark(made)
    test_rings_lie_side_by_side_between_the_weeks_and_the_middle(made)
    test_every_entry_is_named_numbered_or_counted(made)
    test_the_list_stays_in_its_place_and_its_lines_apart(made)


@pytest.mark.parametrize("size", SHEETS)
def test_eight_of_ten_activities_of_the_shipped_plan_are_named(size: str) -> None:
    made = _shipped(size)
    assert made.named >= 0.8 * made.entries
    assert 47 == made.entries


def test_the_shipped_plan_has_short_names() -> None:
    assert [] == [activity.id for activity in shipped().activities if len(activity.label) > 30]


def test_a_role_with_six_gets_larger_letters_than_the_whole_plan() -> None:
    assert _shipped(role="forskolechef").style.size > 1.3 * _shipped().style.size


def test_few_activities_are_all_named_and_listed_with_dates() -> None:
    made = drawn(small())
    assert (5, 5) == (made.named, made.entries)
    assert {"augusti", "senast 15 okt", "3–23 nov", "tis 3 mars", "maj–juni"} <= {
        word.text for word in made.listing.words if word.bold
    }


def test_what_exceeds_its_room_is_counted_with_a_line_that_says_so() -> None:
    made = drawn(large())
    counted = [seating for seating in made.seatings if seating.cells]
    assert counted
    for seating in counted:
        months = [
            sum(mark.first <= last and first <= mark.last for mark in seating.ring.marks)
            for first, last in made.dial.months()
        ]
        assert [str(number) for number in months if number] == [cell.text.text for cell in seating.cells]
    words = " ".join(word.text for word in made.listing.words)
    assert "fler tillfällen än som får plats" in words


def test_a_list_that_overflows_makes_the_fullest_ring_counts_and_keeps_the_others() -> None:
    made = drawn(wordy())
    assert {True, False} == {bool(seating.cells) for seating in made.seatings}
    assert not any("rader till" in word.text for word in made.listing.words)


def test_a_name_takes_two_lines_where_its_lane_has_room() -> None:
    made = drawn(small())
    (seat,) = [seat for seating in made.seatings for seat in seating.seats if "till nämnden" in seat.entry.label]
    assert ["Skolfrånvaro", "till nämnden"] == [text.text for text in seat.texts]
    upper, lower = seat.texts
    assert upper.turned
    assert upper.radius < lower.radius


def test_names_of_what_comes_back_stand_in_each_quarter() -> None:
    made = drawn(plan_of(row("1", "varje månad")))
    (seat,) = made.seatings[0].seats
    assert 4 == len(seat.texts)
    assert 1 == len(seat.figures)
    assert seat.ticks


def test_weeks_of_the_edge_have_a_number_from_four_days_on() -> None:
    weeks = [sector.text.text if sector.text else None for sector in drawn(small(), year=SchoolYear(2020)).frame.weeks]
    assert "27" == weeks[0]
    assert "53" in weeks
    assert weeks[-1] is None
    assert None not in weeks[:-1]


def test_breaks_and_holidays_stand_on_the_thin_ring() -> None:
    plan = wheel_of(row(), decided={"breaks": [{"name": "Sportlov", "when": "v. 7"}]}).plan
    away = {found.name: found for found in drawn(plan).frame.away}
    assert away["Sportlov"].is_break
    assert not away["julafton"].is_break
    assert 7 == round((away["Sportlov"].last - away["Sportlov"].first) / (358.4 / 365))


def test_the_hand_points_only_at_a_day_of_the_year() -> None:
    there, away = dt.date(2026, 3, 3), dt.date(2027, 3, 3)
    assert drawn(small(), today=there).frame.today is not None
    assert drawn(small(), today=away).frame.today is None
    assert drawn(small()).frame.today is None


def test_what_has_no_date_and_what_lies_outside_the_year_is_listed() -> None:
    plan = plan_of(
        row("1", "vid behov", summary="Krisplan", responsible=["chef"]),
        row("2", "5 mars", summary="Upprop"),
        years={"2025/26": {"dates": {"2": "2026-07-02"}}},
    )
    words = " ".join(word.text for word in drawn(plan).listing.words)
    assert "Vid behov Krisplan · Chefen" in words
    assert "Upprop" in words


@pytest.mark.parametrize("size", SHEETS)
def test_a_list_without_end_says_how_much_more_there_is(size: str) -> None:
    made = drawn(plan_of(*(row(f"a{n}", "vid behov", summary=f"Övning nummer {n}") for n in range(400))), SHEETS[size])
    shown = sum("Övning" in word.text for word in made.listing.words)
    assert f"… och {400 - shown} rader till." in [word.text for word in made.listing.words]
    test_the_list_stays_in_its_place_and_its_lines_apart(made)


def test_the_middle_tells_when_the_plan_was_adopted_and_reviewed() -> None:
    def told(**more: str) -> list[str]:
        return [word.text for word in drawn(plan_of(row(), plan=HEADER | more)).centre][3:]

    assert ["Antagen 6 mars 2019, § 16"] == told(adopted="2019-03-06", paragraph="§ 16", reviewed="2019-03-06")
    assert ["Antagen 6 mars 2019", "Uppföljd 3 april 2020"] == told(adopted="2019-03-06", reviewed="2020-04-03")
    assert ["§ 16"] == told(paragraph="§ 16")


def test_the_signs_of_a_narrow_key_go_on_in_a_second_row() -> None:
    activities = [
        row("1", "mars", decided_yearly=True),
        row("2", "5 maj"),
        row("3", "senast 3 juni"),
        row("4", "april"),
    ]
    decided = {"breaks": [{"name": "Sportlov", "when": "v. 7"}], "cancelled": {"4": "snö"}}
    made = drawn(plan_of(*activities, years={"2025/26": decided}), SHEETS["liggande"])
    signs = list(key(made))
    assert 7 == len(signs)
    assert 2 == len({sign.box.y for sign in signs})
    place = made.sheet.key
    assert all(sign.word.x + sign.word.length <= place.x + place.width for sign in signs)
    assert all(sign.box.y + sign.box.height <= place.y + place.height for sign in signs)


def test_states_are_told_in_the_list() -> None:
    plan = plan_of(
        row("1", "mars", decided_yearly=True), row("2", "april"), years={"2025/26": {"cancelled": {"2": "snö"}}}
    )
    leads = {word.text for word in drawn(plan).listing.words if word.bold}
    assert {"mars (prel.)", "april (inställt)"} <= leads


def test_the_middle_says_what_the_wheel_is_of(plan: Plan) -> None:
    wheel = expand(plan, (YEAR,))
    made = compose(wheel, Wish(year=YEAR, sheet=A4, narrowed=("Rektor",)))
    words = [word.text for word in made.centre]
    assert "2025/26" == words[0]
    assert "Rektor" == words[1]
    assert made.title.endswith("– Rektor")


def test_a_long_title_is_cut_and_the_year_never(picture: Picture) -> None:
    assert picture.centre[0].text.startswith("20")


def test_what_goes_on_all_the_time_has_a_thin_ring_of_its_own_and_the_rest_without_a_date_stands_in_the_list() -> None:
    rows = (
        row("alltid", "löpande", summary="Löpande uppföljning", responsible=["rektor"]),
        row("ibland", "årligen", summary="En gång"),
        row("behov", "vid behov", summary="Vid tillfälle"),
        row("mars", "mars"),
    )
    wheel = wheel_of(*rows)
    found = rings(wheel, dial(YEAR))

    narrow = [entry for ring in found.rings if ring.narrow for entry in ring.entries]
    assert [("alltid", YEAR.start, YEAR.last_day)] == [
        (entry.item.id, entry.marks[0].first, entry.marks[0].last) for entry in narrow
    ]
    text = svg(compose(wheel, Wish(year=YEAR, sheet=A4))).decode()
    for said in ("löpande", "Någon gång om året", "En gång", "Vid behov", "Vid tillfälle"):
        assert said in text


@pytest.mark.parametrize("size", SHEETS)
def test_the_list_ends_above_the_key(size: str) -> None:
    sheet = SHEETS[size]

    assert sheet.listing.y + sheet.listing.height < sheet.key.y
