"""Setuju kilat: a payment approved so soon after verification that nobody can have read it."""

from datetime import timedelta

from pbjdesa.kernel.words import say
from pbjdesa.oversight.facts import PurchaseFacts
from pbjdesa.oversight.registry import RedFlag

TOO_SOON = timedelta(seconds=30)
"""Shorter than it takes to open a task, read five lines and type a PIN."""


def sees(facts: PurchaseFacts) -> str | None:
    """The seconds between the sekdes's check and the kades's approval, when they are too few."""
    if facts.verified_at is None or facts.approved_at is None:
        return None
    passed = facts.approved_at - facts.verified_at
    if not timedelta(0) <= passed < TOO_SOON:
        return None
    return say(
        "Disetujui {seconds} detik sesudah diperiksa Sekretaris Desa.",
        seconds=int(passed.total_seconds()),
    )


FLAG = RedFlag(
    slug="setuju_kilat",
    title="Disetujui sangat cepat",
    looks_for="Persetujuan bayar kurang dari 30 detik sesudah pemeriksaan.",
    ground="R-54, Permendagri 20/2018: diperiksa Sekdes dulu, lalu disetujui Kepala Desa.",
    innocent=(
        "Kepala Desa sudah membaca berkas cetaknya lebih dulu.",
        "Sekdes dan Kepala Desa duduk bersama saat mengerjakannya.",
    ),
    sees=sees,
)
