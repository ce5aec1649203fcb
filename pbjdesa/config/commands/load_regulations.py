"""`pbjdesa load-regulations`: bring regulation files that are new into the database."""

from argparse import ArgumentParser, Namespace

from pbjdesa.config.console import add_json_option

NAME = "load-regulations"
HELP = "Muat berkas aturan yang baru. Belanja lama tetap memakai aturannya."


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing to choose: a file that is loaded already is left as it is."""
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Load everything or, when one file has a slip, nothing."""
    from pbjdesa.config.console import answer
    from pbjdesa.regulations.models import RuleSetVersion
    from pbjdesa.regulations.operations import load_regulations
    from pbjdesa.regulations.rules import KNOWN_METHODS

    before = set(RuleSetVersion.objects.values_list("pk", flat=True))
    versions = load_regulations(by=None, methods=KNOWN_METHODS)
    fresh = [version for version in versions if version.pk not in before]
    lines = [f"Baru: {version.title} ({version.slug})" for version in fresh]
    answer(
        args,
        {"new": [version.slug for version in fresh], "known": len(versions) - len(fresh)},
        [*lines, f"{len(versions)} aturan, {len(fresh)} baru."],
    )
    return 0
