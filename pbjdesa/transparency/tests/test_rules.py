"""What may be public, and how it is named."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pbjdesa.transparency.facts import (
    ItemFacts,
    PackageFacts,
    PaperFacts,
    PaymentFacts,
    SupplierFacts,
    VillageFacts,
)
from pbjdesa.transparency.rules import (
    FIRST_TAGS,
    HIDDEN,
    package_number,
    public_id,
    public_text,
    read_package_number,
    restrict,
    shown_fields,
    status_of,
    tags_for,
)
from pbjdesa.transparency.states import PublicStatus

ALL_FIELDS = (
    "kegiatan",
    "cara",
    "pagu",
    "hps",
    "penyedia",
    "nilai",
    "barang",
    "waktu",
    "lokasi",
    "foto",
    "pembayaran",
)


@pytest.mark.parametrize(
    "private",
    [
        "3324011203800001",
        "3324 0112 0380 0001",
        "3324.0112.0380.0001",
        "09.123.456.7-801.000",
        "091234567801000",
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "0123456789",
        "1234-01-012345-53-4",
    ],
)
def test_private_numbers_are_taken_out_of_free_text(private: str) -> None:
    assert public_text(f"Semen ({private}) 40 kg") == f"Semen ({HIDDEN}) 40 kg"


@pytest.mark.parametrize(
    "text",
    [
        "Kertas HVS A4 70 gram",
        "harga Rp1.500.000.000 untuk 12 bulan",
        "24-11-2026",
        "24-11-2026 12-12-2026",
        "2026-11-24",
        "Pembangunan/Rehabilitasi 2026, volume 120 x 3 x 0,15 m",
        "kode rekening 5.2.1.01",
        "33.24.04.2005",
        "001/PENG/33.24.04.2005/2026",
        "Dusun Krajan RT 02 RW 01",
    ],
)
def test_dates_money_and_codes_stay(text: str) -> None:
    assert public_text(text) == text


@given(
    st.text(max_size=20) | st.text("0123456789 .-+/", max_size=20),
    st.from_regex(r"[0-9]{16}", fullmatch=True),
    st.text(max_size=20) | st.text("0123456789 .-+/", max_size=20),
)
@example("No.", "3324011203800001", "")
@example("24-11-2026 ", "3324011203800001", " 24-11-2026")
def test_no_sixteen_digits_survive(before: str, digits: str, after: str) -> None:
    assert digits not in public_text(f"{before}{digits}{after}")


@given(st.integers(2000, 9999), st.integers(1, 10**6))
def test_package_numbers_are_read_as_they_are_written(year: int, sequence: int) -> None:
    assert read_package_number(package_number(year, sequence)) == (year, sequence)


@pytest.mark.parametrize("text", ["", "2026", "2026-1", "2026-00001", "2026-0001/", "2026-٠٠٠١"])
def test_other_spellings_are_no_package_number(text: str) -> None:
    assert read_package_number(text) is None


@given(st.integers(1, 2**62))
def test_a_public_id_is_unique_and_no_number(row_id: int) -> None:
    assert int(public_id(row_id)[1:], 16) == row_id
    assert not public_id(row_id).isdigit()


def test_the_first_release_tells_everything_that_an_order_is() -> None:
    assert tags_for("send_order", []) == list(FIRST_TAGS)
    assert tags_for("accept_handover", []) == [*FIRST_TAGS, "implementation"]


def test_what_was_told_before_is_an_update() -> None:
    told = ["send_order", "receive_goods"]
    assert tags_for("receive_goods", told[:1]) == ["implementation"]
    assert tags_for("pay", told) == ["implementationUpdate"]
    assert tags_for("close", told) == ["implementationUpdate", "contractTermination"]


def test_a_cancelled_order_ends_tender_award_and_contract() -> None:
    tags = ["tenderCancellation", "awardCancellation", "contractTermination"]
    assert tags_for("cancel_order", ["send_order"]) == tags


def test_the_estimate_may_be_hidden_until_the_award() -> None:
    assert "hps" in shown_fields(ALL_FIELDS, "never", awarded=False)
    assert "hps" not in shown_fields(ALL_FIELDS, "until_award", awarded=False)
    assert "hps" in shown_fields(ALL_FIELDS, "until_award", awarded=True)
    assert "hps" not in shown_fields(("nilai",), "never", awarded=True)


@pytest.mark.parametrize(
    ("happened", "status"),
    [
        ((), PublicStatus.ORDERED),
        (("delivered",), PublicStatus.DELIVERED),
        (("delivered", "accepted"), PublicStatus.ACCEPTED),
        (("delivered", "accepted", "paid"), PublicStatus.PAID),
        (("delivered", "accepted", "paid", "closed"), PublicStatus.CLOSED),
        (("cancelled",), PublicStatus.CANCELLED),
    ],
)
def test_the_furthest_step_is_the_status(happened: tuple[str, ...], status: PublicStatus) -> None:
    steps = ("cancelled", "closed", "paid", "accepted", "delivered")
    assert status_of(**{step: step in happened for step in steps}) == status


AT = datetime(2026, 5, 6, 2, tzinfo=UTC)
DAY = date(2026, 5, 6)


def _paper(kind: str, publicity: str = "always") -> PaperFacts:
    address = f"https://contoh.id/cek/{kind}"
    return PaperFacts(kind, publicity, kind, "1", kind.upper(), address, AT)


FULL = PackageFacts(
    village=VillageFacts("33.24.04.2005", "Contoh", "P", "Kabupaten K", "J", "", "", "WIB"),
    suffix="33.24.04.2005-2026-0001",
    number="2026-0001",
    year=2026,
    title="Belanja kertas",
    category="barang",
    method_code="direct",
    method_label="Pembelian Langsung",
    activity_code="01.01.04",
    activity_name="Operasional",
    place="Kantor Desa",
    value=540_000,
    hps=560_000,
    budget=540_000,
    items=(
        ItemFacts(
            1, "Kertas", "", Decimal(10), "rim", 56_000, 54_000, 540_000, "5.2.1.01", "ATK",
            "ADD", "Alokasi Dana Desa",
        ),
    ),
    supplier=SupplierFacts("P1", "Toko Contoh"),
    papers=(
        _paper("hps", "hps"),
        _paper("surat_pesanan"),
        _paper("spp", "payment"),
        _paper("kuitansi", "payment"),
    ),
    plan=_paper("pengumuman_rencana"),
    ordered_at=AT,
    due_on=DAY,
    delivered_on=DAY,
    accepted_on=DAY,
    cancelled_at=None,
    payment=PaymentFacts(DAY, 540_000, 540_000, ()),
    pays_publicly=True,
    status=PublicStatus.CLOSED,
)  # fmt: skip


def test_what_the_rules_show_is_all_there() -> None:
    assert restrict(FULL, ALL_FIELDS) == FULL


@pytest.mark.parametrize(
    ("field", "gone"),
    [
        ("kegiatan", ["Operasional", "01.01.04"]),
        ("cara", ["direct", "Pembelian Langsung"]),
        ("pagu", ["budget=540000", "ADD", "Alokasi Dana Desa"]),
        ("hps", ["560000", "56000", "cek/hps"]),
        ("penyedia", ["Toko Contoh"]),
        ("nilai", [" value=540000", "54000,", " amount=540000"]),
        ("barang", ["'Kertas'", "rim"]),
        ("waktu", ["due_on=datetime.date", "delivered_on=datetime.date"]),
        ("lokasi", ["Kantor Desa"]),
        ("pembayaran", ["gross", "cek/spp", "cek/kuitansi"]),
    ],
)
def test_what_the_rules_keep_back_is_nowhere_in_the_facts(field: str, gone: list[str]) -> None:
    full = repr(FULL)
    left = repr(restrict(FULL, set(ALL_FIELDS) - {field}))
    for trace in gone:
        assert trace in full
        assert trace not in left


def test_a_hidden_payment_is_not_told_by_the_status_either() -> None:
    assert restrict(FULL, set(ALL_FIELDS) - {"pembayaran"}).status == PublicStatus.ACCEPTED
