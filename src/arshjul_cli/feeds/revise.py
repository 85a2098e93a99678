"""From the contents of events and their earlier state to revisions."""

import datetime as dt
from collections.abc import Mapping

from arshjul_cli.feeds.history import Earlier, Revision
from arshjul_cli.feeds.lines import unfold

_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_MINUTE = dt.timedelta(minutes=1)


def revise(contents: Mapping[str, bytes], state: Mapping[str, Earlier], stamp: dt.datetime) -> dict[str, Revision]:
    """Return the revision of each event: unchanged as before; new or changed a higher SEQUENCE and the stamp.

    That SEQUENCE is the minutes from 2020 to the stamp, or one more than the last if that is more. So it rises even
    where the earlier feeds were lost, or are an old copy. The stamp is UTC. Contents are the properties of an event,
    folded, all but its revision.
    """
    now = f"{stamp:%Y%m%dT%H%M%SZ}"
    minutes = (stamp - _EPOCH) // _MINUTE
    revisions: dict[str, Revision] = {}
    for uid, content in contents.items():
        earlier = state.get(uid)
        if earlier and unfold(content) == earlier.content:
            revisions[uid] = earlier.revision
        else:
            last = earlier.revision.sequence if earlier else -1
            revisions[uid] = Revision(sequence=max(last + 1, minutes), dtstamp=now, last_modified=now)
    return revisions
