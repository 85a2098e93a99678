"""`arshjul explain`: all there is to know of one activity."""

from typing import TYPE_CHECKING, Annotated

import typer

from arshjul_cli.cli import clock, inputs, output, results

if TYPE_CHECKING:
    from arshjul_cli.plan.items import Item
    from arshjul_cli.plan.model import Plan


def explain(
    activity: Annotated[
        str, typer.Argument(metavar="AKTIVITET", help="Aktivitetens id eller rubrik, eller en del av den.")
    ],
    years: inputs.YearsArgument = None,
    format_: results.FormatOption = None,
    out: results.OutOption = None,
    ids: results.IdsOption = False,
    plan: inputs.PlanOption = None,
    today: clock.TodayOption = None,
) -> int:
    """Förklara en aktivitet: regeln, datumen och varför, vilka den rör och genom vad.

    Passar flera aktiviteter listas de. Utan LÄSÅR blir det förra läsåret, detta och de tre nästa.
    """
    from arshjul_cli.explain.activity import explain as explanation_of
    from arshjul_cli.explain.activity import usual_years
    from arshjul_cli.render import explained
    from arshjul_cli.render.terminal.explain import render
    from arshjul_cli.schoolyear import SchoolYear

    wanted = results.wanted(format_, out)
    chosen = inputs.school_years(years or ())
    opened = inputs.open_plan(plan)
    inputs.require_begun(opened, chosen)
    day = clock.today(today, opened)
    item_id, *others = _meant(activity, opened)
    if others:
        _list(opened, (item_id, *others), wanted, out)
        return 0
    asked = chosen or usual_years(opened, item_id, SchoolYear.containing(day))
    explanation = explanation_of(opened, item_id, asked, day)
    if ids:
        explanation = explained.with_ids(explanation)
    if wanted == results.TABLE:
        results.write_table(render(explanation, output.width()), out)
    else:
        results.write(explained.FORMATS[wanted](explanation), out)
    return 0


def _meant(text: str, plan: "Plan") -> tuple[str, ...]:
    """Return the ids of the activities that a text may mean: its id, else every one whose title fits."""
    from arshjul_cli.explain.activity import former_ids, ids, titled

    former = former_ids(plan)
    if text in former:
        output.note(f'"{text}" heter numera "{former[text]}".')
        return (former[text],)
    if text in ids(plan):
        return (text,)
    return titled(plan, text) or (inputs.known("AKTIVITET", text, ids(plan)),)


def _list(plan: "Plan", ids: tuple[str, ...], wanted: str, out: str | None) -> None:
    """Write the activities that a text may mean."""
    from arshjul_cli.render import grid
    from arshjul_cli.render.grid import Grid
    from arshjul_cli.render.terminal.grid import render

    items: dict[str, Item] = {item.id: item for item in plan.items()}
    rows = tuple((one, items[one].summary, str(items[one].rule or "extra")) for one in ids)
    columns = {"activity": "Id", "summary": "Aktivitet", "rule": "Regel"}
    found = Grid(title="Aktiviteter som passar", columns=columns, rows=rows)
    if wanted == results.TABLE:
        results.write_table(render(found), out)
    else:
        results.write(grid.FORMATS[wanted](found), out)
    output.tell(f"{len(ids)} aktiviteter passar. Förklara en av dem: arshjul explain ID")
