"""`pbjdesa new-paper TAHAP NAMA_PENDEK`: the folder of a new kind of paper, for programmers."""

from argparse import ArgumentParser, Namespace

NAME = "new-paper"
HELP = "Buat kerangka jenis surat baru (untuk pemrogram)."
NEEDS_DJANGO = False


def add_arguments(parser: ArgumentParser) -> None:
    """The stage it is born in, its short name in code, and the name that people read."""
    parser.add_argument("stage", metavar="TAHAP", help="contoh: procurement")
    parser.add_argument("slug", metavar="NAMA_PENDEK", help="contoh: surat_undangan")
    parser.add_argument("--name", default="", help="nama yang dibaca orang")


def run(args: Namespace) -> int:
    """Write the folder, and say which lines are to be added elsewhere."""
    from pbjdesa.config.scaffolding import STAGES, tell, write
    from pbjdesa.kernel.errors import Refused

    if args.stage not in STAGES:
        raise Refused(f"Tahap “{args.stage}” tidak punya surat. Pilih: {', '.join(STAGES)}.")
    tell(write("paper", args.slug, name=args.name, stage=args.stage), "add_a_paper")
    return 0
