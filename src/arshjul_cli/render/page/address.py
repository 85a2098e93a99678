"""The ways to subscribe to a feed of a site, and who cannot. A site is an address without a slash at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from arshjul_cli.check.site import is_inside
from arshjul_cli.feeds import addresses
from arshjul_cli.feeds.model import SUFFIX


def feed(site: str, feed_id: str) -> str:
    """Return the address of a feed."""
    return addresses.of_feed(site, feed_id + SUFFIX)


def hindrance(site: str) -> str | None:
    """Return what keeps people from subscribing to feeds of a site, in words for them; None if nothing is known to."""
    if is_inside(site):
        return (
            "Adressen ser ut att bara nås på organisationens eget nät. Då kan nya Outlook, Outlook på webben och "
            "Google inte hämta kalendern. Använd klassiska Outlook, Apple Kalender eller Thunderbird på det nätet."
        )
    if urlsplit(site).scheme != "https":
        return (
            "Adressen börjar med http, inte https. Då kan nya Outlook och Outlook på webben inte hämta kalendern, men "
            "klassiska Outlook kan det."
        )
    return None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to subscribe: for which programs, the link that begins it, and three lines of help."""

    name: str
    action: str
    """What the link says."""
    href: str
    help: tuple[str, str, str]


def ways(https: str, name: str) -> Iterator[Way]:
    """Yield the ways to subscribe to the feed at an address, by its name in a calendar; the most usual first."""
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
