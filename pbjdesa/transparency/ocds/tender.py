"""OCDS tender: what was asked for, how, and at most for how much."""

from pbjdesa.transparency.facts import PackageFacts
from pbjdesa.transparency.ocds.items import documents, estimated
from pbjdesa.transparency.ocds.parties import supplier_ref, village_ref
from pbjdesa.transparency.ocds.values import Json, end_of, instant, money
from pbjdesa.transparency.states import PublicStatus

CATEGORIES = {"barang": "goods", "jasa": "services", "konstruksi": "works"}


def tender(facts: PackageFacts) -> Json:
    """The tender of a direct purchase: one shop was asked, its price was within the estimate."""
    shop = supplier_ref(facts.supplier)
    return {
        "id": f"{facts.suffix}-tender",
        "title": facts.title,
        "status": "cancelled" if facts.status == PublicStatus.CANCELLED else "complete",
        "procuringEntity": village_ref(facts.village),
        "items": estimated(facts),
        "value": money(facts.hps),
        "procurementMethod": facts.method_code,
        "procurementMethodDetails": facts.method_label,
        "mainProcurementCategory": CATEGORIES[facts.category],
        "awardCriteria": "priceOnly",
        "awardCriteriaDetails": "Harga tidak boleh di atas perkiraan desa (HPS).",
        "submissionMethod": ["inPerson"],
        "submissionMethodDetails": "Harga ditanyakan langsung ke toko.",
        "hasEnquiries": False,
        "contractPeriod": contract_period(facts),
        "numberOfTenderers": 1 if shop else None,
        "tenderers": [shop],
        "documents": documents(facts, "tender"),
    }


def contract_period(facts: PackageFacts) -> Json:
    """From the order until the day it is due."""
    zone = facts.village.zone
    if facts.due_on is None:
        return {}
    return {
        "startDate": instant(facts.ordered_at, zone),
        "endDate": end_of(facts.due_on, zone),
    }
