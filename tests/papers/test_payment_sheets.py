"""The papers of a payment say the sums that were paid, and no other."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from pbjdesa.contracts.queries import contract_of
from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import file_signed
from pbjdesa.documents.queries import paper_of, pdf_of
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.models import TaxLine
from pbjdesa.payments.operations import (
    approve_request,
    correct_tax,
    pay,
    request_payment,
    verify_request,
)
from pbjdesa.payments.sheets import SHEETS
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import make_sheet
from tests.papers.lists_payments import LISTS
from tests.rule_values.papers import newest, words_of
from tests.scene import NTPN, STEPS, kept_for_one_file, purchase_in, taxes
from tests.world import Village, announced, draft, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

PKP_GETS = {
    "gross": "2.775.000",
    "before_ppn": "2.500.000",
    "ppn": "275.000",
    "pph": "37.500",
    "handed": "2.462.500",
}
"""Of a printer for Rp2.775.000 from a supplier who collects PPN: PPN 11 percent, PPh 22 1.5."""


Scene = tuple[Village, Purchase, Purchase]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """A village; a purchase paid and closed, with PPh 22 withheld from a shop without PPN; and one
    paid to the same shop once it collects PPN."""
    with django_db_blocker.unblock(), kept_for_one_file():
        here = announced(village(territory()))
        closed = purchase_in(here, "closed")
        here.supplier.pkp = True
        here.supplier.save()
        purchase = _received(here, price=2_775_000, line=1)
        _approved(here, purchase)
        pay(by=here.by("kaur_keuangan"), purchase=purchase, way="transfer")
        purchase.refresh_from_db()
        yield here, closed, purchase


@pytest.fixture
def place(scene: Scene) -> Village:
    return scene[0]


@pytest.fixture
def paid(scene: Scene) -> Purchase:
    return scene[1]


@pytest.fixture
def pkp(scene: Scene) -> Purchase:
    return scene[2]


def _approved(place: Village, purchase: Purchase) -> None:
    request_payment(by=place.by("kasi"), purchase=purchase)
    verify_request(by=place.by("sekdes"), purchase=purchase)
    approve_request(by=place.by("kepala_desa"), purchase=purchase)


def _received(place: Village, *, price: int, line: int) -> Purchase:
    purchase = draft(place, volume="1", price=price, line=line)
    for state in ("ordered", "received", "handed_over"):
        STEPS[state](place, purchase)
    return purchase


def _made(place: Village, purchase: Purchase, slug: str, **typed: Any) -> Document:
    sheet = next(sheet for sheet in SHEETS if sheet.slug == slug)
    by = place.by("kasi" if "kasi" in sheet.makers else "kaur_keuangan")
    return make_sheet(by=by, purchase=purchase, kind=slug, typed=typed)


def _said(place: Village, purchase: Purchase, slug: str, **typed: Any) -> str:
    return words_of(paper_of(_made(place, purchase, slug, **typed)))


@pytest.mark.parametrize("slug", sorted(sheet.slug for sheet in SHEETS))
def test_each_is_filled_and_issued_for_a_paid_purchase(
    place: Village, paid: Purchase, slug: str
) -> None:
    assert slug in LISTS
    paper = _made(place, paid, slug)
    assert paid.title in words_of(paper_of(paper))
    assert pdf_of(paper) == pdf_of(paper)


def test_a_bill_says_what_goes_to_the_state_and_what_to_the_supplier(
    place: Village, pkp: Purchase
) -> None:
    said = _said(place, pkp, "invoice")
    for sum_ in PKP_GETS.values():
        assert sum_ in said


def test_a_small_bill_leaves_the_ppn_to_the_supplier_before_and_after_the_request(
    place: Village,
) -> None:
    purchase = _received(place, price=111_000, line=0)
    bill = _made(place, purchase, "invoice").data
    assert (bill["subtotal"], bill["ppn"], bill["total"]) == (100_000, 11_000, 111_000)
    assert (bill["ppn_collected"], bill["pph"], bill["net"]) == (0, 0, 111_000)
    request_payment(by=place.by("kasi"), purchase=purchase)
    assert _made(place, purchase, "invoice").data == bill


def test_the_voucher_and_the_transfer_say_what_the_kuitansi_says(
    place: Village, pkp: Purchase
) -> None:
    receipt = newest(pkp.dossier, "kuitansi")
    voucher = _made(place, pkp, "tanda_bukti_pengeluaran").data
    for name in ("gross", "deductions", "total_deductions", "net", "purpose", "recipient_name"):
        assert voucher[name] == receipt.data[name]
    transfer = _made(place, pkp, "bukti_transfer").data
    assert transfer["amount"] == receipt.data["net"] == 2_462_500
    assert transfer["receipt_number"] == receipt.number


def test_every_paper_says_what_is_withheld_after_a_correction(place: Village) -> None:
    place = announced(village(place.desa.kab, "Plososari"))
    purchase = purchase_in(place, "approved", taxed=True)
    (tax,) = taxes(purchase)
    treasurer, reason = place.by("kaur_keuangan"), "Menurut surat kantor pajak."
    correct_tax(by=treasurer, purchase=purchase, tax=tax, amount=10_000, reason=reason)
    bill = _made(place, purchase, "invoice").data
    assert (bill["pph"], bill["net"]) == (10_000, 2_690_000)
    assert _made(place, purchase, "ba_pembayaran").data["net"] == 2_690_000
    pay(by=treasurer, purchase=purchase, way="transfer")
    receipt = newest(purchase.dossier, "kuitansi")
    assert receipt.data["net"] == 2_690_000
    (row,) = receipt.data["deductions"]
    assert (row["rate"], row["amount"]) == ("dibetulkan", 10_000)
    (row,) = _made(place, purchase, "bukti_pajak").data["taxes"]
    assert (row["rate"], row["amount"]) == ("dibetulkan", 10_000)


def test_the_statement_of_payment_says_what_was_kept_back(place: Village, pkp: Purchase) -> None:
    data = _made(place, pkp, "ba_pembayaran").data
    assert data["gross"] - data["deductions"] == data["net"] == 2_462_500
    assert data["stage"] == "lunas"


def test_the_statement_says_the_same_before_and_after_the_request(place: Village) -> None:
    purchase = _received(place, price=111_000, line=0)
    before = _made(place, purchase, "ba_pembayaran").data
    request_payment(by=place.by("kasi"), purchase=purchase)
    assert _made(place, purchase, "ba_pembayaran").data == before
    assert (before["gross"], before["deductions"], before["net"]) == (111_000, 0, 111_000)


def test_every_withheld_tax_is_listed_with_its_ntpn(place: Village, paid: Purchase) -> None:
    data = _made(place, paid, "bukti_pajak").data
    kept = TaxLine.objects.like(paid).filter(request__contract__purchase=paid)
    assert [row["ntpn"] for row in data["taxes"]] == [NTPN for _ in kept]
    assert sum(row["amount"] for row in data["taxes"]) == data["total"] > 0


def test_the_numbers_of_tax_slips_are_typed_once(place: Village, paid: Purchase) -> None:
    slip = {
        "name": "PPh Pasal 22",
        "billing_code": "820000000000001",
        "document": "Bukti potong",
        "document_number": "BP-22-0001",
        "document_date": "2026-11-25",
    }
    said = _said(place, paid, "bukti_pajak", proofs=[slip])
    assert "820000000000001" in said
    assert "25 November 2026" in said


def test_bank_and_tax_numbers_are_not_kept_in_clear(place: Village, paid: Purchase) -> None:
    for slug in ("invoice", "bukti_transfer", "tanda_bukti_pengeluaran", "bukti_pajak"):
        kept = str(_made(place, paid, slug).data)
        assert "0123456789" not in kept
        assert "091234567801000" not in kept


def test_the_photo_of_the_slip_stands_in_its_frame(place: Village, paid: Purchase) -> None:
    assert b"DCTDecode" not in pdf_of(_made(place, paid, "bukti_transfer"))
    file_signed(
        by=place.by("kaur_keuangan"),
        dossier=paid.dossier,
        photo=_photo(),
        kind="bukti_transfer",
    )
    assert b"DCTDecode" in pdf_of(_made(place, paid, "bukti_transfer"))


def _photo() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def test_cash_needs_no_transfer_slip_and_no_tax_no_list(place: Village) -> None:
    purchase = _received(place, price=100_000, line=0)
    with pytest.raises(Refused, match="Ajukan dulu"):
        _made(place, purchase, "bukti_transfer")
    _approved(place, purchase)
    with pytest.raises(Refused, match="Bayar dulu"):
        _made(place, purchase, "bukti_transfer")
    pay(by=place.by("kaur_keuangan"), purchase=purchase, way="cash")
    with pytest.raises(Refused, match="tunai"):
        _made(place, purchase, "bukti_transfer")
    with pytest.raises(Refused, match="tidak dipotong pajak"):
        _made(place, purchase, "bukti_pajak")


def test_an_account_that_nobody_registered_is_asked(place: Village, paid: Purchase) -> None:
    bill = next(sheet for sheet in SHEETS if sheet.slug == "invoice")
    assert "supplier_account" in bill.fill(paid, place.by("kasi"), "")
    contract = contract_of(paid)
    assert contract is not None
    contract.supplier.bank_sealed = ""
    contract.supplier.save()
    assert "supplier_account" not in bill.fill(paid, place.by("kasi"), "")
