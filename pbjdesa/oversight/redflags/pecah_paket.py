"""Pecah paket: several purchases that together would have needed a stricter method (R-18)."""

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.oversight.facts import UNBOUND, PurchaseFacts
from pbjdesa.oversight.registry import RedFlag


def sees(facts: PurchaseFacts) -> str | None:
    """The sum of the window, when it passes what this purchase's method may carry."""
    if facts.method_limit is None or facts.state in UNBOUND or not facts.window:
        return None
    total = facts.value + sum(facts.window)
    if total <= facts.method_limit:
        return None
    return say(
        "{window} belanja untuk {window_words} berjumlah {total}. Batas {method_label} "
        "{method_limit}.",
        window=len(facts.window) + 1,
        window_words=facts.window_words,
        total=rupiah(total),
        method_label=facts.method_label,
        method_limit=rupiah(facts.method_limit),
    )


FLAG = RedFlag(
    slug="pecah_paket",
    title="Mungkin belanja dipecah",
    looks_for="Beberapa belanja sejenis yang jumlahnya melewati batas cara belanjanya.",
    ground="R-18, Peraturan LKPP 12/2019 (pedoman); batasnya menurut Perbup. Belum dikonfirmasi.",
    innocent=(
        "Kebutuhannya memang berulang tiap bulan, misalnya konsumsi rapat.",
        "Anggarannya cair bertahap, jadi dibeli bertahap.",
        "Barangnya beda walau kode belanjanya sama.",
    ),
    sees=sees,
)
