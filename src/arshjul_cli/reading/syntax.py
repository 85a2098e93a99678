"""What PyYAML cannot read, in Swedish and at the place to mend; where that is, it does not always say itself."""

import re
from collections.abc import Sequence

import yaml

from arshjul_cli.reading import comments, dashes, quoting
from arshjul_cli.source import Place

COLON_MISSING = "Ett kolon, eller mellanslaget efter det, saknas. Skriv nyckel: värde."
_QUOTE_MISSING = "Ett citattecken saknas. Avsluta texten med samma tecken som den börjar med."
INDENT_WRONG = "Indraget stämmer inte. Rader som hör ihop ska börja i samma kolumn."
_BACKSLASH = "Ett bakstreck är ett specialtecken inom citattecken. Skriv två, eller byt till enkla citattecken."
_CONTROL = "Filen innehåller ett styrtecken. Ta bort det."
_ADVICE = (
    (
        "cannot start any token",
        "Ett tecken får inte stå här. Sätt texten inom citattecken, eller byt tabb mot mellanslag.",
    ),
    (
        "mapping values are not allowed",
        'Text med kolon ska stå inom raka citattecken, summary: "Bokslut: klart". Är det en nyckel: rätta indraget.',
    ),
    (
        "block sequence entries are not allowed",
        "Ett bindestreck med mellanslag börjar en lista, och det går inte här. Sätt texten inom raka citattecken.",
    ),
    ("could not find expected ':'", COLON_MISSING),
    ("found unexpected ':'", "Mellanslaget efter ett kolon saknas, eller citattecken runt en text med kolon."),
    ("unexpected end of stream", _QUOTE_MISSING),
    ("did not find expected ',' or ']'", "En hakparentes eller ett komma saknas i listan. Skriv [a, b]."),
    (
        "did not find expected ',' or '}'",
        'En klammer, ett komma, ett mellanslag efter ett kolon eller citattecken saknas. Skriv {a: b, c: "d: e"}.',
    ),
    ("did not find expected node content", "Ett värde saknas, till exempel mellan två kommatecken. Skriv [a, b]."),
    ("expected <block end>", INDENT_WRONG),
    ("did not find expected", INDENT_WRONG),
    ("escape character", _BACKSLASH),
    ("hexdecimal", _BACKSLASH),
    ("Unicode character escape", "Ett tecken är felaktigt skrivet efter bakstrecket. Skriv själva tecknet."),
    ("control characters are not allowed", _CONTROL),
    ("special characters are not allowed", _CONTROL),
)
_OTHERWISE = "Raden går inte att läsa som YAML. Jämför med raderna ovanför."
_UNFINISHED = ("unexpected end of stream", "could not find expected ':'", "',' or ']'", "',' or '}'")
"""Of these, the place is where the unfinished part begins."""
_ODD_SPACE = re.compile(r"(?:^ *-|:)([\u00a0\u2000-\u200b\u202f\u205f\u3000])")
_KEY = re.compile(r"[^:]*")
_BARE = re.compile(r" *[\w-]+ *(#.*)?")
"""A key that lacks its colon."""
_TOGETHER = re.compile(r" *(?:- )?[a-z_]+[: ][^\s:#][^:#]*")
"""A key and a value without what is to stand between them."""


def fault(error: yaml.YAMLError, lines: Sequence[str], last: yaml.Event) -> tuple[Place, str]:
    """Return what an error says of the lines of a file, of which all until some event could be read."""
    message = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    begins = any(part in message for part in _UNFINISHED)
    line, column = place_of(getattr(error, "context_mark" if begins else "problem_mark", None))
    place = Place(min(line, len(lines)), column)
    written = "".join(lines[place.line - 1 : place.line])
    if found := (
        _commented(error, lines, last)
        or _of_signs(place, lines)
        or _starred(lines, last)
        or _swallowed(last, place)
        or _unquoted(error, lines, last)
    ):
        return found
    if "mapping values" in message and _KEY.fullmatch(written, 0, place.column - 1):
        return _misplaced(place, lines)
    advice = next((advice for part, advice in _ADVICE if part in message), _OTHERWISE)
    return place, f"{advice}{quoting.unclosed(written, place.column) if begins else ''}"


def _commented(error: yaml.YAMLError, lines: Sequence[str], last: yaml.Event) -> tuple[Place, str] | None:
    """Return that the end of a list, or of braces, is in a comment, and where that begins."""
    marks = (getattr(error, "context_mark", None), last.end_mark, getattr(error, "problem_mark", None))
    # An error of something else is on the line on which that stands.
    *before, error_line = (place_of(mark).line for mark in marks)
    for line in before:
        if line < error_line and (found := comments.slip("".join(lines[line - 1 : line]))):
            return Place(line, found[0]), found[1]
    return None


def _of_signs(place: Place, lines: Sequence[str]) -> tuple[Place, str] | None:
    """Return what is wrong with the spaces of a line, or the dash that it begins with."""
    written = "".join(lines[place.line - 1 : place.line])
    if written.lstrip(" ").startswith("\t"):
        return place, "Raden är indragen med tabb. Använd mellanslag."
    if odd := _odd_space(place.line, written):
        return odd
    dash = dashes.slip(written)
    # A `*` is a sign to YAML, and its error is in the word that follows.
    if dash and place.column >= dash[0] and " " not in written[dash[0] : place.column - 1].lstrip():
        return Place(place.line, dash[0]), dash[1]
    return None


def _starred(lines: Sequence[str], last: yaml.Event) -> tuple[Place, str] | None:
    """Return that an item of a list began with a `*` and a word, which to YAML is an alias."""
    line, column = place_of(last.start_mark)
    dash = dashes.slip("".join(lines[line - 1 : line])) if isinstance(last, yaml.AliasEvent) else None
    return (Place(line, column), dash[1]) if dash and dash[0] == column else None


def _swallowed(last: yaml.Event, place: Place) -> tuple[Place, str] | None:
    """Return that a text goes on to the quotation mark of another, in the line of an error, and where it begins."""
    if isinstance(last, yaml.ScalarEvent) and last.style in {"'", '"'}:
        begin, end = place_of(last.start_mark), place_of(last.end_mark)
        return (begin, _QUOTE_MISSING) if begin.line < end.line == place.line else None
    return None


def _unquoted(error: yaml.YAMLError, lines: Sequence[str], last: yaml.Event) -> tuple[Place, str] | None:
    """Return that a text lacks quotation marks, and where it begins."""
    line = place_of(getattr(error, "problem_mark", None)).line
    text = quoting.slip(error, "".join(lines[line - 1 : line]), last)
    return (Place(line, text[0]), text[1]) if text else None


def _misplaced(place: Place, lines: Sequence[str]) -> tuple[Place, str]:
    """Return what is wrong around a key that cannot be one where it stands."""
    above = next((n for n in range(place.line - 1, 0, -1) if lines[n - 1].strip()), place.line)
    if dash := dashes.slip(lines[above - 1]):
        return Place(above, dash[0]), dash[1]
    if is_bare(lines[above - 1]) or _TOGETHER.fullmatch(lines[above - 1]):
        return Place(above, len(lines[above - 1]) - len(lines[above - 1].lstrip()) + 1), COLON_MISSING
    return _odd_space(above, lines[above - 1]) or (place, INDENT_WRONG)


def _odd_space(line: int, written: str) -> tuple[Place, str] | None:
    """Return that a space on a line, after a dash or a colon, is none to YAML."""
    odd = _ODD_SPACE.search(written)
    text = "Här står ett hårt mellanslag. Byt det mot ett vanligt."
    return (Place(line, odd.start(1) + 1), text) if odd else None


def is_bare(line: str) -> bool:
    """Tell whether a line is a key that lacks its colon."""
    return bool(_BARE.fullmatch(line))


def place_of(mark: object) -> Place:
    """Return the place of a mark of PyYAML, which counts from 0; some errors have none."""
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    return Place(line + 1, column + 1)
