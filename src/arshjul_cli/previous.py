"""The earlier output: the state that revisions are counted from, and what has changed since.

Works on the text of the feeds, unfolded: a property that is written otherwise than before is a change.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from arshjul_cli.errors import PreviousError
from arshjul_cli.feed import SUFFIX, Change, Feed, Revision

_OURS = re.compile(rb"^PRODID:-//arshjul//", re.MULTILINE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_EVENT = re.compile(rb"^BEGIN:VEVENT\n(.*?)^END:VEVENT$", re.MULTILINE | re.DOTALL)
_REVISION = frozenset({b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An event as it was written before: its revision, and the rest of it, unfolded."""

    revision: Revision
    content: bytes


@dataclass(frozen=True, slots=True)
class Previous:
    """The earlier feeds of a folder: events by UID by file name, and the files that are not ours."""

    feeds: Mapping[str, Mapping[str, Earlier]]
    foreign: frozenset[str]

    @property
    def state(self) -> Mapping[str, Earlier]:
        """The highest SEQUENCE of each UID in any feed, and the event that has it."""
        state: dict[str, Earlier] = {}
        for events in self.feeds.values():
            for uid, event in events.items():
                if uid not in state or event.revision.sequence > state[uid].revision.sequence:
                    state[uid] = event
        return state


def read(folder: Path) -> Previous:
    """Read the feeds of a folder; one that does not exist holds none.

    Raises:
        PreviousError: if it cannot be read.
    """
    feeds: dict[str, Mapping[str, Earlier]] = {}
    foreign: set[str] = set()
    try:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix.lower() == SUFFIX and path.is_file():
                text = _FOLD.sub(b"", path.read_bytes()).replace(b"\r\n", b"\n")
                if _OURS.search(text):
                    feeds[path.name] = dict(map(_earlier, _EVENT.findall(text)))
                else:
                    foreign.add(path.name)
    except OSError as error:
        raise PreviousError(f"{folder}: Mappen går inte att läsa ({error.strerror}). Ändra dess behörighet.") from error
    return Previous(feeds, frozenset(foreign))


def require_ours(previous: Previous, folder: Path, feeds: Iterable[Feed], uid_domain: str) -> None:
    """Make sure that writing would replace nobody else's file.

    Raises:
        PreviousError: if a feed's name is taken by a foreign file, or the feeds belong to another plan.
    """
    for feed in feeds:
        if feed.file_name in previous.foreign:
            text = "Filen är inte skriven av arshjul. Flytta den, eller välj en annan mapp med --out."
            raise PreviousError(f"{folder / feed.file_name}: {text}")
    domains = {uid.rpartition("@")[2] for events in previous.feeds.values() for uid in events}
    for other in sorted(domains - {uid_domain}):
        text = f"Flödena här hör till en plan med uid_domain {other}, inte {uid_domain}."
        raise PreviousError(f"{folder}: {text} Välj en annan mapp med --out, så dubbleras inget i kalendrarna.")


def revise(contents: Mapping[str, bytes], previous: Previous, stamp: dt.datetime) -> dict[str, Revision]:
    """Return the revision of each event: unchanged as before, changed one higher and stamped, new 0 and stamped."""
    state = previous.state
    now = f"{stamp:%Y%m%dT%H%M%SZ}"
    return {uid: _revised(content, state.get(uid), now) for uid, content in contents.items()}


def change(feed: Feed, contents: Mapping[str, bytes], previous: Previous) -> Change:
    """Return what has changed in a feed."""
    before = previous.feeds.get(feed.file_name, {})
    after = {event.uid: contents[event.uid] for event in feed.events}
    return Change(
        new=len(after.keys() - before.keys()),
        changed=sum(_unfolded(after[uid]) != before[uid].content for uid in after.keys() & before.keys()),
        removed=len(before.keys() - after.keys()),
    )


def _revised(content: bytes, earlier: Earlier | None, now: str) -> Revision:
    if earlier is None:
        return Revision(sequence=0, dtstamp=now, last_modified=now)
    if _unfolded(content) == earlier.content:
        return earlier.revision
    return Revision(sequence=earlier.revision.sequence + 1, dtstamp=now, last_modified=now)


def _unfolded(content: bytes) -> bytes:
    return _FOLD.sub(b"", content).replace(b"\r\n", b"\n")


def _earlier(text: bytes) -> tuple[str, Earlier]:
    lines = text.splitlines(keepends=True)
    values = {name: value.strip().decode() for name, _, value in (line.partition(b":") for line in lines)}
    revision = Revision(
        sequence=int(values.get(b"SEQUENCE", "0")),
        dtstamp=values.get(b"DTSTAMP", ""),
        last_modified=values.get(b"LAST-MODIFIED", ""),
    )
    content = b"".join(line for line in lines if line.partition(b":")[0] not in _REVISION)
    return values.get(b"UID", ""), Earlier(revision=revision, content=content)
