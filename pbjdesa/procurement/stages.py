"""The part of the way that every purchase from a supplier shares: from the order to the last proof.

A method's table is its own beginning and these moves. They stand here once, so that delivery,
handover and payment mean the same in every method.
"""

from collections.abc import Iterable
from dataclasses import replace

from pbjdesa.kernel.workflow import Move, State
from pbjdesa.people.offices import KAUR_KEUANGAN, KEPALA_DESA, PKA, SEKDES, TPK
from pbjdesa.procurement import rules
from pbjdesa.procurement.rules import Facts
from pbjdesa.procurement.states import Duty

KADES = frozenset({KEPALA_DESA.slug})
_SEKDES = frozenset({SEKDES.slug})
_TREASURER = frozenset({KAUR_KEUANGAN.slug})

STATES = (
    State("ordered", "Dipesan", "Kasi/Kaur"),
    State("inspected", "Sudah diperiksa TPK", "Kasi/Kaur"),
    State("received", "Barang diterima", "Kepala Desa"),
    State("handed_over", "Diserahkan ke desa", "Kasi/Kaur"),
    State("requested", "Menunggu diperiksa", "Sekretaris Desa"),
    State("verified", "Menunggu disetujui", "Kepala Desa"),
    State("approved", "Menunggu dibayar", "Kaur Keuangan"),
    State("returned", "Perlu diperbaiki", "Kasi/Kaur", chip="bad"),
    State("paid", "Sudah dibayar", "Kaur Keuangan"),
    State("closed", "Selesai", final=True, chip="good"),
    State("cancelled", "Dibatalkan", final=True, chip=""),
)

BOUND = frozenset(
    {"ordered", "inspected", "received", "handed_over", "requested", "verified", "approved"}
    | {"returned"}
)
"""A contract stands and nobody was paid: it may still be cancelled, with a reason."""


def tpk_inspects(facts: Facts) -> bool:
    """The rule set lets the TPK inspect before the PKA accepts (decided per purchase)."""
    return facts.tpk_inspects


def pka_inspects(facts: Facts) -> bool:
    """No TPK inspects here: the PKA does."""
    return not facts.tpk_inspects


TPK_INSPECTION = (
    Move(
        name="inspect_goods",
        source=frozenset({"ordered"}),
        target="inspected",
        actor=TPK,
        duty=Duty.RECEIVE,
        label="Periksa barang",
        guards=(rules.receipt_is_kept, rules.inspection_is_good, rules.nobody_clashes),
        papers=("ba_pemeriksaan",),
        article="R-49",
        pin=True,
        applies=tpk_inspects,
    ),
    Move(
        name="accept_goods",
        source=frozenset({"inspected"}),
        target="received",
        actor=PKA,
        duty=Duty.RECEIVE,
        label="Terima barang",
        guards=(rules.nobody_clashes,),
        papers=("bast_penyedia",),
        article="R-50",
        pin=True,
        applies=tpk_inspects,
        signatory="signatories.handover_chain.2",
    ),
    Move(
        name="return_inspection",
        source=frozenset({"inspected"}),
        target="ordered",
        actor=PKA,
        duty="",
        label="Minta diperiksa lagi",
        guards=(rules.note_is_written,),
        forward=False,
        applies=tpk_inspects,
        signatory="signatories.handover_chain.2",
    ),
)
"""Where a TPK takes part, it inspects; the PKA then signs the first BAST (decision 12)."""

PKA_INSPECTION = Move(
    name="receive_goods",
    source=frozenset({"ordered"}),
    target="received",
    actor=PKA,
    duty=Duty.RECEIVE,
    label="Terima barang",
    guards=(rules.receipt_is_kept, rules.inspection_is_good, rules.nobody_clashes),
    papers=("ba_pemeriksaan", "bast_penyedia"),
    article="R-49, R-50",
    pin=True,
    signatory="signatories.handover_chain.2",
)

HANDOVER_AND_PAYMENT = (
    Move(
        name="accept_handover",
        source=frozenset({"received"}),
        target="handed_over",
        actor=KADES,
        duty="",
        label="Terima hasil belanja",
        papers=("bast_kades",),
        article="R-50",
        pin=True,
        signatory="signatories.handover_chain.3",
    ),
    Move(
        name="return_handover",
        source=frozenset({"received"}),
        target="ordered",
        actor=KADES,
        duty="",
        label="Kembalikan",
        guards=(rules.note_is_written,),
        forward=False,
        signatory="signatories.handover_chain.3",
    ),
    Move(
        name="request_payment",
        source=frozenset({"handed_over", "returned"}),
        target="requested",
        actor=PKA,
        duty=Duty.PLAN,
        label="Ajukan pembayaran",
        guards=(rules.goods_are_handed_over, rules.nobody_clashes),
        papers=("spp",),
        article="R-51, R-52",
        signatory="signatories.spp_chain.1",
    ),
    Move(
        name="verify_request",
        source=frozenset({"requested"}),
        target="verified",
        actor=_SEKDES,
        duty=Duty.VERIFY,
        label="Berkas sudah benar",
        guards=(rules.nobody_clashes,),
        article="R-54",
        signatory="signatories.spp_chain.2",
    ),
    Move(
        name="return_request",
        source=frozenset({"requested"}),
        target="returned",
        actor=_SEKDES,
        duty=Duty.VERIFY,
        label="Kembalikan",
        guards=(rules.note_is_written, rules.nobody_clashes),
        forward=False,
        signatory="signatories.spp_chain.2",
    ),
    Move(
        name="approve_request",
        source=frozenset({"verified"}),
        target="approved",
        actor=KADES,
        duty=Duty.APPROVE,
        label="Setujui pembayaran",
        guards=(rules.nobody_clashes,),
        article="R-54",
        pin=True,
        signatory="signatories.spp_chain.3",
    ),
    Move(
        name="reject_request",
        source=frozenset({"verified"}),
        target="returned",
        actor=KADES,
        duty=Duty.APPROVE,
        label="Kembalikan",
        guards=(rules.note_is_written, rules.nobody_clashes),
        forward=False,
        signatory="signatories.spp_chain.3",
    ),
    Move(
        name="pay",
        source=frozenset({"approved"}),
        target="paid",
        actor=_TREASURER,
        duty=Duty.PAY,
        label="Bayar",
        guards=(rules.goods_are_handed_over, rules.nobody_clashes),
        papers=("kuitansi",),
        article="R-51, R-54, R-55",
        pin=True,
        signatory="signatories.spp_chain.4",
    ),
    Move(
        name="return_payment",
        source=frozenset({"approved"}),
        target="returned",
        actor=_TREASURER,
        duty="",
        label="Kembalikan",
        guards=(rules.note_is_written,),
        forward=False,
        signatory="signatories.spp_chain.4",
    ),
    Move(
        name="close",
        source=frozenset({"paid"}),
        target="closed",
        actor=_TREASURER,
        duty=Duty.PAY,
        label="Simpan bukti setor pajak",
        guards=(rules.taxes_are_proved, rules.nobody_clashes),
        article="A018",
        signatory="signatories.spp_chain.4",
    ),
)

DISCARD = Move(
    name="discard",
    source=frozenset({"draft"}),
    target="cancelled",
    actor=PKA,
    duty="",
    label="Hapus rancangan",
    forward=False,
)


def cancel_order(unused: Iterable[str] = ()) -> Move:
    """Out of a contract before payment, with a reason; states that a method lacks are left out."""
    return Move(
        name="cancel_order",
        source=BOUND - frozenset(unused),
        target="cancelled",
        actor=PKA,
        duty="",
        label="Batalkan pesanan",
        guards=(rules.note_is_written,),
        forward=False,
        pin=True,
    )


def without(states: Iterable[State], *codes: str) -> tuple[State, ...]:
    """The states of a method that lacks some."""
    return tuple(state for state in states if state.code not in codes)


def where(move: Move, applies: object) -> Move:
    """The same move, only where the rule set wants it."""
    return replace(move, applies=applies)  # type: ignore[arg-type]
