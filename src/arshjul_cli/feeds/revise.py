"""From the contents of events and their earlier state to revisions."""

import datetime as dt
from collections.abc import Mapping

from arshjul_cli.feeds.history import Earlier, Revision
from arshjul_cli.feeds.lines import unfold


def revise(contents: Mapping[str, bytes], state: Mapping[str, Earlier], stamp: dt.datetime) -> dict[str, Revision]:
    """Return the revision of each event: unchanged as before, changed one higher and stamped, new 0 and stamped.

    The stamp is UTC. Contents are the properties of an event, folded, all but its revision.
    """
    now = f"{stamp:%Y%m%dT%H%M%SZ}"
    revisions: dict[str, Revision] = {}
    for uid, content in contents.items():
        earlier = state.get(uid)
        if earlier and unfold(content) == earlier.content:
            revisions[uid] = earlier.revision
        else:
            last = earlier.revision.sequence if earlier else -1
            revisions[uid] = Revision(sequence=last + 1, dtstamp=now, last_modified=now)
    return revisions
