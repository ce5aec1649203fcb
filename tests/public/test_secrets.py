"""A world full of secrets: none of them is on any public page or in any exported file (A065)."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pbjdesa.config.cli import main
from pbjdesa.delivery.operations import return_handover
from pbjdesa.documents.operations import attach_photo
from pbjdesa.kernel import clock
from pbjdesa.people.operations import register_person
from pbjdesa.planning.operations import type_activity, type_line
from pbjdesa.procurement.operations import (
    ItemPrice,
    WantedItem,
    choose_items,
    choose_supplier,
    set_delivery,
    set_prices,
    start_purchase,
)
from pbjdesa.procurement.queries import items_of
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from tests.public.crawler import crawl
from tests.stories import JPEG, complete, purchase_at
from tests.world import YEAR, Village, announced, territory, village

pytestmark = pytest.mark.django_db

NIK, OTHER_NIK = "3324011203800001", "3324012208790002"
NPWP, PHONE, BANK = "091234567801000", "081298765432", "7712345678"
NIB = "8120101234567"
SECRETS = (NIK, OTHER_NIK, NPWP, PHONE, BANK, NIB, "9988776655443322")
WORDS = ("Wagiman Rahasia", "Dusun Tersembunyi", "Catatan rahasia", "Bank Rahasia")
"""Owner, home address, note of a return, bank."""


@pytest.fixture
def place() -> Village:
    """A village whose people typed secrets into every field that takes free text."""
    found = village(territory())
    kaur = found.by("kaur")
    register_person(by=None, kab=found.desa.kab, name="Warga", nik=OTHER_NIK, phone=PHONE)
    supplier = register_supplier(
        by=kaur,
        desa=found.desa,
        data=SupplierData(
            name=f"Toko Rejeki (HP {PHONE})",
            owner_name="Wagiman Rahasia",
            address=f"Dusun Tersembunyi, telp {PHONE}",
            owner_nik=NIK,
            phone=PHONE,
            nib=NIB,
            npwp=NPWP,
            bank=f"Bank Rahasia {BANK}",
        ),
    )
    activity = type_activity(
        by=kaur,
        desa=found.desa,
        year=YEAR,
        code="02.03.10",
        name=f"Jalan dekat rumah NIK {NIK}",
        ceiling=9_000_000,
    )
    line = type_line(
        by=kaur,
        activity=activity,
        account_code="5.3.5.03",
        description=f"Pasir, hubungi {PHONE}",
        fund_sources="DDS",
        volume=Decimal(20),
        unit="m3",
        unit_price=250_000,
    )
    announced(found)
    return replace(found, supplier=supplier, activity=activity, lines=[line])


def _talkative(place: Village) -> None:
    """A purchase whose every free text holds a secret, brought to its end."""
    kasi = place.by("kasi")
    purchase = start_purchase(by=kasi, activity=place.activity)
    line = place.lines[0]
    wanted = WantedItem(
        line,
        f"Pasir, rekening {BANK}",
        Decimal(2),
        "m3",
        specification=f"Antar ke NIK {OTHER_NIK}",
    )
    choose_items(by=kasi, purchase=purchase, wanted=[wanted])
    prices = {
        item.pk: ItemPrice(200_000, f"Wagiman, {PHONE}", 200_000) for item in items_of(purchase)
    }
    set_prices(by=kasi, purchase=purchase, prices=prices)
    choose_supplier(by=kasi, purchase=purchase, supplier=place.supplier)
    today = clock.today("WIB")
    set_delivery(by=kasi, purchase=purchase, needed_by=today, place=f"Rumah Pak RT {PHONE}")
    attach_photo(by=kasi, dossier=purchase.dossier, kind="barang", photo=JPEG)
    complete(place, purchase)


def _scan(text: str) -> list[str]:
    bare = re.sub(r"(?<=\d)[ .-](?=\d)", "", text)
    found = [secret for secret in SECRETS if secret in text or secret in bare]
    found += [word for word in WORDS if word in text]
    return found + re.findall(r"(?<![0-9A-Za-z])\d{16}(?![0-9A-Za-z])", text)


@pytest.mark.slow
def test_no_secret_is_on_any_public_page_or_in_any_file(place: Village, tmp_path: Path) -> None:
    _talkative(place)
    returned = purchase_at(place, "received", hours=24)
    return_handover(by=place.by("kepala_desa"), purchase=returned, note="Catatan rahasia")
    pages = crawl(["/publik/", "/cek/"])
    assert sum("/paket/" in address for address in pages) >= 5
    assert sum(address.startswith("/cek/") for address in pages) >= 12
    assert any(address.endswith("/foto/1") for address in pages)
    assert main(["export-ocds", "--out", str(tmp_path)]) == 0
    files = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert len(files) == 2
    hits = {name: hit for name, text in (pages | files).items() if (hit := _scan(text))}
    assert hits == {}


def test_the_scan_sees_what_it_is_there_for() -> None:
    assert _scan(f"NIK {NIK}") == [NIK, NIK]
    assert _scan("3324 0112 0380 0001") == [NIK]
    assert _scan("<td>9999999999999999</td>") == ["9999999999999999"]
    assert _scan("Dusun Tersembunyi") == ["Dusun Tersembunyi"]
    assert _scan("sidik 12345678 90123456, Rp1.500.000") == []
