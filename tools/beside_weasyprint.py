"""Every kind of paper, printed here and by WeasyPrint in the same run, as a table.

WeasyPrint is no part of this program. To compare, make an environment for it somewhere and throw it
away afterwards; Debian has the library it needs as `libpango-1.0-0` with `libpangoft2-1.0-0`:

    python3 -m venv SOMEWHERE && SOMEWHERE/bin/pip install weasyprint
    PYTHONPATH=. DJANGO_SETTINGS_MODULE=pbjdesa.config.settings \\
        .venv/bin/python tools/beside_weasyprint.py SOMEWHERE/bin/python

Without it only our own figures are printed. Times are processor time, of the warm program, the
quicker of three; WeasyPrint prints the same texts as PDF/A from the page that phones read.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import django

ROUNDS, EVERY = 3, 9
"""Rounds of each kind; and how many kinds there are for one that both print."""
STYLE = """
@page { size: A4; margin: 14mm 20mm 17mm 25mm;
  @bottom-right { content: "Halaman " counter(page) " dari " counter(pages); font-size: 8.5pt } }
body { font: 11pt serif } h1 { font-size: 13pt } h2 { font-size: 11pt }
header, h1 { text-align: center } table { width: 100%; border-collapse: collapse; font-size: 9.5pt }
th, td { border: .5pt solid; padding: 1.4mm; vertical-align: top } tr { break-inside: avoid }
dl div { display: flex } dt { width: 46mm } .num { text-align: right }
.signs { display: flex; list-style: none; text-align: center } .signs li { flex: 1 }
"""
OTHER = """
import json, sys, time
import weasyprint
took, pages = {}, json.load(sys.stdin)
for slug, page in pages.items():
    rounds = []
    for number in range(%d + 1):
        start = time.process_time()
        html = page.replace("</h1>", f"{number}</h1>")
        weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-2u")
        rounds.append(time.process_time() - start)
    took[slug] = min(rounds[1:])
print(json.dumps([weasyprint.__version__, took]))
"""


def quickest(work: Callable[[int], object]) -> float:
    """Seconds of the processor, after a first time that warms up."""
    rounds = []
    for number in range(ROUNDS + 1):
        start = time.process_time()
        work(number)
        rounds.append(time.process_time() - start)
    return min(rounds[1:])


def main(arguments: list[str]) -> int:
    """Print the table; see the module's text."""
    django.setup()
    from pbjdesa.config.registries import PAPER_LIST
    from pbjdesa.documents.paper.compose import compose
    from pbjdesa.documents.paper.docx import render_docx
    from pbjdesa.documents.paper.html import render_html
    from pbjdesa.documents.paper.render import render_pdf
    from pbjdesa.documents.paper.testing import LETTERHEAD, REGISTERED, sample_of
    from pbjdesa.documents.paper.xlsx import render_xlsx

    papers = {k.slug: compose(k, sample_of(k), LETTERHEAD, **REGISTERED) for k in PAPER_LIST}
    ours: dict[str, float] = {}
    for name, write in (("PDF/A", render_pdf), ("DOCX", render_docx), ("XLSX", render_xlsx)):
        took = {
            slug: quickest(lambda n, p=paper, w=write: w(replace(p, number=f"{n}/2026")))
            for slug, paper in papers.items()
        }
        ours = ours or took
        print(row(name, took))
    if not arguments:
        print("WeasyPrint: skipped, it was not named. See the text of this file.")
        return 0
    style = f"<style>{STYLE}</style>"
    few = list(papers)[::EVERY]
    pages = {slug: style + render_html(papers[slug]) for slug in few}
    told = subprocess.run(
        [arguments[0], "-c", OTHER % ROUNDS],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        print("WeasyPrint: skipped,", told.stderr.strip().splitlines()[-1])
        return 0
    version, took = json.loads(told.stdout)
    print(row("the same few, PDF/A", {slug: ours[slug] for slug in took}))
    print(row(f"the same few, WeasyPrint {version}, PDF/A-2u", took))
    return 0


def row(name: str, took: dict[str, float]) -> str:
    """Median and slowest of all kinds."""
    slowest = max(took, key=lambda slug: took[slug])
    median = statistics.median(took.values())
    return (
        f"| {name}, {len(took)} kinds | {median * 1000:.0f} ms | "
        f"{took[slowest] * 1000:.0f} ms ({slowest}) |"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
