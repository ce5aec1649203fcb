"""The kabupaten changes a rule from a day on and confirms values; purchases keep what they had."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pbjdesa.kernel import clock, guard
from pbjdesa.kernel.audit import AuditEvent
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.people.models import Appointment
from pbjdesa.people.operations import end_appointment
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import start_purchase
from pbjdesa.procurement.queries import choice_for, rules_for
from pbjdesa.regulations.changes import Footing, changed, said_by
from pbjdesa.regulations.models import RuleSetVersion, ValueConfirmation
from pbjdesa.regulations.operations import (
    adopt_rules,
    confirm_value,
    confirm_values,
    load_regulations,
    withdraw_rules,
)
from pbjdesa.regulations.queries import (
    coming,
    confirmations_of,
    confirmed_rules,
    in_force,
    rules_of,
)
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.territories.models import Desa, Kabupaten
from tests.world import YEAR, Village, announced, hire, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = date(YEAR, 11, 24)
START = date(YEAR, 12, 1)
KENDAL = "33.24"


@pytest.fixture(autouse=True)
def _clock():
    with clock.frozen(datetime(YEAR, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def kab() -> Kabupaten:
    return territory()


@pytest.fixture
def admin(kab: Kabupaten) -> Appointment:
    return hire(kab, "admin_kabupaten", "Sari Utami")


def footing(start: date = START, kab_code: str = KENDAL) -> Footing:
    return Footing(kab_code, f"{kab_code}_nama", start, "Pasal 7", "A", "Perbup 9/2026")


def adopt(by: Appointment, key: str, says: dict[str, object], start: date = START):
    basis = in_force(by.kab.code, start)
    rules = changed(rules_of(basis), key, says, footing(start, by.kab.code))
    return adopt_rules(by=by, rules=rules, basis=basis, start=start)


def new_limit(by: Appointment, limit: int = 15_000_000, start: date = START) -> RuleSetVersion:
    band = rules_of(in_force(by.kab.code, start)).bands[0]
    return adopt(by, "bands[1]", {**said_by(band), "upper": limit}, start)


def begin(place: Village, day: date) -> Purchase:
    """A purchase begun on a day, at seven in the evening."""
    with clock.frozen(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        return start_purchase(by=place.by("kasi"), activity=place.activity)


def test_a_purchase_begun_the_day_before_keeps_the_old_limit_and_one_of_that_day_has_the_new(
    kab: Kabupaten, admin: Appointment
) -> None:
    place = announced(village(kab))
    long_before = begin(place, TODAY)
    new = new_limit(admin)
    day_before, that_day = begin(place, START - timedelta(days=1)), begin(place, START)
    for purchase, method in (
        (long_before, "permintaan_penawaran"),
        (day_before, "permintaan_penawaran"),
        (that_day, "pembelian_langsung"),
    ):
        purchase.category = "barang"
        assert choice_for(purchase, 12_000_000).method == method
    assert that_day.rule_set_id == new.pk
    assert rules_for(long_before).bands[0].upper == 10_000_000


def test_the_old_version_ends_where_the_new_one_begins_and_is_not_touched(
    kab: Kabupaten, admin: Appointment
) -> None:
    old = in_force(KENDAL, TODAY)
    new = new_limit(admin)
    again = RuleSetVersion.objects.get(pk=old.pk)
    assert (again.sha256, again.content) == (old.sha256, old.content)
    assert again.in_force_until == START == new.in_force_from
    assert in_force(KENDAL, START - timedelta(days=1)).pk == old.pk
    assert in_force(KENDAL, START).pk == new.pk
    assert (new.based_on_id, new.kab_id) == (old.pk, kab.pk)
    assert new.adopted_by == "Sari Utami, Admin Kabupaten"
    assert [one.pk for one in coming(KENDAL, TODAY)] == [new.pk]


def test_changes_of_one_day_are_laid_one_over_the_other(kab: Kabupaten, admin: Appointment) -> None:
    first = new_limit(admin)
    second = adopt(admin, "methods.permintaan_penawaran.invite_min", {"value": 3})
    rules = rules_of(in_force(KENDAL, START))
    assert in_force(KENDAL, START).pk == second.pk
    assert rules.bands[0].upper == 15_000_000
    assert rules.methods["permintaan_penawaran"].invite_min.value == 3
    assert RuleSetVersion.objects.get(pk=first.pk).never_in_force


def test_supplier_papers_change_from_a_day_on(kab: Kabupaten, admin: Appointment) -> None:
    key = "methods.permintaan_penawaran.supplier_papers"
    adopt(admin, key, {"value": ["ktp", "npwp", "nib"]})
    before, after = (rules_of(in_force(KENDAL, day)) for day in (TODAY, START))
    assert "npwp" not in before.methods["permintaan_penawaran"].supplier_papers.value
    assert after.methods["permintaan_penawaran"].supplier_papers.value == ("ktp", "npwp", "nib")


def test_loading_the_files_again_leaves_the_change_in_force(
    kab: Kabupaten, admin: Appointment
) -> None:
    new = new_limit(admin)
    load_regulations(by=None, methods=KNOWN_METHODS)
    assert in_force(KENDAL, START).pk == new.pk


def test_a_kabupaten_without_a_file_changes_the_national_default_for_itself_alone(
    kab: Kabupaten,
) -> None:
    other = Kabupaten.objects.create(
        id=77, code="99.01", name="Kabupaten Contoh", provinsi="Contoh", zone="WITA"
    )
    keeper = hire(other, "admin_kabupaten", "Joko Contoh")
    national = in_force("99.01", TODAY)
    assert national.kab_code == ""
    new = new_limit(keeper)
    assert in_force("99.01", START).pk == new.pk
    assert in_force("99.02", START).pk == national.pk
    assert RuleSetVersion.objects.get(pk=national.pk).in_force_until is None
    assert new.slug == "99.01_nama/lkpp_12_2019+2026-12-01"


def test_a_practice_village_follows_the_rules_and_confirmations_of_its_kabupaten(
    kab: Kabupaten, admin: Appointment
) -> None:
    twin = Kabupaten.objects.create(
        id=78, code=KENDAL, name=kab.name, provinsi=kab.provinsi, zone=kab.zone, practice=True
    )
    new = new_limit(admin)
    confirm_value(by=admin, version=new, key="tpk.odd")
    assert in_force(twin.code, START).pk == new.pk
    assert confirmed_rules(new, twin.code).tpk.odd.confirmed


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (TODAY, "paling cepat berlaku besok"),
        (TODAY - timedelta(days=365), "paling cepat berlaku besok"),
        (date(2126, 12, 1), "paling lama dua tahun lagi"),
    ],
)
def test_a_change_begins_in_the_near_future(admin: Appointment, start: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        new_limit(admin, start=start)


def test_a_change_begins_after_every_other(admin: Appointment) -> None:
    new_limit(admin)
    with pytest.raises(Refused, match="Ada aturan lain yang mulai berlaku 1 Desember 2026"):
        new_limit(admin, limit=12_000_000, start=START - timedelta(days=1))


def test_nothing_changed_is_said(admin: Appointment) -> None:
    basis = in_force(KENDAL, START)
    with pytest.raises(Refused, match="Tidak ada yang berubah"):
        adopt_rules(by=admin, rules=rules_of(basis), basis=basis, start=START)


def test_the_second_of_two_who_change_at_once_looks_again(admin: Appointment) -> None:
    basis = in_force(KENDAL, START)
    rules = changed(rules_of(basis), "tpk.size_min", {"value": 5}, footing())
    new_limit(admin)
    with pytest.raises(Conflict, match="Aturan baru saja diubah"):
        adopt_rules(by=admin, rules=rules, basis=basis, start=START)
    assert rules_of(in_force(KENDAL, START)).tpk.size_min.value == 3


def test_a_change_is_taken_back_before_it_begins_and_not_after(
    kab: Kabupaten, admin: Appointment
) -> None:
    old, new = in_force(KENDAL, TODAY), new_limit(admin)
    withdraw_rules(by=admin, version=new)
    assert in_force(KENDAL, START).pk == old.pk
    assert RuleSetVersion.objects.get(pk=old.pk).in_force_until is None
    assert coming(KENDAL, TODAY) == []
    with pytest.raises(Conflict, match="sudah dibatalkan"):
        withdraw_rules(by=admin, version=new)
    begun = new_limit(admin)
    with (
        clock.frozen(datetime(YEAR, 12, 1, 3, tzinfo=UTC)),
        pytest.raises(Refused, match="sudah berlaku"),
    ):
        withdraw_rules(by=admin, version=begun)
    with pytest.raises(Refused, match="dibuat di sini"):
        withdraw_rules(by=admin, version=old)


def test_only_the_admin_of_the_kabupaten_in_office_changes_or_confirms(kab: Kabupaten) -> None:
    version = in_force(KENDAL, TODAY)
    for office in ("inspektorat", "operator"):
        with pytest.raises(Refused, match="Hanya admin kabupaten"):
            confirm_value(by=hire(kab, office, "Orang Lain"), version=version, key="tpk.odd")
    gone = hire(kab, "admin_kabupaten", "Dulu Admin")
    end_appointment(by=None, appointment=gone, until_date=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="sudah berakhir"):
        new_limit(gone)
    other = Kabupaten.objects.create(
        id=79, code="99.01", name="Contoh", provinsi="Contoh", zone="WIB"
    )
    stranger = hire(other, "admin_kabupaten", "Joko Contoh")
    with pytest.raises(Refused, match="milik kabupaten lain"):
        confirm_value(by=stranger, version=version, key="tpk.odd")


# --- Confirmations --------------------------------------------------------------------------------


def test_a_confirmed_value_says_who_and_when_and_the_version_stays_as_it_was(
    admin: Appointment,
) -> None:
    version = in_force(KENDAL, TODAY)
    before = (version.sha256, version.content)
    confirm_value(by=admin, version=version, key="bands[1]", article="Pasal 5 ayat (1)")
    band = confirmed_rules(version, KENDAL).bands[0]
    assert band.label == ("dikonfirmasi oleh Sari Utami, Admin Kabupaten pada 24 November 2026")
    assert band.citation == "Perbup Kendal 2/2023 Pasal 5 ayat (1)"
    again = RuleSetVersion.objects.get(pk=version.pk)
    assert (again.sha256, again.content) == before
    assert not rules_of(version).bands[0].confirmed
    with guard.whole_database():
        event = AuditEvent.objects.filter(verb="regulations.confirm_value").get()
    assert (event.owner_kind, event.appointment_id) == ("kab", admin.pk)
    assert event.data["keys"] == {"bands[1]": "Pasal 5 ayat (1)"}


def test_a_value_is_confirmed_once_and_an_empty_one_not_at_all(admin: Appointment) -> None:
    version = in_force(KENDAL, TODAY)
    confirm_values(by=admin, version=version, articles={"tpk.odd": "", "tpk.size_min": ""})
    with pytest.raises(Conflict, match="sudah dikonfirmasi oleh Sari Utami"):
        confirm_value(by=admin, version=version, key="tpk.odd")
    for key in ("payment.cash_limit", "timing.offers"):
        with pytest.raises(Refused, match="belum diisi"):
            confirm_value(by=admin, version=version, key=key)
    with pytest.raises(Refused, match="tidak ada dalam aturan"):
        confirm_value(by=admin, version=version, key="tpk.dance")
    with pytest.raises(Refused, match="Tandai paling sedikit satu"):
        confirm_values(by=admin, version=version, articles={})
    assert ValueConfirmation.objects.count() == 2


def test_several_are_confirmed_together_or_not_at_all(admin: Appointment) -> None:
    version = in_force(KENDAL, TODAY)
    with pytest.raises(Refused):
        confirm_values(by=admin, version=version, articles={"tpk.odd": "", "tpk.honor_max": ""})
    assert confirmations_of(version, KENDAL) == {}


def test_one_kabupaten_confirms_the_national_default_for_itself_alone(kab: Kabupaten) -> None:
    other = Kabupaten.objects.create(
        id=80, code="99.01", name="Contoh", provinsi="Contoh", zone="WIB"
    )
    version = in_force("99.01", TODAY)
    confirm_value(by=hire(other, "admin_kabupaten", "Joko"), version=version, key="tpk.odd")
    assert confirmed_rules(version, "99.01").tpk.odd.confirmed
    assert not confirmed_rules(version, "99.02").tpk.odd.confirmed


def test_what_a_change_leaves_alone_stays_confirmed(admin: Appointment) -> None:
    version = in_force(KENDAL, TODAY)
    confirm_values(by=admin, version=version, articles={"tpk.odd": "Pasal 11", "bands[1]": ""})
    rules = confirmed_rules(new_limit(admin), KENDAL)
    assert rules.tpk.odd.confirmed
    assert rules.tpk.odd.article == "Pasal 11"
    assert not rules.bands[0].confirmed


def test_confirmations_read_in_one_query(
    admin: Appointment, django_assert_num_queries: object
) -> None:
    version = in_force(KENDAL, TODAY)
    rules_of(version)
    confirm_values(by=admin, version=version, articles={"tpk.odd": "", "tpk.size_min": ""})
    with django_assert_num_queries(1):  # type: ignore[operator]
        confirmed_rules(version, KENDAL)


def test_a_village_of_barito_timur_runs_from_its_file_alone(kab: Kabupaten) -> None:
    there = Kabupaten.objects.create(
        id=81, code="62.13", name="Kabupaten Barito Timur", provinsi="Contoh", zone="WIB"
    )
    version = in_force(there.code, TODAY)
    assert version.slug == "62.13_barito_timur/perbup_29_2022"
    assert rules_of(version).suppliers.licence_papers.value == ("izin_usaha", "npwp")
    assert not Desa.objects.filter(kab=there).exists()
