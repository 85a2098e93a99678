"""What `publish` makes besides the feeds: the pages, and what becomes of those that were there. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arshjul_cli.feeds import recent
from arshjul_cli.feeds.model import SUFFIX
from arshjul_cli.feeds.recent import Recent
from arshjul_cli.flows.generate import Outcome, Request
from arshjul_cli.following import Follow, unseen
from arshjul_cli.manifest import NAME, Manifest, listing, written
from arshjul_cli.render import page
from arshjul_cli.render.page.site import site
from arshjul_cli.wheel.model import Wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks of a site besides its feeds."""

    address: str
    """Where it is published, without a slash at its end."""
    has_paper: bool
    """Whether PDF and PNG can be made."""
    known: tuple[Recent, ...] = ()
    """The changes that were told before."""


def files(request: Request, wheel: Wheel, run: Outcome, wish: Wish, follow: Follow = unseen) -> page.Files:
    """Return all files of the site, feeds and pages, by their paths; the list of them is the last."""
    news = recent.after_run(run.made, () if request.rewrite_past else wish.known, request.day)
    told = site(wheel, run.made.files, news, request.day, wish.address, has_paper=wish.has_paper)
    pages = page.render(told, follow)
    made = {**run.made.files, recent.NAME: recent.to_bytes(news), **pages.files}
    return page.Files({**made, NAME: written(listing(made))}, pages.lacking)


def begun(made: Mapping[str, bytes], before: Manifest, there: Mapping[str, bytes]) -> bytes:
    """Return the list to write before anything else, by which the next run knows what a killed one wrote."""
    as_they_are = listing({name: data for name, data in there.items() if before.wrote(name, data)}).files
    files = {**before.files, **as_they_are}
    to_be = listing({name: data for name, data in made.items() if name != NAME}).files
    new = {name: code for name, code in to_be.items() if files.get(name) != code}
    return written(Manifest(files={name: files[name] for name in sorted(files)}, begun=new))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What becomes of the pages that are there."""

    foreign: tuple[str, ...]
    """Files of others under names of ours: nothing may be written."""
    changed: tuple[str, ...]
    """Pages of ours that somebody has changed, and that are to be written anew: kept aside."""
    removed: tuple[str, ...]
    """Pages of ours that are no longer needed, and that nobody has changed."""


def replaced(made: Mapping[str, bytes], before: Manifest, there: Mapping[str, bytes]) -> Replaced:
    """Return what becomes of files that are there, by name; the feeds have their own rules."""
    taken = [
        name
        for name in made
        if _is_page(name) and name in there and there[name] != made[name] and not _tells_changes(name, there[name])
    ]
    left = [name for name in before.names() if _is_page(name) and name not in made]
    return Replaced(
        foreign=tuple(name for name in taken if not before.holds(name)),
        changed=tuple(name for name in taken if before.holds(name) and not before.wrote(name, there[name])),
        removed=tuple(name for name in left if name in there and before.wrote(name, there[name])),
    )


def _is_page(name: str) -> bool:
    return name != NAME and not name.endswith(SUFFIX)


def _tells_changes(name: str, data: bytes) -> bool:
    """Tell whether a file is the list of changes, which a run goes on from whoever put it there."""
    return name == recent.NAME and recent.is_readable(data)


def wanted(made: Iterable[str], before: Manifest) -> tuple[str, ...]:
    """Return the names of the files whose bytes `replaced` needs."""
    return tuple(dict.fromkeys((*made, *before.names())))
