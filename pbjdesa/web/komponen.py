"""Sample values for the component sheet: every component in every state, with invented people."""

from datetime import UTC, date, datetime
from typing import Any

from pbjdesa.web.http import Problems

AT = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)
DAY = date(2026, 11, 27)
LONG_NAME = (
    "Pembangunan/Rehabilitasi/Peningkatan Sarana Prasarana Jalan Lingkungan Permukiman/Gang "
    "Dukuh Karanganyar Kidul RT 03 RW 02"
)


def sample_context() -> dict[str, Any]:
    """The context of `web/komponen.html`; plain values only, nothing is read from the database."""
    return {
        **_frame(),
        **_tasks(),
        **_fields(),
        **_summaries(),
        **_money(),
        **_lists(),
        **_public(),
    }


def _frame() -> dict[str, Any]:
    return {
        "actor": {
            "person": {"name": "Siti Rahayu"},
            "main": {"full_title": "Kaur Keuangan"},
        },
        "desa": {"name": "Sukomangli"},
        "nav": [
            {"label": "Tugas", "url": "/", "current": True},
            {"label": "Belanja", "url": "/belanja", "current": False},
            {"label": "Anggaran", "url": "/anggaran", "current": False},
            {"label": "Berkas", "url": "/berkas", "current": False},
        ],
        "help_line": {"name": "Bu Ratna", "phone": "0812-0000-0000"},
        "demo": True,
        "form_key": "11111111-1111-4111-8111-111111111111",
        "messages_once": [
            {"kind": "good", "text": "Toko sudah ditambah."},
            {"kind": "wait", "text": "Anggaran berubah sejak kemarin."},
            {"kind": "warn", "text": "Foto nota kurang jelas. Foto lagi bila bisa."},
            {"kind": "bad", "text": "Kiriman belum masuk. Coba lagi."},
        ],
        "chips": [
            {"text": "Belum mulai", "kind": ""},
            {"text": "Belum selesai", "kind": "warn"},
            {"text": "Selesai", "kind": "good"},
            {"text": "Menunggu orang lain", "kind": "wait"},
            {"text": "Dikembalikan", "kind": "bad"},
        ],
    }


def _task(title: str, status: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "status": status, "kind": kind, "url": "/belanja/1", **more}


def _tasks() -> dict[str, Any]:
    return {
        "tasks": [
            _task(
                "Periksa barang: 75 sak semen",
                "Belum mulai",
                "",
                line="Toko Sumber Rejeki sudah mengirim.",
                action="Periksa barang",
                deadline=DAY,
            ),
            _task(
                "Bayar sewa tenda posyandu",
                "Belum selesai",
                "warn",
                line="Tinggal isi bukti setor pajak.",
                deadline=date(2026, 11, 20),
                overdue=True,
            ),
            _task(LONG_NAME, "Belum mulai", "", line="Pilih toko.", deadline=DAY),
        ],
        "waiting": [
            _task(
                "Kertas dan tinta kantor",
                "Menunggu orang lain",
                "wait",
                line="Pak Sekdes sedang memeriksa.",
            )
        ],
    }


def _fields() -> dict[str, Any]:
    return {
        "sources": [
            {"value": "toko", "label": "Tanya ke toko", "hint": "Sebut nama tokonya nanti."},
            {"value": "buku", "label": "Buku harga desa", "hint": "Harga bulan lalu."},
            {"value": "lama", "label": "Belanja tahun lalu"},
        ],
        "ticks": [("jumlah", "Jumlahnya pas"), ("mutu", "Barangnya baik")],
        "ticked": ["jumlah"],
        "activities": [("1", LONG_NAME), ("2", "Penyelenggaraan Posyandu")],
        "price": 64_750,
        "quick": [
            {"value": "2026-11-24", "label": "Hari ini", "day": date(2026, 11, 24)},
            {"value": "2026-11-25", "label": "Besok", "day": date(2026, 11, 25)},
        ],
        "parts": {"day": "27", "month": "13", "year": "2026"},
        "sent_files": [{"label": "Nota dari toko", "url": "/berkas/1"}],
        "people": [
            {
                "value": "1",
                "name": "Siti Rahayu",
                "office_title": "Kaur Keuangan",
                "initials": "SR",
            },
            {
                "value": "2",
                "name": "Bambang Widyatmoko",
                "office_title": "Kepala Desa",
                "initials": "BW",
            },
        ],
        "faults": _faults(),
    }


def _faults() -> Problems:
    faults = Problems()
    faults.add("Isi satuannya, contoh sak.", "satuan")
    faults.add("Tulis “1,5 juta” dengan angka lengkap, contoh 1.500.000.", "ongkos")
    faults.add("Pilih satu dulu.", "antar")
    faults.add("Tulis bulannya dengan angka 1 sampai 12.", "bayar")
    faults.add("Pilih foto JPG atau PNG.", "foto")
    faults.add("PIN belum cocok. Masih ada 4 kali coba.", "pin_salah")
    faults.add("Sisa anggaran tidak cukup untuk belanja ini.")
    return faults


def _summaries() -> dict[str, Any]:
    return {
        "note": {
            "by": "Joko Prasetyo",
            "office_title": "Sekretaris Desa",
            "at": AT,
            "zone": "WIB",
            "text": "Foto nota belum terbaca.\nTolong foto lagi di tempat terang.",
        },
        "coach_notes": [
            {"text": "Foto nota makin jelas.\nSimpan bukti setor.", "author": "Bu Ratna", "at": AT}
        ],
        "method": {
            "name": "Pembelian langsung",
            "reason": "Nilainya masih di batas belanja ke satu toko.",
            "article": "Pasal 20",
            "instrument": "Peraturan LKPP 12/2019",
            "confirmed": False,
            "terms": ["Dijalankan oleh Pelaksana Kegiatan Anggaran.", "Harganya dinegosiasi."],
        },
        "method_sure": {
            "name": "Permintaan penawaran",
            "reason": "Nilainya perlu dua toko yang menawar.",
            "article": "Pasal 21",
            "instrument": "",
            "confirmed": True,
            "status": "dikonfirmasi oleh Sari Utami, Admin Kabupaten pada 24 November 2026",
        },
        "five": [
            {"label": "Yang dibeli", "value": "75 sak semen 40 kg"},
            {"label": "Toko", "value": "Toko Sumber Rejeki, Patean"},
            {"label": "Jumlah uang", "value": "Rp4.856.250"},
            {"label": "Dari anggaran", "value": LONG_NAME},
            {"label": "Sudah diperiksa", "value": "Joko Prasetyo, Sekretaris Desa"},
        ],
        "answers": [
            {"label": "Barang", "value": "Semen 40 kg", "url": "/belanja/1/barang"},
            {
                "label": "Harga satuan",
                "value": "Rp64.750",
                "note": "enam puluh empat ribu tujuh ratus lima puluh rupiah",
                "url": "/belanja/1/harga",
            },
            {"label": "Toko", "value": "Toko Sumber Rejeki", "url": "/belanja/1/toko"},
        ],
        "next_steps": ["Pak Sekdes memeriksa isinya.", "Pak Kades menyetujui.", "Uang dibayarkan."],
        "events": [
            {"title": "Belanja dimulai", "who": "Agus Salim, Kasi Kesejahteraan", "at": AT},
            {"title": "Pesanan dikirim ke toko", "who": "Agus Salim", "at": AT, "url": "/berkas/2"},
            {"title": "Barang diperiksa", "note": "Menunggu Siti Rahayu.", "state": "now"},
            {"title": "Uang dibayar", "state": "later"},
        ],
    }


def _money() -> dict[str, Any]:
    return {
        "amount": 4_856_250,
        "budget": {
            "ceiling": 48_315_000,
            "committed": 31_906_250,
            "paid": 12_403_000,
            "left": 16_408_750,
        },
        "budget_empty": {"ceiling": 0, "committed": 0, "paid": 0, "left": 0},
        "budget_full": {
            "ceiling": 1_234_567_890,
            "committed": 1_234_567_890,
            "paid": 1_234_567_890,
            "left": 0,
        },
    }


def _row(name: str, ceiling: str, left: str, status: str, kind: str) -> list[dict[str, Any]]:
    return [
        {"label": "Kegiatan", "text": name, "url": "/anggaran/1"},
        {"label": "Pagu", "text": ceiling, "kind": "num"},
        {"label": "Sisa", "text": left, "kind": "num"},
        {"label": "Keadaan", "text": status, "chip": kind},
    ]


def _lists() -> dict[str, Any]:
    return {
        "table_rows": [
            _row("Penyelenggaraan Posyandu", "Rp18.427.000", "Rp3.119.500", "Berjalan", "warn"),
            _row(LONG_NAME, "Rp1.234.567.890", "Rp1.234.567.890", "Belum mulai", ""),
            _row("Kertas dan tinta kantor", "Rp2.815.000", "Rp0", "Selesai", "good"),
        ],
        "papers": [
            {
                "title": "Surat pesanan",
                "number": "027/014/SP/XI/2026",
                "url": "/berkas/2.pdf",
                "read_url": "/berkas/2/",
                "size": "38 KB",
                "status": "Sudah jadi",
                "kind": "good",
            },
            {"title": "Berita acara serah terima", "status": "Belum dibuat", "kind": ""},
        ],
        "page_middle": {"number": 2, "pages": 14, "total": 266},
    }


def _public() -> dict[str, Any]:
    return {
        "village": {
            "name": "Desa Sukomangli",
            "kecamatan": "Patean",
            "kabupaten": "Kabupaten Kendal",
        },
        "year": 2026,
        "facts": [
            {"label": "Anggaran belanja", "value": "Rp1.487.315.000"},
            {"label": "Sudah dipesan", "value": "Rp631.906.250"},
            {"label": "Sudah dibayar", "value": "Rp512.403.000"},
            {"label": "Jumlah belanja", "value": "23"},
        ],
        "packages": [
            {
                "title": "75 sak semen untuk jalan dukuh",
                "url": "/publik/1",
                "amount": 4_856_250,
                "status": "Barang diperiksa",
                "kind": "warn",
                "supplier": "Toko Sumber Rejeki",
                "place": "Dukuh Karanganyar",
                "deadline": DAY,
            },
            {
                "title": LONG_NAME,
                "url": "/publik/2",
                "amount": 1_234_567_890,
                "amount_label": "Rencana",
                "status": "Belum mulai",
                "kind": "",
            },
        ],
        "facts_of_paper": [
            {"label": "Surat", "value": "Surat pesanan 027/014/SP/XI/2026"},
            {"label": "Desa", "value": "Desa Sukomangli"},
            {"label": "Jumlah uang", "value": "Rp4.856.250"},
        ],
    }
