"""What a text may have gone through on its way into the file: lost letters, odd quotes, what nobody sees."""

import re
import unicodedata

SEEN_BY_EDITORS = (
    r"\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff"
    r"\ufeff\ufff9-\uffff"
)
"""Those of the refused characters that a regular expression of the JSON Schema can name."""
_CURLY = frozenset("“”„‟«»‘’‚")
_MANGLED = re.compile("Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0-\xbf]|â[\x80€‚„†ˆ]|ï»¿|ðŸ|\ufffd")
"""UTF-8 that was read as Latin-1 or Windows-1252, "Ã¥" for "å"; or the sign for what could not be read."""
_PICTURE = "[©®‼⁉™ℹ\u2190-\u27bf\u2900-\u2bff〰〽㊗㊙\U0001f000-\U0001faff][\U0001f3fb-\U0001f3ff]?[\ufe0e\ufe0f]?"
_EMOJI = re.compile(f"{_PICTURE}(\u200d{_PICTURE})*|[0-9#*]\ufe0f\u20e3")
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)
"""Letters and signs of other categories that show as nothing."""


def harm(value: str) -> str:
    """Return what has happened to a text and what to do about it; nothing if people see it as it was meant."""
    if _MANGLED.search(value):
        return "Texten är förvrängd: å, ä eller ö har blivit fel tecken. Skriv om den, och spara som UTF-8."
    if value and value[0] in _CURLY and value[-1] in _CURLY and _CURLY.isdisjoint(value[1:-1]):
        return "Texten står inom böjda citattecken. Skriv raka, eller ta bort dem."
    # Within a picture the characters that join and colour its parts belong to it.
    for character in _EMOJI.sub("", value):
        if character in "\n\r\u2028\u2029":
            return "Texten går över flera rader. Skriv den på en rad."
        if unicodedata.category(character) in _UNSEEN or _BLANK.match(character):
            return f"Texten innehåller ett osynligt tecken (U+{ord(character):04X}). Ta bort det."
    return ""
