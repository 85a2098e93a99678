"""The text of a plan: laid out as that of `init`, with what the table says beside what was made of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arshjul_cli.editing.layout import quoted, quoted_alone
from arshjul_cli.findings import visible
from arshjul_cli.importing.activities import Kept, Made, Result
from arshjul_cli.importing.people import Roles
from arshjul_cli.importing.times import ON_DEMAND
from arshjul_cli.schoolyear import SchoolYear

_COLORS = (
    "royalblue", "darkgreen", "saddlebrown", "purple", "teal", "darkred", "navy", "mediumvioletred", "dimgray", "olive",
)  # fmt: skip
"""Can be read against white."""
_HEAD = """\
# yaml-language-server: $schema=arshjul.schema.json
#
# Årshjulet: vad som ska göras under läsåret, när, och av vem. Hämtat ur {source}.
#
# Filen läses av programmet arshjul, som gör ett kalenderflöde för varje roll. Kör `arshjul check` efter varje ändring.
#
# Kommentaren "tabellen: …" återger det som står i tabellen, där det är skrivet på ett annat sätt här. En kommentar som
# börjar med "Att göra:" är något som bara du kan avgöra. Ta bort den när det är gjort.
#
# Id:n (det som står före kolonet, eller efter id:) får du ändra nu, överallt där de står. Ändra inte ett id som har
# använts: kalendrarna känner igen rollerna och aktiviteterna på det.

plan:
  # Att göra: skriv planens titel, och vems den är.
  title: Årshjul
  organisation: Kommunen
  # När planen är beslutad: ta bort # framför raderna och skriv er dag och paragraf.
  # adopted: {example}
  # paragraph: § 16
  # Läsåret då ni börjar. Det som var före det finns inte i flödena.
  first_year: {first_year}
  # Domänen ingår i varje händelses identitet. Skriv en som är er egen INNAN flödena skrivs första gången, och
  # ändra den sedan aldrig: då skulle allt dubbleras i folks kalendrar.
  uid_domain: {domain}

# Befattningar och grupper, som de heter i tabellen. Varje roll får ett eget flöde. För en grupp kan du skriva vem som
# leder den (leader) och vilka som ingår (members): de får då också det som gäller gruppen.
"""
_CATEGORIES = """
# Färgen är ett engelskt färgnamn ur CSS3.
categories:
"""
_ACTIVITIES = """
# Aktiviteterna i tabellens ordning. Tiden (when) skrivs som i en plan: mars, 5 mars, v. 45–47, senast 30 juni, första
# tisdagen i mars, varje månad utom juli, vid behov. Samma regel gäller år efter år.
{yearly}activities:
"""
_YEARLY = """\
#
# Ett datum som tabellen har för ett visst år står under years. Aktivitetens regel är den veckodagen i månaden, till
# exempel första tisdagen i mars, och dagen bestäms varje år (decided_yearly).
"""
_YEARS = """
# Det som är bestämt, läsår för läsår.
years:
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the head of a plan says."""

    source: str
    """The name of the file that the table stood in."""
    domain: str
    first_year: SchoolYear


def text_of(made: Sequence[Result], roles: Roles, categories: Mapping[str, str], about: About) -> str:
    """Return the plan; `categories` are names by id."""
    activities = [one for one in made if isinstance(one, Made)]
    items = ("".join(f"{line}\n" for line in _item(one)) for one in made if isinstance(one, Made | Kept))
    years = _years(activities)
    return "".join(
        (
            _HEAD.format(
                source=visible(about.source),
                domain=about.domain,
                first_year=about.first_year,
                example=f"{about.first_year.first}-06-17",
            ),
            _section("roles:", (line for role in roles.names for line in _role(role, roles))),
            *((_CATEGORIES, *_category_lines(categories)) if categories else ()),
            _ACTIVITIES.format(yearly=_YEARLY if years else ""),
            "\n".join(items),
            *((_YEARS, *years) if years else ()),
        )
    )


def _section(key: str, lines: Iterable[str]) -> str:
    written = "".join(f"  {line}\n" for line in lines)
    return f"{key}\n{written}" if written else f"{key} {{}}\n"


def _role(role: str, roles: Roles) -> Iterator[str]:
    if variants := roles.variants[role]:
        yield f"# I tabellen står också: {', '.join(variants)}. Är det någon annan? Gör då en egen roll."
    yield f"{role}: {{name: {quoted(roles.names[role])}}}"


def _category_lines(categories: Mapping[str, str]) -> Iterator[str]:
    for number, (category, name) in enumerate(categories.items()):
        yield f"  {category}: {{name: {quoted(name)}, color: {_COLORS[number % len(_COLORS)]}}}\n"


def _item(item: Made | Kept) -> Iterator[str]:
    if isinstance(item, Kept):
        yield f"  # Att göra: {item.told[0].where} blev ingen aktivitet. {item.told[0].needs[0]}"
        yield f"  # tabellen: {item.text}"
        return
    yield f"  - id: {item.id}"
    yield from (f"    {line}" for line in _keys(item))


def _keys(item: Made) -> Iterator[str]:
    yield f"summary: {quoted_alone(item.summary)}"
    if item.points:
        yield "points:"
        yield from (f"  - {quoted_alone(point)}" for point in item.points)
    yield from _when(item)
    yield f"responsible: [{', '.join(item.responsible)}]{_aside(item)}"
    if item.participants:
        yield f"participants: [{', '.join(item.participants)}]"
    if item.category:
        yield f"category: {item.category}"
    if item.location:
        yield f"location: {quoted_alone(item.location)}"
    yield from (f"# tabellen, {other}" for other in item.others)


def _when(item: Made) -> Iterator[str]:
    timing = item.timing
    differs = _plain(item.written) != _plain(timing.when) if timing.when != ON_DEMAND else bool(item.written)
    yield f"when: {quoted_alone(timing.when)}{f'  # tabellen: {item.written}' if differs and item.written else ''}"
    yield from (f"# Att göra: {need}" for need in timing.needs)
    if timing.is_yearly:
        yield "decided_yearly: true"


def _aside(item: Made) -> str:
    """Return what the table says of who is responsible, where the roles do not."""
    if item.people:
        return f"  # tabellen: {item.people}"
    return "" if item.responsible else "  # tabellen nämner ingen"


def _plain(text: str) -> str:
    return re.sub(r"\s*[-–—]\s*", "–", text.casefold())


def _years(activities: Sequence[Made]) -> list[str]:
    by_year: dict[SchoolYear, list[Made]] = {}
    for one in activities:
        if one.timing.day:
            by_year.setdefault(SchoolYear.containing(one.timing.day), []).append(one)
    lines: list[str] = []
    for year in sorted(by_year):
        lines += [f"  {year}:\n", "    dates:\n"]
        lines += [f"      {one.id}: {one.timing.decided}\n" for one in by_year[year]]
    return lines
