"""A wheel as CSV for a Swedish Excel: semicolons, UTF-8 with BOM, CRLF; Swedish headings, ISO dates."""

import csv
import io
from collections.abc import Iterator

from arshjul_cli.plan.model import Activity, Extra
from arshjul_cli.render.wording import STATUS
from arshjul_cli.swedish import clock, weeks
from arshjul_cli.wheel.model import Kind, Occurrence, Status, Wheel

HEADINGS = (
    "Läsår", "Vecka", "Börjar", "Slutar", "Tid", "Aktivitet", "Punkter", "Ansvarig", "Deltar", "Typ",
    "Status", "Orsak", "Kategori", "Mål", "Plats", "Länk", "Regel", "Källa", "Id",
)  # fmt: skip
_KINDS = {Kind.DAY: "dag", Kind.PERIOD: "period", Kind.DEADLINE: "senast"}
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


def render(wheel: Wheel) -> bytes:
    """Return one row per occurrence, then the undated ones."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    for row in _rows(wheel):
        writer.writerow(map(_harmless, row))
    return text.getvalue().encode("utf-8-sig")


def _rows(wheel: Wheel) -> Iterator[list[str]]:
    for one in wheel.occurrences:
        yield [
            str(one.school_year),
            weeks(one.start, one.last_day).removeprefix("v. "),
            one.start.isoformat(),
            one.last_day.isoformat(),
            clock(one.time) if one.time else "",
            *_who(wheel, one.activity),
            _KINDS[one.kind],
            _status(one),
            one.reason or "",
            *_what(wheel, one.activity, one.location, one.url),
        ]
    for activity in wheel.undated:
        what = _what(wheel, activity, activity.location, activity.url)
        yield ["", "", "", "", "", *_who(wheel, activity), "", "", "", *what]


def _status(occurrence: Occurrence) -> str:
    return "bestämt" if occurrence.status is Status.CONFIRMED else STATUS[occurrence.status]


def _who(wheel: Wheel, item: Activity | Extra) -> list[str]:
    names = {role_id: role.name for role_id, role in wheel.plan.roles.items()}
    responsible = ", ".join(names[one] for one in item.responsible)
    participants = ", ".join(names[one] for one in item.participants)
    return [item.summary, " / ".join(item.points), responsible, participants]


def _what(wheel: Wheel, item: Activity | Extra, location: str | None, url: str | None) -> list[str]:
    plan = wheel.plan
    category = plan.categories[item.category].name if item.category else ""
    goals = " / ".join(plan.goals[goal] for goal in item.goals)
    rule = str(item.when) if isinstance(item, Activity) else ""
    return [category, goals, location or "", url or "", rule, item.source or "", item.id]


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
