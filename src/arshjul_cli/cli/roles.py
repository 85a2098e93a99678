"""`arshjul roles`: who is in what."""

from arshjul_cli.cli import inputs, output


def roles(plan: inputs.PlanOption = None) -> int:
    """Lista rollerna: vilka som ingår i vad, och hur många aktiviteter de har."""
    from arshjul_cli.render.terminal.roles import render

    output.page_table(render(inputs.open_plan(plan), output.width()))
    return 0
