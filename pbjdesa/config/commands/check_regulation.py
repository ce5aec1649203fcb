"""`pbjdesa check-regulation`: read the regulation files; print one in plain Indonesian to sign."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pbjdesa.regulations.ruleset import RuleSet

NAME = "check-regulation"
HELP = "Periksa berkas aturan; cetak satu aturan untuk diperiksa kabupaten."


def add_arguments(parser: ArgumentParser) -> None:
    """One file, or all of them."""
    parser.add_argument(
        "key",
        nargs="?",
        metavar="BERKAS",
        help="contoh: 33.24_kendal/perbup_2_2023, atau berkas .toml di mana pun; "
        "tanpa isian ini semua diperiksa",
    )


def run(args: Namespace) -> int:
    """All files are read, since they must also fit each other; every slip is refused in words."""
    from pbjdesa.config.console import say
    from pbjdesa.kernel.errors import Refused
    from pbjdesa.regulations.describe import describe, describe_taxes, sections_of
    from pbjdesa.regulations.loader import load_rulesets
    from pbjdesa.regulations.rules import KNOWN_METHODS
    from pbjdesa.regulations.ruleset import RuleSet
    from pbjdesa.regulations.taxes import TaxTable, load_tax_tables

    rulesets = {rules.key: rules for rules in load_rulesets(methods=KNOWN_METHODS)}
    tables = {table.key: table for table in load_tax_tables()}
    known: dict[str, RuleSet | TaxTable] = {**rulesets, **tables}
    if not args.key:
        for key, one in known.items():
            lines = [line for section in sections_of(one) for line in section.lines]
            done = sum(line.confirmed for line in lines)
            say(f"{key}: {done} dari {len(lines)} nilai sudah dikonfirmasi.")
        return 0
    key = args.key.removesuffix(".toml")
    if key in known:
        say(describe(rulesets[key]) if key in rulesets else describe_taxes(tables[key]))
        return 0
    path = Path(args.key)
    if path.suffix != ".toml" or not path.is_file():
        raise Refused(f"Berkas aturan {key} tidak ada. Pilih: {', '.join(known)}.")
    say(describe(_from_elsewhere(path, list(rulesets.values()))))
    return 0


def _from_elsewhere(path: Path, others: "list[RuleSet]") -> "RuleSet":
    """A file that does not stand among the product's own; it must fit those beside it.

    Its key is made of its folder and name, as if it had been put there already.
    """
    from pbjdesa.kernel.errors import Refused
    from pbjdesa.regulations.loader import load_ruleset
    from pbjdesa.regulations.rules import KNOWN_METHODS, overlaps

    key = f"{path.resolve().parent.name}/{path.stem}"
    rules = load_ruleset(key, methods=KNOWN_METHODS, given={key: path.read_bytes()})
    beside = [other for other in others if other.key != key]
    if problems := overlaps([*beside, rules]):
        raise Refused(*problems)
    return rules
