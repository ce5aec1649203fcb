"""What the system does while a value of a regulation is empty: it asks for it and guesses nothing.

One Indonesian sentence per key. A test holds that each value that may be empty has its sentence.
"""

MEANWHILE: dict[str, str] = {
    "hps.profit_percent_min": "HPS menyebut batas atas keuntungan saja.",
    "hps.profit_percent_max": "HPS tidak menyebut keuntungan.",
    "hps.valid_days": "HPS tidak punya batas umur.",
    "tpk.honor_max": "SK TPK tidak menyebut batas honor.",
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
    "contract.penalty_permille": "Denda mengikuti peraturan yang berlaku.",
    "contract.penalty_cap_percent": "Denda tidak dibatasi.",
    "contract.retention_percent": "Perjanjian tidak menyebut jaminan pemeliharaan.",
    "contract.warranty_months": "Garansi mengikuti pabrik atau kesepakatan tertulis.",
    "contract.advance_percent": "Uang muka tidak diberikan.",
    "contract.amendment_cap_percent": "Tambahan nilai mengikuti peraturan yang berlaku.",
    "contract.force_majeure_notice": "Perjanjian tidak menyebut batas waktunya.",
    "contract.suspension": "Perjanjian tidak menyebut batas waktunya.",
    "suppliers.nib_above": "NIB tidak diwajibkan karena nilai.",
    "suppliers.sanction_months_max": "Lama sanksi tidak dibatasi.",
    "oversight.camat_review_above": "Belanja tidak menunggu pemeriksaan Camat.",
}
