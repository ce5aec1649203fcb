"""Taxes withheld from a payment: each row of the tax table, and what is said about it."""

from dataclasses import asdict, replace
from datetime import date

import orjson
import pytest

from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.rules import (
    PaymentFacts,
    PaymentLine,
    compute_taxes,
)
from pbjdesa.regulations.grounds import Value
from pbjdesa.regulations.rules import next_month
from pbjdesa.regulations.taxes import (
    load_tax_tables,
    table_on,
)

TABLES = load_tax_tables()
DAY = date(2026, 11, 24)
TABLE = table_on(TABLES, DAY)
MILLION = 1_000_000


def pay(*lines, on=DAY, **facts):
    known = {"pkp": True, "has_npwp": True} | facts
    return compute_taxes(table_on(TABLES, on), PaymentFacts(date=on, lines=lines, **known))


def taxes(result):
    return {tax.code: tax.amount for tax in result.taxes}


def goods(amount, **line):
    return PaymentLine(amount, "goods", **line)


# --- The rows of the tax table --------------------------------------------------------------------


def test_goods_of_a_pkp_for_eleven_point_one_million():
    result = pay(goods(11_100_000))
    assert (result.gross, result.net_price, result.net_to_supplier) == (
        11_100_000,
        10_000_000,
        9_850_000,
    )
    ppn, pph22 = result.taxes
    assert (ppn.code, ppn.base, ppn.rate, ppn.amount, ppn.account) == (
        "PPN",
        10_000_000,
        "11/100",
        1_100_000,
        "7.1.1.01",
    )
    assert ppn.rule == "PPN 12% × 11/12 dari Rp10.000.000."
    assert (pph22.code, pph22.base, pph22.rate, pph22.amount, pph22.account) == (
        "PPH22",
        10_000_000,
        "3/200",
        150_000,
        "7.1.1.03",
    )
    assert pph22.rule == "PPh Pasal 22 1,5% dari Rp10.000.000."
    assert result.tax_total == 1_250_000


ROWS = [
    # what is paid for, in rupiah with PPN from a PKP that has an NPWP → what is withheld
    ("goods", 11_100_000, {}, {"PPN": 1_100_000, "PPH22": 150_000}),
    ("goods", 11_100_000, {"has_npwp": False}, {"PPN": 1_100_000, "PPH22": 300_000}),
    ("goods", 10_000_000, {"pkp": False}, {"PPH22": 150_000}),
    ("goods", 2_220_000, {}, {}),
    ("goods", 2_220_111, {}, {"PPN": 220_011, "PPH22": 30_002}),
    ("services", 11_100_000, {}, {"PPN": 1_100_000, "PPH23": 200_000}),
    ("services", 11_100_000, {"has_npwp": False}, {"PPN": 1_100_000, "PPH23": 400_000}),
    ("services", 111_000, {}, {"PPH23": 2_000}),
    ("equipment_rent", 5_000_000, {"pkp": False}, {"PPH23": 100_000}),
    ("catering", 3_000_000, {"pkp": False}, {"PPH23": 60_000}),
    ("catering", 3_000_000, {}, {"PPH23": 60_000}),
    ("wage", 450_000, {"pkp": False}, {}),
    ("wage", 450_001, {"pkp": False}, {"PPH21": 2_250}),
    ("wage", 2_500_000, {"pkp": False}, {"PPH21": 12_500}),
    ("wage", 1_000_000, {"pkp": False, "has_npwp": False}, {"PPH21": 6_000}),
    ("honor", 1_000_000, {"pkp": False}, {"PPH21": 50_000}),
    ("honor", 1_000_000, {"pkp": False, "has_npwp": False}, {"PPH21": 60_000}),
    ("land_building_rent", 4_000_000, {"pkp": False}, {"PPH4_2": 400_000}),
    ("land_building_rent", 4_000_000, {"pkp": False, "has_npwp": False}, {"PPH4_2": 400_000}),
]


@pytest.mark.parametrize(("kind", "amount", "facts", "expected"), ROWS)
def test_each_row_of_the_tax_table(kind, amount, facts, expected):
    assert taxes(pay(PaymentLine(amount, kind), **facts)) == expected


@pytest.mark.parametrize(
    ("kind", "qualification", "amount"),
    [
        ("construction_work", "kecil", 1_750_000),
        ("construction_work", "menengah_besar", 2_650_000),
        ("construction_work", "tanpa_sertifikat", 4_000_000),
        ("construction_consult", "kecil", 3_500_000),
        ("construction_consult", "menengah_besar", 3_500_000),
        ("construction_consult", "tanpa_sertifikat", 6_000_000),
    ],
)
@pytest.mark.parametrize("has_npwp", [True, False])
def test_construction_is_final_by_certificate_and_never_dearer_without_npwp(
    kind, qualification, amount, has_npwp
):
    line = PaymentLine(100 * MILLION, kind, includes_ppn=False)
    result = pay(line, construction_qualification=qualification, has_npwp=has_npwp)
    assert taxes(result) == {"PPN": 11 * MILLION, "PPH4_2": amount}
    assert result.gross == 111 * MILLION


def test_construction_without_a_known_certificate_is_asked_back():
    with pytest.raises(Refused, match="Pilih dulu sertifikat usaha konstruksi"):
        pay(PaymentLine(MILLION, "construction_work"))


# --- PPN ------------------------------------------------------------------------------------------


def test_without_pkp_there_is_no_ppn_and_the_page_says_why():
    result = pay(goods(11_100_000), pkp=False)
    assert taxes(result) == {"PPH22": 166_500}
    assert result.net_price == 11_100_000
    assert "Penyedia bukan PKP, jadi tidak ada PPN." in result.notes


def test_a_price_without_ppn_is_raised_by_it():
    result = pay(goods(10_000_000, includes_ppn=False))
    assert result == pay(goods(11_100_000))


def test_the_threshold_looks_at_the_payment_without_ppn():
    at, above = pay(goods(2_220_000)), pay(goods(2_220_002))
    assert (at.net_price, taxes(at), at.net_to_supplier) == (2_000_000, {}, 2_220_000)
    assert above.net_price == 2_000_002
    assert set(taxes(above)) == {"PPN", "PPH22"}
    assert at.notes == (
        "PPN tidak dipungut: pembayaran tanpa PPN tidak lebih dari Rp2.000.000.",
        "PPh Pasal 22 tidak dipungut: pembayaran tanpa PPN tidak lebih dari Rp2.000.000.",
    )


def test_the_threshold_looks_at_all_lines_together():
    assert taxes(pay(goods(1_200_000), goods(1_200_000))) == {"PPN": 237_838, "PPH22": 32_432}


def test_a_payment_cut_in_two_does_not_slip_under_the_threshold():
    first = pay(goods(2_220_000))
    second = pay(goods(1_110_000), paid_before=first.net_price)
    assert taxes(second) == {"PPN": 110_000, "PPH22": 15_000}


@pytest.mark.parametrize(
    ("exemption", "kind", "withheld"),
    [
        ("fuel_pertamina", "goods", set()),
        ("fuel", "goods", {"PPN"}),
        ("electricity", "goods", {"PPN"}),
        ("water", "goods", {"PPN"}),
        ("post", "goods", {"PPN"}),
        ("telecom", "services", {"PPH23"}),
        ("air_transport", "services", {"PPH23"}),
        (None, "goods", {"PPN", "PPH22"}),
    ],
)
def test_what_villages_buy_every_week_is_exempt_as_listed(exemption, kind, withheld):
    result = pay(PaymentLine(11_100_000, kind, exemption=exemption))
    assert set(taxes(result)) == withheld
    assert result.net_price == 10_000_000
    if not withheld:
        assert result.net_to_supplier == result.gross
        assert len(result.notes) == 2


# --- UMKM -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["goods", "services"])
def test_a_small_business_with_a_valid_letter_pays_half_a_percent_instead(kind):
    result = pay(PaymentLine(10 * MILLION, kind), pkp=False, umkm_suket_valid=True)
    assert taxes(result) == {"PPH_FINAL_UMKM": 50_000}
    assert result.taxes[0].rule == (
        "PPh final UMKM 0,5% dari Rp10.000.000. Penyedia punya Surat Keterangan UMKM."
    )
    assert (result.taxes[0].account, result.taxes[0].citation) == (
        "",
        "PP 55/2022, pasal belum diketahui",
    )


@pytest.mark.parametrize(
    ("entity", "day", "allowed"),
    [
        ("cv", date(2026, 4, 21), True),
        ("cv", date(2026, 4, 22), False),
        ("firma", date(2026, 4, 22), False),
        ("pt", date(2025, 1, 1), True),
        ("pt", date(2026, 4, 22), False),
        ("bumdes", date(2026, 4, 22), False),
        ("individual", date(2026, 4, 22), True),
        ("pt_perorangan", date(2026, 4, 22), True),
        ("cooperative", date(2026, 4, 22), True),
    ],
)
def test_who_may_use_the_letter_depends_on_the_day(entity, day, allowed):
    result = pay(goods(10 * MILLION), on=day, pkp=False, umkm_suket_valid=True, entity_type=entity)
    assert taxes(result) == ({"PPH_FINAL_UMKM": 50_000} if allowed else {"PPH22": 150_000})
    refused = "Bentuk usaha ini tidak boleh memakai PPh final UMKM." in result.notes
    assert refused is not allowed


def test_the_letter_does_not_replace_the_tax_on_wages_rent_or_works():
    result = pay(
        PaymentLine(10 * MILLION, "construction_work"),
        PaymentLine(4 * MILLION, "land_building_rent"),
        pkp=False,
        umkm_suket_valid=True,
        construction_qualification="kecil",
    )
    assert [tax.amount for tax in result.taxes] == [175_000, 400_000]


def test_the_letter_does_not_withhold_from_a_payment_below_the_threshold():
    assert taxes(pay(goods(2 * MILLION), pkp=False, umkm_suket_valid=True)) == {}


# --- Wages ----------------------------------------------------------------------------------------


def test_a_wage_is_taxed_by_what_one_day_pays():
    week = PaymentLine(1_200_000, "wage", days=6)
    assert taxes(pay(week, pkp=False)) == {}
    assert "bebas PPh Pasal 21 upah harian" in pay(week, pkp=False).notes[0]
    assert taxes(pay(replace(week, days=2), pkp=False)) == {"PPH21": 6_000}


def test_a_daily_wage_above_the_table_is_asked_back():
    with pytest.raises(Refused, match=r"bertingkat\. Hitung bersama kantor pajak"):
        pay(PaymentLine(2_500_001, "wage"), pkp=False)


# --- What a line carries --------------------------------------------------------------------------


def test_a_tax_is_as_sure_as_the_weakest_value_behind_it():
    ppn, pph22 = pay(goods(11_100_000)).taxes
    assert (ppn.mark, pph22.mark) == ("C", "B")
    assert not ppn.confirmed
    sure = {"confirmed_by": "Kantor pajak", "confirmed_on": DAY}
    tax = TABLE.income["pph22"]
    known = replace(
        tax,
        rates=tuple(replace(row, **sure) for row in tax.rates),
        kinds=replace(tax.kinds, **sure),
        threshold=replace(tax.threshold, **sure),
    )
    table = replace(TABLE, income=dict(TABLE.income) | {"pph22": known})
    facts = PaymentFacts(DAY, (goods(11_100_000),), pkp=True, has_npwp=True)
    assert compute_taxes(table, facts).taxes[1].confirmed
    open_again = compute_taxes(table, replace(facts, has_npwp=False)).taxes[1]
    assert not open_again.confirmed
    assert open_again.rule == (
        "PPh Pasal 22 3% dari Rp10.000.000. Tarif 1,5% naik karena tanpa NPWP."
    )


def test_taxes_of_different_kinds_stand_apart_and_of_one_kind_together():
    lines = (goods(5_550_000), PaymentLine(1_110_000, "services"), goods(5_550_000))
    result = pay(*lines)
    assert [(tax.code, tax.base) for tax in result.taxes] == [
        ("PPN", 11_000_000),
        ("PPH22", 10_000_000),
        ("PPH23", 1_000_000),
    ]


def test_a_result_is_plain_data_for_the_paper():
    result = pay(goods(11_100_000))
    kept = orjson.loads(orjson.dumps(asdict(result)))
    assert kept["taxes"][1]["amount"] == 150_000
    assert kept["table"] == "pajak/2026_04_22"


@pytest.mark.parametrize(
    ("paid", "pay_by"),
    [
        (date(2026, 11, 24), date(2026, 12, 15)),
        (date(2026, 12, 1), date(2027, 1, 15)),
        (date(2026, 1, 31), date(2026, 2, 15)),
    ],
)
def test_taxes_are_due_in_the_month_after(paid, pay_by):
    assert next_month(paid, TABLE.days.pay_day.value) == pay_by


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"lines": ()}, "Belum ada yang dibayar"),
        ({"lines": (goods(-1),)}, "tidak boleh kurang dari nol"),
        ({"paid_before": -1}, "tidak boleh kurang dari nol"),
        ({"lines": (PaymentLine(1, "wage", days=0),)}, "paling sedikit satu"),
        ({"date": date(2026, 4, 21)}, "baru berlaku 22 April 2026"),
    ],
)
def test_facts_that_cannot_be_are_asked_back(facts, sentence):
    known = PaymentFacts(DAY, (goods(1),), pkp=True, has_npwp=True)
    with pytest.raises(Refused, match=sentence):
        compute_taxes(TABLE, replace(known, **facts))


# --- Rounding -------------------------------------------------------------------------------------


def rounded(mode, unit):
    ways = {"mode": mode, "unit": unit}
    values = {name: Value(value=way, article="", mark="C") for name, way in ways.items()}
    return replace(TABLE, rounding=replace(TABLE.rounding, **values))


@pytest.mark.parametrize(
    ("mode", "unit", "amount", "pph23"),
    [
        ("half_up", 1, 1_025, 21),
        ("half_up", 1, 1_024, 20),
        ("down", 1, 1_049, 20),
        ("up", 1, 1_001, 21),
        ("up", 100, 5_001, 200),
        ("up", 100, 30, 30),
        ("half_up", 100, 7_500, 200),
    ],
)
def test_rounding_is_data(mode, unit, amount, pph23):
    facts = PaymentFacts(DAY, (PaymentLine(amount, "services"),), pkp=False, has_npwp=True)
    assert taxes(compute_taxes(rounded(mode, unit), facts)) == {"PPH23": pph23}
