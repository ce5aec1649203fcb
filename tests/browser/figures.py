"""What was measured: told at the end of a run, and copied from there into docs/numbers.md."""

FIGURES: dict[str, str] = {}
"""What by its words, in the order of measuring."""


def note(what: str, figure: str) -> None:
    """Keep one figure."""
    FIGURES[what] = figure
