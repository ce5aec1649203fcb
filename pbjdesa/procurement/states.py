"""Words for procurement: what is bought, and what came of it."""

from django.db import models


class Category(models.TextChoices):
    """Jenis pengadaan, as the law and the rule sets name it."""

    BARANG = "barang", "Barang"
    JASA = "jasa", "Jasa"
    KONSTRUKSI = "konstruksi", "Pekerjaan konstruksi"


class Duty(models.TextChoices):
    """Duties that the rule set's matrix keeps apart."""

    PLAN = "plan", "menyiapkan belanja"
    VERIFY = "verify", "memeriksa permintaan bayar"
    APPROVE = "approve", "menyetujui pembayaran"
    SELECT = "select", "memilih penyedia"
    CONTRACT = "contract", "memesan"
    RECEIVE = "receive", "memeriksa dan menerima barang"
    PAY = "pay", "membayar"
    BID = "bid", "menjual kepada desa"


class Reach(models.TextChoices):
    """How far a round looks for suppliers: the ladder of the rule set (R-69)."""

    DESA = "desa", "Desa"
    KECAMATAN = "kecamatan", "Kecamatan"
    KABUPATEN = "kabupaten", "Kabupaten"


class OfferChannel(models.TextChoices):
    """How an offer came."""

    LINK = "link", "Lewat tautan"
    PAPER = "paper", "Surat dalam amplop"


class LikenessReply(models.TextChoices):
    """What a likeness between a supplier and an official or another bidder means (A057)."""

    SOMEBODY_ELSE = "somebody_else", "Bukan orang yang sama"
    CHANCE = "chance", "Kebetulan sama"
    FAMILY = "family", "Keluarga, jadi tidak dipilih"


class FailureCause(models.TextChoices):
    """Why a round came to nothing."""

    NO_OFFER = "no_offer", "Tidak ada penawaran"
    NONE_VALID = "none_valid", "Tidak ada penawaran yang sah"
    OVER_HPS = "over_hps", "Semua penawaran di atas HPS"
    NO_AGREEMENT = "no_agreement", "Negosiasi tidak mencapai kesepakatan"


class FailureWay(models.TextChoices):
    """What may follow, where the rule set allows it."""

    REPEAT = "repeat", "Undang lagi"
    WIDEN = "widen", "Perluas wilayah undangan"
    DIRECT = "direct", "Negosiasi langsung dengan satu penyedia"
    CANCEL = "cancel", "Batalkan"


class AssessmentStage(models.TextChoices):
    """The three stages of evaluation, in the order of R-22."""

    ADMINISTRATIVE = "administrasi", "Administrasi"
    TECHNICAL = "teknis", "Teknis"
    PRICE = "harga", "Harga"


class SupplierReason(models.TextChoices):
    """Why a supplier delivers and the village does not do it itself, swakelola (R-04)."""

    NOT_MADE_HERE = "not_made_here", "Barang atau jasa ini tidak dapat dibuat sendiri oleh desa"
    NO_SKILL = "no_skill", "Desa tidak punya keahlian atau alatnya"
    NO_TIME = "no_time", "Waktunya tidak cukup untuk swakelola"
    CHEAPER = "cheaper", "Lewat penyedia lebih hemat daripada swakelola"


class TooFewReason(models.TextChoices):
    """Why fewer suppliers were asked than the rule set says (A012)."""

    ONE_IN_VILLAGE = "one_in_village", "Hanya ada satu penyedia barang ini di wilayah undangan"
    ONE_ABLE = "one_able", "Hanya satu penyedia yang mampu menyediakan barang ini"
    SOLE_AGENT = "sole_agent", "Hanya satu agen atau pemegang hak atas barang ini"


class OneOfferReason(models.TextChoices):
    """Why one offer is enough (A012)."""

    OTHERS_SILENT = "others_silent", "Penyedia lain diundang tetapi tidak menawar"
    OTHERS_FAILED = "others_failed", "Penawaran lain tidak memenuhi syarat"
    OTHERS_WITHDREW = "others_withdrew", "Penyedia lain mundur"
    ONE_ASKED = "one_asked", "Hanya satu penyedia yang dapat diundang"


class NotCheapestReason(models.TextChoices):
    """Why the winner is not the cheapest of those that passed (A013)."""

    CHEAPER_WITHDREW = "cheaper_withdrew", "Penyedia yang lebih murah mundur"
    CHEAPER_NO_AGREEMENT = "cheaper_no_agreement", "Negosiasi dengan yang lebih murah tidak sepakat"
    CHEAPER_INCOMPLETE = "cheaper_incomplete", "Yang lebih murah tidak menawarkan semua barang"
    CHEAPER_SANCTIONED = "cheaper_sanctioned", "Yang lebih murah sedang dikenai sanksi"


class TieReason(models.TextChoices):
    """How one of two equal prices was chosen (A013)."""

    CLOSER = "closer", "Tempat usahanya lebih dekat"
    FASTER = "faster", "Waktu penyerahannya lebih cepat"
    BETTER_RECORD = "better_record", "Riwayat pekerjaannya lebih baik"
    LOT = "lot", "Diundi di depan para penyedia"
