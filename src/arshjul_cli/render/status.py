"""How it stands with a plan, in a few lines, and the one command to go on with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arshjul_cli.feeds.generate import Generation
from arshjul_cli.findings import Finding, Level
from arshjul_cli.render.changes.news import NOTHING, news, of_run
from arshjul_cli.render.changes.standing import endings
from arshjul_cli.render.findings import summary
from arshjul_cli.swedish import count, month_name, span, weeks
from arshjul_cli.wheel.undecided import SOON, Undecided

_MOST = 5
"""So many lines of each part; its own command shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run would do to the feeds that are there."""

    made: Generation | None = None
    stops: tuple[str, ...] = ()
    """What would stop it."""

    @property
    def news(self) -> tuple[str, ...]:
        """What it would change, in words."""
        return (*news(of_run(self.made)), *endings(self.made)) if self.made else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What whoever keeps a plan wants to know first."""

    findings: tuple[Finding, ...]
    soon: tuple[Undecided, ...] = ()
    """What is to be decided within the next 90 days."""
    run: Run | None = None
    """None if there are no feeds, or the plan has errors."""

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended."""
        return any(finding.level is Level.ERROR for finding in self.findings)


def text(status: Status, command: str) -> str:
    """Return what is wrong, what is to be decided next, what a run of a command would change, and the next command."""
    parts: list[tuple[str, Sequence[str], str]] = [(summary(status.findings), _wrong(status), "arshjul check")]
    if not status.has_errors:
        parts.append((_to_decide(status.soon), tuple(map(_slot, status.soon)), "arshjul decide"))
        parts.append((_calendars(status.run, command), _changes(status.run), f"arshjul {command} --dry-run"))
    lines = [line for heading, rows, all_of_it in parts for line in (heading, *_few(rows, all_of_it))]
    return "".join(f"{line}\n" for line in (*lines, _next(status, command)))


def _few(rows: Sequence[str], command: str) -> Iterator[str]:
    """Yield the first rows, and of more than a few how many are left and what shows them."""
    yield from (f"  {row}" for row in rows[:_MOST])
    if more := len(rows[_MOST:]):
        yield f"  … och {more} till: {command}"


def _wrong(status: Status) -> Sequence[str]:
    return tuple(str(finding) for finding in status.findings if finding.level is not Level.HINT)


def _to_decide(soon: Sequence[Undecided]) -> str:
    if not soon:
        return f"Inget att bestämma de närmaste {SOON.days} dagarna."
    return f"Att bestämma inom {SOON.days} dagar: {count(len(soon), 'datum', 'datum')}."


def _slot(slot: Undecided) -> str:
    """Return `v. 10, tis 3 mars: Skolanalysgrupp (skolanalysgrupp-mars)`; what is soon has days."""
    month = f", {month_name(slot.month)}" if slot.month else ""
    when = f"{weeks(*slot.days)}, {span(*slot.days)}" if slot.days else ""
    return f"{when}: {slot.activity.summary} ({slot.activity.id}{month})"


def _calendars(run: Run | None, command: str) -> str:
    if run is None:
        return "Inga kalenderflöden är skrivna här än."
    if run.stops:
        return f"arshjul {command} skulle stanna:"
    return "Så skulle kalendrarna ändras:" if run.news else f"Kalendrarna: {NOTHING}"


def _changes(run: Run | None) -> Sequence[str]:
    return (run.stops or run.news) if run else ()


def _next(status: Status, command: str) -> str:
    if status.has_errors:
        return "Nästa steg: rätta felen. arshjul check visar alla, med rad och kolumn."
    if status.run and status.run.stops:
        return f"Nästa steg: arshjul {command} --dry-run visar allt som skulle hända."
    if status.run is None or status.run.news:
        return f"Nästa steg: arshjul {command} skriver kalenderflödena."
    if status.soon:
        return f"Nästa steg: arshjul decide {status.soon[0].school_year} visar vad som ska bestämmas."
    return "Nästa steg: arshjul next visar vad som kommer."
