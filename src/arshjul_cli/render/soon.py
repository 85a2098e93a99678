"""What of a wheel goes on, and what comes soon."""

import datetime as dt

from arshjul_cli.wheel.model import Occurrence, Status, Wheel


def going_on(wheel: Wheel, today: dt.date) -> tuple[Occurrence, ...]:
    """Return what has a day today, what ends soonest first; what is cancelled only on its first day."""
    now = (o for o in wheel.occurrences if o.overlaps(today, today) and (stands(o) or o.start == today))
    return tuple(sorted(now, key=lambda o: o.last_day))


def upcoming(wheel: Wheel, today: dt.date, days: int) -> tuple[Occurrence, ...]:
    """Return what begins within so many days after today, in the order of the wheel."""
    return tuple(o for o in wheel.occurrences if 0 < (o.start - today).days <= days)


def stands(occurrence: Occurrence) -> bool:
    """Tell whether it is not cancelled."""
    return occurrence.status is not Status.CANCELLED
