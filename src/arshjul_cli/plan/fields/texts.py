"""Texts on a line, ids and addresses."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import SplitResult, quote, urlsplit

from arshjul_cli.findings import Code
from arshjul_cli.plan.fields.characters import SEEN_BY_EDITORS
from arshjul_cli.plan.fields.reading import TEXT, Read, pattern, wrong
from arshjul_cli.swedish import DASHES

ALL = "alla"
"""The feed of every occurrence; no role may have its name."""
WINDOWS_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
"""Names that no file may have in Windows."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ID_LENGTH = 60
_MAILBOX = re.compile(r'[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+\.[A-Za-z]{2,}')
_HOSTNAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.ASCII)
_FILE = re.compile(r"//[^/]+/(?:.*/)?[^/]+\.(?:html?|ics)$", re.IGNORECASE)
_IN_PATHS = "/%:@!$&'()*+,;="
"""What a path may hold besides letters, digits, `-`, `.`, `_` and `~`."""
_LINE_LENGTH, _SUMMARY_LENGTH, _SHORT_LENGTH, _URL_LENGTH = 500, 200, 40, 1000
"""In UTF-16 units, which Outlook counts: it cuts a title at 255, and "INSTÄLLT: " must fit before it."""


def _filled(value: str) -> str:
    if not value:
        raise wrong(Code.VALUE, "Texten är tom. Skriv något, eller ta bort nyckeln.")
    return value


def _no_longer(value: str, most: int) -> str:
    if (length := len(value.encode("utf-16-le")) // 2) > most:
        raise wrong(Code.VALUE, f"Texten är {length} tecken lång. Korta den till högst {most}.")
    return value


def _line(value: str) -> str:
    return _no_longer(_filled(value), _LINE_LENGTH)


def _summary(value: str) -> str:
    return _no_longer(_filled(value), _SUMMARY_LENGTH)


def _short(value: str) -> str:
    return _no_longer(_filled(value), _SHORT_LENGTH)


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        text = f'"{value}" är inget id. Skriv små bokstäver a–z, siffror och bindestreck'
        example = as_id(value)
        raise wrong(Code.ID, f"{text}, till exempel {example}." if example else f"{text}.")
    if len(value) > _ID_LENGTH:
        raise wrong(Code.ID, f"Id:t är {len(value)} tecken långt. Korta det till högst {_ID_LENGTH}.")
    return value


def as_id(value: str) -> str:
    """Return the id that a text comes nearest to; nothing if it has no letter or digit."""
    written = value.lower().translate(dict.fromkeys(map(ord, DASHES), "-"))
    ascii_only = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:_ID_LENGTH].strip("-")


def _file_id(value: str) -> str:
    if _id(value) in WINDOWS_DEVICES:
        raise wrong(Code.ID, f'"{value}" kan inte vara ett filnamn i Windows. Välj ett annat id.')
    return value


def _feed_id(value: str) -> str:
    if _file_id(value) == ALL:
        raise wrong(Code.ID, f'"{ALL}" är namnet på flödet med allt. Välj ett annat id.')
    return value


def _url(value: str) -> str:
    _filled(value)
    try:
        address = urlsplit(value)
        usable = address.scheme in {"http", "https"} and bool(address.hostname)
    except ValueError:
        usable = False
    if not usable or not value.isprintable() or set(value) & set(' "<>\\^`{|}'):
        raise wrong(Code.VALUE, f'"{value}" är ingen länk. Skriv hela adressen, till exempel https://kommunen.se/sida.')
    return _no_longer(value, _URL_LENGTH)


def _site(value: str) -> str:
    """Return the address of a folder on the web in the letters of a URI (RFC 3986), without a slash at its end."""
    address = urlsplit(_url(value))
    try:
        folder = _folder(address)
    except ValueError:
        example = "https://arshjul.kommunen.se"
        raise wrong(Code.VALUE, f'"{value}" är ingen adress till en webbplats. Skriv till exempel {example}.') from None
    if address.query or address.fragment or address.username is not None or value[-1] in "?#":
        text = f"En webbplats har ingen adress med ?, # eller inloggning. Skriv bara {folder}."
        raise wrong(Code.VALUE, text)
    if _FILE.search(folder):
        text = f"Skriv adressen till mappen, inte till en fil i den: {folder.rpartition('/')[0]}."
        raise wrong(Code.VALUE, text)
    return folder


def _folder(address: SplitResult) -> str:
    """Return the address of a folder. Raises ValueError if its host or port cannot be one."""
    host = address.hostname or ""
    named = f"[{host}]" if ":" in host else host.rstrip(".").encode("idna").decode()
    if not named:
        raise ValueError(host)
    port = f":{address.port}" if address.port is not None else ""
    return f"{address.scheme}://{named}{port}{quote(address.path, _IN_PATHS).rstrip('/')}"


def _contact(value: str) -> str:
    if _MAILBOX.fullmatch(value):
        return _no_longer(value, _LINE_LENGTH)
    if "://" not in _filled(value):
        examples = "https://kommunen.se/arshjul eller arshjul@kommunen.se"
        raise wrong(Code.VALUE, f'"{value}" är varken en länk eller en e-postadress. Skriv till exempel {examples}.')
    return _url(value)


def _hostname(value: str) -> str:
    if not _HOSTNAME.fullmatch(value):
        raise wrong(Code.VALUE, f'"{value}" är inget domännamn. Skriv till exempel arshjul.kommunen.se.')
    return value


def _line_schema(most: int) -> Mapping[str, object]:
    return pattern(rf"(?!\s)[^{SEEN_BY_EDITORS}]+", "Skriv en text på en rad.", type=TEXT, maxLength=most)


_ID_SCHEMA = pattern(
    _ID.pattern, "Skriv ett id: små bokstäver a–z, siffror och bindestreck.", type=TEXT, maxLength=_ID_LENGTH
)
_ADDRESS = r'[Hh][Tt][Tt][Pp][Ss]?://[^\s"<>\\^`{|}]+'
_URL_SCHEMA = pattern(
    _ADDRESS,
    "Skriv hela adressen, till exempel https://kommunen.se/sida.",
    maxLength=_URL_LENGTH,
)
_SITE_SCHEMA = pattern(
    r'[Hh][Tt][Tt][Pp][Ss]?://[^\s"<>\\^`{|}?#]+',
    "Skriv webbplatsens adress, till exempel https://arshjul.kommunen.se.",
    maxLength=_URL_LENGTH,
)
_CONTACT_SCHEMA = pattern(
    rf"({_ADDRESS}|{_MAILBOX.pattern})",
    "Skriv en sida eller en gemensam brevlåda, till exempel arshjul@kommunen.se.",
    maxLength=_URL_LENGTH,
)
_HOSTNAME_SCHEMA = pattern(_HOSTNAME.pattern, "Skriv ett domännamn, till exempel arshjul.kommunen.se.")
Line = Annotated[str, Read(_line, _line_schema(_LINE_LENGTH))]
Summary = Annotated[str, Read(_summary, _line_schema(_SUMMARY_LENGTH))]
Short = Annotated[str, Read(_short, _line_schema(_SHORT_LENGTH))]
Id = Annotated[str, Read(_id, _ID_SCHEMA)]
FileId = Annotated[str, Read(_file_id, {**_ID_SCHEMA, "not": {"enum": sorted(WINDOWS_DEVICES)}})]
FeedId = Annotated[str, Read(_feed_id, {**_ID_SCHEMA, "not": {"enum": [ALL, *sorted(WINDOWS_DEVICES)]}})]
Url = Annotated[str, Read(_url, _URL_SCHEMA)]
Site = Annotated[str, Read(_site, _SITE_SCHEMA)]
Contact = Annotated[str, Read(_contact, _CONTACT_SCHEMA)]
Hostname = Annotated[str, Read(_hostname, _HOSTNAME_SCHEMA)]
