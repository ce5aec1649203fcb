"""A supplier who comes late loses a part of the price, on every paper and in public (R-40)."""

import pytest

from pbjdesa.contracts.queries import contract_of
from pbjdesa.documents.models import Document
from pbjdesa.payments.models import PaymentRequest
from pbjdesa.payments.queries import payment_of, request_of
from pbjdesa.procurement.models import Purchase
from tests import chosen
from tests.choosing.conftest import under
from tests.tenders import TenderVillage

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def request_for(purchase: Purchase) -> PaymentRequest:
    contract = contract_of(purchase)
    assert contract is not None
    request = request_of(contract)
    assert request is not None
    return request


def paper(purchase: Purchase, kind: str) -> Document:
    rows = Document.objects.like(purchase).filter(dossier=purchase.dossier, kind=kind)
    return rows.get(superseded_at__isnull=True)


@pytest.mark.parametrize("late", [0, 4])
def test_the_penalty_is_kept_back_by_the_day(place: TenderVillage, late: int) -> None:
    purchase = chosen.to_state(place, "closed", days_late=late)
    request = request_for(purchase)
    assert request.penalty == (2 * purchase.value * late + 1_000) // 2_000
    assert request.gross == request.net + request.tax_total + request.penalty
    payment = payment_of(request)
    assert payment is not None
    assert payment.amount == request.net
    told = paper(purchase, "spp").data["payment_way"]
    assert ("denda keterlambatan" in told) == bool(late)
    names = [row["name"] for row in paper(purchase, "kuitansi").data["deductions"]]
    assert ("Denda keterlambatan" in names) == bool(late)


def test_a_rate_that_nobody_set_takes_nothing(place: TenderVillage) -> None:
    purchase = chosen.to_state(place, "handed_over", days_late=4)
    under(purchase, contract__penalty_permille=None)
    chosen.STEPS["requested"](place, purchase)
    assert request_for(purchase).penalty == 0


def test_whoever_is_years_late_is_not_paid_but_cancelled(place: TenderVillage) -> None:
    purchase = chosen.to_state(place, "handed_over", days_late=4)
    under(purchase, contract__penalty_permille=300)
    with pytest.raises(Exception, match="Batalkan pesanan ini"):
        chosen.STEPS["requested"](place, purchase)
