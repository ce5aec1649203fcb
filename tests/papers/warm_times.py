"""What a paper costs a process that prints all day. Prints JSON, as a program of its own: beside
other tests the figures would tell of those tests' papers too.

First every sample, warm; then the same after a table of 500 lines of every kind was printed, which
leaves the compiler with much to remember.
"""

import json
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import django

django.setup()

from pbjdesa.config.registries import PAPER_LIST  # noqa: E402
from pbjdesa.documents.paper.kinds import PaperKind  # noqa: E402
from pbjdesa.documents.paper.render import render_pdf  # noqa: E402
from tests.papers import printing  # noqa: E402

_number = count()


def main() -> None:
    fresh = _seconds_of_every_kind()
    for kind in PAPER_LIST:
        for paper in printing.long_papers(kind):
            render_pdf(paper)
    told = {
        "fresh": fresh,
        "after_long": _seconds_of_every_kind(),
        "peak_mib": _peak_mib(),
    }
    print(json.dumps(told))


def _peak_mib() -> int:
    """The most memory of this program alone: what `getrusage` tells began with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kib) // 1024


def _seconds_of_every_kind() -> dict[str, float]:
    """Time of the processor for one paper that was not printed before, by kind.

    The quicker of two: a neighbour that empties the caches of the processor does not count.
    """
    return {kind.slug: min(_seconds(kind), _seconds(kind)) for kind in PAPER_LIST}


def _seconds(kind: PaperKind) -> float:
    paper = printing.sample_paper(kind)
    render_pdf(paper)
    start = time.process_time()
    render_pdf(replace(paper, number=f"{next(_number)}/2026"))
    return time.process_time() - start


if __name__ == "__main__":
    main()
