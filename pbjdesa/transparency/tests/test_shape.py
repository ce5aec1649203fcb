"""The checker of packages must itself see what it is there for."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from pbjdesa.transparency.tests.shape import faults

Package = dict[str, Any]

VILLAGE = {"id": "V", "name": "Pemerintah Desa Contoh"}
SHOP = {"id": "S", "name": "Toko Contoh"}
ITEM = {"id": "1", "quantity": 2.5, "unit": {"value": {"amount": 1001, "currency": "IDR"}}}
GOOD: Package = {
    "uri": "https://contoh.desa.id/ocds.json",
    "version": "1.1",
    "publishedDate": "2026-05-06T09:00:00+07:00",
    "publisher": {"name": "Contoh"},
    "releases": [
        {
            "ocid": "ocds-xxxxxx-1",
            "id": "ocds-xxxxxx-1-1",
            "date": "2026-05-06T09:00:00+07:00",
            "tag": ["award"],
            "initiationType": "tender",
            "parties": [
                {**VILLAGE, "roles": ["buyer", "payer"]},
                {**SHOP, "roles": ["supplier", "payee"]},
            ],
            "buyer": VILLAGE,
            "tender": {
                "id": "t",
                "status": "complete",
                "procurementMethod": "direct",
                "mainProcurementCategory": "goods",
            },
            "awards": [
                {
                    "id": "a",
                    "status": "active",
                    "value": {"amount": 2503, "currency": "IDR"},
                    "suppliers": [SHOP],
                    "items": [ITEM],
                }
            ],
            "contracts": [
                {
                    "id": "c",
                    "awardID": "a",
                    "status": "active",
                    "value": {"amount": 2503, "currency": "IDR"},
                    "milestones": [{"id": "m", "status": "met"}],
                    "implementation": {
                        "transactions": [
                            {
                                "id": "b",
                                "value": {"amount": 2503, "currency": "IDR"},
                                "payer": VILLAGE,
                                "payee": SHOP,
                            }
                        ]
                    },
                }
            ],
        }
    ],
}


def test_a_good_package_has_no_faults() -> None:
    assert faults(GOOD) == []


def _release(package: Package) -> Package:
    return package["releases"][0]


SPOILERS: dict[str, Callable[[Package], Any]] = {
    "package has no uri": lambda p: p.pop("uri"),
    "version is not 1.1": lambda p: p.update(version="1.0"),
    "publisher has no name": lambda p: p.update(publisher={"scheme": "x"}),
    "is blank": lambda p: _release(p)["tender"].update(title=" "),
    "is no time": lambda p: _release(p).update(date="2026-05-06T09:00:00"),
    "is no number": lambda p: _release(p)["awards"][0]["items"][0].update(quantity="2"),
    "is no absolute address": lambda p: p.update(uri="/ocds.json"),
    "is no text": lambda p: _release(p)["tender"].update(id=1),
    "is not IDR": lambda p: _release(p)["awards"][0]["value"].update(currency="USD"),
    "has an id twice": lambda p: _release(p)["parties"].append(VILLAGE),
    "is there twice": lambda p: p["releases"].append(_release(p)),
    "has not the shape": lambda p: _release(p).update(ocid="DESA-1"),
    "unknown tag": lambda p: _release(p).update(tag=["awarded"]),
    "unknown procurementMethod": lambda p: _release(p)["tender"].update(procurementMethod="x"),
    "unknown mainProcurementCategory": lambda p: _release(p)["tender"].pop(
        "mainProcurementCategory"
    ),
    "unknown status of milestone": lambda p: _release(p)["contracts"][0]["milestones"][0].pop(
        "status"
    ),
    "unknown status of contract": lambda p: _release(p)["contracts"][0].update(status="done"),
    "points to nobody": lambda p: _release(p)["parties"].pop(),
    "has no award": lambda p: _release(p)["contracts"][0].update(awardID="b"),
    "differ in value": lambda p: _release(p)["contracts"][0]["value"].update(amount=2502),
    "do not add up": lambda p: _release(p)["awards"][0]["items"][0].update(quantity=3),
    "more was paid": lambda p: _release(p)["contracts"][0]["implementation"]["transactions"][0][
        "value"
    ].update(amount=2504),
}


@pytest.mark.parametrize("fault", SPOILERS)
def test_each_fault_is_seen(fault: str) -> None:
    package = copy.deepcopy(GOOD)
    SPOILERS[fault](package)
    assert any(fault in found for found in faults(package))
