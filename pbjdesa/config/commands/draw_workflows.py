"""`pbjdesa draw-workflows`: docs/workflows/ from the tables of moves, so that both say the same."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pbjdesa.kernel.workflow import Guard, Move
    from pbjdesa.procurement.registry import Method

NAME = "draw-workflows"
HELP = "Gambar alur tiap cara pengadaan ke docs/workflows/."

FOLDER = Path(__file__).parents[3] / "docs" / "workflows"


def add_arguments(parser: ArgumentParser) -> None:
    """Draw, or only compare."""
    parser.add_argument(
        "--check", action="store_true", help="hanya bandingkan; kode keluar 1 bila berbeda"
    )


def run(args: Namespace) -> int:
    """Write one page per method; with `--check` only say which pages no longer match."""
    from pbjdesa.config.console import note, say

    stale = [name for name, text in pages().items() if _stored(name) != text]
    if args.check:
        for name in stale:
            note(f"Berbeda dari tabelnya: docs/workflows/{name}")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(pages()[name], "utf-8")
        say(f"docs/workflows/{name}")
    return 0


def _stored(name: str) -> str:
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else ""


def pages() -> dict[str, str]:
    """File name → page, for every method the program knows."""
    from pbjdesa.procurement.registry import METHODS

    return {f"{method.slug}.md": "\n".join(_page(method)) + "\n" for method in METHODS}


def _page(method: "Method") -> Iterator[str]:
    yield f"# {method.label}"
    yield ""
    yield (
        f"Drawn by `pbjdesa draw-workflows` from `procurement/methods/{method.slug}/method.py`; "
        "do not edit. A test compares."
    )
    yield ""
    yield f"Ground: {method.article}."
    yield ""
    yield from _diagram(method)
    yield ""
    yield "## Steps"
    yield ""
    yield "| Step | From | To | Who | Duty | PIN | Papers | Must hold | Ground |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for move in method.moves:
        yield _row(method, move)
    yield ""
    yield "## States"
    yield ""
    yield "| State | On the screen | Waits for |"
    yield "|---|---|---|"
    for state in method.states:
        waits = "nobody: final" if state.final else state.waits_for
        yield f"| `{state.code}` | {state.label} | {waits} |"


def _diagram(method: "Method") -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in method.states:
        yield f"    {state.code}: {state.label}"
    yield f"    [*] --> {method.states[0].code}"
    for move in method.moves:
        for source in sorted(move.source):
            yield f"    {source} --> {move.target}: {move.label}"
    for state in method.states:
        if state.final:
            yield f"    {state.code} --> [*]"
    yield "```"


def _row(method: "Method", move: "Move") -> str:
    cells = (
        f"`{move.name}` {move.label}",
        ", ".join(method.state(code).label for code in sorted(move.source)),
        method.state(move.target).label,
        ", ".join(_office(slug) for slug in sorted(move.actor)),
        move.duty or "–",
        "yes" if move.pin else "–",
        ", ".join(f"`{paper}`" for paper in move.papers) or "–",
        "<br>".join(_meaning(guard) for guard in move.guards) or "–",
        move.article or "–",
    )
    return f"| {' | '.join(cells)} |"


def _office(slug: str) -> str:
    from pbjdesa.people.offices import OFFICES

    return OFFICES[slug].label


def _meaning(guard: "Guard") -> str:
    """A guard in the words of its docstring."""
    return " ".join((guard.__doc__ or "").split()).rstrip(".")
