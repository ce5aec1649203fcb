"""What the papers of preparation take from the records, so that nobody types it twice."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA, SEKDES
from pbjdesa.planning.prices import note_price
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import make_sheet
from pbjdesa.procurement.queries import items_of
from pbjdesa.procurement.registry import SHEETS
from tests import scene
from tests.tenders import START, TenderVillage, request_sent, tender_village
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

Place = tuple[TenderVillage, Purchase]


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Place]:
    """Three suppliers were asked for cement, sand and stone."""
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        village = tender_village(territory())
        yield village, request_sent(village)


def _fill(place: Place, slug: str, office: str = "kasi") -> dict[str, Any]:
    village, purchase = place
    with clock.frozen(START):
        return SHEETS[slug].fill(purchase, village.by(office), "")


def _kasi(place: Place) -> Appointment:
    return place[0].by("kasi")


def test_the_kak_knows_value_team_scope_and_days(place: Place) -> None:
    data = _fill(place, "kak")
    assert data["value"] == 24_200_000
    assert data["tpk_names"][0].startswith("Purwanto, ")
    assert len(data["tpk_names"]) == 3
    assert data["field_of_work"] == "Pelaksanaan Pembangunan Desa"
    assert data["location"] == "Dusun Krajan"
    assert [row["name"] for row in data["items"]] == ["Semen 40 kg", "Pasir pasang", "Batu belah"]
    assert {"background", "purpose", "support"} & set(data) == set()


def test_the_schedule_ends_when_the_goods_are_needed(place: Place) -> None:
    data = _fill(place, "jadwal_pelaksanaan")
    assert data["ends_on"] == place[1].needed_by.isoformat()  # type: ignore[union-attr]
    assert "starts_on" not in data


def test_the_budget_sheet_holds_every_line_of_the_activity(place: Place) -> None:
    village, _ = place
    data = _fill(place, "dpa")
    assert {row["description"] for row in data["lines"]} == {
        line.description for line in village.lines
    }
    assert data["total"] == sum(line.amount for line in village.lines)
    assert data["bidang"] == "Pelaksanaan Pembangunan Desa"
    assert data["sekdes_name"] == "Endah Lestari"


def test_a_survey_splits_shop_and_day_and_shows_the_price_book_beside(place: Place) -> None:
    village, _ = place
    note_price(
        by=village.by("kaur"),
        desa=village.desa,
        item="Pasir pasang",
        unit="m3",
        price=310_000,
        source="UD Sinar Patean",
        seen_on=date(2026, 5, 4),
    )
    data = _fill(place, "survei_harga")
    said = [(row["name"], row["source"], row["price"], row["note"]) for row in data["prices"]]
    assert ("Pasir pasang", "Survei tiga toko", 300_000, "Dipakai untuk HPS") in said
    assert ("Pasir pasang", "UD Sinar Patean", 310_000, "Pembanding") in said
    days = {row["name"]: row["asked_on"] for row in data["sources"]}
    assert days == {"Survei tiga toko": "2026-05-03", "UD Sinar Patean": "2026-05-04"}


@pytest.mark.parametrize("told", ["Toko Sinar", "Toko Sinar, 31 Februari 2026", "3 Mei 2026"])
def test_a_source_without_a_day_is_asked(place: Place, told: str) -> None:
    _, purchase = place
    first = items_of(purchase)[0]
    first.hps_source = told
    first.save()
    data = _fill(place, "survei_harga")
    assert data["prices"][0]["source"] == told
    assert "sources" not in data


def test_the_letter_to_the_tpk_lists_what_was_made_and_quotes_the_budget_sheet(
    place: Place,
) -> None:
    village, purchase = place
    sekdes = village.by(SEKDES.slug)
    with clock.frozen(START):
        dpa = make_sheet(by=sekdes, purchase=purchase, kind="dpa", typed={})
    data = _fill(place, "penyampaian_dokumen")
    assert data["dpa_number"] == dpa.number
    assert data["dpa_date"] == dpa.dated.isoformat()
    assert any(name.endswith(f"Nomor {dpa.number}") for name in data["documents"])
    assert not any("Permintaan Penawaran" in name for name in data["documents"])
    assert data["attachment"].startswith(f"{len(data['documents'])} (")
    assert data["recipient"] == "Ketua TPK Desa Pagersari"


def test_minutes_and_pact_name_the_team_and_the_official(place: Place) -> None:
    minutes = _fill(place, "notulen_rapat", "tpk_ketua")
    pact = _fill(place, "pakta_integritas")
    names = ["Purwanto", "Nurhayati", "Suparti"]
    assert [row["name"] for row in minutes["present"]] == [*names, _kasi(place).person.name]
    assert [row["name"] for row in pact["signers"]] == [_kasi(place).person.name, *names]
    assert minutes["ketua_name"] == "Purwanto"


def test_an_office_that_nobody_holds_is_asked(place: Place) -> None:
    village, _ = place
    assert _fill(place, "kutipan_rkp")["kepala_desa_name"] == "Sutrisno Hadi"
    seats = Appointment.objects.of(village.desa).filter(office=KEPALA_DESA.slug)
    seats.update(until_date=date(2026, 5, 5))
    assert "kepala_desa_name" not in _fill(place, "kutipan_rkp")


def test_a_unit_price_is_added_up_from_what_was_typed(place: Place) -> None:
    _, purchase = place
    typed = {
        "work": "Pasangan batu",
        "work_unit": "m³",
        "parts": [
            {"name": "Pekerja", "coefficient": "1.5", "unit_price": 100_000},
            {"name": "Batu belah", "coefficient": "1.2", "unit_price": 280_000},
            {"name": "Molen", "amount": 12_345},
        ],
        "overhead": 50_000,
    }
    with clock.frozen(START):
        paper = make_sheet(by=_kasi(place), purchase=purchase, kind="analisa_harga", typed=typed)
    assert [row["amount"] for row in paper.data["parts"]] == [150_000, 336_000, 12_345]
    assert paper.data["subtotal"] == 498_345
    assert paper.data["total"] == 548_345


def test_a_unit_price_with_a_gap_stays_open_to_be_written_by_hand(place: Place) -> None:
    _, purchase = place
    typed = {"parts": [{"name": "Pekerja", "coefficient": "1.5"}], "total": 1}
    with clock.frozen(START):
        paper = make_sheet(by=_kasi(place), purchase=purchase, kind="analisa_harga", typed=typed)
    assert paper.data["total"] is None
