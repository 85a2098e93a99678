"""What stands after a comma within braces, without a colon: a part of the text before, or a key that is missing."""

import re

from arshjul_cli.findings import cut, in_quotes
from arshjul_cli.source import Loc
from arshjul_cli.swedish import DASHES

ALONE = "Inom { } ska det stå nyckel: värde. Är det en text: sätt hela inom citattecken."
_AFTER = "Efter ett kommatecken inom { } ska det stå nyckel: värde."
_DATE = re.compile(rf"\d{{4}}[{DASHES}-]\d\d[{DASHES}-]\d\d.*")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d.*")


def is_date(text: str) -> bool:
    """Tell whether a text begins with a date: nothing that follows a comma is a part of it."""
    return bool(_DATE.fullmatch(text))


def after_text(key: str, whole: str) -> str:
    """Return what is said of a text that goes on after a comma; takes its key, and all of it."""
    return f"{_AFTER} Hör det till texten: sätt den inom citattecken, {cut(key)}: {in_quotes(cut(whole))}."


def after_date(within: Loc, key: str, date: str, more: str) -> str:
    """Return what is said of a date after which more stands without a key; takes where it is, and the date's key."""
    if "cancelled" in within:
        return f"{_AFTER} Är det en dag och skälet: skriv {cut(key)}: {{{cut(date)}: {in_quotes(cut(more))}}}."
    if _CLOCK.fullmatch(more):
        return f"Mellan dagen och tiden står inget kommatecken. Skriv {cut(key)}: {cut(f'{date} {more}')}."
    decided = f"date: {cut(date)}, location: {cut(more)}"
    return f"{_AFTER} Är det platsen: skriv {decided if key == 'date' else f'{cut(key)}: {{{decided}}}'}."
