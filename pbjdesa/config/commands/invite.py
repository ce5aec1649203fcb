"""`pbjdesa invite`: invitation letters for a whole kabupaten, or new ones for one village."""

from argparse import ArgumentParser, Namespace

NAME = "invite"
HELP = "Buat surat undangan bagi desa dan kecamatan, sebagai CSV."


def add_arguments(parser: ArgumentParser) -> None:
    """For whom, and where to."""
    parser.add_argument("--out", required=True, metavar="BERKAS", help="berkas CSV yang dibuat")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--kabupaten", metavar="KODE", help="semua desa, contoh 33.24")
    where.add_argument("--desa", metavar="KODE", help="satu desa, contoh 33.24.04.2005")


def run(args: Namespace) -> int:
    """Make the letters. Unused codes of earlier letters to the same offices stop working."""
    from django.db import transaction

    from pbjdesa.config.console import note, say
    from pbjdesa.config.invitations import refuse_existing, write_letters
    from pbjdesa.kernel.errors import Refused
    from pbjdesa.territories.models import Desa, Kabupaten

    refuse_existing(args.out)
    code = args.kabupaten or args.desa[:5]
    kab = Kabupaten.objects.filter(code=code, practice=False).first()
    if kab is None:
        raise Refused(f"Kabupaten {code} belum ada di sini. Mulai dengan: pbjdesa init --help")
    only = None
    if args.desa:
        only = Desa.objects.select_related("kecamatan").filter(kab=kab, code=args.desa).first()
        if only is None:
            raise Refused(f"Desa {args.desa} tidak dikenal. Contoh kode: 33.24.04.2005.")
    with transaction.atomic():
        count = write_letters(kab, args.out, only)
    say(f"{count} undangan ditulis ke {args.out}.")
    note("Tiap kode sekali pakai. Jangan kirim berkas ini lewat WhatsApp.")
    return 0
