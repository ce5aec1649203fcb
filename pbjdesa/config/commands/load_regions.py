"""`pbjdesa load-regions`: kabupaten with their villages, from the nation's list of codes."""

from argparse import ArgumentParser, Namespace

NAME = "load-regions"
HELP = "Muat kabupaten dan desanya dari data idn-area-data (data: ODbL 1.0)."


def add_arguments(parser: ArgumentParser) -> None:
    """Where the files are, and which kabupaten are wanted."""
    parser.add_argument(
        "--from",
        dest="folder",
        required=True,
        metavar="FOLDER",
        help="folder data/ dari paket npm idn-area-data",
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--kabupaten", nargs="+", metavar="KODE", help="contoh 33.24 62.13")
    which.add_argument("--all", action="store_true", help="seluruh Indonesia")


def run(args: Namespace) -> int:
    """Load them; a repeat only adds what is new. Each kabupaten is whole or not at all."""
    from pathlib import Path

    from pbjdesa.config.console import Progress, say
    from pbjdesa.kernel.errors import Refused
    from pbjdesa.territories.operations import load_region
    from pbjdesa.territories.regions import read_regions

    codes = None if args.all else set(args.kabupaten)
    regions = list(read_regions(Path(args.folder), codes))
    missing = sorted((codes or set()) - {region.code for region in regions})
    if missing:
        raise Refused(f"Kode {', '.join(missing)} tidak ada di {args.folder}. Contoh: 33.24.")
    count = 0
    with Progress("Kabupaten", len(regions)) as progress:
        for region in regions:
            load_region(by=None, region=region)
            count += sum(len(row.desa) for row in region.kecamatan)
            progress.step()
    say(f"{len(regions)} kabupaten/kota dengan {count} desa sudah dimuat.")
    return 0
