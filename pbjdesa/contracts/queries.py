"""Looking at contracts."""

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.states import ContractKind
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import rules_for
from pbjdesa.regulations.rules import evidence_for


def contract_of(purchase: Purchase) -> Contract | None:
    """The living contract of a purchase."""
    return (
        Contract.objects.like(purchase)
        .filter(purchase=purchase, cancelled_at__isnull=True)
        .select_related("document", "supplier")
        .first()
    )


def contract_kind(purchase: Purchase) -> str:
    """The form of the agreement at this value (R-34); an order letter where the rule set names
    nothing that both sides sign."""
    forms = evidence_for(rules_for(purchase), purchase.value).forms
    for kind in (ContractKind.SURAT_PERJANJIAN, ContractKind.SPK):
        if kind in forms:
            return kind
    return ContractKind.SURAT_PESANAN
