"""`pbjdesa init`: an empty production, with its first administrator and nothing of the demo."""

from argparse import ArgumentParser, Namespace

NAME = "init"
HELP = "Mulai sungguhan: wilayah, aturan, dan admin pertama."


def add_arguments(parser: ArgumentParser) -> None:
    """Which kabupaten, and who looks after it."""
    parser.add_argument(
        "--kabupaten", required=True, metavar="KODE", help="kode Kemendagri, contoh 33.24"
    )
    parser.add_argument(
        "--admin", required=True, metavar="NAMA", help="nama admin kabupaten yang pertama"
    )
    parser.add_argument(
        "--operator", metavar="NAMA", help="nama pengelola sistem, bila orangnya lain"
    )
    parser.add_argument(
        "--regions", metavar="FOLDER", help="folder data idn-area-data, bila kodenya belum dikenal"
    )
    parser.add_argument(
        "--invite", metavar="BERKAS", help="tulis surat undangan desa dan kecamatan ke CSV ini"
    )


def run(args: Namespace) -> int:
    """Begin; everything or nothing. PINs are printed once and kept nowhere in clear."""
    from django.db import transaction

    from pbjdesa.config.console import note, say
    from pbjdesa.config.invitations import refuse_existing, write_letters
    from pbjdesa.config.preparation import remember_demo
    from pbjdesa.config.starting import first_account, load_territory, refuse_if_in_use
    from pbjdesa.regulations.operations import load_regulations
    from pbjdesa.regulations.rules import KNOWN_METHODS

    refuse_if_in_use()
    if args.invite:
        refuse_existing(args.invite)
    with transaction.atomic():
        kab = load_territory(args.kabupaten, args.regions)
        load_regulations(by=None, methods=KNOWN_METHODS)
        logins = [first_account(kab, "admin_kabupaten", args.admin)]
        if args.operator:
            logins.append(first_account(kab, "operator", args.operator))
        letters = write_letters(kab, args.invite) if args.invite else 0
    remember_demo()  # `serve --demo` must never fill this installation
    say(f"{kab.name} siap.")
    for login in logins:
        say(f"  {login.office}: nama masuk {login.username}, PIN {login.pin}")
    note("PIN hanya tampil sekali ini. Catat, lalu serahkan langsung kepada orangnya.")
    if args.invite:
        say(f"{letters} undangan ditulis ke {args.invite}.")
    else:
        note("Undangan untuk desa dan kecamatan: pbjdesa invite --out undangan.csv")
    return 0
