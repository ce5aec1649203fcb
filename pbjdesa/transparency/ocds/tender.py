"""OCDS tender: what was asked for, how, and at most for how much."""

from datetime import datetime

from pbjdesa.kernel.clock import in_zone
from pbjdesa.transparency.facts import ChoiceFacts, PackageFacts
from pbjdesa.transparency.ocds.items import documents, estimated
from pbjdesa.transparency.ocds.parties import supplier_ref, village_ref
from pbjdesa.transparency.ocds.values import Json, end_of, instant, money
from pbjdesa.transparency.states import PublicStatus

CATEGORIES = {"barang": "goods", "jasa": "services", "konstruksi": "works"}

_STATUS = {
    PublicStatus.ASKING: "active",
    PublicStatus.CHOOSING: "active",
    PublicStatus.REPEATED: "unsuccessful",
    PublicStatus.CANCELLED: "cancelled",
}


def tender(facts: PackageFacts) -> Json:
    """What both ways of asking share, and what each has of its own."""
    own = _direct(facts) if facts.choice is None else _request(facts, facts.choice)
    return {
        "id": f"{facts.suffix}-tender",
        "title": facts.title,
        "status": _STATUS.get(PublicStatus(facts.status), "complete"),
        "procuringEntity": village_ref(facts.village),
        "items": estimated(facts),
        "value": money(facts.hps),
        "procurementMethod": facts.method_code,
        "procurementMethodDetails": facts.method_label,
        "mainProcurementCategory": CATEGORIES[facts.category],
        "awardCriteria": "priceOnly",
        "hasEnquiries": False,
        "contractPeriod": contract_period(facts),
        "documents": documents(facts, "tender"),
        **own,
    }


def _direct(facts: PackageFacts) -> Json:
    """The tender of a direct purchase: one shop was asked, its price was within the estimate."""
    shop = supplier_ref(facts.supplier)
    return {
        "awardCriteriaDetails": "Harga tidak boleh di atas perkiraan desa (HPS).",
        "submissionMethod": ["inPerson"],
        "submissionMethodDetails": "Harga ditanyakan langsung ke toko.",
        "numberOfTenderers": 1 if shop else None,
        "tenderers": [shop],
    }


def _request(facts: PackageFacts, choice: ChoiceFacts) -> Json:
    """The present round of a request for offers; who offered is told when it was opened."""
    present, zone = choice.present, facts.village.zone
    return {
        "description": _rounds_before(choice),
        "procurementMethodRationale": present.too_few_reason,
        "awardCriteriaDetails": "Syarat dan spesifikasi diperiksa dulu, lalu harga termurah.",
        "submissionMethod": ["electronicSubmission", "written"],
        "submissionMethodDetails": "Lewat tautan dan kode, atau surat dalam amplop tertutup.",
        "tenderPeriod": _period(present.sent_at, present.closes_at, zone),
        "awardPeriod": _award_period(facts, choice),
        "numberOfTenderers": present.offers,
        "tenderers": [supplier_ref(bid.supplier) for bid in present.bids if bid.counts],
    }


def _rounds_before(choice: ChoiceFacts) -> str:
    """Rounds that came to nothing, each in a few words."""
    return " ".join(
        f"Undangan ke-{one.number}: {one.failed_as}." for one in choice.rounds if one.failed_as
    )


def _period(start: datetime | None, end: datetime | None, zone: str) -> Json:
    return {"startDate": instant(start, zone), "endDate": instant(end, zone)}


def _award_period(facts: PackageFacts, choice: ChoiceFacts) -> Json:
    """From the opening until somebody was chosen, or shall be; never an end before its start."""
    present, zone = choice.present, facts.village.zone
    if present.opened_at is None:
        return {}
    if choice.winner is not None:
        return _period(present.opened_at, choice.winner.awarded_at, zone)
    planned = present.award_on
    late = planned is None or planned < in_zone(present.opened_at, zone).date()
    return {
        "startDate": instant(present.opened_at, zone),
        "endDate": None if late else end_of(planned, zone),
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
