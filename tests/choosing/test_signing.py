"""The contract: who signs, in which form, for which money, and the way out (R-33 … R-45)."""

import pytest

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.operations import cancel_order, sign_contract
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.models import Handover
from pbjdesa.documents.models import Document
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.payments.models import PaymentRequest
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Award
from pbjdesa.procurement.stages import BOUND
from pbjdesa.suppliers.models import Supplier
from tests.choosing.conftest import At, under
from tests.tenders import TenderVillage

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("later")]
NOTE = "Toko tutup."


def award(purchase) -> Award:
    found = queries.award_of(purchase)
    assert found is not None
    return found


def test_the_agreed_sums_take_the_place_of_what_was_held_for_the_hps(
    place: TenderVillage, at: At
) -> None:
    held = balance_of(place.activity).committed
    purchase = at("awarded")
    assert balance_of(place.activity).committed == held + purchase.hps
    contract = sign_contract(by=place.by("kasi"), purchase=purchase)
    assert contract.value == award(purchase).value < purchase.hps
    assert balance_of(place.activity).committed == held + contract.value
    purchase.refresh_from_db()
    assert (contract.due_on - contract.signed_on).days == award(purchase).offer.work_days
    assert purchase.needed_by == contract.due_on
    with pytest.raises(Conflict):
        sign_contract(by=place.by("kasi"), purchase=purchase)
    assert Contract.objects.like(purchase).filter(purchase=purchase).count() == 1


@pytest.mark.parametrize(
    ("limit", "kind"), [(200_000_000, "spk"), (20_000_000, "surat_perjanjian")]
)
def test_the_value_decides_the_form(place: TenderVillage, at: At, limit: int, kind: str) -> None:
    purchase = at("awarded")
    if limit != 200_000_000:
        under(purchase, **{"evidence[2]__upper": limit, "evidence[3]__lower": limit})
    contract = sign_contract(by=place.by("kasi"), purchase=purchase)
    assert contract.kind == contract.document.kind == kind


def test_small_values_need_an_order_letter_only(place: TenderVillage, at: At) -> None:
    purchase = under(
        at("awarded"), **{"evidence[1]__upper": 50_000_000, "evidence[2]__lower": 50_000_000}
    )
    assert sign_contract(by=place.by("kasi"), purchase=purchase).kind == "surat_pesanan"


def test_the_terms_are_those_of_the_rule_set(place: TenderVillage, at: At) -> None:
    purchase = under(at("awarded"), contract__penalty_permille=2, contract__warranty_months=6)
    contract = sign_contract(by=place.by("kasi"), purchase=purchase)
    data = Document.objects.like(purchase).get(pk=contract.document_id).data
    assert (data["penalty_permille"], data["warranty_months"]) == (2, 6)
    assert data["retention_percent"] is None
    assert data["total"] == contract.value


def test_papers_that_the_supplier_has_not_shown_are_asked_for(place: TenderVillage, at: At) -> None:
    purchase = at("awarded")
    offer = award(purchase).offer
    offer.papers, offer.statement_given = [], False
    offer.save()
    with pytest.raises(Refused) as refused:
        sign_contract(by=place.by("kasi"), purchase=purchase)
    assert len(refused.value.reasons[0].split("belum ada")) == 3
    note = operations.note_supplier_papers
    with pytest.raises(Refused, match="Pilih surat"):
        note(by=place.by("kasi"), purchase=purchase, papers=["ijazah"])
    with pytest.raises(Refused, match="bukan tugas jabatan"):
        note(by=place.by("sekdes"), purchase=purchase, papers=["ktp"])
    note(by=place.by("kasi"), purchase=purchase, papers=["ktp", "pernyataan_kebenaran_usaha"])
    sign_contract(by=place.by("kasi"), purchase=purchase)


def test_above_the_limit_of_the_rules_a_stall_needs_a_nib(place: TenderVillage, at: At) -> None:
    purchase = under(at("awarded"), suppliers__nib_above=10_000_000)
    with pytest.raises(Refused, match="NIB"):
        sign_contract(by=place.by("kasi"), purchase=purchase)
    supplier = Supplier.objects.of(place.desa.kab).get(pk=purchase.supplier_id)
    supplier.nib = "1234567890123"
    supplier.save()
    sign_contract(by=place.by("kasi"), purchase=purchase)


def test_a_sanction_after_the_award_stops_the_contract(
    place: TenderVillage, at: At, punish
) -> None:
    purchase = at("awarded")
    punish(award(purchase).supplier)
    with pytest.raises(Refused):
        sign_contract(by=place.by("kasi"), purchase=purchase)
    assert contract_of(purchase) is None


def test_where_the_tpk_signs_whoever_chose_needs_a_witness(place: TenderVillage, at: At) -> None:
    purchase, ketua = under(at("awarded"), signatories__contract="tpk"), place.by("tpk_ketua")
    with pytest.raises(Refused, match="bukan tugas jabatan"):
        sign_contract(by=place.by("kasi"), purchase=purchase)
    with pytest.raises(Refused, match="perlu saksi"):
        sign_contract(by=ketua, purchase=purchase)
    operations.stand_witness(by=place.by("sekdes"), purchase=purchase, duty="contract", doer=ketua)
    sign_contract(by=ketua, purchase=purchase)


@pytest.mark.parametrize("state", sorted(BOUND - {"received", "verified"}))
def test_a_contract_is_cancelled_from_every_state_before_the_payment(
    place: TenderVillage, at: At, state: str
) -> None:
    held = balance_of(place.activity).committed
    purchase = at(state)
    with pytest.raises(Refused, match="Tulis dulu"):
        cancel_order(by=place.by("kasi"), purchase=purchase, note=" ")
    cancel_order(by=place.by("kasi"), purchase=purchase, note=NOTE)
    purchase.refresh_from_db()
    assert purchase.state == "cancelled"
    assert balance_of(place.activity).committed == held
    assert contract_of(purchase) is None
    handovers = Handover.objects.like(purchase).filter(contract__purchase=purchase)
    assert not handovers.filter(withdrawn_at__isnull=True).exists()
    requests = PaymentRequest.objects.like(purchase).filter(contract__purchase=purchase)
    assert set(requests.values_list("state", flat=True)) <= {"void"}
    with pytest.raises(Conflict):
        cancel_order(by=place.by("kasi"), purchase=purchase, note=NOTE)


def test_whoever_was_paid_is_not_cancelled_any_more(place: TenderVillage, at: At) -> None:
    with pytest.raises(Conflict):
        cancel_order(by=place.by("kasi"), purchase=at("closed"), note=NOTE)
