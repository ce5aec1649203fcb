"""Papers that an agreement may need after it was signed: none of them is written by a step."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.paperwork import PENALTY_BASES, order_data
from pbjdesa.contracts.queries import contract_of
from pbjdesa.contracts.rules import penalty_steps
from pbjdesa.contracts.states import ContractKind
from pbjdesa.documents.models import Document
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA, PKA, TPK_KETUA
from pbjdesa.people.queries import holder_name
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork.offers import SCOPES
from pbjdesa.procurement.registry import Copy, Sheet
from pbjdesa.procurement.rules import without_ppn
from pbjdesa.procurement.states import Category
from pbjdesa.regulations.queries import taxes_on
from pbjdesa.regulations.rules import stamp_duty_on_contract

MAKERS = PKA | {TPK_KETUA.slug}
"""Whoever may sign for the village: the PKA, or the TPK where the rule set says so."""


def _contract(purchase: Purchase) -> Contract:
    found = contract_of(purchase)
    if found is None:
        raise Refused("Kirim dulu pesanan atau buat dulu perjanjiannya.")
    return found


def _known(data: dict[str, Any]) -> dict[str, Any]:
    """Without what the records do not know: that is asked of whoever makes the paper."""
    return {name: value for name, value in data.items() if value is not None}


def _agreed(contract: Contract) -> dict[str, Any]:
    """Package, supplier, and the agreement that the letter rests on."""
    return {
        **paperwork.package_data(contract.purchase),
        **paperwork.supplier_data(contract.supplier),
        "contract_name": PAPERS[contract.kind].name,
        "contract_number": contract.document.number,
        "contract_date": contract.signed_on.isoformat(),
    }


def _village(purchase: Purchase) -> dict[str, Any]:
    """Who signs for the village, by the rule set."""
    office = queries.rules_for(purchase).signatories.contract.value
    (row,) = paperwork.signer_rows(purchase, (office,))
    return {"signer_name": row["name"], "signer_office": row["position"]}


def _address(purchase: Purchase) -> str:
    return f"Kantor Desa {purchase.desa.name}"


def _order_note(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    _contract(purchase)
    order = {**order_data(purchase, by), **paperwork.starter_data(purchase)}
    return {name: order[name] for name in PAPERS["nota_pesanan"].by_name}


def _start(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    """The duration counts from the signing, as the agreement says (R-35)."""
    contract = _contract(purchase)
    if contract.kind == ContractKind.SURAT_PESANAN:
        raise Refused("SPMK hanya untuk SPK atau surat perjanjian. Surat pesanan sudah cukup.")
    return _known(
        {
            **_agreed(contract),
            **_village(purchase),
            "signer_address": _address(purchase),
            "total": contract.value,
            "scope": SCOPES[Category(purchase.category)],
            "location": purchase.place or None,
            "start_on": contract.signed_on.isoformat(),
            "work_days": (contract.due_on - contract.signed_on).days,
            "due_on": contract.due_on.isoformat(),
            **_penalty_terms(purchase),
        }
    )


def _penalty_terms(purchase: Purchase) -> dict[str, Any]:
    """What the rule set says of late delivery; "" for a term that it leaves open."""
    terms = queries.rules_for(purchase).contract
    cap, rate = terms.penalty_cap_percent.value, terms.penalty_permille.value
    return {
        "penalty_permille": "" if rate is None else rate,
        "penalty_base": PENALTY_BASES[terms.penalty_base.value],
        "penalty_cap_percent": "" if cap is None else cap,
    }


# --- Papers by number: the first, the second … ----------------------------------------------------


def _series(kind: str, label: str) -> Callable[[Purchase], list[Copy]]:
    """Copies of a paper that is made once, and again when it happens again."""

    def copies(purchase: Purchase) -> list[Copy]:
        made = [int(one.variant) for one in queries.sheets_made(purchase, kind) if one.variant]
        following = max(made, default=0) + 1
        return [Copy(str(nth), say(label, nth=nth)) for nth in range(1, following + 1)]

    return copies


def _amendment(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract, rules = _contract(purchase), queries.rules_for(purchase)
    cap = rules.contract.amendment_cap_percent.value
    return _known(
        {
            "order": int(variant),
            **_agreed(contract),
            **_village(purchase),
            "signer_address": _address(purchase),
            "total_before": contract.value,
            "due_before": contract.due_on.isoformat(),
            "amendment_cap_percent": "" if cap is None else cap,
            "stamp_duty": stamp_duty_on_contract(rules),
        }
    )


def _warning(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    before = _warnings(purchase).get(int(variant) - 1)
    return _known(
        {
            "order": int(variant),
            **_agreed(contract),
            "due_on": contract.due_on.isoformat(),
            "earlier_number": before.number if before else "",
            "earlier_date": before.dated.isoformat() if before else "",
            **_village(purchase),
        }
    )


def _warnings(purchase: Purchase) -> dict[int, Document]:
    """The warnings in force by their order."""
    made = queries.sheets_made(purchase, "surat_teguran")
    return {int(paper.variant): paper for paper in made if paper.variant}


# --- Late, or ended -------------------------------------------------------------------------------


def penalty_data(purchase: Purchase, delivered: date | None) -> dict[str, Any]:
    """For the notice of a penalty: late until the day on which all was delivered, or until today.

    Delivery stands above contracts and says which day that was. Raises Refused where nothing is
    late, or nothing of a penalty was agreed.
    """
    contract = _contract(purchase)
    if contract.kind == ContractKind.SURAT_PESANAN:
        # An order letter names no penalty; only what both sides signed does.
        raise Refused("Surat pesanan tidak memuat denda. Tegur penyedia dengan surat teguran.")
    until = delivered or clock.today(purchase.desa.zone)
    late = (until - contract.due_on).days
    if late <= 0:
        raise Refused(
            say(
                "Belum ada denda. Batas penyerahannya {day}.",
                day=clock.plain_date(contract.due_on),
            )
        )
    return _known(
        {
            **_agreed(contract),
            "total": contract.value,
            "due_on": contract.due_on.isoformat(),
            "counted_name": "Diserahkan" if delivered else "Dihitung sampai",
            "counted_until": until.isoformat(),
            "late_days": late,
            **{term: value or None for term, value in _penalty_terms(purchase).items()},
            **_sums(contract, late),
            **_village(purchase),
        }
    )


def _sums(contract: Contract, late: int) -> dict[str, Any]:
    """The sum step by step; nothing where the rate is not set, or where the part that was delivered
    in time must be told first."""
    rules = queries.rules_for(contract.purchase)
    value = _without_ppn(contract)
    steps = penalty_steps(rules, value, 0, late)
    if steps is None or rules.contract.penalty_base.value != "whole":
        return {}
    return {
        "base_value": value,
        "per_day": steps.per_day,
        "uncapped": steps.uncapped,
        "cap_value": "" if steps.cap is None else steps.cap,
        "penalty": steps.penalty,
    }


def _without_ppn(contract: Contract) -> int:
    """A supplier who is no PKP adds no PPN (R-63)."""
    if not contract.supplier.pkp:
        return contract.value
    return without_ppn(contract.value, taxes_on(contract.signed_on).ppn.effective)


def _termination(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    contract = _contract(purchase)
    desa = purchase.desa
    warned = [_warnings(purchase)[nth] for nth in sorted(_warnings(purchase))]
    notices = queries.sheets_made(purchase, "pemberitahuan_denda")
    return _known(
        {
            **_agreed(contract),
            "total": contract.value,
            "due_on": contract.due_on.isoformat(),
            "warnings": [
                {"number": paper.number, "dated": paper.dated.isoformat()} for paper in warned
            ]
            or None,
            "penalty": notices[-1].data.get("penalty") if notices else None,
            **_village(purchase),
            "kepala_desa_name": holder_name(desa, KEPALA_DESA.slug, clock.today(desa.zone)),
        }
    )


SHEETS = (
    Sheet("nota_pesanan", _order_note, PKA),
    Sheet("spmk", _start, MAKERS),
    Sheet("adendum", _amendment, MAKERS, _series("adendum", "Adendum ke-{nth}")),
    Sheet("surat_teguran", _warning, MAKERS, _series("surat_teguran", "Teguran ke-{nth}")),
    Sheet("pemutusan_perjanjian", _termination, MAKERS),
)
"""The papers of an agreement that no step writes."""
