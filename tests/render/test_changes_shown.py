"""What has changed: the table and the news of `generate`, and the text, Markdown and JSON of `diff`."""

import datetime as dt
import json
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from rich.cells import cell_len

from arshjul_cli.feeds.compose import compose
from arshjul_cli.feeds.generate import Generation, generate
from arshjul_cli.feeds.history import Change, ChangeKind, Differences, Kept, Part, Shown
from arshjul_cli.findings import Code, Finding
from arshjul_cli.render.changes import FORMATS
from arshjul_cli.render.changes.json import json_text
from arshjul_cli.render.changes.markdown import errors, markdown
from arshjul_cli.render.changes.news import news, of_run, text
from arshjul_cli.render.changes.standing import endings, standing
from arshjul_cli.render.changes.words import PLURAL, sentence
from arshjul_cli.render.terminal import summary
from arshjul_cli.rules.dated import Span
from building import NOTHING, ROLES, STAMP, YEAR, printed, row, wheel_of

ONE = (dt.time(13), dt.time(16))
ELSE = (Part.DESCRIPTION,)
TOLD = [kind for kind in ChangeKind if kind is not ChangeKind.LAPSED]


def _shown(
    day: int,
    summary: str = "Möte",
    status: str = "",
    *,
    month: int = 3,
    days: int = 1,
    time: tuple[dt.time, dt.time] | None = None,
) -> Shown:
    start = dt.date(2026, month, day)
    return Shown(
        summary=summary,
        start=start,
        end=start + dt.timedelta(days=days),
        time=time,
        cancelled=status == "cancelled",
        tentative=status == "tentative",
        open_until=dt.date(2026, 3, 31) if status == "open" else None,
    )


def _change(
    kind: ChangeKind,
    before: Shown | None,
    after: Shown | None,
    uid: str = "mote",
    *,
    what: tuple[Part, ...] = (),
) -> Change:
    return Change(uid=f"{uid}.2025-26@arshjul.exempel.se", kind=kind, before=before, after=after, what=what)


def _new(uid: str, day: int = 5) -> Change:
    return _change(ChangeKind.NEW, None, _shown(day, uid), uid)


def _differences(
    new: tuple[str, ...] = (), gone: tuple[str, ...] = (), kept: tuple[Kept, ...] = (), **changes: Sequence[Change]
) -> Differences:
    return Differences(
        names={feed_id: f"Årshjul – {feed_id}" for feed_id in changes},
        changes={feed_id: tuple(of_feed) for feed_id, of_feed in changes.items()},
        new=new,
        gone=gone,
        kept=kept,
    )


MOVED = _change(ChangeKind.MOVED, _shown(3), _shown(5))
GONE = _change(ChangeKind.GONE, _shown(4, "Råd"), None, "rad")
LAPSED = _change(ChangeKind.LAPSED, _shown(2, "I mars: Råd (dag ej bestämd)", "open"), None, "rad")
OPEN = _shown(2, "I mars: Möte (dag ej bestämd)", "open")
PRELIMINARY = _shown(3, "Prel.: Möte", "tentative")


def _rows(by_file: dict[str, Sequence[Change]]) -> list[list[str]]:
    feeds = [feed for feed in compose(wheel_of(row(responsible=["chef"]))) if feed.file_name in by_file]
    return [line.split() for line in printed(summary.render(feeds, by_file)).splitlines()]


def test_the_table_has_a_row_for_each_feed_and_a_column_for_each_kind_that_is_there() -> None:
    assert [
        ["Flöde", "Antal", "Flyttade", "Borttagna"],
        ["alla.ics", "1", "1", "1"],
        ["rektor.ics", "0", "2", "0"],
        ["chef.ics", "1", "0", "0"],
    ] == _rows({"alla.ics": [MOVED, GONE], "rektor.ics": [MOVED, MOVED, LAPSED], "chef.ics": []})


def test_the_headings_of_all_kinds_are_broken() -> None:
    one_of_each = [_change(kind, _shown(3), _shown(4), kind) for kind in ChangeKind]

    assert [
        ["Flyt-", "Be-", "Änd-", "In-", "Åter-", "Bort-"],
        ["Flöde", "Antal", "Nya", "tade", "stämda", "rade", "ställda", "upptagna", "tagna"],
        ["alla.ics", "1", "1", "1", "1", "1", "1", "1", "1"],
        ["rektor.ics", "0", "0", "2", "0", "0", "0", "0", "0"],
    ] == _rows({"alla.ics": one_of_each, "rektor.ics": [MOVED, MOVED]})


def test_the_headings_in_one_line_are_the_kinds_in_their_order() -> None:
    for first in range(4):
        kinds = TOLD[first : first + 4]
        (headings, _) = _rows({"alla.ics": [_change(kind, _shown(3), _shown(4), kind) for kind in kinds]})
        assert ["Flöde", "Antal", *(PLURAL[kind] for kind in kinds)] == headings


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("kinds", [TOLD, TOLD[-4:]])
def test_the_table_fits_the_terminal_with_the_longest_id_and_large_numbers(
    width: int, kinds: Sequence[ChangeKind]
) -> None:
    long = "forskolans-" * 5 + "rekto"
    made = compose(wheel_of(roles={**ROLES, long: {"name": "Lång"}, "utvecklingsledare": {"name": "Ul"}}))
    many = [_change(kind, _shown(3), _shown(4), str(number)) for number in range(999) for kind in kinds]

    lines = printed(summary.render(made, dict.fromkeys((feed.file_name for feed in made), many)), width).splitlines()

    assert 60 == len(long)
    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines)
    assert ["utvecklingsledare.ics", "0", *("999" for _ in kinds)] in [line.split() for line in lines]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_new("Möte"), "Ny: Möte, torsdag 5 mars 2026"),
        (_change(ChangeKind.NEW, None, PRELIMINARY), "Ny: Möte, tisdag 3 mars 2026, preliminärt"),
        (_change(ChangeKind.NEW, None, OPEN), "Ny: Möte, mars 2026 (dag ej bestämd)"),
        (
            _change(ChangeKind.NEW, None, _shown(3, "INSTÄLLT: Möte", "cancelled")),
            "Ny: Möte, tisdag 3 mars 2026, inställd",
        ),
        (
            _change(ChangeKind.NEW, None, _shown(3, "Prel.: Börjar: Enkät", "tentative")),
            "Ny: Börjar: Enkät, tisdag 3 mars 2026, preliminärt",
        ),
        (MOVED, "Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026"),
        (GONE, "Borttagen: Råd, onsdag 4 mars 2026"),
        (_change(ChangeKind.GONE, PRELIMINARY, None), "Borttagen: Möte, tisdag 3 mars 2026"),
        (
            _change(ChangeKind.MOVED, _shown(3), _shown(3, time=ONE), what=(Part.LOCATION, Part.URL, Part.DESCRIPTION)),
            "Flyttad (även plats och länk): Möte, från tisdag 3 mars 2026 till tisdag 3 mars 2026 13:00–16:00",
        ),
        (
            _change(ChangeKind.MOVED, _shown(2, days=5), _shown(2, days=7)),
            "Flyttad: Möte, från 2–6 mars 2026 till 2–8 mars 2026",
        ),
        (
            _change(ChangeKind.MOVED, PRELIMINARY, _shown(5, "Prel.: Råd", "tentative"), what=(Part.SUMMARY,)),
            "Flyttad: Möte heter nu Råd, från tisdag 3 mars 2026 till torsdag 5 mars 2026, preliminärt",
        ),
        (
            _change(ChangeKind.MOVED, _shown(10), OPEN, what=ELSE),
            "Flyttad: Möte, från tisdag 10 mars 2026 till mars 2026 (dag ej bestämd)",
        ),
        (_change(ChangeKind.SETTLED, PRELIMINARY, _shown(3), what=ELSE), "Bestämd: Möte, tisdag 3 mars 2026"),
        (
            _change(ChangeKind.SETTLED, PRELIMINARY, _shown(3, time=ONE)),
            "Bestämd: Möte, tisdag 3 mars 2026 13:00–16:00",
        ),
        (
            _change(ChangeKind.SETTLED, PRELIMINARY, _shown(10, time=ONE), what=(Part.LOCATION, Part.DESCRIPTION)),
            "Bestämd (även plats): Möte, tisdag 10 mars 2026 13:00–16:00, förut preliminärt tisdag 3 mars",
        ),
        (
            _change(
                ChangeKind.SETTLED,
                PRELIMINARY,
                Shown(
                    summary="Möte",
                    start=dt.date(2027, 1, 5),
                    end=dt.date(2027, 1, 6),
                    time=None,
                    cancelled=False,
                    tentative=False,
                ),
            ),
            "Bestämd: Möte, tisdag 5 januari 2027, förut preliminärt tisdag 3 mars 2026",
        ),
        (
            _change(ChangeKind.SETTLED, _shown(2, "Prel.: Möte", "tentative", days=2), _shown(10)),
            "Bestämd: Möte, tisdag 10 mars 2026, förut preliminärt 2–3 mars 2026",
        ),
        (_change(ChangeKind.SETTLED, OPEN, _shown(10, time=ONE)), "Bestämd: Möte, tisdag 10 mars 2026 13:00–16:00"),
        (_change(ChangeKind.CHANGED, _shown(3), _shown(3), what=ELSE), "Ändrad (text): Möte, tisdag 3 mars 2026"),
        (
            _change(ChangeKind.CHANGED, _shown(3), _shown(3), what=(Part.LOCATION, Part.URL)),
            "Ändrad (plats och länk): Möte, tisdag 3 mars 2026",
        ),
        (
            _change(ChangeKind.CHANGED, _shown(3), _shown(3), what=tuple(Part)),
            "Ändrad (plats, länk, vilka som berörs, kategori och text): Möte heter nu Möte, tisdag 3 mars 2026",
        ),
        (
            _change(ChangeKind.CHANGED, _shown(3, "Börjar: Budget"), _shown(3, "Börjar: Mål"), what=(Part.SUMMARY,)),
            "Ändrad: Börjar: Budget heter nu Mål, tisdag 3 mars 2026",
        ),
        (
            _change(ChangeKind.CHANGED, _shown(3), PRELIMINARY, what=ELSE),
            "Ändrad (text): Möte, tisdag 3 mars 2026, preliminärt",
        ),
        (
            _change(ChangeKind.CANCELLED, _shown(3), _shown(5, "INSTÄLLT: Möte", "cancelled"), what=tuple(Part)),
            "Inställd: Möte, tisdag 3 mars 2026",
        ),
        (
            _change(ChangeKind.CANCELLED, OPEN, _shown(2, "INSTÄLLT: I mars: Möte", "cancelled"), what=ELSE),
            "Inställd: Möte, mars 2026 (dag ej bestämd)",
        ),
        (
            _change(ChangeKind.REINSTATED, _shown(3, "INSTÄLLT: Möte", "cancelled"), PRELIMINARY, what=(Part.URL,)),
            "Återupptagen (även länk): Möte, tisdag 3 mars 2026, preliminärt",
        ),
    ],
)
def test_a_change_in_words(change: Change, expected: str) -> None:
    assert expected == sentence(change)


def test_news_tells_each_change_once_in_the_order_of_time() -> None:
    assert (
        "Borttagen: Råd, onsdag 4 mars 2026 (alla, rektor)",
        "Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026 (alla, rektor)",
        "Ny: a, fredag 6 mars 2026 (alla)",
    ) == news(_differences(alla=[MOVED, _new("a", 6), GONE], rektor=[GONE, MOVED]))


@pytest.mark.parametrize(
    ("feeds", "named"),
    [(1, "f0"), (4, "f0, f1, f2, f3"), (5, "f0, f1 och 3 till"), (8, "f0, f1 och 6 till")],
)
def test_of_many_feeds_the_first_two_are_named(feeds: int, named: str) -> None:
    assert (f"Borttagen: Råd, onsdag 4 mars 2026 ({named})",) == news(
        Differences(names={}, changes={f"f{number}": (GONE,) for number in range(feeds)})
    )


def _many(kind: ChangeKind, item: str, months: Sequence[int], what: tuple[Part, ...] = ()) -> list[Change]:
    """Return a change of a monthly activity, from the 5th to the 12th, for each month of 2026."""
    before, after = ([_shown(day, item.title(), month=month) for month in months] for day in (5, 12))
    return [
        Change(
            uid=f"{item}.2025-26.{month:02}@arshjul.exempel.se",
            kind=kind,
            before=None if kind is ChangeKind.NEW else was,
            after=None if kind is ChangeKind.GONE else now,
            what=what,
        )
        for month, was, now in zip(months, before, after, strict=True)
    ]


YEAR_LONG = range(1, 13)


@pytest.mark.parametrize("kind", TOLD)
def test_of_a_kind_twenty_are_told_one_by_one_and_more_by_activity(kind: ChangeKind) -> None:
    twenty = [*_many(kind, "mote", YEAR_LONG), *_many(kind, "rad", YEAR_LONG[:8])]
    more = [*twenty, *_many(kind, "enkat", YEAR_LONG[:1])]

    assert 20 == len(news(_differences(alla=twenty, rektor=twenty)))
    lines = news(_differences(alla=more, rektor=twenty))
    heads, feeds = zip(*((line.split(": ")[:2], line[line.index("2026") :]) for line in lines), strict=True)
    assert {"Mote", "Rad", "Enkat"} == {title for _, title in heads}
    assert {PLURAL[kind]} == {plural for plural, _ in heads}
    assert ["2026 (alla)", "2026 (alla, rektor)", "2026 och 4 till (alla, rektor)"] == sorted(feeds)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (
            ChangeKind.NEW,
            "Nya: Mote: 12 jan, 12 feb, 12 mars, 12 april, 12 maj, 12 juni, 12 juli, 12 aug 2026 och 4 till",
        ),
        (
            ChangeKind.GONE,
            "Borttagna: Mote: 5 jan, 5 feb, 5 mars, 5 april, 5 maj, 5 juni, 5 juli, 5 aug 2026 och 4 till",
        ),
        (
            ChangeKind.MOVED,
            (
                "Flyttade: Mote: "
                "12 jan (förut 5 jan), 12 feb (förut 5 feb), 12 mars (förut 5 mars), 12 april (förut 5 april), "
                "12 maj (förut 5 maj), 12 juni (förut 5 juni), 12 juli (förut 5 juli), "
                "12 aug (förut 5 aug) 2026 och 4 till"
            ),
        ),
    ],
)
def test_many_of_an_activity_are_told_with_their_first_eight_days(kind: ChangeKind, line: str) -> None:
    many = [*_many(kind, "mote", YEAR_LONG), *_many(kind, "rad", YEAR_LONG)]

    assert f"{line} (alla)" in news(_differences(alla=many))


def test_many_days_have_their_year_once_and_say_what_they_are_of_a_period() -> None:
    new = [
        replace(_many(ChangeKind.NEW, "mote", [1])[0], uid=f"mote.2025-26.{number:02}@x.se", after=shown)
        for number, shown in enumerate(
            (
                replace(_shown(1), start=dt.date(2025, 11, 12), end=dt.date(2025, 11, 13)),
                replace(_shown(1), start=dt.date(2025, 12, 3), end=dt.date(2025, 12, 6)),
                replace(_shown(1), start=dt.date(2025, 12, 29), end=dt.date(2026, 1, 3)),
                _shown(2, "Börjar: Mote", month=2),
                _shown(27, "Prel.: Slutar (feb–mars): Mote", "tentative", month=2),
                OPEN,
            ),
            1,
        )
    ]

    others = (*_many(ChangeKind.NEW, "rad", YEAR_LONG), *_many(ChangeKind.NEW, "enkat", YEAR_LONG))
    days = "12 nov, 3–5 dec 2025, 29 dec–2 jan, börjar 2 feb, slutar 27 feb, mars 2026"
    assert f"Nya: Möte: {days} (alla)" in news(_differences(alla=[*new, *others]))


def test_of_many_that_have_changed_it_is_told_what_but_those_of_another_text_are_only_counted() -> None:
    many = [
        *_many(ChangeKind.CHANGED, "mote", [1, 2], (Part.LOCATION,)),
        *_many(ChangeKind.CHANGED, "mote", [3], (Part.URL, Part.DESCRIPTION)),
        *_many(ChangeKind.CHANGED, "rad", YEAR_LONG, ELSE),
        *_many(ChangeKind.CHANGED, "enkat", YEAR_LONG, ELSE),
    ]

    assert (
        "Ändrade (plats, länk och text): Mote: 12 jan, 12 feb, 12 mars 2026 (alla)",
        "Ändrade (text): 24 händelser",
    ) == news(_differences(alla=many))


def test_few_of_another_text_are_told_by_activity_too() -> None:
    many = [
        *_many(ChangeKind.CHANGED, "mote", YEAR_LONG, (Part.LOCATION,)),
        *_many(ChangeKind.CHANGED, "rad", YEAR_LONG, ELSE),
    ]

    assert ["Ändrade (plats): Mote", "Ändrade (text): Rad"] == sorted(
        line.rpartition(": ")[0] for line in news(_differences(alla=many))
    )
    twenty = [change for number in range(21) for change in _many(ChangeKind.NEW, f"a{number}", [1])]
    assert "Nya: 1 händelse till i 1 aktivitet" == news(_differences(alla=twenty))[-1]


def test_of_many_that_have_another_title_both_are_told() -> None:
    many = [
        replace(change, before=replace(change.before, summary="Prel.: Samråd"))
        for change in _many(ChangeKind.CHANGED, "rad", YEAR_LONG, (Part.SUMMARY,)) * 2
        if change.before
    ]
    many = [
        replace(change, uid=change.uid.replace("2025", "2026").replace("-26", "-27") if number > 11 else change.uid)
        for number, change in enumerate(many)
    ]

    (line,) = news(_differences(alla=many))

    assert line.startswith("Ändrade: Samråd heter nu Rad: 12 jan, 12 jan, 12 feb")


def test_of_very_many_activities_twenty_are_named() -> None:
    many = [change for number in range(23) for change in _many(ChangeKind.NEW, f"a{number}", [1, 2])]

    lines = news(_differences(alla=many))

    assert 21 == len(lines)
    assert "Nya: 6 händelser till i 3 aktiviteter" == lines[-1]


def test_a_feed_that_is_new_or_gone_is_told_as_that() -> None:
    new, gone = _differences(("rektor",), alla=[GONE], rektor=[_new("a"), _new("b")]), [GONE]

    assert ("Nytt flöde: rektor, 2 händelser.", "Borttagen: Råd, onsdag 4 mars 2026 (alla)") == news(new)
    assert ("Nytt flöde: rektor, 1 händelse.",) == news(_differences(("rektor",), rektor=[_new("a")]))
    assert ("Nya flöden: alla (2 händelser), chef (0) och rektor (1).",) == news(
        _differences(("alla", "chef", "rektor"), alla=[_new("a"), _new("b")], chef=[], rektor=[_new("a")])
    )
    assert ("Borttaget flöde: rektor, 1 händelse.", "Borttagen: Råd, onsdag 4 mars 2026 (alla)") == news(
        _differences(gone=("rektor",), alla=gone, rektor=gone)
    )
    assert ("Borttagna flöden: alla (1 händelse) och rektor (1).",) == news(
        _differences(gone=("alla", "rektor"), alla=gone, rektor=gone)
    )


def test_months_that_passed_undecided_are_only_counted() -> None:
    other = replace(LAPSED, uid="mote.2025-26@arshjul.exempel.se")

    assert ("1 månad passerade utan att dagen blev bestämd.",) == news(_differences(alla=[LAPSED], rektor=[LAPSED]))
    assert ("2 månader passerade utan att dagen blev bestämd.",) == news(_differences(alla=[LAPSED, other]))


def test_news_is_the_same_whatever_the_order_of_the_changes() -> None:
    changes = [
        *(change for kind in TOLD for item in ("mote", "rad") for change in _many(kind, item, YEAR_LONG)),
        *(MOVED, GONE, LAPSED, replace(GONE, before=_shown(4, "Äldre råd"))),
    ]
    expected = news(_differences(alla=changes, rektor=changes[:50]))
    source = random.Random(1)  # noqa: S311 - nothing secret

    for _ in range(5):
        alla, rektor = source.sample(changes, len(changes)), source.sample(changes[:50], 50)
        assert expected == news(_differences(alla=alla, rektor=rektor))


def _kept(day: int, month: int = 3, item: str = "mote", now: Span | None = None, slot: int | None = 3) -> Kept:
    start = dt.date(2026, month, day)
    return Kept(
        uid=f"{item}.2025-26.{month:02}@arshjul.exempel.se",
        item_id="rektorsmote",
        school_year=YEAR,
        month=slot,
        summary="INSTÄLLT: Rektorsmöte",
        start=start,
        last_day=start,
        now=now,
    )


@pytest.mark.parametrize(
    ("now", "slot", "end"),
    [
        (
            (dt.date(2026, 11, 10), dt.date(2026, 11, 10)),
            3,
            "tisdag 10 november 2026: arshjul decide 2025/26 rektorsmote 2026-11-10 --slot mars",
        ),
        (
            (dt.date(2026, 11, 10), dt.date(2026, 11, 12)),
            None,
            "10–12 november 2026: arshjul decide 2025/26 rektorsmote 2026-11-10–2026-11-12",
        ),
    ],
)
def test_what_has_been_and_gets_a_day_to_come_is_told_with_the_command_that_moves_it(
    now: tuple[dt.date, dt.date], slot: int | None, end: str
) -> None:
    kept = _differences(kept=(_kept(3, now=Span(*now), slot=slot),))

    assert [f"Står kvar som den var: Rektorsmöte, tisdag 3 mars 2026. Ska den flyttas till {end}"] == list(
        standing(kept)
    )


def test_what_stands_is_named_in_a_run_that_changes_more_of_its_activity_and_else_counted() -> None:
    kept = (_kept(9, 6), _kept(12, 5), _kept(1, 4, "rad"))

    named = "Står kvar som det var: Rektorsmöte 12 maj, 9 juni 2026."
    one = "1 händelse som har varit står kvar som den var."
    assert [named, one] == list(standing(_differences(alla=[MOVED], kept=kept)))
    assert ["3 händelser som har varit står kvar som de var."] == list(
        standing(_differences(alla=[GONE][:0], kept=kept))
    )
    assert [] == list(standing(_differences(alla=[MOVED])))


def test_text_tells_the_news_and_what_stands() -> None:
    line = "Borttagen: Råd, onsdag 4 mars 2026 (alla)\n"
    one = "1 händelse som har varit står kvar som den var.\n"

    assert line + one == text(_differences(alla=[GONE], kept=(_kept(1),)))
    assert f"Inget är ändrat.\n{one}" == text(_differences(alla=[], kept=(_kept(1),)))


def test_markdown_tells_the_same_as_a_list() -> None:
    assert (
        "- Ny: a, torsdag 5 mars 2026 (alla, rektor)\n"
        "- Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026 (alla)\n"
        "- 1 händelse som har varit står kvar som den var.\n"
    ) == markdown(_differences(alla=[_new("a"), MOVED], chef=[], rektor=[_new("a")], kept=(_kept(1, item="rad"),)))


def test_markdown_lists_what_is_wrong_in_a_plan() -> None:
    finding = Finding(file="a_b.yaml", line=4, column=1, code=Code.PHRASE, subject="mote", text='"<b>" går inte.')

    assert '### Planen har fel\n\n- a\\_b.yaml:4:1: AH207 mote: "\\<b\\>" går inte.\n' == errors([finding])


@pytest.mark.parametrize(
    ("title", "escaped"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](https://exempel.se)", r"\[x\](https:<!-- -->//exempel.se)"),
        ("![x](y)", r"!\[x\](y)"),
        ("**fet** _kursiv_ `kod`", r"\*\*fet\*\* \_kursiv\_ \`kod\`"),
        ("# rubrik | a \\ b ~c~", r"\# rubrik \| a \\ b \~c\~"),
    ],
)
def test_titles_are_no_markdown(title: str, escaped: str) -> None:
    change = _change(ChangeKind.NEW, None, _shown(5, title))

    assert f"- Ny: {escaped}, torsdag 5 mars 2026 (alla)\n" == markdown(_differences(alla=[change]))
    assert f"Ny: {title}, torsdag 5 mars 2026 (alla)\n" == text(_differences(alla=[change]))


def test_nothing_that_is_changed_is_said_in_words() -> None:
    assert "Inget är ändrat.\n" == text(_differences(alla=[]))
    assert "- Inget är ändrat.\n" == markdown(_differences(alla=[]))
    assert {"schema": 1, "feeds": []} == json.loads(json_text(_differences(alla=[])))


def test_json_has_what_was_and_what_is_with_dates_in_iso_and_exclusive_ends() -> None:
    cancelled = _change(
        ChangeKind.CANCELLED, _shown(3, time=ONE), _shown(3, "INSTÄLLT: Möte", "cancelled"), what=(Part.PEOPLE, *ELSE)
    )
    data = json_text(_differences(alla=[MOVED, _new("a"), GONE], chef=[], rektor=[cancelled]))
    alla, rektor = json.loads(data)["feeds"]

    assert ("alla", "Årshjul – alla", ["moved", "new", "gone"]) == (
        alla["feed"],
        alla["name"],
        [change["kind"] for change in alla["changes"]],
    )
    shown = {"summary": "Möte", "time": None, "cancelled": False, "tentative": False, "open": False}
    assert {
        "uid": "mote.2025-26@arshjul.exempel.se",
        "kind": "moved",
        "settled": False,
        "what": [],
        "before": {**shown, "start": "2026-03-03", "end": "2026-03-04"},
        "after": {**shown, "start": "2026-03-05", "end": "2026-03-06"},
    } == alla["changes"][0]
    assert (None, None) == (alla["changes"][1]["before"], alla["changes"][2]["after"])
    assert ("13:00–16:00", True, ["people", "description"]) == (
        rektor["changes"][0]["before"]["time"],
        rektor["changes"][0]["after"]["cancelled"],
        rektor["changes"][0]["what"],
    )
    assert data.endswith("}\n")
    assert "Möte" in data


def test_the_kinds_and_parts_of_json_are_a_contract() -> None:
    every = [
        *(_change(kind, _shown(3), _shown(4), kind, what=tuple(Part)) for kind in TOLD),
        _change(ChangeKind.SETTLED, PRELIMINARY, _shown(3)),
        LAPSED,
    ]
    (feed,) = json.loads(json_text(_differences(alla=every)))["feeds"]

    assert [
        ("new", False),
        ("moved", False),
        ("moved", True),
        ("changed", False),
        ("cancelled", False),
        ("reinstated", False),
        ("gone", False),
        ("changed", True),
        ("gone", False),
    ] == [(one["kind"], one["settled"]) for one in feed["changes"]]
    assert ["summary", "location", "url", "people", "category", "description"] == feed["changes"][0]["what"]
    assert [False, True] == [one["before"]["open"] for one in feed["changes"][-2:]]


def test_every_format_is_in_the_table_of_formats() -> None:
    assert {"text": text, "markdown": markdown, "json": json_text} == FORMATS


def test_a_run_tells_of_its_feeds_by_id_and_nothing_of_the_years_that_leave() -> None:
    run = generate(wheel_of(row(responsible=["rektor"])), NOTHING, STAMP)

    told = of_run(run)
    assert ("alla", "rektor", "chef") == tuple(told.changes) == told.new == tuple(told.names)
    assert {"alla": 1, "rektor": 1, "chef": 0} == {feed_id: len(found) for feed_id, found in told.changes.items()}
    left = of_run(replace(run, left=(YEAR,), kept=(_kept(1),)))
    assert ({"alla": (), "rektor": (), "chef": ()}, (_kept(1),)) == (left.changes, left.kept)


def test_a_run_tells_which_feeds_end_and_which_years_leave() -> None:
    run: Generation = replace(
        generate(wheel_of(row()), NOTHING, STAMP),
        ended=("a.ics",),
        removed=("b.ics",),
        left=(YEAR.previous(), YEAR),
    )

    assert [
        "a.ics: Rollen eller flödet finns inte längre i planen. I flödet skrivs att det har upphört.",
        "b.ics: Flödet upphörde för mer än ett år sedan och tas bort.",
        "Dessa läsår tas bort ur flödena: 2024/25, 2025/26.",
    ] == list(endings(run))
