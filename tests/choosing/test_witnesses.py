"""W of the duties matrix: only while somebody else in office stands by, and never for X."""

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.delivery.operations import accept_goods, inspect_goods, keep_receipt, receive_goods
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.people.models import Appointment
from pbjdesa.people.operations import appoint
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.transparency.rules import package_number
from tests import chosen, scene
from tests.choosing.conftest import At, under
from tests.tenders import TenderVillage
from tests.world import hire, village

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("later")]


def witness(place: TenderVillage, purchase: Purchase, doer: Appointment, **more: object) -> object:
    lawful = {"by": place.by("sekdes"), "duty": "receive"}
    return operations.stand_witness(purchase=purchase, doer=doer, **(lawful | more))


def inspect(by: Appointment, purchase: Purchase) -> None:
    keep_receipt(by=by, purchase=purchase, photo=scene.JPEG)
    inspect_goods(by=by, purchase=purchase)


def test_whoever_chose_inspects_only_before_a_witness(place: TenderVillage, at: At) -> None:
    purchase, ketua = at("ordered"), place.by("tpk_ketua")
    move = queries.move_named(purchase, "inspect_goods")
    assert queries.needs_witness(purchase, move, ketua)
    with pytest.raises(Refused, match="perlu saksi"):
        inspect(ketua, purchase)
    witness(place, purchase, ketua)
    assert not queries.needs_witness(purchase, move, ketua)
    inspect(ketua, purchase)


def test_the_inspector_is_the_witness_of_whoever_takes_the_goods_over(
    place: TenderVillage, at: At
) -> None:
    """The Kasi planned, ordered and now receives: three duties that need somebody beside them."""
    purchase, kasi = at("inspected"), place.by("kasi")
    assert not queries.needs_witness(purchase, queries.move_named(purchase, "accept_goods"), kasi)
    accept_goods(by=kasi, purchase=purchase)


def test_where_the_pka_inspects_alone_somebody_must_stand_by(place: TenderVillage, at: At) -> None:
    purchase, kasi = under(at("ordered"), signatories__inspection=("pka",)), place.by("kasi")
    keep_receipt(by=kasi, purchase=purchase, photo=scene.JPEG)
    with pytest.raises(Refused, match="perlu saksi"):
        receive_goods(by=kasi, purchase=purchase)
    witness(place, purchase, kasi)
    receive_goods(by=kasi, purchase=purchase)


def test_the_public_reads_the_duty_and_the_office_and_no_name(
    place: TenderVillage, at: At, client: Client
) -> None:
    purchase = at("ordered")
    witness(place, purchase, place.by("tpk_ketua"))
    (note,) = queries.witnesses_of(purchase)
    assert note.sentence == (
        f"Memeriksa dan menerima barang disaksikan oleh {place.by('sekdes').full_title}."
    )
    assert place.by("sekdes").person.name not in note.sentence
    number = package_number(purchase.year, purchase.sequence)
    page = client.get(reverse("public-package", args=[place.desa.code, number]))
    assert note.sentence in page.content.decode()


def test_a_witness_is_somebody_else_in_office_here(place: TenderVillage, at: At) -> None:
    purchase, ketua = at("ordered"), place.by("tpk_ketua")
    own = hire(place.desa.kab, "kaur", "", desa=place.desa, person=ketua.person)
    with pytest.raises(Refused, match="harus orang lain"):
        witness(place, purchase, ketua, by=own)
    far = village(place.desa.kab, "Curugsewu").by("sekdes")
    with pytest.raises(Refused, match="bukan di desa ini"):
        witness(place, purchase, ketua, by=far)
    with pytest.raises(Refused, match="bukan di desa ini"):
        witness(place, purchase, far)
    with pytest.raises(Refused, match="Pilih tugas"):
        witness(place, purchase, ketua, duty="sing")


def test_no_witness_helps_where_the_matrix_says_never(place: TenderVillage, at: At) -> None:
    purchase = at("ordered")
    with pytest.raises(Refused, match="harus orang lain"):
        witness(place, purchase, place.by("tpk_ketua"), duty="verify")
    with pytest.raises(Refused, match="tidak perlu saksi"):
        witness(place, purchase, place.by("tpk_anggota"))


def test_one_witness_is_enough_and_the_second_hears_so(place: TenderVillage, at: At) -> None:
    purchase, ketua = at("ordered"), place.by("tpk_ketua")
    witness(place, purchase, ketua)
    with pytest.raises(Conflict, match="sudah ada saksinya"):
        witness(place, purchase, ketua, by=place.by("kepala_desa"))


def test_a_witness_of_one_person_is_none_of_another(place: TenderVillage, at: At) -> None:
    purchase = at("ordered")
    witness(place, purchase, place.by("tpk_ketua"))
    with pytest.raises(Refused, match="perlu saksi"):
        inspect(place.by("tpk_sekretaris"), purchase)


def test_the_seller_is_no_witness(place: TenderVillage, at: At) -> None:
    purchase = at("ordered")
    supplier = purchase.supplier
    assert supplier is not None
    person = place.by("bpd").person
    operations.remember_bidder(purchase, supplier)
    supplier.owner_nik_hash = person.key
    operations.remember_bidder(purchase, supplier)
    with pytest.raises(Refused, match="Penyedia tidak bisa menjadi saksi"):
        witness(place, purchase, place.by("tpk_ketua"), by=place.by("bpd"))


def test_an_acting_official_brings_the_need_of_a_witness_along(
    place: TenderVillage, at: At
) -> None:
    """The Plt. Kasi who once chose as the ketua takes over only what another one inspected."""
    purchase = at("ordered")
    acting = appoint(
        by=None,
        person=place.by("tpk_ketua").person,
        office="kasi",
        from_date=clock.today(),
        desa=place.desa,
        acting="Plt",
    )
    move = queries.move_named(purchase, "accept_goods")
    assert queries.needs_witness(purchase, move, acting)
    inspect(place.by("tpk_anggota"), purchase)
    assert not queries.needs_witness(purchase, move, acting)
    accept_goods(by=acting, purchase=purchase)
    with pytest.raises(Refused, match="sudah memilih"):
        _plan(acting, purchase)


def _plan(by: Appointment, purchase: Purchase) -> None:
    """Planning and choosing are never the same person's."""
    operations.take_duty(purchase, "plan", by)


def test_the_story_of_the_whole_way_needed_no_witness(place: TenderVillage) -> None:
    assert queries.witnesses_of(chosen.to_state(place, "closed")) == []
