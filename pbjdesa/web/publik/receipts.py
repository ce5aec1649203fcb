"""The receipt of an offer, as anybody may check it by its code: that it came, and when."""

from typing import Any

from pbjdesa.kernel.clock import in_zone, long_date
from pbjdesa.procurement.models import Offer
from pbjdesa.transparency.rules import public_text

_REPLACED = (
    "warn",
    "Asli, tetapi sudah diganti kiriman baru",
    "Penyedia mengirim lagi. Minta tanda terima yang baru.",
)
_WITHDRAWN = (
    "warn",
    "Asli, tetapi penawarannya sudah ditarik",
    "Penyedia menarik penawaran ini sebelum dibuka.",
)
_GOOD = ("good", "Tanda terima ini asli", "Penawaran ini sudah diterima. Cocokkan sidiknya.")
_PRACTICE = (
    "warn",
    "Ini tanda terima LATIHAN",
    "Dibuat untuk belajar. Jangan dipakai sebagai bukti resmi.",
)


def receipt_told(offer: Offer) -> dict[str, Any]:
    """The context of publik/check_known.html for a receipt."""
    practice = offer.desa.practice
    kind, heading, text = _PRACTICE if practice else _worth(offer)
    return {
        "heading": heading,
        "text": text,
        "kind": kind,
        "rows": _rows(offer),
        "package_url": "",
        "practice": practice,
    }


def _worth(offer: Offer) -> tuple[str, str, str]:
    if offer.withdrawn_at is not None:
        return _WITHDRAWN
    return _REPLACED if offer.replaced_at is not None else _GOOD


def _rows(offer: Offer) -> list[dict[str, str]]:
    desa, purchase = offer.desa, offer.invitee.tender.purchase
    local = in_zone(offer.received_at, desa.zone)
    rows = [
        ("Surat", "Tanda terima penawaran"),
        ("Desa", desa.name),
        ("Untuk", public_text(purchase.title)),
        ("Penyedia", public_text(offer.invitee.supplier.name)),
        ("Diterima", f"{long_date(local.date())}, pukul {local:%H.%M.%S} {desa.zone}"),
        ("Kiriman ke", str(offer.version)),
        ("Cara", str(offer.get_channel_display())),
    ]
    if offer.opened_at is not None:
        opened = in_zone(offer.opened_at, desa.zone)
        rows.append(("Dibuka", f"{long_date(opened.date())}, pukul {opened:%H.%M} {desa.zone}"))
    else:
        rows.append(("Isinya", "Masih terkunci sampai dibuka."))
    if offer.sha256:
        rows.append(("Sidik isi penawaran", in_groups(offer.sha256)))
    return [{"label": label, "value": value} for label, value in rows]


def in_groups(digest: str) -> str:
    """Eights, as people compare them; and never sixteen digits that look like a NIK."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
