"""`pbjdesa demo-accounts`: who can log in to the demo, and with which PIN."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pbjdesa.config.console import add_json_option

if TYPE_CHECKING:
    from pbjdesa.config.demo.accounts import DemoAccount

NAME = "demo-accounts"
HELP = "Sebutkan akun data contoh: jabatan, nama masuk, PIN."

SHOWN_VILLAGE = "Pagersari"
"""The village whose purchases stand in every state; the others need `--all`."""


def add_arguments(parser: ArgumentParser) -> None:
    """Which accounts, and for whom."""
    parser.add_argument("--all", action="store_true", help="sebutkan akun semua desa")
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Name the accounts; JSON always holds all of them."""
    from django.conf import settings
    from django.urls import reverse

    from pbjdesa.config.console import answer
    from pbjdesa.config.demo.accounts import read_accounts
    from pbjdesa.kernel.errors import Refused

    accounts = read_accounts()
    if not accounts:
        raise Refused("Di sini tidak ada data contoh. Muat dulu: pbjdesa load-demo")
    login_url = f"{settings.ORIGIN}{reverse('login')}"
    rows = [
        {
            "role": account.role,
            "office": account.office,
            "village": account.village,
            "village_code": account.village_code,
            "kecamatan": account.kecamatan,
            "name": account.name,
            "username": account.username,
            "pin": account.pin,
            "login_url": login_url,
        }
        for account in accounts
    ]
    data = {"login_url": login_url, "how": "nama masuk dan PIN", "accounts": rows}
    answer(args, data, _lines(accounts, login_url, everybody=args.all))
    return 0


def _lines(accounts: "list[DemoAccount]", login_url: str, *, everybody: bool) -> list[str]:
    shown = [one for one in accounts if everybody or one.village in {"", SHOWN_VILLAGE}]
    width = max(len(one.username) for one in shown)
    lines = [f"Akun contoh, masuk di {login_url} (semua orang karangan):"]
    lines += [
        f"  {one.username:<{width}}  PIN {one.pin}  {one.office}, {one.name}"
        + (f" (Desa {one.village})" if one.village else "")
        for one in shown
    ]
    if len(shown) < len(accounts):
        lines.append(f"  … {len(accounts) - len(shown)} akun lain: pbjdesa demo-accounts --all")
    return lines
