"""`pbjdesa migrate`: make the database and the page files fit this version of the program."""

from argparse import ArgumentParser, Namespace

NAME = "migrate"
HELP = "Siapkan basis data dan berkas halaman untuk versi ini."


def add_arguments(parser: ArgumentParser) -> None:
    """No options: what is to be done follows from the database."""


def run(args: Namespace) -> int:
    """Bring the installation up to date; tells what was done."""
    from pbjdesa.config.console import say
    from pbjdesa.config.preparation import bring_up_to_date, missing_migrations

    missing = missing_migrations()
    bring_up_to_date()
    say(f"Basis data siap. Langkah baru: {len(missing)}.")
    return 0
