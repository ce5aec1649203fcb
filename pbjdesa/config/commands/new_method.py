"""`pbjdesa new-method NAMA_PENDEK`: the folder of a new procurement method, for programmers."""

from argparse import ArgumentParser, Namespace

NAME = "new-method"
HELP = "Buat kerangka cara pengadaan baru (untuk pemrogram)."
NEEDS_DJANGO = False


def add_arguments(parser: ArgumentParser) -> None:
    """Its short name in code, and the name that people read."""
    parser.add_argument("slug", metavar="NAMA_PENDEK", help="contoh: permintaan_penawaran")
    parser.add_argument("--name", default="", help="nama yang dibaca orang")


def run(args: Namespace) -> int:
    """Write the files, and say which lines are to be added elsewhere."""
    from pbjdesa.config.scaffolding import tell, write

    tell(write("method", args.slug, name=args.name), "add_a_method")
    return 0
