"""`pbjdesa print-route`: every paper of one procurement method from invented data, to look at."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from pbjdesa.documents.paper.model import Paper

NAME = "print-route"
HELP = "Cetak contoh semua surat satu cara pengadaan."


def add_arguments(parser: ArgumentParser) -> None:
    """Which method, by which rules, and where the files go."""
    parser.add_argument(
        "method",
        metavar="CARA",
        help="pembelian_langsung, permintaan_penawaran, lelang, atau swakelola",
    )
    parser.add_argument("--out", required=True, metavar="FOLDER", help="tempat menaruh PDF")
    parser.add_argument(
        "--aturan",
        default="nasional/lkpp_12_2019",
        metavar="KUNCI",
        help="contoh: 33.24_kendal/perbup_2_2023",
    )
    parser.add_argument("--blank", action="store_true", help="blanko kosong, tanpa data contoh")


def run(args: Namespace) -> int:
    """One PDF for each paper that the rules name, numbered in the order of the file."""
    from pbjdesa.config.console import say
    from pbjdesa.documents.matrix import place_of
    from pbjdesa.documents.paper.render import render_pdf
    from pbjdesa.documents.registry import PAPERS
    from pbjdesa.kernel import clock
    from pbjdesa.kernel.errors import Refused
    from pbjdesa.regulations.loader import load_ruleset
    from pbjdesa.regulations.rules import KNOWN_METHODS, file_papers

    rules = load_ruleset(args.aturan.removesuffix(".toml"), methods=KNOWN_METHODS)
    wanted = file_papers(rules, args.method)
    if not wanted:
        known = ", ".join(sorted(rules.papers))
        raise Refused(f"Aturan itu tidak menyebut surat untuk {args.method}. Pilih: {known}.")
    kinds = sorted(dict.fromkeys(kind for entry, _ in wanted for kind in entry), key=place_of)
    folder = Path(args.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, kind in enumerate(kinds, 1):
            paper = _sample(kind, blank=args.blank, on=clock.now().date())
            (folder / f"{number:02}-{kind}.pdf").write_bytes(render_pdf(paper))
    except OSError as error:
        raise Refused(f"Folder {folder} tidak bisa ditulisi. Pilih folder lain.") from error
    say(f"{len(kinds)} surat ada di {folder}: {', '.join(PAPERS[kind].name for kind in kinds)}.")
    return 0


def _sample(kind: str, *, blank: bool, on: "date") -> "Paper":
    """The paper of an invented village."""
    from pbjdesa.documents.paper.model import Letterhead
    from pbjdesa.documents.paper.trial import trial_of
    from pbjdesa.documents.paper.wording import wording_of
    from pbjdesa.documents.registry import PAPERS

    head = Letterhead.of_desa(
        kabupaten="Contoh",
        kecamatan="Teladan",
        desa="Sukamulya",
        address=("Jalan Raya Sukamulya Nomor 1",),
    )
    return trial_of(PAPERS[kind], wording_of(PAPERS[kind]), head, on=on, blank=blank)
