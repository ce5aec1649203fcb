"""The words of the steps in which suppliers are asked, heard and chosen."""

from pbjdesa.procurement import operations
from pbjdesa.procurement.steps import Step

_PREPARING = {
    "hand_to_tpk": Step(
        slug="serahkan",
        heading="Periksa sebelum diserahkan",
        line="Lanjutkan isian belanja ini.",
        action="Lanjutkan",
        done="Sudah diserahkan. TPK akan mengundang penyedia.",
        told="Diserahkan ke TPK",
        operation=operations.hand_to_tpk,
    ),
    "ask_camat": Step(
        slug="minta-camat",
        heading="Periksa sebelum dikirim ke camat",
        line="Lanjutkan isian belanja ini.",
        action="Lanjutkan",
        done="Sudah dikirim. Camat memeriksanya dulu.",
        told="Pemeriksaan camat diminta",
        operation=operations.hand_to_tpk,
    ),
    "approve_review": Step(
        slug="setujui-camat",
        heading="Periksa rencana pengadaan",
        line="Desa menunggu pemeriksaan Anda.",
        action="Periksa",
        done="Terima kasih. TPK desa bisa mulai mengundang.",
        told="Diperiksa camat, boleh dilanjutkan",
        back="return_review",
        with_papers=True,
        operation=operations.approve_review,
    ),
    "return_review": Step(
        slug="kembalikan-camat",
        heading="Kembalikan ke desa",
        done="Sudah dikembalikan dengan catatan Anda.",
        told="Dikembalikan camat",
        ask="Tulis apa yang perlu diperbaiki.",
        then="Kasi/Kaur memperbaiki rancangannya.",
        operation=operations.return_review,
    ),
    "send_request": Step(
        slug="undang",
        heading="Periksa sebelum dikirim",
        line="Pilih penyedia, isi jadwal, lalu kirim.",
        action="Siapkan undangan",
        done="Undangan jadi. Bagikan tautan dan kodenya.",
        told="Undangan dikirim ke penyedia",
        back="return_preparation",
        operation=operations.send_request,
    ),
    "return_preparation": Step(
        slug="kembalikan-rancangan",
        heading="Kembalikan ke Kasi/Kaur",
        done="Sudah dikembalikan dengan catatan Anda.",
        told="Dikembalikan TPK ke Kasi/Kaur",
        ask="Tulis apa yang perlu diperbaiki, contoh: HPS tanpa sumber.",
        then="Kasi/Kaur memperbaiki barang, harga, atau waktunya.",
        operation=operations.return_preparation,
    ),
}

_CHOOSING = {
    "open_offers": Step(
        slug="buka",
        line="Bagikan undangan, lalu buka penawarannya nanti.",
        action="Lihat undangan",
        done="Penawaran dibuka. Berita acaranya sudah jadi.",
        told="Penawaran dibuka",
        operation=operations.open_offers,
    ),
    "record_evaluation": Step(
        slug="evaluasi",
        heading="Evaluasi penawaran",
        line="Penawaran sudah dibuka. Periksa satu per satu.",
        action="Evaluasi",
        done="Hasil evaluasi tersimpan. Berita acaranya sudah jadi.",
        told="Penawaran dievaluasi",
    ),
    "return_evaluation": Step(
        slug="evaluasi-lagi",
        done="Penawaran bisa diperiksa lagi.",
        told="Evaluasi diulang",
        ask="Tulis mengapa evaluasinya diulang.",
        then="Semua penawaran bisa diperiksa lagi.",
    ),
    "record_negotiation": Step(
        slug="negosiasi",
        heading="Catat negosiasi",
        line="Tawar harganya, lalu catat hasilnya.",
        action="Catat negosiasi",
        done="Negosiasi tercatat. Berita acaranya sudah jadi.",
        told="Harga dinegosiasi",
    ),
    "award": Step(
        slug="pemenang",
        line="Tinggal menetapkan pemenangnya.",
        action="Tetapkan pemenang",
        done="Pemenang ditetapkan. Suratnya sudah jadi.",
        told="Pemenang ditetapkan",
    ),
    "return_award": Step(
        slug="kembalikan-penetapan",
        done="Sudah dikembalikan ke TPK.",
        told="Penetapan dikembalikan ke TPK",
        ask="Tulis apa yang perlu diperiksa lagi.",
        then="TPK memeriksa lagi pilihannya.",
    ),
    "winner_withdrew": Step(
        slug="pemenang-mundur",
        heading="Pemenang mundur",
        done="Tercatat. TPK memilih penawaran lain.",
        told="Pemenang mundur",
        ask="Tulis alasannya, contoh: barang sedang kosong.",
        then="TPK memilih penawaran berikutnya, atau mengundang lagi.",
    ),
    "sign_contract": Step(
        slug="perjanjian",
        line="Pemenang sudah ditetapkan.",
        action="Baca dan tanda tangani",
        done="Perjanjian jadi. Cetak untuk ditandatangani penyedia.",
        told="Perjanjian ditandatangani",
        back="return_award",
        with_papers=True,
    ),
}

_WHEN_IT_FAILS = {
    "repeat_request": Step(
        slug="undang-lagi",
        done="Siapkan undangan yang baru.",
        told="Undangan diulang",
        ask="Tulis sebabnya, contoh: tidak ada yang menawar.",
        then="Putaran baru. Penyedia dan jadwal bisa diganti.",
    ),
    "widen_request": Step(
        slug="perluas",
        done="Siapkan undangan untuk wilayah yang lebih luas.",
        told="Wilayah undangan diperluas",
        ask="Tulis sebabnya, contoh: hanya satu toko di desa.",
        then="Putaran baru. Penyedia dari wilayah lebih luas boleh diundang.",
    ),
    "ask_one_directly": Step(
        slug="langsung",
        done="Siapkan undangan untuk satu penyedia.",
        told="Dilanjutkan dengan satu penyedia",
        ask="Tulis sebabnya, contoh: dua kali tidak ada yang menawar.",
        then="Putaran baru. Satu penyedia yang mampu diundang.",
    ),
    "cancel_request": Step(
        slug="batalkan-pengadaan",
        done="Pengadaan dibatalkan. Anggarannya bisa dipakai lagi.",
        told="Pengadaan dibatalkan",
        ask="Tulis alasannya, contoh: kebutuhannya berubah.",
        then="Belanja ini berhenti. Anggarannya bisa dipakai lagi.",
    ),
}

STEPS = {**_PREPARING, **_CHOOSING, **_WHEN_IT_FAILS}
