"""The letterhead on screen: written once, and every new paper follows; the old ones stay (A023)."""

from decimal import Decimal

import pytest
from django.urls import reverse

from pbjdesa.documents.queries import papers_of, pdf_of
from pbjdesa.kernel.once import new_key
from pbjdesa.kernel.secrets import unseal
from pbjdesa.suppliers.queries import search
from tests.budget_files import text_of
from tests.clients import client_for
from tests.stories import purchase_at
from tests.world import Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STREET = "Jalan Mawar Melati Nomor 7"


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


def send(office: str, **typed: str):
    client = client_for(f"pagersari-{office}")
    form = {"kunci": new_key(), "postcode": "", "code": "", **typed}
    return client.post(reverse("letterhead"), form, follow=True)


def test_new_papers_follow_the_new_letterhead_and_old_ones_stay(place: Village) -> None:
    before = purchase_at(place, "ordered")
    (old,) = [p for p in papers_of(before.dossier) if p.kind == "surat_pesanan"]
    frozen = pdf_of(old)
    shown = text_of(send("sekdes", address=STREET, postcode="51364"))
    assert "Kop surat tersimpan" in shown
    assert f"{STREET} 51364" in shown
    place.desa.refresh_from_db()
    after = purchase_at(place, "ordered", hours=48)
    (new,) = [p for p in papers_of(after.dossier) if p.kind == "surat_pesanan"]
    assert STREET in unseal("paper", new.frozen)
    assert STREET not in unseal("paper", old.frozen)
    assert pdf_of(old) == frozen


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"address": ""}, "Tulis alamat kantor desa"),
        ({"address": STREET, "postcode": "5136"}, "Kode pos terdiri dari 5 angka"),
        ({"address": STREET, "postcode": "5136a"}, "Kode pos terdiri dari 5 angka"),
        ({"address": STREET, "code": "a/b"}, "Kode surat hanya huruf"),
        ({"address": "x" * 151}, "Terlalu panjang"),
        ({"address": STREET, "spot": "di pojok"}, "Tulis dua angka dari peta"),
        ({"address": STREET, "spot": "110.112, -7.051"}, "di luar Indonesia"),
    ],
)
def test_a_slip_is_said_at_its_field_and_changes_nothing(
    place: Village, typed: dict[str, str], sentence: str
) -> None:
    before = place.desa.address
    answer = send("kepala_desa", **typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    place.desa.refresh_from_db()
    assert place.desa.address == before


def test_with_both_spots_known_the_search_says_how_many_kilometres(place: Village) -> None:
    send("sekdes", address=STREET, spot="-7.051, 110.112")
    place.supplier.latitude, place.supplier.longitude = Decimal("-7.061"), Decimal("110.112")
    place.supplier.save()
    place.desa.refresh_from_db()
    (found,) = search(place.desa, "sumber rejeki")
    assert found.kilometres == pytest.approx(1.11, abs=0.01)
    send("sekdes", address=STREET, spot="")
    place.desa.refresh_from_db()
    (found,) = search(place.desa, "sumber rejeki")
    assert found.kilometres is None


def test_only_the_kades_and_the_sekdes_find_the_page(place: Village) -> None:
    for office in ("kasi", "kaur", "kaur_keuangan", "bpd"):
        client = client_for(f"pagersari-{office}")
        assert client.get(reverse("letterhead")).status_code == 403
        assert "Kop surat desa" not in text_of(client.get(reverse("official-list")))
    shown = client_for("pagersari-sekdes").get(reverse("official-list"))
    assert "Kop surat desa" in text_of(shown)
