"""What stands in the way of asking for offers, opening, judging and choosing them."""

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.procurement.rules.facts import Facts


def hps_is_known(facts: Facts) -> str | None:
    """R-07: the HPS is fixed before anybody is asked, where the rule set needs one."""
    for item in facts.items if facts.hps_needed else ():
        if item.hps_unit_price is None:
            return say("Isi dulu HPS {description}.", description=item.description)
    return None


def hps_within_budget(facts: Facts) -> str | None:
    """R-06: the estimate stays within its lines and its activity (hps_over_ceiling = block)."""
    if not facts.hps_over_ceiling_blocks:
        return None
    for item in facts.items:
        if item.hps_amount > item.line_left:
            return say(
                "HPS {description} {amount}, sisa anggarannya {line_left}. Kurangi jumlah atau "
                "harganya.",
                description=item.description,
                amount=rupiah(item.hps_amount),
                line_left=rupiah(item.line_left),
            )
    if facts.hps_total > facts.activity_left:
        return say(
            "HPS seluruhnya {total}, sisa kegiatan {activity_left}. Kurangi jumlahnya.",
            total=rupiah(facts.hps_total),
            activity_left=rupiah(facts.activity_left),
        )
    return None


def tpk_is_lawful(facts: Facts) -> str | None:
    """R-08 … R-10: a TPK as the rule set wants it."""
    return " ".join(facts.tender.tpk_problems) or None


def enough_are_invited(facts: Facts) -> str | None:
    """R-15: at least so many suppliers, or a listed reason (A012)."""
    tender = facts.tender
    if tender.invited == 0:
        return "Pilih dulu penyedia yang diundang."
    if tender.invited < tender.invite_min and not tender.too_few_reason:
        return say(
            "Undang paling sedikit {invite_min} penyedia. Bila tidak ada, pilih alasannya.",
            invite_min=tender.invite_min,
        )
    if tender.invite_exact and tender.invited > tender.invite_min:
        return say(
            "Undang tepat {invite_min} penyedia. Kurangi pilihannya.", invite_min=tender.invite_min
        )
    return None


def schedule_is_known(facts: Facts) -> str | None:
    """A request says until when, where and how long (LKPP model letter)."""
    return None if facts.tender.schedule_known else "Isi dulu batas waktu dan tempatnya."


def notice_is_long_enough(facts: Facts) -> str | None:
    """The shortest time for making an offer, where the rule set names one."""
    return facts.tender.short_notice or None


def nobody_is_sanctioned(facts: Facts) -> str | None:
    """R-67: a sanctioned supplier is neither asked nor chosen (A056)."""
    return " ".join(facts.tender.sanctioned) or None


def warnings_are_answered(facts: Facts) -> str | None:
    """A057: every likeness between suppliers and officials was answered."""
    return " ".join(facts.tender.open_warnings) or None


def supplier_papers_are_there(facts: Facts) -> str | None:
    """R-19, R-31: the papers that the rule set asks of the supplier."""
    return " ".join(facts.tender.missing_papers) or None


def offers_are_closed(facts: Facts) -> str | None:
    """R-21: nobody opens before the closing time."""
    if facts.tender.closed:
        return None
    return "Waktu penawaran belum habis. Tunggu sampai ditutup."


def there_are_offers(facts: Facts) -> str | None:
    """An evaluation needs something to evaluate."""
    if facts.tender.offers:
        return None
    return "Tidak ada penawaran. Pilih langkah berikutnya di bawah."


def paper_offers_are_typed(facts: Facts) -> str | None:
    """An offer on paper is typed by two people before anything is compared."""
    if not facts.tender.paper_unfinished:
        return None
    return "Masih ada penawaran di kertas yang belum diketik dua orang."


def every_offer_is_assessed(facts: Facts) -> str | None:
    """R-22: administrasi, teknis, harga, for every offer."""
    if not facts.tender.unassessed:
        return None
    return say(
        "Masih {unassessed} penawaran belum selesai diperiksa.", unassessed=facts.tender.unassessed
    )


def enough_offers_are_valid(facts: Facts) -> str | None:
    """R-27: as many valid offers as the rule set asks for."""
    tender = facts.tender
    if tender.valid >= tender.valid_offers_min:
        return None
    return say(
        "Penawaran sah {valid}, paling sedikit {valid_offers_min}. Pilih langkah berikutnya.",
        valid=tender.valid,
        valid_offers_min=tender.valid_offers_min,
    )


def negotiation_is_done(facts: Facts) -> str | None:
    """R-25, where the rule set requires it."""
    if facts.tender.agreed or not facts.negotiation_needed:
        return None
    return "Catat dulu hasil negosiasinya."


def agreed_within_offer_and_hps(facts: Facts) -> str | None:
    """R-26: what is agreed is not above the offer and not above the HPS."""
    if facts.tender.agreed_above_offer:
        return "Harga hasil negosiasi tidak boleh di atas penawaran. Periksa lagi."
    if facts.tender.agreed_above_hps:
        return "Harga hasil negosiasi tidak boleh di atas HPS. Tawar lagi."
    return None


def price_fell_where_it_must(facts: Facts) -> str | None:
    """Where the rule set wants the price to fall in the negotiation."""
    tender = facts.tender
    if not tender.price_must_fall or tender.agreed_total < tender.offered_total:
        return None
    return "Aturan kabupaten meminta harga turun dalam negosiasi. Tawar lagi."


def reasons_are_given(facts: Facts) -> str | None:
    """A012, A013: one offer only, not the cheapest, two equal."""
    tender = facts.tender
    missing = []
    if tender.one_offer and not tender.one_offer_reason:
        missing.append("Pilih alasan mengapa cukup satu penawaran.")
    if tender.not_cheapest and not tender.not_cheapest_reason:
        missing.append("Pilih alasan mengapa pemenangnya bukan yang termurah.")
    if tender.tie and not tender.tie_reason:
        missing.append("Ada harga yang sama. Pilih cara memilihnya.")
    return " ".join(missing) or None


def round_has_failed(facts: Facts) -> str | None:
    """Another round only after this one came to nothing."""
    if facts.tender.failure:
        return None
    return "Undangan ini masih berjalan. Selesaikan dulu."


def rules_allow_repeat(facts: Facts) -> str | None:
    """R-28: as often as the rule set says."""
    return _way(facts, "repeat") or (
        None if facts.tender.repeats_left > 0 else "Undangan sudah diulang sebanyak yang boleh."
    )


def rules_allow_widening(facts: Facts) -> str | None:
    """The ladder of areas (R-69) has another rung."""
    return _way(facts, "widen") or (
        None if facts.tender.wider_area_left else "Wilayah undangan sudah paling luas."
    )


def rules_allow_direct(facts: Facts) -> str | None:
    """One able supplier after rounds that failed."""
    return _way(facts, "direct")


def _way(facts: Facts, way: str) -> str | None:
    if way in facts.tender.ways:
        return None
    return "Aturan kabupaten tidak membolehkan cara ini. Pilih cara lain."
