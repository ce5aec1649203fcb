"""Watching: what the board shows, to whom, and with how many queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pbjdesa.coaching.operations import leave_note
from pbjdesa.coaching.queries import notes_for, notes_on
from pbjdesa.contracts.operations import send_order
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.oversight.queries import flags_of
from pbjdesa.payments.operations import request_payment, return_request
from pbjdesa.people.actors import Actor, actor_for
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import OFFICES
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Kabupaten, Kecamatan
from pbjdesa.web.kecamatan.board import purchases_of, village_rows
from tests.clients import client_for
from tests.stories import purchase_at
from tests.world import PIN, YEAR, Village, announced, draft, hire, territory, village, watcher

pytestmark = pytest.mark.django_db

WATCHING = ("camat", "pendamping", "inspektorat", "admin_kabupaten")


@pytest.fixture
def kab() -> Kabupaten:
    return territory()


@pytest.fixture
def place(kab: Kabupaten) -> Village:
    return announced(village(kab))


def coach(place: Village) -> Appointment:
    return watcher(place.desa.kab, "pendamping", place.desa, "pendamping")


def looks(kab: Kabupaten, appointment: Appointment) -> Actor:
    return actor_for(kab, appointment.person)


def of_the_kabupaten(kab: Kabupaten, office: str) -> Appointment:
    return hire(kab, office, f"Orang {office}", username=office)


def many(purchase: Purchase, count: int) -> None:
    """More purchases like this one, quickly: only what lists read."""
    rows = []
    first = Purchase.objects.like(purchase).order_by("-sequence")[0].sequence + 1
    for number in range(count):
        copy = Purchase.objects.like(purchase).get(pk=purchase.pk)
        copy.pk, copy.sequence = new_id(), first + number
        rows.append(copy)
    Purchase.objects.bulk_create(rows)


def row_of(actor: Actor, place: Village) -> dict[str, int | None]:
    rows = village_rows(actor, place.desa.kecamatan, YEAR)
    row = next(one for one in rows if one.desa.pk == place.desa.pk)
    return {
        name: getattr(row, name)
        for name in ("plan", "running", "done", "late", "returned", "waiting", "flagged")
    }


def test_the_board_counts_what_a_coach_asks_about(kab: Kabupaten, place: Village) -> None:
    actor = looks(kab, coach(place))
    purchase_at(place, "closed")
    late = draft(place)
    send_order(by=place.by("kasi"), purchase=late)
    Purchase.objects.like(late).filter(pk=late.pk).update(
        needed_by=clock.today("WIB") - timedelta(days=1)
    )
    back = purchase_at(place, "accepted")
    request_payment(by=place.by("kasi"), purchase=back)
    return_request(by=place.by("sekdes"), purchase=back, note="Nota belum terbaca.")
    still = purchase_at(place, "received")
    Purchase.objects.like(still).filter(pk=still.pk).update(
        changed_at=clock.now() - timedelta(days=8)
    )
    assert row_of(actor, place) == {
        "plan": 1,
        "running": 3,
        "done": 1,
        "late": 1,
        "returned": 1,
        "waiting": 1,
        "flagged": 1,  # the finished one was approved in the second in which it was verified
    }


def test_villages_that_need_help_come_first(kab: Kabupaten, place: Village) -> None:
    actor = looks(kab, coach(place))
    rows = village_rows(actor, place.desa.kecamatan, YEAR)
    assert len(rows) == 14
    assert rows[-1].desa.pk == place.desa.pk
    assert all(row.plan is None for row in rows[:-1])


def test_purchases_that_together_pass_the_limit_are_flagged(kab: Kabupaten, place: Village) -> None:
    actor = looks(kab, coach(place))
    one = purchase_at(place, "ordered", taxed=True)
    Purchase.objects.like(one).filter(pk=one.pk).update(value=9_000_000)
    assert flags_of(actor, purchases_of(actor, [place.desa], YEAR)) == {}
    second = purchase_at(place, "ordered", taxed=True, hours=30)
    other_account = purchase_at(place, "ordered", hours=60)
    for row, value in ((second, 2_000_000), (other_account, 9_900_000)):
        Purchase.objects.like(row).filter(pk=row.pk).update(value=value)
    found = flags_of(actor, purchases_of(actor, [place.desa], YEAR))
    assert set(found) == {one.pk, second.pk}
    assert "Rp11.000.000" in found[one.pk][0].sentence


def test_cancelled_and_drafted_ones_are_not_added_up(kab: Kabupaten, place: Village) -> None:
    actor = looks(kab, coach(place))
    one = purchase_at(place, "ordered", taxed=True)
    gone = purchase_at(place, "cancelled", taxed=True, hours=30)
    Purchase.objects.like(one).filter(pk__in=[one.pk, gone.pk]).update(value=9_000_000)
    assert flags_of(actor, purchases_of(actor, [place.desa], YEAR)) == {}


def queries_of(open_page: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        open_page()
    return len(caught)


@pytest.mark.slow
@pytest.mark.parametrize("office", ["pendamping", "inspektorat"])
def test_the_pages_ask_the_same_number_of_questions_for_1_3_and_1000_purchases(
    kab: Kabupaten, place: Village, office: str
) -> None:
    if office == "pendamping":
        coach(place)
    else:
        of_the_kabupaten(kab, office)
    browser = client_for(office)
    address = "/kecamatan/?kecamatan=33.24.04" if office == "inspektorat" else "/kecamatan/"
    pages = (address, f"/kecamatan/desa/{place.desa.code}/")
    one = purchase_at(place, "ordered")
    counts = []
    for more in (0, 2, 997):
        many(one, more)
        counts.append([queries_of(lambda page=page: browser.get(page)) for page in pages])
    assert Purchase.objects.of(place.desa).count() == 1000
    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0]) <= 16


def test_every_purchase_is_two_taps_away(kab: Kabupaten, place: Village) -> None:
    coach(place)
    purchase = purchase_at(place, "ordered")
    browser = client_for("pendamping")
    village_page = f"/kecamatan/desa/{place.desa.code}/"
    assert village_page in browser.get("/kecamatan/").content.decode()
    purchase_page = f"/desa/belanja/{purchase.pk}/"
    assert purchase_page in browser.get(village_page).content.decode()
    assert browser.get(purchase_page).status_code == 200


def test_a_kabupaten_starts_from_its_kecamatan(kab: Kabupaten, place: Village) -> None:
    of_the_kabupaten(kab, "inspektorat")
    purchase_at(place, "ordered")
    browser = client_for("inspektorat")
    page = browser.get("/kecamatan/").content.decode()
    assert "1 dari 14 desa sudah umumkan rencana" in page
    assert "1 belanja berjalan" in page
    assert browser.get("/kecamatan/?kecamatan=33.24.04").status_code == 200
    assert browser.get("/kecamatan/?kecamatan=99.99.99").status_code == 404


def test_an_administrator_sees_the_lists_and_no_purchase(kab: Kabupaten, place: Village) -> None:
    of_the_kabupaten(kab, "admin_kabupaten")
    purchase = purchase_at(place, "ordered")
    browser = client_for("admin_kabupaten")
    page = browser.get(f"/kecamatan/desa/{place.desa.code}/").content.decode()
    assert purchase.title in page
    assert f"/desa/belanja/{purchase.pk}/" not in page
    assert browser.get(f"/desa/belanja/{purchase.pk}/").status_code == 403


def another_kecamatan(kab: Kabupaten, office: str, username: str) -> Appointment:
    """Somebody of Sukorejo, who has no business with Patean."""
    kecamatan = Kecamatan.objects.get(kab=kab, name="Sukorejo")
    person = register_person(by=None, kab=kab, name=f"Orang {username}", kecamatan=kecamatan)
    appointment = appoint(
        by=None,
        person=person,
        office=office,
        from_date=clock.today("WIB"),
        kecamatan=kecamatan,
    )
    open_account(by=None, person=person, username=username, pin=PIN)
    return appointment


@pytest.mark.parametrize("office", ["camat", "pendamping"])
def test_another_kecamatan_does_not_exist(kab: Kabupaten, place: Village, office: str) -> None:
    another_kecamatan(kab, office, "tetangga")
    browser = client_for("tetangga")
    page = browser.get("/kecamatan/").content.decode()
    assert "Sukorejo" in page
    assert "Pagersari" not in page
    assert browser.get(f"/kecamatan/desa/{place.desa.code}/").status_code == 404
    assert browser.get(f"/kecamatan/desa/{place.desa.code}/catatan/").status_code in {403, 404}


@pytest.mark.parametrize("code", ["x", "33.24.04.2005x", "33.24.04", "a" * 500, "'"])
def test_a_village_that_is_none_is_404(kab: Kabupaten, place: Village, code: str) -> None:
    coach(place)
    assert client_for("pendamping").get(f"/kecamatan/desa/{code}/").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "999999", "x", "1e9", "", "²"])
def test_a_strange_page_number_is_no_fault(kab: Kabupaten, place: Village, page: str) -> None:
    coach(place)
    address = f"/kecamatan/desa/{place.desa.code}/"
    assert client_for("pendamping").get(address, {"hal": page}).status_code == 200


def test_a_note_is_read_by_the_village_and_changes_nothing_else(
    kab: Kabupaten, place: Village
) -> None:
    by = coach(place)
    purchase = purchase_at(place, "ordered")
    state = purchase.state
    leave_note(by=by, desa=place.desa, text=" Foto nota kurang jelas. ", purchase=purchase)
    leave_note(by=by, desa=place.desa, text="Umumkan dulu rencananya.")
    purchase.refresh_from_db()
    assert purchase.state == state
    assert [note.text for note in notes_on(purchase)] == ["Foto nota kurang jelas."]
    assert [note.text for note in notes_for(place.desa)] == [
        "Umumkan dulu rencananya.",
        "Foto nota kurang jelas.",
    ]
    assert notes_for(place.desa)[0].author.startswith(by.person.name)


@pytest.mark.parametrize("office", ["camat", "inspektorat", "admin_kabupaten"])
def test_only_a_pendamping_leaves_notes(kab: Kabupaten, place: Village, office: str) -> None:
    by = watcher(kab, office, place.desa)
    with pytest.raises(Refused, match="pendamping"):
        leave_note(by=by, desa=place.desa, text="Halo.")


def test_a_pendamping_of_another_kecamatan_leaves_no_note(kab: Kabupaten, place: Village) -> None:
    with pytest.raises(Refused, match="pendamping"):
        leave_note(by=another_kecamatan(kab, "pendamping", "tetangga"), desa=place.desa, text="Hai")


def test_a_note_about_another_villages_purchase_is_refused(kab: Kabupaten, place: Village) -> None:
    other = announced(village(kab, "Selo"))
    with pytest.raises(Refused, match="bukan milik"):
        leave_note(by=coach(place), desa=place.desa, text="Hai", purchase=draft(other))


@pytest.mark.parametrize(("text", "said"), [("  ", "Tulis dulu"), ("x" * 1001, "paling banyak")])
def test_a_note_says_something_and_is_short(
    kab: Kabupaten, place: Village, text: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        leave_note(by=coach(place), desa=place.desa, text=text)


def test_a_note_is_written_on_its_page_and_shown_to_the_village(kab: Kabupaten) -> None:
    place = announced(village(kab, logins=True))
    coach(place)
    purchase = purchase_at(place, "ordered")
    browser = client_for("pendamping")
    address = f"/kecamatan/desa/{place.desa.code}/catatan/?belanja={purchase.pk}"
    key = browser.get(address).context["form_key"]
    empty = browser.post(address, {"kunci": key, "text": " "})
    assert empty.status_code == 422
    sent = {"kunci": key, "text": "Telepon tokonya."}
    for _ in range(2):
        assert browser.post(address, sent).url == f"/desa/belanja/{purchase.pk}/"
    assert len(notes_on(purchase)) == 1
    village_browser = client_for("pagersari-kepala_desa")
    assert (
        "Telepon tokonya." in village_browser.get(f"/desa/belanja/{purchase.pk}/").content.decode()
    )
    assert "Telepon tokonya." in village_browser.get("/").content.decode()


@pytest.mark.parametrize("wanted", ["x", "0", "9" * 30, "-1"])
def test_a_note_about_no_purchase_is_404(kab: Kabupaten, place: Village, wanted: str) -> None:
    coach(place)
    address = f"/kecamatan/desa/{place.desa.code}/catatan/"
    assert client_for("pendamping").get(address, {"belanja": wanted}).status_code == 404


def test_an_operator_sees_counts_and_no_business(kab: Kabupaten, place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    of_the_kabupaten(kab, "operator")
    browser = client_for("operator")
    page = browser.get("/pengelola/").content.decode()
    assert "266" in page
    assert "berakhir di tempatnya" in page
    assert purchase.title not in page
    for address in (
        "/kecamatan/",
        f"/kecamatan/desa/{place.desa.code}/",
        f"/desa/belanja/{purchase.pk}/",
        "/kabupaten/aturan/",
    ):
        assert browser.get(address).status_code == 403


def test_an_operator_sees_a_head_that_came_loose(kab: Kabupaten, place: Village) -> None:
    of_the_kabupaten(kab, "operator")
    browser = client_for("operator")
    audit.ChainHead.objects.filter(kab_id=kab.pk, owner_kind="desa", owner_id=place.desa.pk).update(
        sequence=3
    )
    page = browser.get("/pengelola/").content.decode()
    assert "tidak utuh" in page
    assert f"desa/{place.desa.pk}" in page


@pytest.mark.parametrize("office", WATCHING)
def test_the_rules_are_read_value_by_value_with_their_marks(
    kab: Kabupaten, place: Village, office: str
) -> None:
    watcher(kab, office, place.desa, office)
    browser = client_for(office)
    page = browser.get("/kabupaten/aturan/").content.decode()
    assert "nilai sudah dicocokkan" in page
    section = browser.get("/kabupaten/aturan/2/").content.decode()
    assert "Cara pengadaan menurut nilai" in section
    assert "Rp10.000.000" in section
    assert "belum dikonfirmasi" in section
    assert browser.get("/kabupaten/aturan/99/").status_code == 404
    assert browser.get("/kabupaten/aturan/0/").status_code == 404


def test_without_a_log_in_the_boards_ask_for_one(kab: Kabupaten, place: Village) -> None:
    for address in ("/kecamatan/", "/pengelola/", "/kabupaten/aturan/", "/latihan/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/masuk")


def test_watchers_are_known_offices() -> None:
    assert set(WATCHING) <= {office.slug for office in OFFICES}
