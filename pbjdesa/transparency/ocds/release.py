"""One release: everything that is public of a package at one moment."""

from collections.abc import Sequence
from datetime import datetime

from pbjdesa.transparency.facts import PackageFacts
from pbjdesa.transparency.ocds.award import awards
from pbjdesa.transparency.ocds.bids import bids
from pbjdesa.transparency.ocds.contract import contracts
from pbjdesa.transparency.ocds.parties import parties, village_ref
from pbjdesa.transparency.ocds.planning import planning
from pbjdesa.transparency.ocds.tender import tender
from pbjdesa.transparency.ocds.values import Json, instant, tidy


def release(
    facts: PackageFacts, *, ocid: str, sequence: int, date: datetime, tags: Sequence[str]
) -> Json:
    """The body of a release: complete by itself; merged, the newest state wins."""
    body: Json = tidy(
        {
            "ocid": ocid,
            "id": f"{ocid}-{sequence}",
            "date": instant(date, facts.village.zone),
            "tag": list(tags),
            "initiationType": "tender",
            "language": "id",
            "parties": parties(facts),
            "buyer": village_ref(facts.village),
            "planning": planning(facts),
            "tender": tender(facts),
            "bids": bids(facts),
            "awards": awards(facts),
            "contracts": contracts(facts),
        }
    )
    return body
