"""Where a site is published, and the ways to subscribe to a feed there."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

_INTERNAL = frozenset({"corp", "home", "intern", "internal", "intra", "intranet", "lan", "local", "localdomain",
                       "localhost", "private", "test"})  # fmt: skip
"""Last parts of names that the domain name system of the internet does not have."""


@dataclass(frozen=True, slots=True)
class Address:
    """The folder of a site on the web; `url` ends in a slash."""

    url: str

    def feed(self, feed_id: str) -> str:
        """Return the address of a feed."""
        return f"{self.url}{feed_id}.ics"

    @property
    def is_open(self) -> bool:
        """Whether its name may be one that everybody's machines know; an internal one only the own network does."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_global
        except ValueError:
            first, _, last = host.rstrip(".").rpartition(".")
            return bool(first) and last not in _INTERNAL

    @property
    def is_safe(self) -> bool:
        """Whether it is https."""
        return urlsplit(self.url).scheme == "https"

    @property
    def warning(self) -> str | None:
        """Who cannot fetch from it, and why; None if all can."""
        if not self.is_open:
            return (
                "Adressen går bara att nå på organisationens eget nät. Outlook på webben och Google Kalender hämtar "
                "utifrån och kommer inte åt den, men klassiska Outlook, Apple Kalender och Thunderbird gör det."
            )
        if not self.is_safe:
            return "Adressen börjar med http, inte https. Outlook på webben kan då inte hämta kalendern."
        return None


def address(text: str) -> Address:
    """Read the address of a folder.

    Raises:
        ValueError: with a Swedish sentence that says what to write instead.
    """
    example = "Skriv mappens hela adress, till exempel https://arshjul.kommunen.se/."
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not text.isprintable() or not text.isascii() or set(text) & set(' "<>\\^`{|}'):
        raise ValueError(f"är ingen adress. {example}")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise ValueError(f"är ingen mapp: det får inte stå något ? eller # i adressen. {example}")
    if parts.username or parts.password:
        raise ValueError(f"innehåller ett användarnamn. Alla skulle se det. {example}")
    if parts.path.endswith((".html", ".ics")):
        raise ValueError(f"är en fil, ingen mapp. {example}")
    return Address(urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rstrip('/')}/", "", "")))


@dataclass(frozen=True, slots=True)
class Way:
    """A way to subscribe: for which programs, the link that begins it, and three lines of help."""

    name: str
    action: str
    """What the link says."""
    href: str
    help: tuple[str, str, str]


def ways(where: Address, feed_id: str, name: str) -> Iterator[Way]:
    """Yield the ways to subscribe to a feed, by its name in a calendar; the most usual first."""
    https = where.feed(feed_id)
    webcal = f"webcal://{https.partition('://')[2]}"
    query = f"url={quote(https, safe='')}&name={quote(name, safe='')}"
    outlook = (
        "Logga in om du blir ombedd. Adressen och namnet är redan ifyllda.",
        "Kontrollera namnet och välj Importera. Knappen heter så, men du prenumererar.",
        "Kalendern syns sedan också i nya Outlook och i telefonen.",
    )
    yield Way("Outlook i arbetet eller skolan", "Lägg till i Outlook på webben",
              f"https://outlook.office.com/calendar/0/addfromweb?{query}", outlook)  # fmt: skip
    yield Way("Outlook.com, privat", "Lägg till i Outlook.com",
              f"https://outlook.live.com/calendar/0/addfromweb?{query}", outlook)  # fmt: skip
    yield Way(
        "Google Kalender",
        "Lägg till i Google Kalender",
        f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        (
            "Gör det på en dator: i telefonens app går det inte.",
            "Svara ja på frågan om du vill lägga till kalendern.",
            "Den syns under Andra kalendrar, och sedan också i telefonen.",
        ),
    )
    yield Way(
        "Apple Kalender, Thunderbird och klassiska Outlook",
        "Öppna i datorns kalenderprogram",
        webcal,
        (
            "Länken börjar med webcal och öppnar kalenderprogrammet.",
            "Svara ja på frågan om du vill prenumerera.",
            "Händer inget: kopiera adressen ovan och lägg till den som prenumeration i programmet.",
        ),
    )
