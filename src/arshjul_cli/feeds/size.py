"""How large feeds may be: what people's phones fetch twice a day, and what a run may hold. Pure."""

from collections.abc import Iterable, Mapping

from arshjul_cli.errors import OutputError
from arshjul_cli.feeds.model import Feed

MOST = 20_000_000
"""Bytes of the events of a feed."""
_MOST_TOGETHER = 200_000_000
_CURE = "Ta med färre läsår, eller gör aktiviteterna färre eller deras texter kortare. Inget är skrivet."


def require_room(feeds: Iterable[Feed], written: Mapping[str, bytes], others: Mapping[str, bytes]) -> None:
    """Do nothing if feeds are no larger than they may be, each and together with the files of feeds that have ended.

    The bytes of events are by UID.

    Raises:
        OutputError: with the numbers, before any of them is put together.
    """
    lengths = {uid: len(data) for uid, data in written.items()}
    sizes = {feed.file_name: sum(lengths[event.uid] for event in feed.events) for feed in feeds}
    sizes |= {name: len(data) for name, data in others.items()}
    lines = [
        f"{name} skulle bli {_megabytes(size)} MB. Ett flöde får vara högst {_megabytes(MOST)} MB."
        for name, size in sizes.items()
        if size > MOST
    ]
    if (together := sum(sizes.values())) > _MOST_TOGETHER:
        number = f"Flödena ({len(sizes)} stycken) skulle tillsammans bli {_megabytes(together)} MB."
        lines.append(f"{number} De får vara högst {_megabytes(_MOST_TOGETHER)} MB.")
    if lines:
        raise OutputError("\n".join((*lines, _CURE)))


def _megabytes(size: int) -> str:
    """Return a number of bytes in millions, rounded up."""
    return str(-(-size // 1_000_000))
