"""The admin changes a value from a day on, after looking at the difference."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.kernel import once
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.schema import grounds_in
from tests.rule_pages.hands import BEGIN, CHANGE, START, change, hidden, now, send, text_of
from tests.world import PIN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_limit_is_changed_after_looking_at_the_difference(admin: Client) -> None:
    key = "bands[1]"
    asked = admin.get(reverse("rules-change", args=[key]))
    assert "sampai dengan Rp10.000.000: Pembelian Langsung" in text_of(asked)
    answers = {
        "upper": "15.000.000",
        "upper_inclusive": "ya",
        "method": "pembelian_langsung",
        "invite_min": "",
        "written_offers": "ikut",
    }
    looked = change(admin, key, **answers)
    said = text_of(looked)
    assert "Mulai berlaku Selasa, 1 Desember 2026" in said
    assert "Sekarang: sampai dengan Rp10.000.000: Pembelian Langsung" in said
    assert "Menjadi: sampai dengan Rp15.000.000: Pembelian Langsung" in said
    assert "Menjadi: di atas Rp15.000.000 sampai dengan Rp200.000.000" in said
    assert RuleSetVersion.objects.filter(based_on__isnull=False).count() == 0

    adopted = send(
        admin, reverse("rules-change", args=[key]), **{**hidden(looked), "pakai": "1", "pin": PIN}
    )
    assert adopted.status_code == 302  # type: ignore[attr-defined]
    new = in_force("33.24", START)
    assert rules_of(new).bands[0].upper == 15_000_000
    assert now().pk != new.pk
    said = text_of(admin.get(reverse("rules")))
    assert "Aturan baru berlaku mulai 1 Desember 2026." in said
    assert "Mulai Selasa, 1 Desember 2026" in said
    assert "Ditetapkan oleh Sari Utami, Admin Kabupaten" in said
    coming = text_of(admin.get(f"{reverse('rules-section', args=[2])}?versi={new.pk}"))
    assert "sampai dengan Rp15.000.000" in coming


def test_a_wrong_pin_keeps_the_difference_on_the_page_and_changes_nothing(admin: Client) -> None:
    looked = change(admin, "methods.permintaan_penawaran.invite_min", value="3")
    url = reverse("rules-change", args=["methods.permintaan_penawaran.invite_min"])
    answer = send(admin, url, **{**hidden(looked), "pakai": "1", "pin": "000000"})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Menjadi: 3 penyedia" in text_of(answer)
    assert in_force("33.24", START).pk == now().pk
    sure = send(admin, url, **{**hidden(answer), "pakai": "1", "pin": PIN})
    assert sure.status_code == 302  # type: ignore[attr-defined]
    assert rules_of(in_force("33.24", START)).methods["permintaan_penawaran"].invite_min.value == 3


def test_a_forged_check_page_is_told_what_is_wrong(admin: Client) -> None:
    url = reverse("rules-change", args=["payment.cash_limit"])
    for fields in ({}, {"value": "5", "mulai": "x"}, {**CHANGE, **BEGIN, "value": "x"}):
        answer = send(admin, url, **{**fields, "pakai": "1", "pin": PIN})
        assert answer.status_code == 422  # type: ignore[attr-defined]
        assert text_of(answer).count("Pilih tanggalnya") <= 2
    answer = send(admin, reverse("rules-upload"), pakai="1", pin=PIN, isi="=", **BEGIN)
    assert "bukan TOML yang benar" in text_of(answer)


def test_sent_twice_it_is_adopted_once(admin: Client) -> None:
    looked = change(admin, "payment.cash_limit", value="750.000")
    fields = {**hidden(looked), "pakai": "1", "pin": PIN, "kunci": once.new_key()}
    url = reverse("rules-change", args=["payment.cash_limit"])
    assert [admin.post(url, fields).status_code for _ in range(2)] == [302, 302]
    assert RuleSetVersion.objects.filter(based_on__isnull=False).count() == 1


def test_who_looked_at_older_rules_looks_again(admin: Client) -> None:
    looked = change(admin, "tpk.size_min", value="5")
    other = change(admin, "payment.cash_limit", value="750.000")
    sign = {"pakai": "1", "pin": PIN}
    url = reverse("rules-change", args=["payment.cash_limit"])
    assert send(admin, url, **{**hidden(other), **sign}).status_code == 302  # type: ignore[attr-defined]
    late = send(admin, reverse("rules-change", args=["tpk.size_min"]), **{**hidden(looked), **sign})
    assert late.status_code == 409  # type: ignore[attr-defined]
    assert rules_of(in_force("33.24", START)).tpk.size_min.value == 3


BAD_DAYS = [
    ({"mulai": "2026-11-24"}, "paling cepat berlaku besok"),
    ({"mulai_thn": "2020"}, "paling cepat berlaku besok"),
    ({"mulai_thn": "2206"}, "paling lama dua tahun lagi"),
    ({"mulai_bln": "13"}, "Pilih tanggalnya"),
    ({"mulai": ""}, "Pilih tanggalnya"),
]
BAD_GROUND = [
    ({"dasar": ""}, "Tulis nama aturannya"),
    ({"pasal": ""}, "Tulis pasalnya"),
    ({"tanda": "D"}, "Pilih dari mana nilai ini diketahui"),
]


@pytest.mark.parametrize(("fields", "sentence"), [*BAD_DAYS, *BAD_GROUND])
def test_a_bad_day_or_a_missing_ground_is_said_and_what_was_typed_stays(
    admin: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = change(admin, "payment.cash_limit", **{"value": "750.000", **fields})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert sentence in text_of(answer)
    assert 'value="750.000"' in answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("key", "fields", "sentence"),
    [
        ("payment.cash_limit", {"value": "banyak"}, "angka"),
        ("payment.cash_limit", {"value": "-5"}, "angka"),
        ("payment.cash_limit", {"value": ""}, "Nilainya tidak berubah"),
        ("tpk.size_min", {"value": "4"}, "Angka ini genap, padahal jumlah anggota TPK harus"),
        ("tpk.size_min", {"value": "tiga"}, "Isi dengan angka"),
        ("tpk.size_min", {"value": ""}, "Isi dengan angka"),
        ("tpk.size_min", {"value": "99999"}, "terlalu besar"),
        ("tpk.odd", {"value": "mungkin"}, "Pilih ya atau tidak"),
        ("negotiation.held_by", {"value": ["camat"]}, "tidak dapat melakukan langkah ini"),
        ("negotiation.held_by", {"value": ["dukun"]}, "harus salah satu dari"),
        ("signatories.spp_chain", {"value_1": ""}, "Pilih paling sedikit satu"),
        (
            "signatories.spp_chain",
            {"value_1": "pka", "value_2": "pka"},
            "Pilih yang lain; yang ini sudah dipakai",
        ),
        ("timing.holidays", {"value": "31 2 2027"}, "bukan tanggal"),
        ("papers.lelang.usual", {"value": "Surat cinta"}, "Surat “Surat cinta” tidak dikenal"),
        ("papers.lelang.usual", {"value": "Surat Perjanjian"}, "tertulis dua kali"),
        ("numbering.spp", {"pattern": "{no}", "code": "", "digits": "3"}, "{no} dan {tahun}"),
        (
            "bands[1]",
            {
                "upper": "900.000.000",
                "upper_inclusive": "ya",
                "method": "pembelian_langsung",
                "invite_min": "",
                "written_offers": "ikut",
            },
            "tidak berisi satu nilai pun",
        ),
    ],
)
def test_a_value_that_does_not_hold_is_said(
    admin: Client, key: str, fields: dict[str, object], sentence: str
) -> None:
    answer = change(admin, key, **fields)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert sentence in text_of(answer)
    assert "isian: kunci" not in text_of(answer)


@pytest.mark.parametrize(
    ("key", "fields", "said"),
    [
        ("timing.holidays", {"value": "25 12 2026\n1-1-2027"}, "25 Desember 2026, 1 Januari 2027"),
        ("timing.offers", {"days": "5", "kind": "working"}, "5 hari kerja"),
        ("tpk.elements", {"value": ["lkd", "masyarakat"]}, "lembaga kemasyarakatan desa, masya"),
        ("procedure.over_budget", {"value": "warn"}, "diperingatkan"),
        ("titles.pka", {"name": "Pelaksana Kegiatan", "short": "PK"}, "Pelaksana Kegiatan (PK)"),
        ("suppliers.licence_papers", {"value": ["npwp"]}, "NPWP"),
        ("letterhead.desa_lines", {"value": "Desa {desa}"}, "Desa {desa}"),
        ("letterhead.address", {"value": "{alamat}"}, "{alamat}"),
        (
            "papers.lelang.required",
            {"value": "spesifikasi teknis\nSurat Perintah Kerja ATAU Surat Perjanjian\nhps"},
            "spesifikasi, Surat Perintah Kerja atau Surat Perjanjian, HPS",
        ),
        ("payment.advance_methods", {"value": ["lelang"]}, "Lelang"),
        ("stamp_duty.amount", {"value": "12.000"}, "Rp12.000"),
        ("contract.penalty_permille", {"value": "2"}, "2 per seribu"),
        (
            "evidence[1]",
            {"upper": "5.000.000", "upper_inclusive": "tidak", "forms": ["nota"]},
            "nota",
        ),
        (
            "procedure.supplier_ladder",
            {"value_1": "kecamatan", "value_2": "kabupaten", "value_3": ""},
            "kecamatan, lalu kabupaten",
        ),
    ],
)
def test_every_kind_of_value_can_be_changed(
    admin: Client, key: str, fields: dict[str, object], said: str
) -> None:
    looked = change(admin, key, **fields)
    assert looked.status_code == 200, text_of(looked)  # type: ignore[attr-defined]
    assert f"Menjadi: {said}" in text_of(looked)


def test_the_duties_of_one_method_are_changed_in_one_table(admin: Client) -> None:
    key = "duties.lelang"
    html = admin.get(reverse("rules-change", args=[key])).content.decode()
    chosen = dict(re.findall(r'name="(\w+\.\w+)".*?<option value="([XW-])" selected>', html))
    assert len(chosen) == 28
    assert chosen["receive.plan"] == "W"
    looked = change(admin, key, **{**chosen, "receive.plan": "X"})
    assert looked.status_code == 200  # type: ignore[attr-defined]
    assert text_of(looked).count("Menjadi:") == 7


def test_the_form_of_every_value_opens_and_says_nothing_changed_when_sent_as_it_is(
    admin: Client,
) -> None:
    keys = [key for key, _ in grounds_in(rules_of(now())) if not key.startswith("instrument.")]
    for key in keys[:: max(len(keys) // 60, 1)]:
        page = admin.get(reverse("rules-change", args=[key]))
        assert page.status_code == 200, key
    for key in ("instrument.in_force_from", "payment.cash", "bands[9]", "bands", "x/y"):
        assert admin.get(reverse("rules-change", args=[key])).status_code == 404, key


def test_a_change_is_taken_back_before_its_day(admin: Client) -> None:
    looked = change(admin, "payment.cash_limit", value="750.000")
    url = reverse("rules-change", args=["payment.cash_limit"])
    send(admin, url, **{**hidden(looked), "pakai": "1", "pin": PIN})
    new = in_force("33.24", START)
    back = reverse("rules-withdraw", args=[new.pk])
    assert "Menjadi: Rp750.000" in text_of(admin.get(back))
    assert send(admin, back).status_code == 422  # type: ignore[attr-defined]
    assert send(admin, back, pin=PIN).status_code == 302  # type: ignore[attr-defined]
    assert in_force("33.24", START).pk == now().pk
    assert admin.get(back).status_code == 404
