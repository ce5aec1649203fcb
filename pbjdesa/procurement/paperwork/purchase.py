"""The purchase itself on paper: package, items, specification and HPS."""

from datetime import date
from typing import Any

from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.money import times
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.regulations.rules import office_title


def package_data(purchase: Purchase) -> dict[str, Any]:
    """What is bought, and from which money: the head of nearly every paper."""
    items = queries.items_of(purchase)
    funds = sorted({fund for item in items for fund in item.line.fund_sources.split(", ") if fund})
    accounts = sorted({item.line.account_code for item in items})
    return {
        "package": purchase.title,
        "activity": f"{purchase.activity.code} {purchase.activity.name}",
        "account_code": ", ".join(accounts),
        "source_of_funds": ", ".join(funds),
        "fiscal_year": purchase.year,
    }


def pka_data(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    """The Kasi/Kaur with the title that this kabupaten uses (A107)."""
    role = office_title(queries.rules_for(purchase), "pka", short=True)
    return {"pka_name": by.person.name, "pka_office": f"{by.full_title} selaku {role}"}


def starter_data(purchase: Purchase) -> dict[str, Any]:
    """The same for papers that somebody else's step issues."""
    starter = (
        Appointment.objects.of(purchase.desa)
        .select_related("person")
        .get(pk=purchase.started_by_id)
    )
    return pka_data(purchase, starter)


def item_rows(items: list[PurchaseItem], *fields: str) -> list[dict[str, Any]]:
    """Rows of an item table, with those of the known columns that the paper has."""
    return [{name: _cell(item, name) for name in fields} for item in items]


def _cell(item: PurchaseItem, name: str) -> Any:
    cells = {
        "name": item.description,
        "specification": item.specification or item.description,
        "volume": f"{item.volume:f}",
        "unit": item.unit,
        "unit_price": item.unit_price,
        "amount": item.amount,
        "hps_unit_price": item.hps_unit_price,
        "hps_amount": times(item.volume, item.hps_unit_price or 0),
        "price_source": item.hps_source,
    }
    return cells[name]


def spesifikasi_data(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    """For the paper spesifikasi."""
    items = queries.items_of(purchase)
    return {
        **package_data(purchase),
        **pka_data(purchase, by),
        "location": purchase.place,
        "supplier_reason": str(purchase.get_supplier_reason_display()),
        "items": item_rows(items, "name", "specification", "volume", "unit"),
        "delivery_time": _until(purchase.needed_by),
    }


def _until(day: date | None) -> str | None:
    return f"paling lambat {plain_date(day)}" if day else None
