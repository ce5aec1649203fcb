"""`pbjdesa load-demo`: Kendal's villages and a lively Kecamatan Patean, with invented people."""

from argparse import ArgumentParser, Namespace

NAME = "load-demo"
HELP = "Isi basis data kosong dengan data contoh Kecamatan Patean."


def add_arguments(parser: ArgumentParser) -> None:
    """Whether a database in use is an error, or simply left alone."""
    parser.add_argument(
        "--if-empty", action="store_true", help="bila sudah ada data, biarkan dan jangan gagal"
    )


def run(args: Namespace) -> int:
    """Load the demo; a database in use is never touched."""
    from pbjdesa.config.console import Progress, note, say
    from pbjdesa.config.demo.data import content
    from pbjdesa.config.demo.load import load_demo
    from pbjdesa.config.preparation import remember_demo
    from pbjdesa.config.starting import refuse_if_in_use
    from pbjdesa.kernel.errors import Refused

    try:
        refuse_if_in_use()
    except Refused as refusal:
        if not args.if_empty:
            raise
        note(refusal.reasons[0])
        return 0
    with Progress("Desa contoh", len(content("villages")["village"])) as progress:
        accounts = load_demo(progress.step)
    remember_demo()
    say(f"Data contoh siap: {len(accounts)} akun. Lihat: pbjdesa demo-accounts")
    return 0
