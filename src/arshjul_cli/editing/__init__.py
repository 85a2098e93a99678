"""From the text of a plan and what was decided to the new text: only the lines that must change do. Pure."""
