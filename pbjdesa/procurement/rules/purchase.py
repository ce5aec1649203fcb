"""What stands in the way of a purchase, as pure functions over plain facts.

Every guard answers None, or the Indonesian sentence that tells the user what to do.
"""

from collections.abc import Iterable, Mapping, Sequence

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.procurement.rules.facts import Facts
from pbjdesa.regulations.rules import Conflict


def plan_is_announced(facts: Facts) -> str | None:
    """R-02: the kades announces the year's plan before any purchase starts."""
    if facts.plan_announced or not facts.announcement_required:
        return None
    return "Rencana pengadaan tahun ini belum diumumkan. Minta Kepala Desa mengumumkannya dulu."


def has_items(facts: Facts) -> str | None:
    """R-05: what is bought comes from lines of the budget."""
    return None if facts.items else "Pilih dulu barang yang akan dibeli."


def prices_are_known(facts: Facts) -> str | None:
    """Every item has its estimate (HPS) with a source, and an agreed price."""
    for item in facts.items:
        if item.hps_unit_price is None or item.unit_price is None:
            return say("Isi dulu harga {description}.", description=item.description)
    return None


def prices_within_hps(facts: Facts) -> str | None:
    """R-26: what is agreed is not above the estimate."""
    for item in facts.items:
        if item.unit_price is not None and item.unit_price > (item.hps_unit_price or 0):
            return say(
                "Harga {description} di atas HPS {hps_unit_price}. Tawar lagi, atau perbaiki "
                "HPS dengan sumber harga.",
                description=item.description,
                hps_unit_price=rupiah(item.hps_unit_price or 0),
            )
    return None


def within_budget(facts: Facts) -> str | None:
    """R-05, R-06: no line and no activity is passed (over_budget = block)."""
    if not facts.over_budget_blocks:
        return None
    for item in facts.items:
        if item.amount > item.line_left:
            return say(
                "{description} butuh {amount}, sisa anggarannya {line_left}. Kurangi jumlah "
                "atau harganya.",
                description=item.description,
                amount=rupiah(item.amount),
                line_left=rupiah(item.line_left),
            )
    if facts.total > facts.activity_left:
        return say(
            "Belanja ini {total}, sisa kegiatan {activity_left}. Kurangi jumlahnya.",
            total=rupiah(facts.total),
            activity_left=rupiah(facts.activity_left),
        )
    return None


def why_not_swakelola(facts: Facts) -> str | None:
    """R-04: swakelola comes first; a supplier needs a listed reason, where the rules want it."""
    if facts.why_supplier or not facts.why_supplier_needed:
        return None
    return "Pilih dulu alasan mengapa tidak swakelola."


def supplier_is_chosen(facts: Facts) -> str | None:
    """An order goes to somebody."""
    return None if facts.supplier_chosen else "Pilih dulu tokonya."


def due_date_is_known(facts: Facts) -> str | None:
    """An order says by when (R-35), and not a day that has gone by while it was a draft."""
    if not facts.due_date_known:
        return "Isi dulu kapan barangnya dibutuhkan."
    return "Tanggal barang dibutuhkan sudah lewat. Pilih lagi." if facts.due_date_passed else None


def method_fits_value(facts: Facts) -> str | None:
    """R-12…R-17: the value decides the method, and the rule set decides where the bands lie."""
    if facts.method_of_value == facts.method:
        return None
    return say(
        "Nilai {total} harus lewat {method_label}. Cara itu belum tersedia di sini. "
        "Kurangi belanja ini sesuai kebutuhan.",
        total=rupiah(facts.total),
        method_label=facts.method_label,
    )


def not_split(facts: Facts) -> str | None:
    """R-18, where the rule set blocks: one purchase is not cut in pieces to stay under a limit."""
    return facts.split_blocked or None


def nobody_clashes(facts: Facts) -> str | None:
    """Separation of duties, by person (not by account), as the rule set's matrix says."""
    return " ".join(facts.clashes) or None


def receipt_is_kept(facts: Facts) -> str | None:
    """R-71: evidence before anything is called received."""
    return None if facts.receipt_kept else "Tambahkan dulu foto nota atau barangnya."


def inspection_is_good(facts: Facts) -> str | None:
    """R-49: inspection before any BAST."""
    return None if facts.inspected_good else "Periksa dulu barangnya. Semua harus sesuai."


def goods_are_handed_over(facts: Facts) -> str | None:
    """R-51: payment only after BAST, where the rule set wants it."""
    if facts.handed_over or not facts.pays_after_handover:
        return None
    return "Kepala Desa belum menerima barangnya (BAST)."


def taxes_are_proved(facts: Facts) -> str | None:
    """A018: no file closes while a withheld tax has no proof of payment."""
    return None if facts.taxes_proved else "Masih ada pajak tanpa NTPN. Isi dulu bukti setornya."


def note_is_written(facts: Facts) -> str | None:
    """Whoever sends work back says why."""
    return None if facts.note.strip() else "Tulis dulu apa yang perlu diperbaiki."


def clash_sentences(
    conflicts: Iterable[Conflict], duty_words: Mapping[str, str], witnessed: bool = False
) -> tuple[str, ...]:
    """Duty conflicts as sentences for the person who tries the second duty."""
    found = []
    for conflict in conflicts:
        if conflict.kind == "X":
            found.append(
                say(
                    "Anda sudah {duty_words} di belanja ini. Langkah ini harus orang lain.",
                    duty_words=duty_words[conflict.duty],
                )
            )
        elif not witnessed:
            found.append(
                say(
                    "Anda sudah {duty_words} di belanja ini. Langkah ini perlu saksi.",
                    duty_words=duty_words[conflict.duty],
                )
            )
    return tuple(found)


def split_together(value: int, others: Sequence[int], limits: Iterable[int]) -> int | None:
    """R-18: the sum of a purchase and its neighbours (same activity, account and year) when each
    keeps under a method's limit but all together pass it; None when there is nothing to say.

    A neighbour that was itself above the limit took the heavier method and does not count.
    """
    for limit in sorted(limits):
        if value > limit:
            continue
        together = value + sum(other for other in others if other <= limit)
        return together if together > limit else None
    return None
