"""What events tell, for who reads one alone: what it is, when, who, and where it comes from."""

from collections.abc import Iterator

from arshjul_cli.feeds import addresses
from arshjul_cli.plan.items import Activity
from arshjul_cli.plan.model import Header, Plan
from arshjul_cli.rules import in_words
from arshjul_cli.swedish import either_month_of_year, long_day, long_span
from arshjul_cli.wheel.model import Kind, Occurrence, Status


def description(plan: Plan, occurrence: Occurrence) -> str:
    """Return the text that every event of an occurrence has; blank lines stand between its groups."""
    groups = (_first(occurrence), _points(occurrence), _when(plan, occurrence), _who(plan, occurrence))
    texts = ("\n".join(lines) for lines in (*groups, _origin(plan, occurrence)))
    text = "\n\n".join(filter(None, texts))
    site = plan.plan.site
    return addresses.with_page(text, addresses.of_page(site, occurrence.activity.id)) if site else text


def ended(header: Header) -> str:
    """Return what the event of a feed that has ended tells."""
    text = f"Det här flödet finns inte längre i {header.title}. Du kan ta bort prenumerationen."
    others = f"Andra flöden: {addresses.front(header.site)}" if header.site else ""
    asked = f"Frågor: {header.contact}" if header.contact else ""
    return "\n\n".join(filter(None, (text, "\n".join(filter(None, (others, asked))))))


def _first(occurrence: Occurrence) -> Iterator[str]:
    if occurrence.reason:
        yield f"Inställt: {occurrence.reason}"
    if occurrence.url:
        # Calendar programs show no URL property.
        yield f"Länk: {occurrence.url}"


def _points(occurrence: Occurrence) -> Iterator[str]:
    return (f"• {point}" for point in occurrence.activity.points)


def _when(plan: Plan, occurrence: Occurrence) -> Iterator[str]:
    if occurrence.location:
        yield f"Plats: {occurrence.location}"
    yield from _days(occurrence)
    if occurrence.has_no_end:
        yield f"Börjar {occurrence.given_time[0]:%H:%M}. Ingen sluttid är angiven." if occurrence.given_time else ""
    if occurrence.moved_from:
        off = plan.workdays.holiday(occurrence.moved_from) or "en ledig dag"
        yield f"Flyttad hit från {long_day(occurrence.moved_from)}, som är {off}."
    if occurrence.status is Status.TENTATIVE and not occurrence.is_open_month:
        yield _preliminary(occurrence)


def _days(occurrence: Occurrence) -> Iterator[str]:
    """Yield the days in words, where the event does not stand on just them."""
    if occurrence.kind is Kind.DEADLINE:
        yield f"Klart senast: {long_day(occurrence.last_day)}"
    elif occurrence.is_open_month:
        yield _open_month(occurrence)
    elif occurrence.is_any_day:
        yield _any_day(occurrence)
    elif occurrence.kind is Kind.PERIOD:
        yield f"Hela perioden: {long_span(occurrence.start, occurrence.last_day)}"


def _preliminary(occurrence: Occurrence) -> str:
    other = occurrence.counted_from
    if other and not occurrence.is_to_decide:
        return f"Dagen är preliminär tills dagen för {other.activity.label} är bestämd."
    is_day = occurrence.kind is not Kind.PERIOD
    return "Dagen är preliminär tills den är bestämd." if is_day else "Dagen är inte bestämd än."


def _open_month(occurrence: Occurrence) -> str:
    if occurrence.status is Status.CANCELLED:
        return f"Skulle ha hållits någon dag i {_month(occurrence)}."
    held = f"Hålls någon dag i {_month(occurrence)}."
    if _has_display(occurrence):
        return f"{held} Dagen är inte bestämd än."
    which = "månadens" if len(occurrence.months) == 1 else "den första månadens"
    return f"{held} Händelsen står här på {which} första vardag tills dagen är bestämd."


def _any_day(occurrence: Occurrence) -> str:
    if occurrence.status is Status.CANCELLED:
        return f"Skulle ha skett någon gång i {_month(occurrence)}."
    stands = "" if _has_display(occurrence) else " Händelsen står här på månadens sista vardag."
    return f"Sker någon gång i {_month(occurrence)}.{stands}"


def _has_display(occurrence: Occurrence) -> bool:
    return occurrence.activity.display is not None


def _month(occurrence: Occurrence) -> str:
    return either_month_of_year(occurrence.start, occurrence.last_day)


def _who(plan: Plan, occurrence: Occurrence) -> Iterator[str]:
    activity = occurrence.activity
    responsible, participants = (
        ", ".join(plan.roles[role_id].name for role_id in role_ids)
        for role_ids in (activity.responsible, activity.participants)
    )
    yield f"Ansvarig: {responsible or 'inte angiven i planen'}"
    if participants:
        yield f"Deltar: {participants}"
    for body_id in activity.named:
        body = plan.roles[body_id]
        reached = [plan.roles[role_id].name for role_id in plan.within(body_id)]
        if body.others:
            reached.append(body.others)
        if reached:
            yield f"I {body.name} ingår: {', '.join(reached)}"


def _origin(plan: Plan, occurrence: Occurrence) -> Iterator[str]:
    activity = occurrence.activity
    if isinstance(activity, Activity):
        yield f"Regel i årshjulet: {in_words(activity.when)}"
    else:
        yield "Extra tillfälle som inte finns i tidsplanen."
    yield from (f"{link.title}: {link.url}" for link in activity.links)
    yield f"Källa: {', '.join(filter(None, (plan.plan.title, activity.source)))}"
    owner = plan.roles[plan.plan.owner].name if plan.plan.owner else None
    if asked := ", ".join(filter(None, (owner, plan.plan.contact))):
        yield f"Frågor: {asked}"
