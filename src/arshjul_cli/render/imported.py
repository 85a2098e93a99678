"""The report of `arshjul import`: what was read as what, a line for each row, and what needs a person."""

from collections.abc import Iterator

from arshjul_cli.findings import visible
from arshjul_cli.importing.model import Imported
from arshjul_cli.swedish import count, enumerate_words


def report(imported: Imported) -> str:
    """Return the report, line by line."""
    return "".join(f"{visible(line)}\n" for line in _lines(imported))


def _lines(imported: Imported) -> Iterator[str]:
    columns = "; ".join(f"{column} = {name}" for column, name in imported.columns.items())
    yield f"Läst: {f'{enumerate_words(imported.tables)}. ' if imported.tables else ''}{columns}."
    if imported.left:
        yield f"Inte läst: {enumerate_words(imported.left)}."
    yield ""
    for told in imported.told:
        yield f"{told.where}: {'; '.join((told.became, *told.read))}"
        yield from (f"  Att göra: {need}" for need in told.needs)
    if imported.joined:
        yield ""
        yield "Stavningar som har blivit en roll:"
        yield from (f"  {joined}" for joined in imported.joined)
    yield ""
    yield _summary(imported)
    if imported.undated:
        days = count(imported.undated, "rad har en dag", "rader har en dag")
        yield f"{days} utan årtal. Gäller tabellen ett visst år: importera igen med --year, till exempel 2026/27."


def _summary(imported: Imported) -> str:
    made = (
        count(imported.activities, "aktivitet", "aktiviteter"),
        count(imported.roles, "roll", "roller"),
        count(imported.decided, "bestämt datum", "bestämda datum"),
    )
    needing = sum(bool(told.needs) for told in imported.told)
    rest = f"Att göra: {count(needing, 'rad', 'rader')}." if needing else "Alla rader är förstådda."
    return f"{enumerate_words(made)}. {rest}"
