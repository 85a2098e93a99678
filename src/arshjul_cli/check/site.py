"""The site: whether the calendars of people outside can fetch feeds from its address."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.model import Plan

_INSIDE = re.compile(
    r"""[^.]+  # a name without a domain is looked up inside
    |.*\.(?:local|localhost|localdomain|lan|internal|intern|intranet|corp|home|private|home\.arpa)
    |(?:intra|intran[ae]t|xn--intrant-bxa|insidan|intern)\..*""",
    re.VERBOSE,
)
"""Names that RFC 6762, 6761, 8375 and ICANN keep for what is inside, and those by which municipalities call it."""


def check(plan: Plan) -> Iterator[Problem]:
    """Yield that the address of the site is one from which Outlook cannot fetch the feeds."""
    if plan.plan.site and (why := out_of_reach(plan.plan.site)):
        yield Problem(at=plan.plan.at("site"), code=Code.OUT_OF_REACH, text=why)


def out_of_reach(site: str) -> str | None:
    """Return why Outlook on the web cannot fetch feeds from an address, and what to do; None if nothing tells so.

    New Outlook, Outlook on the web and Google fetch from their own servers, and Outlook only by https.
    """
    address = urlsplit(site)
    if is_inside(site):
        host = address.hostname
        return (
            f"{host} ser ut att bara nås inifrån. Då kan nya Outlook, Outlook på webben och Google inte hämta flödena, "
            "bara klassiska Outlook kan det. Publicera dem på en öppen adress om fler ska kunna prenumerera."
        )
    if address.scheme != "https":
        return (
            "Nya Outlook och Outlook på webben hämtar bara flöden med https. "
            "Skaffa ett certifikat till webbplatsen och skriv https:// i stället för http://."
        )
    return None


def is_inside(site: str) -> bool:
    """Tell whether an address looks like one that only the own network reaches."""
    host = urlsplit(site).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(_INSIDE.fullmatch(host))
