"""What the papers of a delivery say."""

from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.delivery.queries import handover_of, inspections_of
from pbjdesa.delivery.states import HandoverStep, InspectionResult
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase


def _order_data(contract: Contract) -> dict[str, Any]:
    return {
        "order_kind": contract.get_kind_display(),
        "order_number": contract.document.number,
        "order_date": contract.signed_on.isoformat(),
    }


def inspection_data(
    purchase: Purchase, contract: Contract, by: Appointment, result: str, note: str
) -> dict[str, Any]:
    """For the minutes of an inspection."""
    good = result == InspectionResult.GOOD
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "unit", "volume")
    for row in rows:
        volume = row.pop("volume")
        row |= {"ordered": volume, "received": volume if good else None}
        row |= {"result": "Baik" if good else None, "note": ""}
    return {
        **paperwork.package_data(purchase),
        **paperwork.supplier_data(contract.supplier),
        **_order_data(contract),
        "place": purchase.place,
        "items": rows,
        "progress": "100" if good else None,
        "photos": len(photos_of(purchase.dossier)),
        "conclusion": "Semua barang sesuai pesanan." if good else f"Belum sesuai: {note}",
        "inspectors": [{"name": by.person.name, "position": _role(purchase, by)}],
    }


def _role(purchase: Purchase, by: Appointment) -> str:
    """A member of the TPK inspects as such; the Kasi/Kaur with the title of their role."""
    if by.office not in PKA:
        return by.full_title
    return str(paperwork.pka_data(purchase, by)["pka_office"])


def first_handover_data(purchase: Purchase, contract: Contract, by: Appointment) -> dict[str, Any]:
    """For the first BAST (penyedia → PKA)."""
    inspection = inspections_of(contract)[-1]
    assert inspection.document is not None  # noqa: S101  (issued with the inspection)
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "volume", "unit", "amount")
    return {
        **paperwork.package_data(purchase),
        **paperwork.supplier_data(contract.supplier),
        **paperwork.pka_data(purchase, by),
        **_order_data(contract),
        "supplier_nik": None,
        "pka_nik": None,
        "pka_address": f"Kantor Desa {purchase.desa.name}",
        "inspection_number": inspection.document.number,
        "inspection_date": inspection.inspected_on.isoformat(),
        "location": purchase.place,
        "period_start": contract.signed_on.isoformat(),
        "period_end": clock.today(purchase.desa.zone).isoformat(),
        "items": [{**row, "note": "Baik"} for row in rows],
        "total": contract.value,
    }


def second_handover_data(purchase: Purchase, contract: Contract, by: Appointment) -> dict[str, Any]:
    """For the second BAST (PKA → kepala desa)."""
    first = handover_of(contract, HandoverStep.TO_PKA)
    assert first is not None  # noqa: S101  (the state says that it was written)
    basis = f"{first.document.number}, {clock.plain_date(first.handed_over_on)}"
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "volume", "unit", "amount")
    package = paperwork.package_data(purchase)
    office = f"Kantor Desa {purchase.desa.name}"
    return {
        "activity": package["activity"],
        "source_of_funds": package["source_of_funds"],
        "fiscal_year": purchase.year,
        **paperwork.starter_data(purchase),
        "pka_nik": None,
        "pka_address": office,
        "kepala_desa_name": by.person.name,
        "kepala_desa_nik": None,
        "kepala_desa_address": office,
        "output": purchase.activity.output or purchase.title,
        "location": purchase.place,
        "period_start": contract.signed_on.isoformat(),
        "period_end": first.handed_over_on.isoformat(),
        "items": [{**row, "basis": basis} for row in rows],
        "total": contract.value,
    }
