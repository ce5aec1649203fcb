"""The budget on screen: everybody reads it, kaur and sekdes type it, nobody sees a neighbour's."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pbjdesa.kernel.once import new_key
from pbjdesa.people.models import Appointment
from pbjdesa.planning import queries
from pbjdesa.planning.models import Activity, BudgetImport, BudgetLine, BudgetUpload
from pbjdesa.planning.operations import type_line
from pbjdesa.planning.promises import commit
from pbjdesa.planning.siskeudes import test_support as files
from tests.budget_files import export, import_whole, text_of
from tests.clients import client_for
from tests.world import YEAR, Village, territory, village

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Village:
    return village(territory(), logins=True)


@pytest.fixture
def kaur(place: Village) -> Client:
    return client_for("pagersari-kaur")


def test_everybody_of_the_village_reads_ceiling_promised_paid_and_left(place: Village) -> None:
    commit(
        by=place.by("kasi"),
        purchase_id=1,
        activity=place.activity,
        amounts={place.lines[0].pk: 500_000},
        blocks=True,
    )
    for office in ("kepala_desa", "sekdes", "kasi", "kaur", "kaur_keuangan", "bpd"):
        client = client_for(f"pagersari-{office}")
        shown = text_of(client.get(reverse("budget-list")))
        assert "Rp20.000.000" in shown
        assert "Rp19.500.000" in shown
        assert ("Impor anggaran" in shown) == (office in {"kaur", "sekdes"})
        detail = text_of(client.get(reverse("budget-activity", args=[place.activity.pk])))
        assert "Kertas HVS A4 70 gram" in detail
        assert "Rp2.250.000" in detail


def test_without_a_budget_the_page_says_what_to_do(kaur: Client) -> None:
    shown = text_of(kaur.get(reverse("budget-list"), {"tahun": YEAR + 1}))
    assert f"Anggaran {YEAR + 1} belum ada" in shown
    assert "Impor dari Siskeudes atau lembar RAB, atau ketik sendiri." in shown


@pytest.mark.parametrize("strange", ["abcd", "99999", "-1", "²⁰²⁶", "' OR 1=1", ""])
def test_a_strange_address_shows_a_page(kaur: Client, strange: str) -> None:
    asked = {"tahun": strange, "hal": strange, "cari": strange}
    assert kaur.get(reverse("budget-list"), asked).status_code == 200


def test_a_search_finds_by_name_and_by_code(kaur: Client) -> None:
    for word in ("operasional", "01.01"):
        shown = text_of(kaur.get(reverse("budget-list"), {"cari": word}))
        assert "Operasional Kantor" in shown
    assert "Tidak ada yang cocok" in text_of(kaur.get(reverse("budget-list"), {"cari": "zzz"}))


def test_nobody_reaches_the_budget_of_another_village(place: Village, kaur: Client) -> None:
    import_whole(kaur, export())
    village(place.desa.kab, "Plososari", logins=True)
    stranger = client_for("plososari-kaur")
    done = BudgetImport.objects.of(place.desa).get()
    upload = BudgetUpload.objects.of(place.desa).get()
    typed = type_line(
        by=place.by("kaur"),
        activity=Activity.objects.of(place.desa).select_related("desa__kab").get(code="02.03.10"),
        account_code="5.2.1.01",
        description="Paku",
        volume=Decimal(1),
        unit="kg",
        unit_price=20_000,
    )
    addresses = [
        reverse("budget-activity", args=[place.activity.pk]),
        reverse("budget-activity-edit", args=[place.activity.pk]),
        reverse("budget-line-new", args=[place.activity.pk]),
        reverse("budget-line-edit", args=[typed.pk]),
        reverse("budget-line-remove", args=[typed.pk]),
        reverse("budget-import-check", args=[upload.pk]) + f"?tahun={YEAR}",
        reverse("budget-import-result", args=[done.pk]),
        reverse("budget-import-undo", args=[done.pk]),
        reverse("budget-activity", args=[2**63 - 1]),
        reverse("budget-activity", args=[10**30]),
    ]
    for address in addresses:
        assert stranger.get(address).status_code == 404, address
        # A page that is only read knows no POST of its own and answers as for a GET.
        assert stranger.post(address, {"kunci": new_key()}).status_code == 404, address


def new_activity(client: Client, **fields: Any) -> Any:
    sent = {"tahun": YEAR, "code": "02.03.10", "name": "Jalan", "ceiling": "1", **fields}
    return client.post(reverse("budget-activity-new"), {**sent, "kunci": new_key()})


@pytest.mark.parametrize(
    ("typed", "ceiling"),
    [("1500000", 1_500_000), ("1.500.000", 1_500_000), ("Rp1.500.000", 1_500_000)],
)
def test_money_is_read_as_villagers_write_it(
    place: Village, kaur: Client, typed: str, ceiling: int
) -> None:
    answer = new_activity(kaur, ceiling=typed)
    assert answer.status_code == 302
    row = Activity.objects.of(place.desa).get(code="02.03.10")
    assert (row.ceiling, row.origin) == (ceiling, "typed")
    assert "Isi barisnya sekarang." in text_of(kaur.get(answer.url))


def test_what_is_unclear_is_asked_back_and_stays(place: Village, kaur: Client) -> None:
    answer = new_activity(kaur, ceiling="1,5 juta", code="2.3", name="")
    assert answer.status_code == 422
    content = answer.content.decode()
    assert "Tulis “1,5 juta” dengan angka lengkap, contoh 1.500.000." in text_of(answer)
    assert 'value="1,5 juta"' in content
    assert 'value="2.3"' in content
    for field in ("ceiling", "code", "name"):
        assert f'href="#id_{field}"' in content
        assert f'id="id_{field}_e"' in content
    assert new_activity(kaur, code=place.activity.code).status_code == 422


def line_fields(**fields: Any) -> dict[str, Any]:
    return {
        "description": "Semen 50 kg",
        "account": "5.3.5.03.",
        "fund": "DDS",
        "volume": "12,5",
        "unit": "sak",
        "price": "65.000",
        "amount": "",
        **fields,
        "kunci": new_key(),
    }


def test_a_line_is_typed_changed_and_taken_away(place: Village, kaur: Client) -> None:
    address = reverse("budget-line-new", args=[place.activity.pk])
    assert kaur.get(address).status_code == 200
    assert kaur.post(address, line_fields()).status_code == 302
    line = BudgetLine.objects.of(place.desa).get(description="Semen 50 kg")
    assert (line.account_code, line.volume, line.amount) == ("5.3.5.03", Decimal("12.5"), 812_500)
    edit = reverse("budget-line-edit", args=[line.pk])
    assert 'value="12,5"' in kaur.get(edit).content.decode()
    assert kaur.post(edit, line_fields(volume="10")).status_code == 302
    line.refresh_from_db()
    assert line.amount == 650_000
    remove = reverse("budget-line-remove", args=[line.pk])
    assert "Rp650.000" in text_of(kaur.get(remove))
    assert kaur.post(remove, {"kunci": new_key()}).status_code == 302
    assert kaur.get(edit).status_code == 404


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"account": "4.1.1.01"}, "account"),
        ({"account": "belanja"}, "account"),
        ({"account": "5.2.1.123456.123456.123456"}, "account"),
        ({"description": ""}, "description"),
        ({"description": "x" * 301}, "description"),
        ({"volume": "banyak"}, "volume"),
        ({"volume": "0"}, "volume"),
        ({"price": "1,5 juta"}, "price"),
        ({"price": "0"}, "price"),
        ({"unit": ""}, "unit"),
        ({"volume": "", "price": "", "amount": ""}, "amount"),
        ({"volume": "999999999999", "price": "999999999999999"}, "amount"),
        ({"volume": "", "price": "", "amount": "20.000.000"}, "amount"),
    ],
)
def test_a_slip_in_a_line_is_shown_at_its_field(
    place: Village, kaur: Client, fields: dict[str, str], field: str
) -> None:
    before = BudgetLine.objects.of(place.desa).count()
    answer = kaur.post(reverse("budget-line-new", args=[place.activity.pk]), line_fields(**fields))
    assert answer.status_code == 422
    assert f'id="id_{field}_e"' in answer.content.decode()
    assert BudgetLine.objects.of(place.desa).count() == before


def test_a_bought_line_is_no_longer_changed(place: Village, kaur: Client) -> None:
    line = place.lines[0]
    edit = reverse("budget-line-edit", args=[line.pk])
    commit(
        by=place.by("kasi"),
        purchase_id=1,
        activity=place.activity,
        amounts={line.pk: 500_000},
        blocks=True,
    )
    answer = kaur.post(edit, line_fields(volume="1"))
    assert answer.status_code == 422
    assert "sudah dipakai belanja" in text_of(answer)


def test_account_totals_are_spelled_out_line_by_line(place: Village, kaur: Client) -> None:
    totals = export(Ta_RABRinci=[], Ta_RAB=[files.total()])
    import_whole(kaur, totals)
    road = Activity.objects.of(place.desa).get(code="02.03.10")
    detail = kaur.get(reverse("budget-activity", args=[road.pk])).content.decode()
    (split,) = re.findall(r'href="([^"]+\?dari=\d+)"', detail)
    form = kaur.get(split)
    assert 'value="5.3.5.03"' in form.content.decode()
    assert "masih Rp6.550.000 yang belum dirinci" in text_of(form)
    assert kaur.post(split, line_fields()).status_code == 302
    shown = text_of(kaur.get(reverse("budget-activity", args=[road.pk])))
    assert "Rp5.737.500" in shown
    assert queries.sum_of_lines(road) == 6_550_000


def test_a_kasi_types_lines_of_the_own_activities_only(place: Village) -> None:
    client = client_for("pagersari-kasi")
    address = reverse("budget-line-new", args=[place.activity.pk])
    assert client.get(address).status_code == 200
    rows = Appointment.objects.of(place.desa).filter(pk=place.by("kasi").pk)
    rows.update(activity_prefixes=["02"])
    assert client.get(address).status_code == 404
    shown = client.get(reverse("budget-activity", args=[place.activity.pk]))
    assert "Tambah baris" not in text_of(shown)


def test_a_kaur_with_own_activities_still_keeps_the_whole_budget(place: Village) -> None:
    Appointment.objects.of(place.desa).filter(office="kaur").update(activity_prefixes=["01"])
    client = client_for("pagersari-kaur")
    assert client.get(reverse("budget-import")).status_code == 200


def test_a_typed_activity_can_get_another_ceiling(place: Village, kaur: Client) -> None:
    address = reverse("budget-activity-edit", args=[place.activity.pk])
    fields = {"name": "Kantor", "ceiling": "9.000.000", "kunci": new_key()}
    assert kaur.post(address, fields).status_code == 302
    fields = {"name": "Kantor", "ceiling": "1.000.000", "kunci": new_key()}
    low = kaur.post(address, fields)
    assert low.status_code == 422
    assert "jumlah barisnya Rp8.250.000" in text_of(low)
    import_whole(kaur, export())
    assert kaur.get(address).status_code == 404


def big_export(lines: int, activities: int) -> bytes:
    codes = [f"{n // 100 + 1:02}.{n // 10 % 10 + 1:02}.{n % 10 + 1:02}" for n in range(activities)]
    return export(
        Ta_Kegiatan=[files.activity(code, Pagu=10**10) for code in codes],
        Ta_RABRinci=[
            files.item(codes[n % activities], No_Urut=n + 1, Uraian=f"Barang {n}")
            for n in range(lines)
        ],
    )


@pytest.mark.slow
def test_pages_ask_as_little_for_a_thousand_rows_as_for_one(kaur: Client, place: Village) -> None:
    asked = set()
    for lines, activities in ((1, 1), (3, 3), (1_000, 1), (1_000, 400)):
        import_whole(kaur, big_export(lines, activities))
        first = Activity.objects.of(place.desa).filter(origin="imported").first()
        assert first is not None
        with CaptureQueriesContext(connection) as listing:
            kaur.get(reverse("budget-list"))
        with CaptureQueriesContext(connection) as detail:
            kaur.get(reverse("budget-activity", args=[first.pk]))
        asked.add((len(listing), len(detail)))
    ((listing_queries, detail_queries),) = asked
    assert max(listing_queries, detail_queries) <= 15
