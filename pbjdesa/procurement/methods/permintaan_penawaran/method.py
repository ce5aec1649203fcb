"""Permintaan penawaran: suppliers are asked, offers stay sealed until the hour, the TPK chooses.

Who may act and who may not be the same person is data of the rule set; this table says the order.
See README.md in this folder for the ground of each step.
"""

from pbjdesa.kernel.workflow import Move, State
from pbjdesa.people.offices import CAMAT, PKA, TPK
from pbjdesa.procurement import rules, stages
from pbjdesa.procurement.methods.permintaan_penawaran.steps import STEPS
from pbjdesa.procurement.registry import Method
from pbjdesa.procurement.rules import Facts
from pbjdesa.procurement.states import Duty

SLUG = "permintaan_penawaran"

STATES = (
    State("draft", "Disiapkan", "Kasi/Kaur", chip="warn"),
    State("camat_review", "Menunggu camat", "Camat"),
    State("preparing", "Menyiapkan undangan", "TPK"),
    State("inviting", "Menunggu penawaran", "TPK"),
    State("opened", "Penawaran dibuka", "TPK"),
    State("evaluated", "Sudah dievaluasi", "TPK"),
    State("negotiated", "Sudah dinegosiasi", "Ketua TPK"),
    State("awarded", "Pemenang ditetapkan", "Kasi/Kaur"),
    *stages.STATES,
)

_CAMAT = frozenset({CAMAT.slug})
_RUNNING = frozenset(
    {"camat_review", "preparing", "inviting", "opened", "evaluated", "negotiated", "awarded"}
)


def camat_reviews(facts: Facts) -> bool:
    """The value is above what the rule set lets a village do without the camat."""
    return facts.camat_reviews


def camat_not_asked(facts: Facts) -> bool:
    """The value needs no review by the camat."""
    return not facts.camat_reviews


_PREPARED = (
    rules.plan_is_announced,
    rules.has_items,
    rules.why_not_swakelola,
    rules.hps_is_known,
    rules.estimates_have_sources,
    rules.estimates_within_standard,
    rules.due_date_is_known,
    rules.method_fits_value,
    rules.hps_within_budget,
    rules.not_split,
    rules.tpk_is_lawful,
    rules.nobody_clashes,
)

PREPARING = (
    Move(
        name="hand_to_tpk",
        source=frozenset({"draft"}),
        target="preparing",
        actor=PKA,
        duty=Duty.PLAN,
        label="Serahkan ke TPK",
        guards=_PREPARED,
        papers=("spesifikasi", "hps"),
        article="R-02, R-05, R-06, R-07, R-08, R-13",
        applies=camat_not_asked,
    ),
    Move(
        name="ask_camat",
        source=frozenset({"draft"}),
        target="camat_review",
        actor=PKA,
        duty=Duty.PLAN,
        label="Minta pemeriksaan camat",
        guards=_PREPARED,
        papers=("spesifikasi", "hps"),
        article="R-02, R-05, R-06, R-07, R-08, R-13, R-75",
        applies=camat_reviews,
    ),
    Move(
        name="approve_review",
        source=frozenset({"camat_review"}),
        target="preparing",
        actor=_CAMAT,
        duty="",
        label="Boleh dilanjutkan",
        article="R-75",
        pin=True,
    ),
    Move(
        name="return_review",
        source=frozenset({"camat_review"}),
        target="draft",
        actor=_CAMAT,
        duty="",
        label="Kembalikan",
        guards=(rules.note_is_written,),
        forward=False,
    ),
    Move(
        name="send_request",
        source=frozenset({"preparing"}),
        target="inviting",
        actor=TPK,
        duty=Duty.SELECT,
        label="Kirim undangan",
        guards=(
            rules.tpk_is_lawful,
            rules.estimate_is_fresh,
            rules.enough_are_invited,
            rules.nobody_is_sanctioned,
            rules.warnings_are_answered,
            rules.schedule_is_known,
            rules.notice_is_long_enough,
            rules.nobody_clashes,
        ),
        papers=("permintaan_penawaran",),
        article="R-15, R-19, R-67, A007",
        signatory="methods.run_by",
    ),
    Move(
        name="return_preparation",
        source=frozenset({"preparing"}),
        target="draft",
        actor=TPK,
        duty="",
        label="Kembalikan ke Kasi/Kaur",
        guards=(rules.note_is_written,),
        forward=False,
        signatory="methods.run_by",
    ),
)

CHOOSING = (
    Move(
        name="open_offers",
        source=frozenset({"inviting"}),
        target="opened",
        actor=TPK,
        duty=Duty.SELECT,
        label="Buka penawaran",
        guards=(rules.offers_are_closed, rules.nobody_clashes),
        papers=("ba_pembukaan",),
        article="R-20, R-21, A009",
        pin=True,
        signatory="methods.run_by",
    ),
    Move(
        name="record_evaluation",
        source=frozenset({"opened"}),
        target="evaluated",
        actor=TPK,
        duty=Duty.SELECT,
        label="Simpan hasil evaluasi",
        guards=(
            rules.there_are_offers,
            rules.paper_offers_are_typed,
            rules.every_offer_is_assessed,
            rules.enough_offers_are_valid,
            rules.nobody_clashes,
        ),
        papers=("ba_evaluasi",),
        article="R-22, R-23, R-27",
        signatory="methods.run_by",
    ),
    Move(
        name="return_evaluation",
        source=frozenset({"evaluated", "negotiated"}),
        target="opened",
        actor=TPK,
        duty=Duty.SELECT,
        label="Evaluasi lagi",
        guards=(rules.note_is_written, rules.nobody_clashes),
        forward=False,
        signatory="methods.run_by",
    ),
    Move(
        name="record_negotiation",
        source=frozenset({"evaluated"}),
        target="negotiated",
        actor=TPK,
        duty=Duty.SELECT,
        label="Simpan hasil negosiasi",
        guards=(
            rules.nobody_is_sanctioned,
            rules.agreed_within_offer_and_hps,
            rules.price_fell_where_it_must,
            rules.nobody_clashes,
        ),
        papers=("ba_negosiasi", "daftar_hadir"),
        article="R-25, R-26, A011",
        signatory="negotiation.held_by",
    ),
    Move(
        name="award",
        source=frozenset({"evaluated", "negotiated"}),
        target="awarded",
        actor=TPK | PKA | stages.KADES,
        duty=Duty.SELECT,
        label="Tetapkan pemenang",
        guards=(
            rules.negotiation_is_done,
            rules.agreed_within_offer_and_hps,
            rules.nobody_is_sanctioned,
            rules.warnings_are_answered,
            rules.reasons_are_given,
            rules.nobody_clashes,
        ),
        papers=("penetapan_pemenang",),
        article="R-32, A012, A013",
        pin=True,
        signatory="signatories.award",
    ),
    Move(
        name="return_award",
        source=frozenset({"awarded"}),
        target="evaluated",
        actor=PKA,
        duty="",
        label="Kembalikan ke TPK",
        guards=(rules.note_is_written,),
        forward=False,
    ),
    Move(
        name="winner_withdrew",
        source=frozenset({"awarded"}),
        target="evaluated",
        actor=PKA | TPK,
        duty="",
        label="Pemenang mundur atau tidak mau tanda tangan",
        guards=(rules.note_is_written,),
        forward=False,
    ),
    Move(
        name="sign_contract",
        source=frozenset({"awarded"}),
        target="ordered",
        actor=PKA | TPK | stages.KADES,
        duty=Duty.CONTRACT,
        label="Tanda tangani perjanjian",
        guards=(
            rules.nobody_is_sanctioned,
            rules.supplier_papers_are_there,
            rules.within_budget,
            rules.nobody_clashes,
        ),
        papers=("spk", "surat_perjanjian", "pengumuman_hasil"),
        article="R-33, R-34, R-35",
        pin=True,
        signatory="signatories.contract",
    ),
)

_ENDED = frozenset({"opened", "evaluated"})

WHEN_IT_FAILS = (
    Move(
        name="repeat_request",
        source=_ENDED,
        target="preparing",
        actor=TPK,
        duty=Duty.SELECT,
        label="Undang lagi",
        guards=(
            rules.note_is_written,
            rules.round_has_failed,
            rules.rules_allow_repeat,
            rules.nobody_clashes,
        ),
        article="R-28",
        forward=False,
        signatory="methods.run_by",
    ),
    Move(
        name="widen_request",
        source=_ENDED,
        target="preparing",
        actor=TPK,
        duty=Duty.SELECT,
        label="Perluas wilayah undangan",
        guards=(
            rules.note_is_written,
            rules.round_has_failed,
            rules.rules_allow_widening,
            rules.nobody_clashes,
        ),
        article="R-28, R-69",
        forward=False,
        signatory="methods.run_by",
    ),
    Move(
        name="ask_one_directly",
        source=_ENDED,
        target="preparing",
        actor=TPK,
        duty=Duty.SELECT,
        label="Negosiasi langsung dengan satu penyedia",
        guards=(
            rules.note_is_written,
            rules.round_has_failed,
            rules.rules_allow_direct,
            rules.nobody_clashes,
        ),
        article="R-28",
        forward=False,
        signatory="methods.run_by",
    ),
    Move(
        name="cancel_request",
        source=_RUNNING,
        target="cancelled",
        actor=PKA,
        duty="",
        label="Batalkan pengadaan",
        guards=(rules.note_is_written,),
        forward=False,
        pin=True,
    ),
)

MOVES = (
    *PREPARING,
    *CHOOSING,
    *stages.TPK_INSPECTION,
    stages.where(stages.PKA_INSPECTION, stages.pka_inspects),
    *stages.HANDOVER_AND_PAYMENT,
    *WHEN_IT_FAILS,
    stages.DISCARD,
    stages.cancel_order(),
)

METHOD = Method(
    slug=SLUG,
    label="Permintaan Penawaran",
    ocds="limited",
    moves=MOVES,
    states=STATES,
    article="LKPP 12/2019 (pedoman); batas nilainya menurut Perbup",
    steps=STEPS,
)
