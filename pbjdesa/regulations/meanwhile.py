"""What the system does while a value of a regulation is empty: it asks for it and guesses nothing.

One Indonesian sentence per key. A test holds that each value that may be empty has its sentence.
"""

MEANWHILE: dict[str, str] = {
    "hps.profit_percent_min": "Keuntungan dalam HPS tidak diperiksa batas bawahnya.",
    "hps.profit_percent_max": "Keuntungan dalam HPS tidak diperiksa batas atasnya.",
    "hps.valid_days": "HPS tidak punya batas umur.",
    "tpk.honor_max": "Honor TPK tidak dibatasi di sini.",
    "failure.repeats_max": "Permintaan boleh diulang tanpa batas.",
    "timing.holidays": "Hari kerja dihitung tanpa hari libur.",
    "timing.tender_announcement": "Lamanya ditentukan TPK.",
    "timing.offers": "Batas waktu penawaran ditentukan TPK.",
    "timing.evaluation": "Waktunya ditentukan TPK.",
    "timing.negotiation": "Waktunya ditentukan TPK.",
    "timing.award": "Waktunya ditentukan TPK.",
    "timing.contract_signing": "Waktunya ditentukan saat perjanjian dibuat.",
    "payment.spp_deadline": "SPP tidak punya batas waktu.",
    "payment.cash_limit": "Bayar tunai tidak dibatasi.",
    "payment.advance_limit": "Panjar tidak dibatasi.",
    "payment.advance_deadline": "Panjar tidak punya batas waktu.",
    "contract.penalty_permille": "Perjanjian tidak menyebut denda.",
    "contract.penalty_cap_percent": "Denda tidak dibatasi.",
    "contract.retention_percent": "Perjanjian tidak menyebut jaminan pemeliharaan.",
    "contract.warranty_months": "Perjanjian tidak menyebut lama garansi.",
    "contract.advance_percent": "Uang muka tidak diberikan.",
    "contract.amendment_cap_percent": "Tambahan nilai dalam adendum tidak dibatasi.",
    "contract.force_majeure_notice": "Perjanjian tidak menyebut batas waktunya.",
    "contract.suspension": "Perjanjian tidak menyebut batas waktunya.",
    "suppliers.nib_above": "NIB tidak diwajibkan karena nilai.",
    "suppliers.sanction_months_max": "Lama sanksi tidak dibatasi.",
    "oversight.camat_review_above": "Belanja tidak menunggu pemeriksaan Camat.",
}
