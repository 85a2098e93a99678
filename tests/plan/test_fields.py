"""The single values of the plan file: what is accepted, and what is refused with which words."""

import datetime as dt
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from arshjul_cli.plan import fields
from arshjul_cli.plan.fields import DateSpan, Range
from arshjul_cli.plan.fields.colors import CSS3_COLORS, SWEDISH_COLORS
from arshjul_cli.rules import Weeks
from arshjul_cli.schoolyear import SchoolYear
from arshjul_cli.swedish import Times

Field: TypeAlias = Any
"""An annotated type, which is no type to a type checker."""
ANY_FIELD = [
    fields.Line, fields.Summary, fields.Id, fields.FeedId, fields.Url, fields.Hostname, fields.Color,
    fields.TimeZoneName, fields.CountryCode, fields.Flag, fields.Date, fields.DecidedDays, fields.Month,
    fields.Year, fields.When, fields.Count, fields.Short, fields.Contact, fields.Time, fields.Length,
    fields.Site,
]  # fmt: skip


def _read(field: Field, value: object) -> object:
    adapter: TypeAdapter[Any] = TypeAdapter(field)
    return adapter.validate_python(value)


def _refused(field: Field, value: object) -> tuple[str, str, int]:
    """Return the code, text and offset of the only error of a value."""
    with pytest.raises(ValidationError) as caught:
        _read(field, value)
    [error] = caught.value.errors()
    return error["type"], error["ctx"]["text"], error["ctx"]["offset"]


LONG_URL = "https://teams.microsoft.com/l/meetup-join/".ljust(1000, "a")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (fields.Line, "  Årshjul ", "Årshjul"),
        (fields.Line, "A\u030arshjul", "Årshjul"),
        (fields.Line, "x" * 500, "x" * 500),
        (fields.Line, "no", "no"),
        (fields.Line, "Möte 👩🏽‍🏫", "Möte 👩🏽‍🏫"),
        (fields.Line, "☎️ 1️⃣ 🙂‍↔️ ❤️‍🔥 🇸🇪", "☎️ 1️⃣ 🙂‍↔️ ❤️‍🔥 🇸🇪"),
        (fields.Line, "ÂGE, CHÂTEAU, Âland, § 16, 20 °C", "ÂGE, CHÂTEAU, Âland, § 16, 20 °C"),
        (fields.Line, "”Å–Ö”, SÅ… ‘Ä’ É", "”Å–Ö”, SÅ… ‘Ä’ É"),
        (fields.Summary, "x" * 200, "x" * 200),
        (fields.Id, "skolanalysgrupp-mars-2", "skolanalysgrupp-mars-2"),
        (fields.Id, "alla", "alla"),
        (fields.Id, "con", "con"),
        (fields.Id, "a" * 60, "a" * 60),
        (fields.FeedId, "rektor", "rektor"),
        (fields.FeedId, "com", "com"),
        (fields.FeedId, "con-1", "con-1"),
        (fields.Url, "https://kommunen.se/sida?a=b#c", "https://kommunen.se/sida?a=b#c"),
        (fields.Url, "http://localhost:8000", "http://localhost:8000"),
        (fields.Url, "https://kommunen.se/årshjul", "https://kommunen.se/årshjul"),
        (fields.Url, LONG_URL, LONG_URL),
        (fields.Hostname, "arshjul.svenljunga.se", "arshjul.svenljunga.se"),
        (fields.Short, "x" * 40, "x" * 40),
        (fields.Contact, "arshjul@kommunen.se", "arshjul@kommunen.se"),
        (fields.Contact, "https://kommunen.se/arshjul", "https://kommunen.se/arshjul"),
        (fields.Hostname, "xn--rshjul-fua.se", "xn--rshjul-fua.se"),
        (fields.Color, "teal", "teal"),
        (fields.TimeZoneName, "Europe/Stockholm", "Europe/Stockholm"),
        (fields.CountryCode, "SE", "SE"),
        (fields.Flag, "true", True),
        (fields.Flag, "false", False),
        (fields.Date, "2028-02-29", dt.date(2028, 2, 29)),
        (fields.Month, "mars", 3),
        (fields.Year, "2025/26", SchoolYear(2025)),
        (fields.When, "vecka 45-47", Weeks(45, 47)),
        (fields.Count, "3", Range(3, 3)),
        (fields.Count, "4–6", Range(4, 6)),
        (fields.Count, "4 - 6", Range(4, 6)),
        (fields.Count, "minst 4", Range(at_least=4)),
        (fields.Count, "Högst 6", Range(at_most=6)),
    ],
)
def test_a_value_is_read_from_its_text(field: Field, text: str, value: object) -> None:
    assert value == _read(field, text)


MARCH_5, MARCH_6 = dt.date(2026, 3, 5), dt.date(2026, 3, 6)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-03-05", DateSpan(MARCH_5, MARCH_5)),
        ("2026-03-05–2026-03-06", DateSpan(MARCH_5, MARCH_6)),
        ("2026-03-05 - 2026-03-06", DateSpan(MARCH_5, MARCH_6)),
        ("2026-03-05-2026-03-06", DateSpan(MARCH_5, MARCH_6)),
        ("2026-03-05–2026-03-05", DateSpan(MARCH_5, MARCH_5)),
        ("2026-03-05 13:00–16:00", DateSpan(MARCH_5, MARCH_5, (dt.time(13), dt.time(16)))),
        ("2026-03-05  08:15 - 09:00", DateSpan(MARCH_5, MARCH_5, (dt.time(8, 15), dt.time(9)))),
        ("2026-03-05 00:00–23:59", DateSpan(MARCH_5, MARCH_5, (dt.time(0), dt.time(23, 59)))),
    ],
)
def test_a_decision_is_a_day_days_or_a_day_with_a_time(text: str, days: DateSpan) -> None:
    assert days == _read(fields.DecidedDays, text)


@pytest.mark.parametrize("dash", "‐‑‒–—−﹣－")
def test_a_dash_that_looks_like_a_hyphen_is_taken_for_one(dash: str) -> None:
    assert MARCH_5 == _read(fields.Date, f"2026{dash}03{dash}05")
    period, meeting = f"2026-03-05{dash}2026-03-06", f"2026{dash}03{dash}05 13:00 {dash} 16:00"
    assert DateSpan(MARCH_5, MARCH_6) == _read(fields.DecidedDays, period)
    assert DateSpan(MARCH_5, MARCH_5, (dt.time(13), dt.time(16))) == _read(fields.DecidedDays, meeting)
    assert Range(4, 6) == _read(fields.Count, f"4{dash}6")
    assert "april–maj" == str(_read(fields.When, f"april{dash}maj"))
    assert "budget-mars" == fields.as_id(f"Budget{dash}mars")


@pytest.mark.parametrize(
    ("field", "value", "code", "text"),
    [
        (
            fields.Line,
            ["a"],
            "AH203",
            (
                "Här ska det stå en text på en rad. Har den ett kolon, eller börjar med [, { eller -, "
                "ska den stå inom citattecken."
            ),
        ),
        (fields.Line, " ", "AH203", "Texten är tom. Skriv något, eller ta bort nyckeln."),
        (fields.Line, "x" * 501, "AH203", "Texten är 501 tecken lång. Korta den till högst 500."),
        (fields.Summary, "x" * 201, "AH203", "Texten är 201 tecken lång. Korta den till högst 200."),
        (fields.Summary, "😀" * 101, "AH203", "Texten är 202 tecken lång. Korta den till högst 200."),
        (fields.Short, "x" * 41, "AH203", "Texten är 41 tecken lång. Korta den till högst 40."),
        (
            fields.Contact,
            "Anna",
            "AH203",
            (
                '"Anna" är varken en länk eller en e-postadress. Skriv till exempel https://kommunen.se/arshjul eller '
                "arshjul@kommunen.se."
            ),
        ),
        (
            fields.Contact,
            "ftp://kommunen.se",
            "AH203",
            '"ftp://kommunen.se" är ingen länk. Skriv hela adressen, till exempel https://kommunen.se/sida.',
        ),
        (fields.Id, "a" * 61, "AH204", "Id:t är 61 tecken långt. Korta det till högst 60."),
        (fields.FeedId, "alla", "AH204", '"alla" är namnet på flödet med allt. Välj ett annat id.'),
        (fields.Flag, "yes", "AH203", '"yes" är varken true eller false. Skriv true för ja, false för nej.'),
        (
            fields.Date,
            "2026-02-29",
            "AH209",
            "Datumet 2026-02-29 finns inte i kalendern. Rätta dagen eller månaden.",
        ),
        (
            fields.Date,
            "20260305",
            "AH209",
            '"20260305" är inget datum. Skriv år-månad-dag, till exempel 2026-03-05.',
        ),
        (
            fields.Date,
            "0000-01-01",
            "AH209",
            "Datumet 0000-01-01 finns inte i kalendern. Rätta dagen eller månaden.",
        ),
        (
            fields.DecidedDays,
            "2026-03-05 24:00–25:00",
            "AH209",
            "Klockslaget 24:00 finns inte. Skriv 00:00–23:59, eller 24:00 som slut.",
        ),
        (
            fields.DecidedDays,
            "2026-03-05 13:00–13:00",
            "AH209",
            (
                "Sluttiden 13:00 är inte efter starttiden 13:00. "
                "Rätta en av dem, eller skriv dagen före båda om den slutar nästa dag."
            ),
        ),
        (
            fields.DecidedDays,
            "2026-03-06–2026-03-05",
            "AH209",
            "Sista dagen ligger före den första. Byt plats på dem.",
        ),
        (
            fields.DecidedDays,
            "2025-07-01–2026-06-30",
            "AH209",
            "Perioden är längre än elva månader. Rätta en av dagarna.",
        ),
        (fields.Month, "mrs", "AH203", '"mrs" är ingen månad. Menade du "mars"?'),
        (
            fields.Year,
            "2025/27",
            "AH209",
            '"2025/27" är inget läsår: det ska vara två år i följd. Skriv 2025/26.',
        ),
        (fields.Year, "2025-26", "AH209", "Läsåret skrivs 2025/26 i planen."),
        (fields.Count, "tre", "AH203", '"tre" är inget antal. Skriv till exempel 3 eller 4–6.'),
        (
            fields.Count,
            "minst fyra",
            "AH203",
            '"minst fyra" är inget antal. Skriv med siffror, till exempel minst 4 eller högst 6.',
        ),
        (
            fields.Count,
            "högst 0",
            "AH203",
            '"högst 0" är inget antal. Skriv med siffror, till exempel minst 4 eller högst 6.',
        ),
        (fields.Count, "0", "AH203", "Antalet ska vara minst 1, och det mindre talet stå först."),
        (fields.Count, "6–4", "AH203", "Antalet ska vara minst 1, och det mindre talet stå först."),
        (fields.Url, LONG_URL + "a", "AH203", "Texten är 1001 tecken lång. Korta den till högst 1000."),
        (fields.Url, "", "AH203", "Texten är tom. Skriv något, eller ta bort nyckeln."),
        (fields.Shown, "Both", "AH203", '"Both" går inte att välja. Menade du "both"?'),
        (fields.Color, "teel", "AH203", '"teel" är inget färgnamn i CSS3. Menade du "teal"?'),
        (fields.Color, "Mörkblå", "AH203", '"Mörkblå" är inget färgnamn i CSS3. Menade du "darkblue"?'),
        (
            fields.TimeZoneName,
            "Europe/Stokholm",
            "AH203",
            'Tidszonen "Europe/Stokholm" är okänd. Menade du "Europe/Stockholm"?',
        ),
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_what_to_write(
    field: Field, value: object, code: str, text: str
) -> None:
    assert (code, text, 0) == _refused(field, value)


def test_a_swedish_colour_leads_to_one_of_css3() -> None:
    assert set(SWEDISH_COLORS.values()) <= CSS3_COLORS
    assert CSS3_COLORS.isdisjoint(SWEDISH_COLORS)


def test_the_place_of_a_slip_in_a_phrase_is_kept() -> None:
    expected = ("AH207", '"tisdgaen" går inte att förstå. Menade du "tisdagen"?', 7)
    assert expected == _refused(fields.When, "första tisdgaen i mars")


@pytest.mark.parametrize("value", ["Rektor", "för", "a_b", "a--b", "-a", "a-", "a b", "", "../a", "a.b", "a\n", "ａ"])
def test_an_id_has_small_letters_digits_and_hyphens_only(value: str) -> None:
    if value.strip() == "a":
        assert _read(fields.Id, value) == "a"
    else:
        code, text, _ = _refused(fields.Id, value)
        assert code == "AH204"
        assert text.startswith(f'"{value}" är inget id.')


@pytest.mark.parametrize("value", ["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt0", "lpt9"])
def test_a_name_that_windows_reserves_is_no_feed(value: str) -> None:
    text = f'"{value}" kan inte vara ett filnamn i Windows. Välj ett annat id.'
    assert ("AH204", text, 0) == _refused(fields.FeedId, value)


@pytest.mark.parametrize(
    "character",
    [*map(chr, range(1, 9)), "\x0b", "\x1b", "\x7f", "\x85", "\ud83d", "\uffff"],
    ids=lambda character: f"U+{ord(character):04X}",
)
def test_a_text_holds_no_control_characters(character: str) -> None:
    code, text, _ = _refused(fields.Line, f"a{character}b")
    assert code == "AH208"
    assert f"U+{ord(character):04X}" in text


@pytest.mark.parametrize("character", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
def test_a_text_holds_nothing_that_turns_its_direction(character: str) -> None:
    code, text, _ = _refused(fields.Line, f"a{character}b")
    assert code == "AH208"
    assert f"U+{ord(character):04X}" in text


@pytest.mark.parametrize(
    "character",
    "\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufff9\ue000\U000e0041\U00100000\u034f\u3164\u2800\ufffc",
    ids=lambda character: f"U+{ord(character):04X}",
)
@pytest.mark.parametrize("text", ["{}", "a{}b", "👩{}{}"])
def test_a_text_holds_nothing_that_nobody_sees(text: str, character: str) -> None:
    harm = f"Texten innehåller ett osynligt tecken (U+{ord(character):04X}). Ta bort det."
    assert ("AH208", harm, 0) == _refused(fields.Summary, text.replace("{}", character))


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252"])
@pytest.mark.parametrize("letter", "åäöÅÄÖéÉøØæÆüÜ§½–—”’…€•😀")
def test_a_text_that_was_read_in_the_wrong_encoding_is_refused(letter: str, read_as: str) -> None:
    once = f"f{letter}r".encode().decode(read_as, errors="replace")
    twice = once.encode().decode(read_as, errors="replace")
    for mangled in (once, twice):
        code, text, _ = _refused(fields.Line, mangled)
        assert "AH208" == code
        assert text.startswith("Texten är förvrängd:") or "osynligt tecken" in text


@pytest.mark.parametrize("value", ["mÃ¥nad", "f\ufffdr", "”mars”", "mars\u200b"])
def test_what_has_happened_to_a_text_is_told_whatever_it_was_to_be(value: str) -> None:
    for field in ANY_FIELD:
        assert "AH208" == _refused(field, value)[0]


@pytest.mark.parametrize("character", "\n\r\u2028\u2029")
def test_a_text_is_one_line(character: str) -> None:
    code, text, _ = _refused(fields.Line, f"a{character}b")
    assert code == "AH208"
    assert text.startswith("Texten går över flera rader.")


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@kommunen.se",
        "ftp://kommunen.se",
        "www.kommunen.se",
        "//kommunen.se",
        "https://",
        "https:///sida",
        "https://[1::2/",
        "https://kommunen.se/en sida",
        'https://kommunen.se/"onclick',
        "https://kommunen.se/<script>",
        "https://kommunen.se\\@ond.se",
        "https://kommunen.se/\u00a0sida",
    ],
)
def test_what_is_no_web_address_is_refused(value: str) -> None:
    text = f'"{value}" är ingen länk. Skriv hela adressen, till exempel https://kommunen.se/sida.'
    assert ("AH203", text, 0) == _refused(fields.Url, value)


@pytest.mark.parametrize(
    "value",
    ["kommunen", "https://kommunen.se", "kommunen.se/", "-a.se", "a..se", "a_b.se", "a.1", "å.se", "a" * 64 + ".se"],
)
def test_what_is_no_host_name_is_refused(value: str) -> None:
    text = f'"{value}" är inget domännamn. Skriv till exempel arshjul.kommunen.se.'
    assert ("AH203", text, 0) == _refused(fields.Hostname, value)


@given(st.sampled_from(ANY_FIELD), st.text(max_size=40))
def test_any_text_is_a_value_or_one_coded_error(field: Field, text: str) -> None:
    try:
        _read(field, text)
    except ValidationError as errors:
        [error] = errors.errors()
        assert error["type"].startswith("AH2")
        assert error["ctx"]["text"].endswith((".", "?"))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_iso_date_is_read(day: dt.date) -> None:
    assert day == _read(fields.Date, day.isoformat())
    assert DateSpan(day, day) == _read(fields.DecidedDays, day.isoformat())


def test_a_range_prints_itself() -> None:
    assert ("3", "4–6") == (str(Range(3, 3)), str(Range(4, 6)))
    assert ("minst 4", "högst 6") == (str(Range(at_least=4)), str(Range(at_most=6)))


@pytest.mark.parametrize(
    "value",
    [
        "https://kommunen.se/arshjul", "HTTP://kommunen.se", "arshjul@kommunen.se",
        "skola.forskola+arshjul@utb.kommunen.se", "a@b.se",
    ],
)  # fmt: skip
def test_a_contact_is_a_page_or_a_mailbox(value: str) -> None:
    assert value == _read(fields.Contact, f" {value} ")


@pytest.mark.parametrize(
    "value", ["kommunen.se", "skolan", "arshjul@kommunen", "a b@kommunen.se", "a@b@c.se", "mailto:a@kommunen.se", ""]
)
def test_what_nobody_can_turn_to_is_no_contact(value: str) -> None:
    code, text, _ = _refused(fields.Contact, value)

    assert "AH203" == code
    assert "Texten är tom" in text if not value else f'"{value}" är varken en länk eller en e-postadress' in text


def test_a_short_name_has_forty_characters_as_outlook_counts_them() -> None:
    assert "å" * 40 == _read(fields.Short, "å" * 40)
    assert "Texten är 42 tecken lång. Korta den till högst 40." == _refused(fields.Short, "🎒" * 21)[1]


@pytest.mark.parametrize(
    ("text", "last", "time"),
    [
        ("2026-03-05 9–12", MARCH_5, (dt.time(9), dt.time(12))),
        ("2026-03-05 13-16", MARCH_5, (dt.time(13), dt.time(16))),
        ("2026-03-05 kl. 9.30–10", MARCH_5, (dt.time(9, 30), dt.time(10))),
        ("2026-03-05 13:00", MARCH_5, (dt.time(13), None)),
        ("2026-03-05 9.30", MARCH_5, (dt.time(9, 30), None)),
        ("2026-03-05 KL 13", MARCH_5, (dt.time(13), None)),
        ("2026-03-05 22:00–24:00", MARCH_5, (dt.time(22), dt.time())),
        ("2026-03-05 22–2026-03-06 01.00", dt.date(2026, 3, 6), (dt.time(22), dt.time(1))),
        ("2026-03-05 22:00 — 2026-03-06 00:00", dt.date(2026, 3, 6), (dt.time(22), dt.time())),
        ("2026-03-05 09:00–2026-03-06 16:00", dt.date(2026, 3, 6), (dt.time(9), dt.time(16))),
    ],
)
def test_a_decision_has_a_time_as_people_write_it(text: str, last: dt.date, time: Times) -> None:
    assert DateSpan(MARCH_5, last, time) == _read(fields.DecidedDays, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-05 13", '"2026-03-05 13" är inget datum.'),
        ("2026-03-05 24:00", "Klockslaget 24:00 finns inte. Skriv 00:00–23:59, eller 24:00 som slut."),
        ("2026-03-05 9–25", "Klockslaget 25 finns inte."),
        ("2026-03-05 22:00–01:00", "Rätta en av dem, eller skriv dagen före båda om den slutar nästa dag."),
        ("2026-03-05 22:00–00:00", "Sluttiden 00:00 är inte efter starttiden 22:00. Skriv 24:00 för midnatt."),
        ("2026-03-05 22:00–2026-03-04 01:00", "Sista dagen ligger före den första. Byt plats på dem."),
        ("2026-03-05–2026-03-06 16:00", "är inget datum."),
    ],
)
def test_a_time_that_is_none_is_told(text: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _read(fields.DecidedDays, text)

    assert said in caught.value.errors()[0]["msg"]


def test_a_time_alone_is_read_as_in_a_decision() -> None:
    assert (dt.time(9), dt.time(12)) == _read(fields.Time, "9–12")
    assert (dt.time(13), None) == _read(fields.Time, "kl. 13.00")
    for text in ("13", "förmiddag", "9–12–13", "2026-03-05 13:00"):
        with pytest.raises(ValidationError, match="är ingen tid"):
            _read(fields.Time, text)
    with pytest.raises(
        ValidationError, match=r"eller skriv till 24:00. Det som slutar nästa dag skrivs vid datumet under"
    ):
        _read(fields.Time, "22:00–02:00")


@pytest.mark.parametrize(
    ("text", "minutes"), [("1h", 60), ("45min", 45), ("1h 30min", 90), ("90 min", 90), ("2 h", 120), ("24h", 1440)]
)
def test_a_length_is_in_hours_and_minutes(text: str, minutes: int) -> None:
    assert dt.timedelta(minutes=minutes) == _read(fields.Length, text)


@pytest.mark.parametrize("text", ["", "0h", "0min", "25h", "1", "en timme", "h"])
def test_a_length_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="är ingen längd"):
        _read(fields.Length, text)


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("https://arshjul.kommunen.se", "https://arshjul.kommunen.se"),
        ("https://kommunen.se/arshjul/", "https://kommunen.se/arshjul"),
        ("https://kommunen.se///", "https://kommunen.se"),
        ("HTTPS://Kommunen.SE:8443/Arshjul", "https://kommunen.se:8443/Arshjul"),
        ("http://intranet/arshjul", "http://intranet/arshjul"),
        ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"),
        ("https://årshjul.se/år%20för%20år/å", "https://xn--rshjul-hua.se/%C3%A5r%20f%C3%B6r%20%C3%A5r/%C3%A5"),
        ("https://kommunen.html", "https://kommunen.html"),
        ("https://kommunen.se/~bun/a,b;c=(d)", "https://kommunen.se/~bun/a,b;c=(d)"),
    ],
)
def test_a_site_is_written_in_one_way_and_in_the_letters_of_a_uri(text: str, site: str) -> None:
    assert site == _read(fields.Site, text) == _read(fields.Site, site)


@pytest.mark.parametrize(
    ("value", "instead"),
    [
        ("https://kommunen.se/arshjul/?visa=alla", "Skriv bara https://kommunen.se/arshjul."),
        ("https://kommunen.se/arshjul#mars", "Skriv bara https://kommunen.se/arshjul."),
        ("https://kommunen.se/?", "Skriv bara https://kommunen.se."),
        ("https://namn:ord@kommunen.se/arshjul", "Skriv bara https://kommunen.se/arshjul."),
        ("https://kommunen.se/index.html", "inte till en fil i den: https://kommunen.se."),
        ("https://kommunen.se/arshjul/rektor.ICS", "inte till en fil i den: https://kommunen.se/arshjul."),
        ("https://kommunen..se", "Skriv till exempel https://arshjul.kommunen.se."),
        ("https://kommunen.se:99999", "Skriv till exempel https://arshjul.kommunen.se."),
        ("https://./", "Skriv till exempel https://arshjul.kommunen.se."),
        ("webcal://kommunen.se/arshjul", "Skriv hela adressen"),
        ("/arshjul", "Skriv hela adressen"),
        ("kommunen.se/arshjul", "Skriv hela adressen"),
        ("", "Texten är tom."),
    ],
)
def test_what_is_no_folder_on_the_web_is_no_site(value: str, instead: str) -> None:
    code, text, _ = _refused(fields.Site, value)

    assert "AH203" == code
    assert instead in text


@given(
    st.from_regex(
        r"https?://[a-z]{1,9}(\.[a-zåäö]{2,9})?(:[0-9]{1,4})?(/[a-zåäö0-9%.~]{0,9}){0,3}/{0,2}", fullmatch=True
    )
)
def test_a_site_is_read_as_what_it_was_read_as(text: str) -> None:
    try:
        site = _read(fields.Site, text)
    except ValidationError:
        return
    assert str(site).isascii()
    assert not str(site).endswith("/")
    assert site == _read(fields.Site, site)
