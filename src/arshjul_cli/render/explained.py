"""How an explained activity is worded: its rule, its years, whom it reaches, its promises. For terminal and page."""

from collections.abc import Iterator

from arshjul_cli.explain.model import Chain, Explanation, Reach
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Promise
from arshjul_cli.rules import Deadline, Undated, gives_no_day, sentence
from arshjul_cli.swedish import enumerate_words, month_name


def rule(explanation: Explanation) -> Iterator[str]:
    """Yield the sentences that tell when it is."""
    item = explanation.item
    yield sentence(item.rule) if item.rule else "Ett extra tillfälle: ett datum, ingen regel."
    if item.deadline and not isinstance(item.rule, Deadline):
        yield "Senast då ska det vara klart."
    if isinstance(item, Activity):
        yield from _years(item)
        yield from _settled(item, explanation)


def _years(item: Activity) -> Iterator[str]:
    """Yield which school years have it, if not all do."""
    match item.from_year, item.until_year:
        case None, None:
            return
        case None, last:
            yield f"Finns till och med läsåret {last}."
        case first, None:
            yield f"Finns från läsåret {first}."
        case first, last:
            yield f"Finns från läsåret {first} till och med {last}."


def _settled(item: Activity, explanation: Explanation) -> Iterator[str]:
    """Yield what may change the day that the rule gives."""
    if item.is_decided_yearly:
        has_no_day = isinstance(item.when, Undated) or (gives_no_day(item.when) and not item.is_deadline)
        otherwise = "" if has_no_day else " Till dess är regelns dag preliminär."
        yield f"Dagen bestäms varje år.{otherwise}"
    mode = item.on_holiday or explanation.plan.plan.on_holiday
    ruled = [slot.ruled for slot in explanation.slots if slot.ruled]
    if mode == "keep":
        return
    if any(span.start == span.last_day for span in ruled):
        yield f"Är dagen ledig flyttas den till närmaste vardag {'före' if mode == 'before' else 'efter'}."
    elif ruled and item.on_holiday:
        yield "En period flyttas aldrig, inte heller när den börjar eller slutar på en ledig dag."


def ways(explanation: Explanation, reach: Reach) -> str:
    """Return all the ways in which it reaches somebody."""
    return "; ".join(_way(explanation, reach, chain) for chain in reach.chains)


def _way(explanation: Explanation, reach: Reach, chain: Chain) -> str:
    """Return `ansvarig`, `deltar genom Ledningsgruppen`, `ansvarig genom Skolledare, som ingår i Ledningsgruppen`."""
    roles = explanation.plan.roles
    named = chain.bodies[-1] if chain.bodies else reach.role
    part = "ansvarig" if named in explanation.item.responsible else "deltar"
    if not chain.bodies:
        return part
    first, *further = (roles[body].label for body in chain.bodies)
    leads = " (leder)" if chain.leads else ""
    return f"{part} genom {first}{leads}{''.join(f', som ingår i {body}' for body in further)}"


def how_often(promise: Promise) -> str:
    """Return `3 per läsår`, or the months."""
    if promise.per_school_year:
        return f"{promise.per_school_year} per läsår"
    return enumerate_words(map(month_name, promise.months))
