"""Beginning an installation: only an empty one may be begun."""

from dataclasses import dataclass
from pathlib import Path

from pbjdesa.config.demo.accounts import accounts_file
from pbjdesa.config.preparation import missing_migrations
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.invitations import free_username
from pbjdesa.people.models import Account
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.territories.models import Kabupaten
from pbjdesa.territories.operations import load_kabupaten, load_region
from pbjdesa.territories.regions import read_region


def refuse_if_in_use() -> None:
    """Raises Refused when there is no schema yet, or when anything at all was loaded before."""
    if missing_migrations():
        raise Refused("Basis data belum disiapkan. Ketik dulu: pbjdesa migrate")
    if accounts_file().exists():
        raise Refused("Di sini sudah ada data contoh. Pakai folder lain: PBJDESA_DATA=/folder")
    if Kabupaten.objects.exists() or Account.objects.exists():
        raise Refused("Basis data ini sudah dipakai. Tidak ada yang diubah.")


@dataclass(frozen=True)
class FirstLogin:
    """A log-in that is shown once on the operator's screen."""

    office: str
    username: str
    pin: str


def load_territory(code: str, regions: str | None) -> Kabupaten:
    """The kabupaten of this code with its villages, from our own list or a folder of regions."""
    if regions:
        return load_region(by=None, region=read_region(Path(regions), code))
    return load_kabupaten(by=None, code=code)


def first_account(kab: Kabupaten, office: str, name: str) -> FirstLogin:
    """Put somebody of the kabupaten or the server into office, with a log-in."""
    if not name.strip():
        raise Refused("Isi nama orangnya, contoh: --admin 'Galih Wirayuda'.")
    person = register_person(by=None, kab=kab, name=name.strip())
    appointment = appoint(by=None, person=person, office=office, from_date=clock.today(kab.zone))
    account, pin = open_account(by=None, person=person, username=free_username(office, kab.name))
    return FirstLogin(appointment.full_title, account.username, pin)
