"""`pbjdesa distribution-sql`: statements for the distributed engine, to read and apply by hand."""

import argparse

NAME = "distribution-sql"
HELP = "Tulis SQL untuk memakai skema ini di PostgreSQL yang tersebar (Citus)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options: the SQL follows from the models alone."""


def run(args: argparse.Namespace) -> int:
    """Print the statements for an empty database that was migrated and holds no rows yet."""
    from pbjdesa.config.console import say as write
    from pbjdesa.config.distribution import statements

    for statement in statements():
        write(statement)
    return 0
