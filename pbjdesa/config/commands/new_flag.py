"""`pbjdesa new-flag NAMA_PENDEK`: the files of a new red flag, for programmers."""

from argparse import ArgumentParser, Namespace

NAME = "new-flag"
HELP = "Buat kerangka tanda bahaya baru (untuk pemrogram)."
NEEDS_DJANGO = False


def add_arguments(parser: ArgumentParser) -> None:
    """Its short name in code, and the name that people read."""
    parser.add_argument("slug", metavar="NAMA_PENDEK", help="contoh: bayar_mendahului_barang")
    parser.add_argument("--name", default="", help="nama yang dibaca orang")


def run(args: Namespace) -> int:
    """Write the files, and say which lines are to be added elsewhere."""
    from pbjdesa.config.scaffolding import tell, write

    tell(write("flag", args.slug, name=args.name), "add_a_red_flag")
    return 0
