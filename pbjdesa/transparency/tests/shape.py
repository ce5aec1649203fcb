"""What a release package must hold to, checked without the standard's own files.

The standard is not part of this project, so its validator runs only where somebody put it (see
standard.py). These checks run always: shape, references, sums and codes, each of which a data user
relies on.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pbjdesa.kernel.money import times

OFFSET_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
OCID = re.compile(r"ocds-[a-z0-9]{6}-.+")

TAGS = frozenset(
    {
        "planning",
        "planningUpdate",
        *("tender", "tenderAmendment", "tenderUpdate", "tenderCancellation"),
        *("award", "awardUpdate", "awardCancellation"),
        *("contract", "contractUpdate", "contractAmendment", "contractTermination"),
        *("implementation", "implementationUpdate"),
        "compiled",
    }
)
STATUSES = {
    "tender": frozenset(
        ["planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"]
    ),
    "award": frozenset(["pending", "active", "cancelled", "unsuccessful"]),
    "contract": frozenset(["pending", "active", "cancelled", "terminated"]),
    "milestone": frozenset(["scheduled", "met", "notMet", "partiallyMet"]),
}
METHODS = frozenset({"open", "selective", "limited", "direct"})
CATEGORIES = frozenset({"goods", "services", "works"})

TIMES = frozenset(
    {
        *("date", "publishedDate", "datePublished", "dateModified", "dateMet"),
        *("dueDate", "dateSigned", "startDate", "endDate"),
    }
)
NUMBERS = frozenset({"amount", "quantity", "numberOfTenderers"})
ADDRESSES = frozenset({"uri", "url", "license", "publicationPolicy"})
REFERENCES = {
    "buyer": "buyer",
    "procuringEntity": "procuringEntity",
    "tenderers": "tenderer",
    "suppliers": "supplier",
    "payer": "payer",
    "payee": "payee",
}


def faults(package: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a release package; empty when it holds."""
    found = [*_head(package), *_blanks(package), *_values(package)]
    seen: set[tuple[str, str]] = set()
    for release in package.get("releases", []):
        pair = (release.get("ocid", ""), release.get("id", ""))
        if pair in seen:
            found.append(f"release {pair} is there twice")
        seen.add(pair)
        found += [f"{pair[1]}: {fault}" for fault in _release(release)]
    return found


def _head(package: dict[str, Any]) -> Iterator[str]:
    for key in ("uri", "version", "publishedDate", "publisher", "releases"):
        if key not in package:
            yield f"package has no {key}"
    if package.get("version") != "1.1":
        yield "version is not 1.1"
    if not package.get("publisher", {}).get("name"):
        yield "publisher has no name"


def _walk(value: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """(path, key, value) of every member, at any depth."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield f"{path}/{key}", key, member
            yield from _walk(member, f"{path}/{key}")
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield f"{path}/{place}", "", member
            yield from _walk(member, f"{path}/{place}")


def _blanks(package: dict[str, Any]) -> Iterator[str]:
    for path, _, value in _walk(package):
        if value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip()):
            yield f"{path} is blank"


def _values(package: dict[str, Any]) -> Iterator[str]:
    for path, key, value in _walk(package):
        if key in TIMES and not (isinstance(value, str) and OFFSET_TIME.fullmatch(value)):
            yield f"{path} is no time with an offset"
        if key in NUMBERS and not isinstance(value, dict) and not _is_number(value):
            yield f"{path} is no number"
        if key in ADDRESSES and not re.match(r"https?://", str(value)):
            yield f"{path} is no absolute address"
        if key in ("id", "ocid") and not isinstance(value, str):
            yield f"{path} is no text"
        if key == "currency" and value != "IDR":
            yield f"{path} is not IDR"
        if isinstance(value, list):
            ids = [row["id"] for row in value if isinstance(row, dict) and "id" in row]
            if len(set(ids)) != len(ids) and not path.endswith("/releases"):
                yield f"{path} has an id twice"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _release(release: dict[str, Any]) -> Iterator[str]:
    for key in ("ocid", "id", "date", "tag", "initiationType", "parties", "buyer", "tender"):
        if key not in release:
            yield f"no {key}"
    if not OCID.fullmatch(release.get("ocid", "")):
        yield "ocid has not the shape of a registered prefix"
    if not set(release.get("tag", [])) <= TAGS:
        yield "unknown tag"
    yield from _codes(release)
    yield from _references(release)
    yield from _sums(release)


def _codes(release: dict[str, Any]) -> Iterator[str]:
    tender = release.get("tender", {})
    if tender.get("procurementMethod", "direct") not in METHODS:
        yield "unknown procurementMethod"
    if tender.get("mainProcurementCategory") not in CATEGORIES:
        yield "unknown mainProcurementCategory"
    rows = [("tender", tender)]
    rows += [("award", row) for row in release.get("awards", [])]
    rows += [("contract", row) for row in release.get("contracts", [])]
    for contract in release.get("contracts", []):
        plans = [*contract.get("milestones", [])]
        plans += contract.get("implementation", {}).get("milestones", [])
        rows += [("milestone", row) for row in plans]
    for kind, row in rows:
        if row.get("status") not in STATUSES[kind]:
            yield f"unknown status of {kind}: {row.get('status')}"


def _references(release: dict[str, Any]) -> Iterator[str]:
    roles = {row["id"]: set(row.get("roles", [])) for row in release.get("parties", [])}
    for path, key, value in _walk(release):
        if key in REFERENCES:
            for row in value if isinstance(value, list) else [value]:
                if REFERENCES[key] not in roles.get(row.get("id"), set()):
                    yield f"{path} points to nobody with that role"
    awards = {row["id"] for row in release.get("awards", [])}
    for contract in release.get("contracts", []):
        if contract.get("awardID") not in awards:
            yield f"contract {contract.get('id')} has no award"


def _sums(release: dict[str, Any]) -> Iterator[str]:
    awards = {row["id"]: row for row in release.get("awards", [])}
    for contract in release.get("contracts", []):
        value = contract.get("value", {}).get("amount")
        award = awards.get(contract.get("awardID"), {})
        if value != award.get("value", {}).get("amount"):
            yield "award and contract differ in value"
        for row in (contract, award):
            if "items" in row and _sum_of_items(row["items"]) not in (None, value):
                yield "the items do not add up to the value"
        paid = sum(
            row["value"]["amount"]
            for row in contract.get("implementation", {}).get("transactions", [])
        )
        if value is not None and paid > value:
            yield "more was paid than agreed"


def _sum_of_items(items: list[dict[str, Any]]) -> int | None:
    """Each item rounded half up to whole rupiah, as the village calculates; None without prices."""
    if any("value" not in item["unit"] or not _is_number(item["quantity"]) for item in items):
        return None
    return sum(
        times(Decimal(str(item["quantity"])), item["unit"]["value"]["amount"]) for item in items
    )
