"""Pembelian langsung: the small purchase, from draft to closed file.

Who may act and who may not be the same person is data of the rule set; this table says the order.
See README.md in this folder for the ground of each step.
"""

from pbjdesa.kernel.workflow import Move, State
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import rules, stages
from pbjdesa.procurement.methods.pembelian_langsung.steps import STEPS
from pbjdesa.procurement.registry import Method
from pbjdesa.procurement.states import Duty

SLUG = "pembelian_langsung"

STATES = (
    State("draft", "Disiapkan", "Kasi/Kaur", chip="warn"),
    *stages.without(stages.STATES, "inspected"),
)

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
            rules.why_not_swakelola,
            rules.prices_are_known,
            rules.estimates_have_sources,
            rules.estimates_within_standard,
            rules.prices_within_hps,
            rules.supplier_is_chosen,
            rules.nobody_is_sanctioned,
            rules.warnings_are_answered,
            rules.due_date_is_known,
            rules.method_fits_value,
            rules.within_budget,
            rules.not_split,
            rules.nobody_clashes,
        ),
        papers=("spesifikasi", "hps", "surat_pesanan"),
        article="R-02, R-05, R-06, R-12, R-34",
        signatory="signatories.order",
    ),
    stages.PKA_INSPECTION,
    *stages.HANDOVER_AND_PAYMENT,
    stages.DISCARD,
    stages.cancel_order(unused=("inspected",)),
)

METHOD = Method(
    slug=SLUG,
    label="Pembelian Langsung",
    ocds="direct",
    moves=MOVES,
    states=STATES,
    article="LKPP 12/2019 (pedoman); batas nilainya menurut Perbup",
    steps=STEPS,
)
