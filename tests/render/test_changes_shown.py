"""What has changed: the table and the news of `generate`, and the text, Markdown and JSON of `diff`."""

import datetime as dt
import json
from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from arshjul_cli.feeds.compose import compose
from arshjul_cli.feeds.history import Change, ChangeKind, Shown
from arshjul_cli.render import changes
from arshjul_cli.render.terminal import summary
from building import ROLES, YEAR, printed, row, wheel_of

ONE = (dt.time(13), dt.time(16))
WORDS = dict(zip(ChangeKind, ("Ny", "Flyttad", "Ändrad", "Inställd", "Åter", "Borta"), strict=True))
NAMES = {"alla": "Årshjul – alla aktiviteter", "rektor": "Årshjul – Rektor"}


def _shown(
    day: int, summary: str = "Möte", status: str = "", *, days: int = 1, time: tuple[dt.time, dt.time] | None = None
) -> Shown:
    start = dt.date(2026, 3, day)
    return Shown(
        summary=summary,
        start=start,
        end=start + dt.timedelta(days=days),
        time=time,
        cancelled=status == "cancelled",
        tentative=status == "tentative",
    )


def _change(kind: ChangeKind, before: Shown | None, after: Shown | None, uid: str = "mote") -> Change:
    return Change(uid=f"{uid}.2025-26@arshjul.exempel.se", kind=kind, before=before, after=after)


def _new(uid: str, day: int = 5) -> Change:
    return _change(ChangeKind.NEW, None, _shown(day, uid), uid)


MOVED = _change(ChangeKind.MOVED, _shown(3), _shown(5))
GONE = _change(ChangeKind.GONE, _shown(4, "Råd"), None, "rad")


def _rows(by_file: dict[str, Sequence[Change]]) -> list[list[str]]:
    feeds = [feed for feed in compose(wheel_of(row(responsible=["chef"]))) if feed.file_name in by_file]
    return [line.split() for line in printed(summary.render(feeds, by_file)).splitlines()]


def test_the_table_has_a_row_for_each_feed_and_a_column_for_each_kind() -> None:
    one_of_each = [_change(kind, _shown(3), _shown(4), kind) for kind in ChangeKind]

    assert [
        ["Flöde", "Antal", "Nya", "Flyttade", "Ändrade", "Inställda", "Åter", "Borta"],
        ["alla.ics", "1", "1", "1", "1", "1", "1", "1"],
        ["rektor.ics", "0", "0", "2", "0", "0", "0", "1"],
        ["chef.ics", "1", "0", "0", "0", "0", "0", "0"],
    ] == _rows({"alla.ics": one_of_each, "rektor.ics": [MOVED, MOVED, GONE], "chef.ics": []})


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_the_terminal_with_the_longest_id_and_large_numbers(width: int) -> None:
    long = "forskolans-" * 5 + "rekto"
    made = compose(wheel_of(roles={**ROLES, long: {"name": "Lång"}}))
    many = [_new(str(number)) for number in range(1000)]

    lines = printed(summary.render(made, dict.fromkeys((feed.file_name for feed in made), many)), width).splitlines()

    assert 60 == len(long)
    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines)
    assert ["alla.ics", "0", "1000", "0", "0", "0", "0", "0"] in [line.split() for line in lines]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_new("Möte"), "Ny: Möte, torsdag 5 mars 2026"),
        (MOVED, "Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026"),
        (GONE, "Borta: Råd, onsdag 4 mars 2026"),
        (
            _change(ChangeKind.MOVED, _shown(3), _shown(3, time=ONE)),
            "Flyttad: Möte, från tisdag 3 mars 2026 till tisdag 3 mars 2026 13:00–16:00",
        ),
        (
            _change(ChangeKind.MOVED, _shown(2, days=5), _shown(2, days=7)),
            "Flyttad: Möte, från 2–6 mars 2026 till 2–8 mars 2026",
        ),
        (
            _change(ChangeKind.MOVED, _shown(3, "Möte (prel.)", "tentative"), _shown(5, "Råd")),
            "Flyttad: Råd, från tisdag 3 mars 2026 till torsdag 5 mars 2026",
        ),
        (
            _change(ChangeKind.CHANGED, _shown(3, "Möte (prel.)", "tentative"), _shown(3)),
            "Bestämd: Möte, tisdag 3 mars 2026",
        ),
        (
            _change(ChangeKind.MOVED, _shown(3, "Möte (prel.)", "tentative"), _shown(3, time=ONE)),
            "Bestämd: Möte, tisdag 3 mars 2026 13:00–16:00",
        ),
        (_change(ChangeKind.CHANGED, _shown(3), _shown(3)), "Ändrad: Möte, tisdag 3 mars 2026"),
        (_change(ChangeKind.CHANGED, _shown(3), _shown(3, "Råd")), "Ändrad: Möte heter nu Råd, tisdag 3 mars 2026"),
        (
            _change(ChangeKind.CANCELLED, _shown(3), _shown(3, "INSTÄLLT: Möte", "cancelled")),
            "Inställd: Möte, tisdag 3 mars 2026",
        ),
        (
            _change(ChangeKind.REINSTATED, _shown(3, "INSTÄLLT: Möte", "cancelled"), _shown(3)),
            "Åter: Möte, tisdag 3 mars 2026",
        ),
    ],
)
def test_a_change_in_words(change: Change, expected: str) -> None:
    assert expected == changes.sentence(change)


def test_news_tells_each_change_once_in_the_order_of_time() -> None:
    assert [
        "Borta: Råd, onsdag 4 mars 2026 (alla, rektor)",
        "Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026 (alla, rektor)",
        "Ny: a, fredag 6 mars 2026 (alla)",
    ] == changes.news({"alla.ics": [MOVED, _new("a", 6), GONE], "rektor.ics": [GONE, MOVED]}, [])


@pytest.mark.parametrize("kind", ChangeKind)
def test_news_tells_of_a_kind_only_when_they_are_few(kind: ChangeKind) -> None:
    few, many = ([_change(kind, _shown(3), _shown(4), str(n)) for n in range(total)] for total in (20, 21))
    other = MOVED if kind is not ChangeKind.MOVED else GONE

    assert 20 == len(changes.news({"alla.ics": few, "rektor.ics": few}, []))
    told = [f"{changes.sentence(other)} (alla)", f"{WORDS[kind]}: 21 händelser"]
    assert told == changes.news({"alla.ics": [*many, other]}, [])


def test_news_tells_nothing_of_years_that_were_left() -> None:
    assert [] == changes.news({}, []) == changes.news({"alla.ics": []}, [])
    assert [] == changes.news({"alla.ics": [MOVED, GONE]}, [YEAR])
    assert 2 == len(changes.news({"alla.ics": [MOVED, GONE]}, [YEAR.next()]))


def test_text_tells_feed_by_feed_and_nothing_of_those_that_are_the_same() -> None:
    assert (
        "Årshjul – alla aktiviteter (alla):\n"
        "  Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026\n"
        "  Borta: Råd, onsdag 4 mars 2026\n"
        "\n"
        "Årshjul – Rektor (rektor):\n"
        "  Borta: Råd, onsdag 4 mars 2026\n"
    ) == changes.text({"alla": [MOVED, GONE], "chef": [], "rektor": [GONE]}, NAMES)


def test_markdown_tells_the_same_as_lists() -> None:
    assert (
        "### Årshjul – alla aktiviteter (alla)\n"
        "\n"
        "- Flyttad: Möte, från tisdag 3 mars 2026 till torsdag 5 mars 2026\n"
        "- Borta: Råd, onsdag 4 mars 2026\n"
        "\n"
        "### Årshjul – Rektor (rektor)\n"
        "\n"
        "- Borta: Råd, onsdag 4 mars 2026\n"
    ) == changes.markdown({"alla": [MOVED, GONE], "chef": [], "rektor": [GONE]}, NAMES)


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
def test_titles_and_names_are_no_markdown(title: str, escaped: str) -> None:
    change = _change(ChangeKind.NEW, None, _shown(5, title))
    lines = changes.markdown({"alla": [change]}, {"alla": title}).splitlines()

    assert [f"### {escaped} (alla)", "", f"- Ny: {escaped}, torsdag 5 mars 2026"] == lines
    assert f"  Ny: {title}, torsdag 5 mars 2026" in changes.text({"alla": [change]}, NAMES)


def test_nothing_that_is_changed_is_said_in_words() -> None:
    for render in (changes.text, changes.markdown):
        assert "Inget är ändrat." == render({"alla": []}, NAMES).strip()
    assert {"schema": 1, "feeds": []} == json.loads(changes.json_text({"alla": []}, NAMES))


def test_json_has_what_was_and_what_is_with_dates_in_iso_and_exclusive_ends() -> None:
    cancelled = _change(ChangeKind.CANCELLED, _shown(3, time=ONE), _shown(3, "INSTÄLLT: Möte", "cancelled"))
    data = changes.json_text({"alla": [MOVED, _new("a"), GONE], "chef": [], "rektor": [cancelled]}, NAMES)
    alla, rektor = json.loads(data)["feeds"]

    assert ("alla", "Årshjul – alla aktiviteter", ["moved", "new", "gone"]) == (
        alla["feed"],
        alla["name"],
        [change["kind"] for change in alla["changes"]],
    )
    shown = {"summary": "Möte", "time": None, "cancelled": False, "tentative": False}
    assert {
        "uid": "mote.2025-26@arshjul.exempel.se",
        "kind": "moved",
        "before": {**shown, "start": "2026-03-03", "end": "2026-03-04"},
        "after": {**shown, "start": "2026-03-05", "end": "2026-03-06"},
    } == alla["changes"][0]
    assert (None, None) == (alla["changes"][1]["before"], alla["changes"][2]["after"])
    assert ("13:00–16:00", True) == (
        rektor["changes"][0]["before"]["time"],
        rektor["changes"][0]["after"]["cancelled"],
    )
    assert data.endswith("}\n")
    assert "Möte" in data


def test_the_kinds_of_json_are_a_contract() -> None:
    every = [_change(kind, _shown(3), _shown(4), kind) for kind in ChangeKind]
    (feed,) = json.loads(changes.json_text({"alla": every}, NAMES))["feeds"]

    assert ["new", "moved", "changed", "cancelled", "reinstated", "gone"] == [one["kind"] for one in feed["changes"]]


def test_every_format_is_in_the_table_of_formats() -> None:
    assert {"text": changes.text, "markdown": changes.markdown, "json": changes.json_text} == changes.FORMATS
