"""`pbjdesa verify-chains`: walk every audit chain and say where one does not hold."""

from argparse import ArgumentParser, Namespace

from pbjdesa.config.console import add_json_option

NAME = "verify-chains"
HELP = "Periksa semua rantai catatan; gagal bila ada yang berubah."


def add_arguments(parser: ArgumentParser) -> None:
    """For people, or for a program that watches."""
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Exit code 0 when all chains hold, 1 when one is broken."""
    from pbjdesa.config.console import Progress, answer
    from pbjdesa.kernel import audit
    from pbjdesa.kernel.guard import whole_database

    with whole_database():
        chains = audit.all_chains()
    broken: dict[str, list[str]] = {}
    with Progress("Rantai", len(chains)) as progress:
        for chain in chains:
            if found := list(audit.broken_links(chain)):
                broken[f"{chain.kab_id}/{chain.kind}/{chain.owner_id}"] = found
            progress.step()
    lines = [f"{len(chains)} rantai diperiksa. {len(broken)} tidak utuh."]
    lines += [f"  {name}: {problem}" for name, found in broken.items() for problem in found]
    answer(args, {"chains": len(chains), "broken": broken}, lines)
    return 1 if broken else 0
