"""A budget comes in: from a Siskeudes file with a look at the differences first, and by hand."""

from pathlib import Path

import pytest

from pbjdesa.planning.siskeudes import test_support
from tests.browser.conftest import NewPhone
from tests.browser.site import Site
from tests.browser.villages import IMPORT
from tests.budget_files import export


@pytest.fixture
def sheet(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export of this year."""
    monkeypatch.setattr(test_support, "YEAR", site.year)
    path = tmp_path / "apbdes.zip"
    path.write_bytes(export(f"PEMERINTAH DESA {IMPORT.upper()}"))
    return path


def test_a_budget_is_looked_at_used_taken_back_used_again_and_announced(
    phone: NewPhone, site: Site, sheet: Path
) -> None:
    kaur = phone(site.account(IMPORT, "kaur"))
    kaur.open("/")
    kaur.tap("Masukkan anggaran")
    kaur.picture("anggaran-kosong")
    for again in (False, True):
        kaur.open("/desa/anggaran/impor/")
        kaur.take_photo(sheet)
        kaur.picture("impor")
        kaur.tap("Lihat bedanya")
        assert kaur.says("Rp9.850.000")
        assert kaur.says("Belum ada yang berubah sampai Anda menekan tombolnya.")
        kaur.picture("impor-beda")
        kaur.tap("Pakai anggaran ini")
        assert kaur.says("Anggaran ini sudah dipakai.")
        if not again:
            kaur.tap("Batalkan impor ini")
            kaur.tap("Batalkan impor")
            assert kaur.says("Anggaran kembali seperti sebelumnya.")
    kaur.tap("Buka anggaran")
    assert kaur.says("Operasional Kantor")
    kaur.picture("anggaran")

    kades = phone(site.account(IMPORT, "kepala_desa"))
    kades.open("/")
    kades.tap("Baca dan umumkan")
    kades.tap("Umumkan rencana ini")
    assert kades.says("Rencana sudah diumumkan.")


def test_a_budget_is_typed_by_hand(phone: NewPhone, site: Site) -> None:
    kaur = phone(site.account(IMPORT, "kaur"))
    kaur.open("/desa/anggaran/kegiatan/baru/")
    kaur.type("Kode kegiatan", "04.02.01")
    kaur.type("Nama kegiatan", "Pelatihan Tani")
    kaur.type("Pagu (batas belanja)", "3000000")
    kaur.picture("kegiatan-baru")
    kaur.tap("Simpan")
    assert kaur.says("Isi barisnya sekarang.")
    kaur.tap("Tambah baris")
    kaur.type("Kode rekening", "5.2.1.01")
    kaur.type("Barang atau jasa", "Bibit cabai")
    kaur.type("Volume", "300")
    kaur.type("Satuan", "batang")
    kaur.type("Harga satuan", "9000")
    kaur.picture("baris-baru")
    kaur.tap("Simpan")
    assert kaur.says("Rp2.700.000")
    kaur.tap("Tambah baris")
    kaur.type("Kode rekening", "5.2.1.01")
    kaur.type("Barang atau jasa", "Pupuk")
    kaur.type("Volume", "100")
    kaur.type("Satuan", "karung")
    kaur.type("Harga satuan", "9000")
    kaur.tap("Simpan")
    assert kaur.page.title().startswith("Ada yang perlu diperbaiki")
    assert kaur.says("melewati pagu")
