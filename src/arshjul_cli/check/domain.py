"""Names of hosts that only examples have."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from arshjul_cli.findings import Code, Problem
from arshjul_cli.plan.model import Plan

_PLACEHOLDER = re.compile(r"\.(?:test|example|invalid|localhost)$|(?:^|\.)example\.(?:com|net|org)$")


def placeholder(plan: Plan) -> Iterator[Problem]:
    """Yield that the domain of the plan's UIDs, or its site, is one that nobody can own (RFC 2606 sections 2, 3)."""
    if _PLACEHOLDER.search(plan.plan.uid_domain):
        text = (
            "Domänen är bara ett exempel. Skriv en som ni äger innan någon prenumererar: den ska aldrig ändras sedan."
        )
        yield Problem(at=plan.plan.at("uid_domain"), code=Code.EXAMPLE_DOMAIN, text=text)
    if plan.plan.site and _PLACEHOLDER.search(urlsplit(plan.plan.site).hostname or ""):
        text = "Adressen är bara ett exempel. Skriv webbplatsens egen, eller ta bort raden tills den finns."
        yield Problem(at=plan.plan.at("site"), code=Code.EXAMPLE_DOMAIN, text=text)
