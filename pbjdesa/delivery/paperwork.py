"""What the papers of a delivery say."""

from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.delivery.queries import handover_of, inspections_of
from pbjdesa.delivery.states import HandoverStep, InspectionResult
from pbjdesa.documents.models import Attachment
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase

WORK_PHOTOS = {"nota": "Barang diterima", "barang": "Barang", "kemajuan": "Kemajuan pekerjaan"}
"""The kinds of photos that show the work or the goods, and what is said of one without a caption:
no offer, no signed paper."""


MOST_PHOTOS = 9
"""On one report: three rows; all of them stay in the file."""


def work_photos(purchase: Purchase) -> list[Attachment]:
    """The photos of the goods or the work, oldest first."""
    return [photo for photo in photos_of(purchase.dossier) if photo.kind in WORK_PHOTOS]


def photo_rows(photos: list[Attachment], most: int = MOST_PHOTOS) -> list[dict[str, Any]]:
    """For the field `photos`, the newest ones: the day that the phone gave, else the day on which
    it arrived."""
    return [
        {
            "sha256": photo.file.sha256,
            "caption": photo.caption or WORK_PHOTOS[photo.kind],
            "taken_on": clock.in_zone(photo.claimed_at or photo.received_at, photo.desa.zone)
            .date()
            .isoformat(),
        }
        for photo in photos[-most:]
    ]


def output_of(purchase: Purchase) -> str:
    """What the activity brings, as the budget says; else what is bought."""
    return purchase.activity.output or purchase.title


def order_data(contract: Contract) -> dict[str, Any]:
    """The agreement that a paper of the delivery rests on."""
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
        row |= {"result": "V" if good else None, "note": ""}
    return {
        **paperwork.package_data(purchase),
        **paperwork.supplier_data(contract.supplier),
        **order_data(contract),
        # Who inspects as a member of the team does so by its decree (A004).
        "decree": "" if by.office in PKA else paperwork.decree_of(purchase),
        "place": purchase.place,
        "items": rows,
        "progress": "100" if good else None,
        "photo_count": len(work_photos(purchase)),
        "photos": photo_rows(work_photos(purchase)),
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
        **order_data(contract),
        "supplier_nik": None,
        "pka_nik": None,
        "pka_address": f"Kantor Desa {purchase.desa.name}",
        "inspection_number": inspection.document.number,
        "inspection_date": inspection.inspected_on.isoformat(),
        "output": output_of(purchase),
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
        "output": output_of(purchase),
        "location": purchase.place,
        "period_start": contract.signed_on.isoformat(),
        "period_end": first.handed_over_on.isoformat(),
        "items": [{**row, "basis": basis} for row in rows],
        "total": contract.value,
    }
