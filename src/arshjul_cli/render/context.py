"""What a render knows besides the wheel."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The day of a run, and where the feeds are published."""

    today: dt.date
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The URL of each feed that is published, by feed id."""
