"""What the marks on budget rows mean, in words for the people who look at them."""

from typing import NamedTuple


class Mark(NamedTuple):
    """A few words for the row, one sentence that says what to do, and how loud it is."""

    label: str
    sentence: str
    loud: bool


MARKS: dict[str, Mark] = {
    "not_in_file": Mark(
        "tidak ada lagi di anggaran",
        "Anggaran baru tidak memuatnya. Belanja yang sudah berjalan tetap disimpan.",
        True,
    ),
    "extension_code": Mark(
        "kode perluasan", "Kode ini di luar daftar nasional. Boleh dipakai.", False
    ),
    "old_code_113_2014": Mark(
        "kode lama", "Kode ini dari aturan 2014. Ganti kodenya di Siskeudes.", True
    ),
    "incomplete_code": Mark(
        "kode belum lengkap", "Lengkapi kodenya di Siskeudes, contoh 5.2.1.01.", True
    ),
    "unknown_fund": Mark("dana tidak dikenal", "Periksa sumber dananya di Siskeudes.", True),
    "extension_fund": Mark(
        "dana khusus daerah", "Sumber dana ini hanya ada di daerah Anda. Boleh dipakai.", False
    ),
    "no_fund": Mark("dana kosong", "Isi sumber dananya sebelum dibelanjakan.", True),
    "fund_from_activity": Mark(
        "dana dari kegiatan", "Sumber dana baris ini diambil dari kegiatannya.", False
    ),
    "amount_mismatch": Mark(
        "angka tidak cocok", "Volume kali harga berbeda dari jumlahnya. Periksa di Siskeudes.", True
    ),
    "amount_from_volume": Mark(
        "jumlah dihitung", "Jumlahnya kosong di berkas, jadi dihitung dari volume dan harga.", False
    ),
    "rounded": Mark("dibulatkan", "Angkanya dibulatkan ke rupiah penuh.", False),
    "older_posting": Mark(
        "dari posting lama", "Baris ini ada di posting lama saja. Periksa di Siskeudes.", True
    ),
    "not_posted": Mark("belum diposting", "Posting dulu di Siskeudes sebelum dibelanjakan.", True),
    "not_in_activity_table": Mark(
        "pagu dari baris", "Kegiatan ini tidak ada di daftar kegiatan. Periksa di Siskeudes.", True
    ),
    "ceiling_from_lines": Mark(
        "pagu dari baris", "Pagunya kosong di berkas, jadi dihitung dari barisnya.", True
    ),
}
"""Every mark that the reader or an import puts on an activity or a line."""


def in_words(marks: list[str]) -> list[Mark]:
    """The marks of a row in words, loud ones first."""
    known = [MARKS[mark] for mark in marks if mark in MARKS]
    return sorted(known, key=lambda mark: not mark.loud)
