"""What the pages of the register, of officials and of teams need to have something to show."""

from dataclasses import replace

from pbjdesa.documents.operations import file_signed, keep_photo, open_dossier
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers import operations as suppliers
from pbjdesa.suppliers.operations import SupplierData
from tests import scene, tenders, world
from tests.browser.villages import Place
from tests.supplier_calls import shut_out
from tests.tenders import TenderVillage

STALL = SupplierData(name="Warung Bu Tini", owner_name="Tini", address="Dusun Krajan RT 03")


def rows_of(village: TenderVillage, place: Place) -> None:
    """Suppliers that wait, are shut out and change their bank; a member without a log-in."""
    desa, kasi = village.desa, village.by("kasi")
    sanction, token, waiting = shut_out(village, "Sidodadi", clock.today(desa.zone))
    suppliers.change_bank(by=kasi, supplier=village.shops[0], bank="Bank Contoh 9876543210")
    newcomer = world.hire(desa.kab, "tpk_anggota", "Sumiyati Anggraeni Kusumawardhani", desa=desa)
    # Of an activity's own team: the team of the year must stay lawful.
    newcomer.activity_prefixes = ["05.01.01"]
    newcomer.save()
    place.rows |= {
        "supplier": village.shops[0].pk,
        "waiting supplier": waiting.pk,
        "sanction": sanction.pk,
        "sekdes": village.by("sekdes").pk,
        "kades": village.by("kepala_desa").pk,
        "seat": newcomer.pk,
        "other kasi": _without_account(village).pk,
        "kept photo": keep_photo(by=kasi, desa=desa, photo=scene.JPEG).pk,
        "signed photo": _signed(village),
    }
    place.numbers["own page"] = token


def _signed(village: TenderVillage) -> int:
    """The photo of a decree that was filled in by hand."""
    kasi = village.by("kasi")
    dossier = open_dossier(by=kasi, desa=village.desa, title="SK TPK", year=world.YEAR)
    return file_signed(by=kasi, dossier=dossier, kind="sk_tpk", photo=scene.JPEG).pk


def _without_account(village: TenderVillage) -> Appointment:
    return world.hire(village.desa.kab, "kaur", "Karsini", desa=village.desa)


def like_the_kades(village: TenderVillage) -> Purchase:
    """A request to a shop whose owner has the name of the kepala desa (A057)."""
    kades = village.by("kepala_desa").person.name
    own = suppliers.register_supplier(
        by=village.by("kaur"), desa=village.desa, data=replace(STALL, owner_name=kades)
    )
    shops = village.shops
    village.shops = [own, *shops[:2]]
    purchase = tenders.request_ready(village)
    village.shops = shops
    return purchase
