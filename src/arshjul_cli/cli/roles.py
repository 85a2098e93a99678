"""`arshjul roles`: who is in what."""

from arshjul_cli.cli import inputs, output, results


def roles(
    format_: results.FormatOption = None,
    out: results.OutOption = None,
    ids: results.IdsOption = False,
    plan: inputs.PlanOption = None,
) -> int:
    """Lista rollerna: vilka som ingår i vad, och hur många aktiviteter de har.

    Med --ids visas också id, som --role vill ha i andra kommandon.
    """
    from arshjul_cli.render import grid, membership
    from arshjul_cli.render.terminal.roles import render

    wanted = results.wanted(format_, out)
    opened = inputs.open_plan(plan)
    if wanted == results.TABLE:
        results.write_table(render(opened, output.width(), ids=ids), out)
    else:
        results.write(grid.FORMATS[wanted](membership.grid(opened)), out)
    return 0
