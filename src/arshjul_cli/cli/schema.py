"""`arshjul schema`: what editors complete and mark the plan by."""

from arshjul_cli.cli import output


def schema() -> int:
    """Skriv ut planfilens JSON Schema, som textredigerare förstår.

    Spara det bredvid planen: arshjul schema > arshjul.schema.json
    """
    from arshjul_cli.render.schema import render

    output.write_bytes(render())
    return 0
