"""One person never does it all: separation of duties by person, whatever hats change hands.

Five people gain and lose offices, also as acting officials, and try to bring purchases to their
end, honestly or not (duties.py). Two witnesses are asked after every step: the rows that the rules
themselves use, and the audit trail, which knows nothing of duties.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, transaction

from pbjdesa.contracts.operations import cancel_order, send_order
from pbjdesa.delivery.operations import (
    accept_handover,
    receive_goods,
    refuse_goods,
)
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.operations import (
    request_payment,
    verify_request,
)
from pbjdesa.people.models import Account, Person
from pbjdesa.people.operations import appoint, end_appointment, open_account, register_person
from pbjdesa.planning.operations import announce_plan
from pbjdesa.planning.prices import note_price
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement import queries
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from tests import scene
from tests.duties import NEVER, NIK, NOTE, NOW, TODAY, Duties, Stage, prove, receive, set_the_stage
from tests.histories import LONG, play
from tests.world import YEAR, Village, announced, draft, hire, territory, village

LOOKING = import_module("pbjdesa.procurement.queries.purchases")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker) -> Iterator[Village]:
    with django_db_blocker.unblock(), clock.frozen(NOW), scene.kept_for_one_file():
        place = announced(village(territory()))
        set_the_stage(place)
        yield place


@pytest.mark.slow
@pytest.mark.django_db
def test_nobody_ever_does_two_duties_that_must_be_apart(stage: Village) -> None:
    Duties.paid = Duties.refused = Duties.steps = 0
    play(Duties, *((2_000, 60) if LONG else (24, 40)))
    assert Duties.steps >= 200
    assert Duties.refused >= 20
    assert Duties.paid >= 1, "the histories must get as far as a payment"


@pytest.mark.slow
@pytest.mark.django_db
def test_a_planted_bug_is_found(stage: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LOOKING, "duty_conflicts", lambda *facts: [])
    with pytest.raises(AssertionError):
        play(Duties, 30, 40)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_bug_in_the_memory_is_found_by_the_trail(
    stage: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("moving", "drafting"):
        name = f"pbjdesa.procurement.operations.{module}.remember"
        monkeypatch.setattr(name, lambda *facts: None)
    with pytest.raises(AssertionError):
        play(Duties, 30, 40)


@pytest.mark.django_db
def test_the_rule_set_says_what_is_written_here(stage: Village) -> None:
    matrix = queries.rules_for(draft(stage)).duties["pembelian_langsung"]
    duties = ("plan", *NEVER)
    said = {(a, b) for a in duties for b in duties if matrix.between(a, b) == "X"}
    written = {(a, b) for a, others in NEVER.items() for b in others}
    assert said == written | {(b, a) for a, b in written}


@pytest.mark.django_db
def test_two_offices_of_one_person_are_one_person(stage: Village) -> None:
    purchase = draft(stage)
    kasi = stage.by("kasi")
    both = hire(stage.desa.kab, "sekdes", "", desa=stage.desa, person=kasi.person)
    send_order(by=kasi, purchase=purchase)
    receive(kasi, purchase)
    accept_handover(by=stage.by("kepala_desa"), purchase=purchase)
    request_payment(by=kasi, purchase=purchase)
    with pytest.raises(Refused, match="sudah menyiapkan belanja"):
        verify_request(by=both, purchase=purchase)
    verify_request(by=stage.by("sekdes"), purchase=purchase)


@pytest.mark.django_db
def test_whoever_checked_the_request_does_not_prove_its_tax(stage: Village) -> None:
    purchase = scene.purchase_in(stage, "paid")
    checker = stage.by("sekdes").person
    acting = hire(stage.desa.kab, "kaur_keuangan", "", desa=stage.desa, person=checker)
    with pytest.raises(Refused, match="sudah memeriksa permintaan bayar"):
        prove(acting, purchase)
    (tax,) = scene.taxes(purchase)
    assert not tax.ntpn
    prove(stage.by("kaur_keuangan"), purchase)


@pytest.mark.django_db
def test_one_nik_is_one_person_and_one_account(stage: Village) -> None:
    kab, one = stage.desa.kab, Stage.people[0]
    with pytest.raises(Refused, match="sudah terdaftar"):
        register_person(by=None, kab=kab, name="Orang Lain", desa=stage.desa, nik=NIK.format(0))
    double = Person(kab=kab, desa=stage.desa, name="Orang Lain", nik_hash=one.nik_hash)
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()
    open_account(by=None, person=one, username="orang-0")
    with pytest.raises(IntegrityError), transaction.atomic():
        open_account(by=None, person=one, username="orang-0-lagi")
    assert Account.objects.filter(person_id=one.pk).count() == 1


@pytest.mark.django_db
def test_a_former_official_does_not_sell_to_the_purchase_they_prepared(stage: Village) -> None:
    person = Stage.people[1]
    hat = hire(stage.desa.kab, "kasi", "", desa=stage.desa, person=person)
    purchase = procurement.start_purchase(by=hat, activity=stage.activity)
    end_appointment(by=None, appointment=hat, until_date=TODAY - timedelta(days=1))
    shop = register_supplier(
        by=stage.by("kaur"),
        desa=stage.desa,
        data=SupplierData(
            name="Toko Baru", owner_name=person.name, owner_nik=NIK.format(1), address="Krajan"
        ),
    )
    with pytest.raises(Refused, match="pernah mengurus belanja ini"):
        procurement.choose_supplier(by=stage.by("kasi"), purchase=purchase, supplier=shop)
    elsewhere = procurement.start_purchase(by=stage.by("kasi"), activity=stage.activity)
    procurement.choose_supplier(by=stage.by("kasi"), purchase=elsewhere, supplier=shop)


STALE = ("ended", "other village", "wrong office", "other field")


@pytest.mark.django_db
@pytest.mark.parametrize("flaw", STALE)
def test_the_authority_of_the_moment_is_asked_for(stage: Village, flaw: str) -> None:
    kab, person = stage.desa.kab, Stage.people[2]
    if flaw == "other village":
        by = hire(kab, "kasi", "", desa=village(kab, "Curugsewu").desa, person=person)
    elif flaw == "wrong office":
        by = hire(kab, "bpd", "", desa=stage.desa, person=person)
    else:
        by = appoint(
            by=None,
            person=person,
            office="kasi",
            from_date=date(2024, 1, 2),
            until_date=TODAY - timedelta(days=1) if flaw == "ended" else None,
            activity_prefixes=("02.",) if flaw == "other field" else (),
            desa=stage.desa,
        )
    purchase, ordered = draft(stage), scene.purchase_in(stage, "ordered")
    before = audit.head(audit.chain_of(stage.activity))
    for act in (
        lambda: procurement.start_purchase(by=by, activity=stage.activity),
        lambda: procurement.set_delivery(by=by, purchase=purchase, needed_by=TODAY, place="X"),
        lambda: send_order(by=by, purchase=purchase),
        lambda: refuse_goods(by=by, purchase=ordered, note=NOTE),
        lambda: receive_goods(by=by, purchase=ordered),
        lambda: cancel_order(by=by, purchase=ordered, note=NOTE),
        lambda: announce_plan(by=by, desa=stage.desa, year=YEAR),
    ):
        with pytest.raises(Refused):
            act()
    assert audit.head(audit.chain_of(stage.activity)) == before


@pytest.mark.django_db
def test_nobody_writes_into_the_books_of_another_village(stage: Village) -> None:
    by = hire(
        stage.desa.kab,
        "kaur",
        "Orang Desa Sebelah",
        desa=village(stage.desa.kab, "Sukomangli").desa,
    )
    book = {"item": "Pasir", "unit": "m3", "price": 1, "source": "Toko", "seen_on": TODAY}
    shop = SupplierData(name="Toko X", owner_name="Y", address="Z")
    for act in (
        lambda: note_price(by=by, desa=stage.desa, **book),
        lambda: register_supplier(by=by, desa=stage.desa, data=shop),
    ):
        with pytest.raises(Refused, match="bukan di desa ini"):
            act()
