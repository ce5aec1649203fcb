"""Practice villages: a whole purchase at once, and not one row of the real side changes."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test import Client

from pbjdesa.coaching.practice import enter_practice, make_twin, reset_twin
from pbjdesa.coaching.queries import living_twin, practising
from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.queries import check, paper_of, papers_of
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.guard import whole_database
from pbjdesa.people.actors import Actor
from pbjdesa.people.operations import appoint, end_appointment, register_person
from pbjdesa.planning.models import Activity
from pbjdesa.planning.queries import has_budget, lines, plans
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers.queries import suppliers_of
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.transparency.models import Release
from tests.clients import client_for
from tests.stories import complete, receive
from tests.world import PIN, Village, announced, draft, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def real() -> Village:
    return announced(village(territory()))


@pytest.fixture
def signed_in() -> Village:
    """The same village with log-ins, which are slow to make."""
    return announced(village(territory(), logins=True))


def twin_village(real: Village) -> Village:
    """The practice side, with the officials as they act there and one activity of its budget."""
    enter_practice(by=real.by("kasi"), desa=real.desa)
    twin = living_twin(real.desa)
    assert twin is not None
    officials = {}
    for office in real.officials:
        actor = practising(real.actor(office))
        assert actor is not None
        officials[office] = actor.appointments[0]
    activity = Activity.objects.of(twin).get(code="01.01.04")
    supplier = suppliers_of(twin)[0]
    return Village(twin, officials, activity, [row.line for row in lines(activity)], supplier)


def checksums(real: Kabupaten) -> dict[str, str]:
    """A checksum of every table's rows, without those whose home is not this kabupaten."""
    tables = set(connection.introspection.table_names()) - {"django_session"}
    with whole_database(), connection.cursor() as cursor:
        return {table: _checksum(cursor, table, real.pk) for table in sorted(tables)}


def _checksum(cursor: object, table: str, kab_id: int) -> str:
    columns = [
        column.name for column in connection.introspection.get_table_description(cursor, table)
    ]
    where = "WHERE kab_id = %s" if "kab_id" in columns else ""
    where = "WHERE id = %s" if table == "territories_kabupaten" else where
    cursor.execute(  # type: ignore[attr-defined]
        f'SELECT * FROM "{table}" {where} ORDER BY 1',
        [kab_id] if where else [],
    )
    return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()  # type: ignore[attr-defined]


def test_a_purchase_can_be_run_to_its_end_as_soon_as_the_plan_is_announced(real: Village) -> None:
    practice = twin_village(real)
    with pytest.raises(Refused, match="belum diumumkan"):
        draft(practice)
    purchase = draft(announced(practice))
    complete(practice, purchase)
    purchase.refresh_from_db()
    assert purchase.state == "closed"
    papers = papers_of(purchase.dossier)
    assert len(papers) == 8
    assert all(paper_of(paper).practice for paper in papers)


def test_every_paper_of_a_practice_purchase_says_so_where_it_is_checked(real: Village) -> None:
    practice = announced(twin_village(real))
    purchase = draft(practice)
    complete(practice, purchase)
    found = check(papers_of(purchase.dossier)[0].code)
    assert found is not None
    assert found.document.desa.practice
    page = Client().get(f"/cek/{found.document.code}")
    assert "LATIHAN" in page.content.decode().upper()


def _random_acts(rng: Random, real: Village) -> Iterator[Callable[[], object]]:
    """What people do while they practise, in any order, some of it refused."""
    practice = announced(twin_village(real))
    for _ in range(6):
        yield lambda: complete(
            practice,
            draft(practice, volume=str(rng.randrange(1, 9)), price=rng.randrange(1_000, 56_000)),
        )
        yield lambda: draft(practice, volume="4000")
        yield lambda: announced(practice)
        yield lambda: enter_practice(by=real.by("sekdes"), desa=real.desa)
    reset_twin(by=real.by("kepala_desa"), desa=real.desa)
    again = announced(twin_village(real))
    yield lambda: complete(again, draft(again))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_random_practice_changes_not_one_row_of_the_real_side(real: Village, seed: int) -> None:
    rng = Random(seed)
    before = checksums(real.desa.kab)
    done = 0
    for act in _random_acts(rng, real):
        if rng.random() < 0.2:
            continue
        try:
            act()
            done += 1
        except Refused:
            pass
    assert done > 5
    assert checksums(real.desa.kab) == before
    twins = Kabupaten.objects.get(code=real.desa.kab.code, practice=True)
    assert Purchase.objects.of(twins).filter(state="closed").exists()
    assert not Release.objects.of(twins).exists()


def test_the_checksums_would_show_a_change(real: Village) -> None:
    before = checksums(real.desa.kab)
    draft(real)
    after = checksums(real.desa.kab)
    changed = {table for table in before if before[table] != after[table]}
    assert "procurement_purchase" in changed
    assert "kernel_auditevent" in changed


def test_a_twin_keeps_its_own_chain_and_names_who_practised(real: Village) -> None:
    practice = announced(twin_village(real))
    draft(practice)
    chain = audit.chain_of(practice.activity)
    assert chain != audit.chain_of(real.activity)
    assert not list(audit.broken_links(chain))
    entered = audit.AuditEvent.objects.filter(
        kab_id=practice.desa.kab_id, verb="coaching.enter_practice"
    ).get()
    assert entered.appointment_id == real.by("kasi").pk


def test_a_reset_gives_a_fresh_village_and_keeps_the_old_one_out_of_sight(real: Village) -> None:
    first = announced(twin_village(real))
    complete(first, draft(first))
    reset_twin(by=real.by("kepala_desa"), desa=real.desa)
    second = twin_village(real)
    assert second.desa.pk != first.desa.pk
    assert not Purchase.objects.of(second.desa).exists()
    assert Purchase.objects.of(first.desa).count() == 1
    assert Desa.objects.get(pk=first.desa.pk).retired_at is not None


def test_only_the_kades_or_the_sekdes_starts_the_practice_afresh(real: Village) -> None:
    twin_village(real)
    with pytest.raises(Refused, match="Kepala Desa atau Sekretaris"):
        reset_twin(by=real.by("kasi"), desa=real.desa)


def test_a_second_entry_makes_no_second_twin(real: Village) -> None:
    assert make_twin(by=real.by("kasi"), desa=real.desa) == make_twin(
        by=real.by("sekdes"), desa=real.desa
    )


def test_new_and_former_officials_are_known_at_the_next_entry(real: Village) -> None:
    twin_village(real)
    today = clock.today("WIB")
    end_appointment(by=None, appointment=real.by("sekdes"), until_date=today - timedelta(days=1))
    person = register_person(by=None, kab=real.desa.kab, name="Nurul Baru", desa=real.desa)
    fresh = appoint(by=None, person=person, office="sekdes", from_date=today, desa=real.desa)
    newcomer = Actor(person, real.desa.kab, (fresh,))
    assert practising(newcomer) is None
    enter_practice(by=fresh, desa=real.desa)
    assert practising(newcomer) is not None
    assert practising(Actor(real.by("sekdes").person, real.desa.kab, ())) is None
    twin = living_twin(real.desa)
    assert twin is not None
    former = practising(Actor(real.by("sekdes").person, real.desa.kab, (real.by("sekdes"),)))
    assert former is None


def test_a_pka_whose_field_the_practice_budget_lacks_still_has_something_to_buy(
    real: Village,
) -> None:
    person = register_person(by=None, kab=real.desa.kab, name="Kasi Baru", desa=real.desa)
    odd = appoint(
        by=None,
        person=person,
        office="kasi",
        from_date=clock.today("WIB"),
        desa=real.desa,
        activity_prefixes=("09.09",),
    )
    enter_practice(by=odd, desa=real.desa)
    actor = practising(Actor(person, real.desa.kab, (odd,)))
    assert actor is not None
    assert actor.acting_as({"kasi"}, "01.01.04") is not None


def test_a_new_year_brings_a_new_practice_budget(real: Village) -> None:
    practice = twin_village(real)
    year = clock.today("WIB").year + 1
    with clock.frozen(clock.now() + timedelta(days=366)):
        make_twin(by=real.by("kasi"), desa=real.desa)
    assert has_budget(practice.desa, year)


def test_nobody_practises_in_a_village_that_is_not_his(real: Village) -> None:
    other = village(real.desa.kab, "Selo")
    with pytest.raises(Refused):
        enter_practice(by=other.by("kasi"), desa=real.desa)
    practice = twin_village(real)
    with pytest.raises(Refused):
        enter_practice(by=practice.by("kasi"), desa=practice.desa)


def test_one_tap_leads_to_practice_and_one_back(signed_in: Village) -> None:
    browser = client_for("pagersari-kasi")
    assert "LATIHAN</b>" not in browser.get("/").content.decode()
    browser.post("/latihan/")
    page = browser.get("/").content.decode()
    assert 'class="latihan"' in page
    assert "Rencana" in page
    browser.post("/latihan/selesai/")
    assert 'class="latihan"' not in browser.get("/").content.decode()


def test_neither_side_shows_anything_of_the_other(
    signed_in: Village,
) -> None:
    mine = draft(signed_in)
    browser = client_for("pagersari-kasi")
    assert browser.get(f"/desa/belanja/{mine.pk}/").status_code == 200
    browser.post("/latihan/")
    assert browser.get(f"/desa/belanja/{mine.pk}/").status_code == 404
    practice = announced(twin_village(signed_in))
    purchase = draft(practice)
    assert browser.get(f"/desa/belanja/{purchase.pk}/").status_code == 200
    browser.post("/latihan/selesai/")
    assert browser.get(f"/desa/belanja/{purchase.pk}/").status_code == 404


def test_a_form_opened_in_practice_does_not_act_on_the_real_village() -> None:
    real = village(territory(), logins=True)
    browser = client_for("pagersari-kepala_desa")
    browser.post("/latihan/")
    address = f"/desa/rencana/{clock.today('WIB').year}/umumkan/"
    page = browser.get(address)
    sent = {"kunci": page.context["form_key"], "sisi": str(page.context["actor"].kab.pk)}
    assert f'name="sisi" value="{sent["sisi"]}"' in page.content.decode()
    browser.post("/latihan/selesai/")
    assert browser.post(address, sent).status_code == 409
    assert not plans(real.desa).exists()
    browser.post("/latihan/")
    assert browser.post(address, sent).status_code == 302


def test_after_a_reset_everybody_is_in_the_new_village(signed_in: Village) -> None:
    browser = client_for("pagersari-kasi")
    browser.post("/latihan/")
    before = browser.get("/").context["desa"].pk
    reset_twin(by=signed_in.by("sekdes"), desa=signed_in.desa)
    enter_practice(by=signed_in.by("kasi"), desa=signed_in.desa)
    assert browser.get("/").context["desa"].pk not in {before, signed_in.desa.pk}


def test_a_session_whose_twin_is_gone_is_back_on_the_real_side(signed_in: Village) -> None:
    browser = client_for("pagersari-kasi")
    browser.post("/latihan/")
    Desa.objects.filter(twin_of=signed_in.desa).update(retired_at=clock.now())
    page = browser.get("/")
    assert page.context["desa"].pk == signed_in.desa.pk
    assert 'class="latihan"' not in page.content.decode()


def test_changing_sides_leaves_no_row_on_the_real_side(signed_in: Village) -> None:
    browser = client_for("pagersari-kasi")
    before = checksums(signed_in.desa.kab)
    browser.post("/latihan/")
    browser.post("/latihan/")
    browser.post("/latihan/selesai/")
    assert checksums(signed_in.desa.kab) == before


def test_the_pin_of_the_real_person_serves_on_both_sides(signed_in: Village) -> None:
    practice = announced(twin_village(signed_in))
    purchase = draft(practice)
    send_order(by=practice.by("kasi"), purchase=purchase)
    receive(practice, purchase)
    browser = client_for("pagersari-kepala_desa")
    browser.post("/latihan/")
    address = f"/desa/belanja/{purchase.pk}/langkah/serah-terima/"
    for pin, status in (("000001", 422), (PIN, 302)):
        form = browser.get(address).context
        sent = {"kunci": form["form_key"], "sisi": str(practice.desa.kab_id), "pin": pin}
        assert browser.post(address, sent).status_code == status
    purchase.refresh_from_db()
    assert purchase.state == "handed_over"
