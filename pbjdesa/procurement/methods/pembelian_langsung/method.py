"""Pembelian langsung: the small purchase, from draft to closed file.

Who may act and who may not be the same person is data of the rule set; this table says the order.
See README.md in this folder for the ground of each step.
"""

from pbjdesa.kernel.workflow import Move, State
from pbjdesa.people.offices import KAUR_KEUANGAN, KEPALA_DESA, PKA, SEKDES
from pbjdesa.procurement import rules
from pbjdesa.procurement.registry import Method
from pbjdesa.procurement.states import Duty

SLUG = "pembelian_langsung"

STATES = (
    State("draft", "Disiapkan", "Kasi/Kaur"),
    State("ordered", "Dipesan", "Kasi/Kaur"),
    State("received", "Barang diterima", "Kepala Desa"),
    State("handed_over", "Diserahkan ke desa", "Kasi/Kaur"),
    State("requested", "Menunggu diperiksa", "Sekretaris Desa"),
    State("verified", "Menunggu disetujui", "Kepala Desa"),
    State("approved", "Menunggu dibayar", "Kaur Keuangan"),
    State("returned", "Perlu diperbaiki", "Kasi/Kaur"),
    State("paid", "Sudah dibayar", "Kaur Keuangan"),
    State("closed", "Selesai", final=True),
    State("cancelled", "Dibatalkan", final=True),
)

_KADES = frozenset({KEPALA_DESA.slug})
_SEKDES = frozenset({SEKDES.slug})
_TREASURER = frozenset({KAUR_KEUANGAN.slug})

MOVES = (
    Move(
        name="send_order",
        source=frozenset({"draft"}),
        target="ordered",
        actor=PKA,
        duty=Duty.CONTRACT,
        label="Kirim pesanan",
        guards=(
            rules.plan_is_announced,
            rules.has_items,
            rules.prices_are_known,
            rules.prices_within_hps,
            rules.supplier_is_chosen,
            rules.due_date_is_known,
            rules.method_fits_value,
            rules.within_budget,
            rules.not_split,
            rules.nobody_clashes,
        ),
        papers=("spesifikasi", "hps", "surat_pesanan"),
        article="R-02, R-05, R-06, R-12, R-34",
    ),
    Move(
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
    ),
    Move(
        name="accept_handover",
        source=frozenset({"received"}),
        target="handed_over",
        actor=_KADES,
        duty="",
        label="Terima hasil belanja",
        papers=("bast_kades",),
        article="R-50",
        pin=True,
    ),
    Move(
        name="return_handover",
        source=frozenset({"received"}),
        target="ordered",
        actor=_KADES,
        duty="",
        label="Kembalikan",
        guards=(rules.note_is_written,),
        forward=False,
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
    ),
    Move(
        name="approve_request",
        source=frozenset({"verified"}),
        target="approved",
        actor=_KADES,
        duty=Duty.APPROVE,
        label="Setujui pembayaran",
        guards=(rules.nobody_clashes,),
        article="R-54",
        pin=True,
    ),
    Move(
        name="reject_request",
        source=frozenset({"verified"}),
        target="returned",
        actor=_KADES,
        duty=Duty.APPROVE,
        label="Kembalikan",
        guards=(rules.note_is_written, rules.nobody_clashes),
        forward=False,
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
    ),
    Move(
        name="discard",
        source=frozenset({"draft"}),
        target="cancelled",
        actor=PKA,
        duty="",
        label="Hapus rancangan",
        forward=False,
    ),
    Move(
        name="cancel_order",
        source=frozenset({"ordered"}),
        target="cancelled",
        actor=PKA,
        duty="",
        label="Batalkan pesanan",
        guards=(rules.note_is_written,),
        forward=False,
    ),
)

METHOD = Method(
    slug=SLUG,
    label="Pembelian Langsung",
    ocds="direct",
    moves=MOVES,
    states=STATES,
    article="LKPP 12/2019 (pedoman); batas nilainya menurut Perbup",
)
