"""The main job, told by operations: a small purchase from announced plan to closed file."""

from datetime import UTC, datetime, timedelta

import pytest

from pbjdesa.contracts.operations import cancel_order, send_order
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.operations import (
    accept_handover,
    keep_receipt,
    receive_goods,
    refuse_goods,
    return_handover,
)
from pbjdesa.documents.queries import check, papers_of, pdf_of
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.payments.operations import (
    approve_request,
    pay,
    prove_tax,
    request_payment,
    return_request,
    verify_request,
)
from pbjdesa.payments.queries import request_of, taxes_of
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import notes_of
from tests.world import Village, announced, draft, territory, village

pytestmark = pytest.mark.django_db

JPEG = b"a cleaned photo"


@pytest.fixture
def place() -> Village:
    return announced(village(territory()))


def handed_over(place: Village, purchase: Purchase) -> Purchase:
    send_order(by=place.by("kasi"), purchase=purchase)
    keep_receipt(by=place.by("kasi"), purchase=purchase, photo=JPEG)
    receive_goods(by=place.by("kasi"), purchase=purchase)
    accept_handover(by=place.by("kepala_desa"), purchase=purchase)
    purchase.refresh_from_db()
    return purchase


def test_a_small_purchase_without_tax_closes_when_it_is_paid(place: Village) -> None:
    purchase = handed_over(place, draft(place))
    request_payment(by=place.by("kasi"), purchase=purchase)
    verify_request(by=place.by("sekdes"), purchase=purchase)
    approve_request(by=place.by("kepala_desa"), purchase=purchase)
    pay(by=place.by("kaur_keuangan"), purchase=purchase, way="cash")
    purchase.refresh_from_db()
    assert purchase.state == "closed"
    balance = balance_of(place.activity)
    assert (balance.committed, balance.paid, balance.left) == (540_000, 540_000, 19_460_000)
    kinds = [paper.kind for paper in papers_of(purchase.dossier)]
    assert kinds == [
        "spesifikasi",
        "hps",
        "surat_pesanan",
        "ba_pemeriksaan",
        "bast_penyedia",
        "bast_kades",
        "spp",
        "kuitansi",
    ]


def test_the_file_stays_open_until_the_tax_is_proved(place: Village) -> None:
    purchase = handed_over(place, draft(place, volume="1", price=2_700_000, line=1))
    request_payment(by=place.by("kasi"), purchase=purchase)
    verify_request(by=place.by("sekdes"), purchase=purchase)
    approve_request(by=place.by("kepala_desa"), purchase=purchase)
    payment = pay(by=place.by("kaur_keuangan"), purchase=purchase, way="transfer")
    purchase.refresh_from_db()
    contract = contract_of(purchase)
    assert contract is not None
    request = request_of(contract)
    assert request is not None
    taxes = taxes_of(request)
    assert purchase.state == "paid"
    assert [(tax.key, tax.amount) for tax in taxes] == [("pph22", 40_500)]
    assert payment.amount == 2_659_500
    today = clock.today("WIB")
    with pytest.raises(Refused, match="16 huruf"):
        prove_tax(
            by=place.by("kaur_keuangan"),
            purchase=purchase,
            tax=taxes[0],
            ntpn="12",
            proved_on=today,
        )
    prove_tax(
        by=place.by("kaur_keuangan"),
        purchase=purchase,
        tax=taxes[0],
        ntpn="1234567890abcdef",
        proved_on=today,
    )
    purchase.refresh_from_db()
    assert purchase.state == "closed"


def test_every_paper_prints_and_answers_to_its_code(place: Village) -> None:
    purchase = handed_over(place, draft(place))
    request_payment(by=place.by("kasi"), purchase=purchase)
    for paper in papers_of(purchase.dossier):
        assert pdf_of(paper).startswith(b"%PDF")
        checked = check(paper.code)
        assert checked is not None
        assert checked.document.pk == paper.pk
        assert checked.facts
    numbers = [paper.number for paper in papers_of(purchase.dossier)]
    assert len(set(numbers)) == len(numbers)


def test_returned_work_reopens_with_the_note_on_top(place: Village) -> None:
    purchase = handed_over(place, draft(place))
    request_payment(by=place.by("kasi"), purchase=purchase)
    return_request(by=place.by("sekdes"), purchase=purchase, note="Nota belum terbaca.")
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("returned", "Nota belum terbaca.")
    assert purchase.note_by.startswith("Endah Lestari")
    request_payment(by=place.by("kasi"), purchase=purchase)
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("requested", "")


def test_the_kades_can_send_the_result_back(place: Village) -> None:
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    keep_receipt(by=place.by("kasi"), purchase=purchase, photo=JPEG)
    receive_goods(by=place.by("kasi"), purchase=purchase)
    return_handover(by=place.by("kepala_desa"), purchase=purchase, note="Kurang satu rim.")
    receive_goods(by=place.by("kasi"), purchase=purchase)
    accept_handover(by=place.by("kepala_desa"), purchase=purchase)
    purchase.refresh_from_db()
    assert purchase.state == "handed_over"


def test_bad_goods_are_written_down_and_nothing_moves_on(place: Village) -> None:
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    refuse_goods(by=place.by("kasi"), purchase=purchase, note="Kurang 2 rim.")
    purchase.refresh_from_db()
    assert purchase.state == "ordered"


def test_a_cancelled_order_gives_its_budget_back(place: Village) -> None:
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    assert balance_of(place.activity).left == 19_460_000
    cancel_order(by=place.by("kasi"), purchase=purchase, note="Toko tutup.")
    assert balance_of(place.activity).left == 20_000_000


def test_no_purchase_starts_before_the_plan_is_announced() -> None:
    with pytest.raises(Refused, match="belum diumumkan"):
        draft(village(territory()))


def test_a_draft_that_lay_too_long_asks_for_a_new_day(place: Village) -> None:
    purchase = draft(place)
    later = clock.now() + timedelta(days=2)
    with clock.frozen(later), pytest.raises(Refused, match="sudah lewat"):
        send_order(by=place.by("kasi"), purchase=purchase)
    purchase.refresh_from_db()
    assert purchase.state == "draft"


def test_an_order_of_what_is_already_ordered_is_a_conflict(place: Village) -> None:
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    with pytest.raises(Conflict):
        send_order(by=place.by("kasi"), purchase=purchase)


def test_the_chain_of_the_village_holds_and_shows_a_change(place: Village) -> None:
    with clock.frozen(datetime(2026, 5, 6, 3, tzinfo=UTC)):
        handed_over(place, draft(place))
    assert not list(audit.broken_links(audit.chain_of(place.activity)))


def test_a_note_is_kept_beside_the_chain_which_holds_its_hash_only(place: Village) -> None:
    purchase = handed_over(place, draft(place))
    request_payment(by=place.by("kasi"), purchase=purchase)
    return_request(by=place.by("sekdes"), purchase=purchase, note="Nota Bu Wagiyem kabur.")
    event = audit.history(purchase).filter(verb="purchase.return_request").get()
    assert "Wagiyem" not in str(event.data)
    assert event.data["note_hash"] == audit.digest("Nota Bu Wagiyem kabur.")
    assert notes_of(purchase) == {event.data["note"]: "Nota Bu Wagiyem kabur."}
