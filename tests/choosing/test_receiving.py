"""The goods come: inspected by the TPK, taken over by the PKA, or sent back (R-49, R-50)."""

import pytest

from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.operations import (
    accept_goods,
    inspect_goods,
    keep_receipt,
    receive_goods,
    refuse_goods,
    return_handover,
    return_inspection,
)
from pbjdesa.delivery.queries import delivered_on, handover_of, inspections_of
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.procurement.models import Purchase
from tests import chosen, scene
from tests.choosing.conftest import At, under
from tests.tenders import TenderVillage

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("later")]
NOTE = "Kurang dua sak."


def results(purchase: Purchase) -> list[str]:
    contract = contract_of(purchase)
    assert contract is not None
    return [row.result for row in inspections_of(contract)]


def test_the_tpk_inspects_and_the_pka_takes_over(place: TenderVillage, at: At) -> None:
    purchase, member = at("ordered"), place.by("tpk_anggota")
    with pytest.raises(Refused, match="foto nota"):
        inspect_goods(by=member, purchase=purchase)
    with pytest.raises(Refused, match="bukan tugas jabatan"):
        inspect_goods(by=place.by("kasi"), purchase=purchase)
    with pytest.raises(Refused, match="tidak memakai langkah ini"):
        receive_goods(by=place.by("kasi"), purchase=purchase)
    keep_receipt(by=member, purchase=purchase, photo=scene.JPEG)
    inspection = inspect_goods(by=member, purchase=purchase)
    assert inspection.document is not None
    (inspector,) = inspection.document.data["inspectors"]
    assert inspector == {"name": member.person.name, "position": member.full_title}
    with pytest.raises(Conflict):
        inspect_goods(by=member, purchase=purchase)
    handover = accept_goods(by=place.by("kasi"), purchase=purchase)
    assert handover.document.kind == "bast_penyedia"
    with pytest.raises(Conflict):
        accept_goods(by=place.by("kasi"), purchase=purchase)


def test_bad_goods_are_written_down_by_whoever_inspects(place: TenderVillage, at: At) -> None:
    purchase = at("ordered")
    with pytest.raises(Refused, match="bukan tugas jabatan"):
        refuse_goods(by=place.by("kasi"), purchase=purchase, note=NOTE)
    refuse_goods(by=place.by("tpk_anggota"), purchase=purchase, note=NOTE)
    assert results(purchase) == ["bad"]
    chosen.STEPS["inspected"](place, purchase)
    assert results(purchase) == ["bad", "good"]


def test_the_pka_may_ask_for_another_inspection(place: TenderVillage, at: At) -> None:
    purchase = at("inspected")
    with pytest.raises(Refused, match="Tulis dulu"):
        return_inspection(by=place.by("kasi"), purchase=purchase, note=" ")
    return_inspection(by=place.by("kasi"), purchase=purchase, note=NOTE)
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("ordered", NOTE)
    chosen.STEPS["inspected"](place, purchase)
    assert results(purchase) == ["good", "good"]
    chosen.STEPS["received"](place, purchase)


def test_the_kades_sends_the_result_back_to_be_inspected_again(
    place: TenderVillage, at: At
) -> None:
    purchase = at("received")
    return_handover(by=place.by("kepala_desa"), purchase=purchase, note=NOTE)
    contract = contract_of(purchase)
    assert contract is not None
    assert handover_of(contract, "to_pka") is None
    for state in ("inspected", "received", "handed_over"):
        chosen.STEPS[state](place, purchase)
    assert delivered_on(contract) == inspections_of(contract)[-1].inspected_on


def test_where_the_rules_name_the_pka_the_tpk_does_not_inspect(
    place: TenderVillage, at: At
) -> None:
    purchase = under(at("ordered"), signatories__inspection=("pka",))
    keep_receipt(by=place.by("tpk_anggota"), purchase=purchase, photo=scene.JPEG)
    with pytest.raises(Refused, match="tidak memakai langkah ini"):
        inspect_goods(by=place.by("tpk_anggota"), purchase=purchase)
