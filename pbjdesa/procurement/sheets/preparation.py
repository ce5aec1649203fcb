"""Papers of planning and preparation: from the activity's budget to what the TPK is handed."""

from typing import Any

from pbjdesa.documents.matrix import row_of
from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA, PKA, SEKDES, TPK
from pbjdesa.people.queries import holder_name, officials_of
from pbjdesa.planning.models import Activity
from pbjdesa.planning.queries import line_rows
from pbjdesa.planning.siskeudes.codes import official_activities
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import item_rows, package_data, starter_data, tpk_rows
from pbjdesa.procurement.registry import Sheet

_OFFICE = frozenset({KEPALA_DESA.slug, SEKDES.slug})
_MAKERS = PKA | {SEKDES.slug}
_LAST_ROW_OF_PREPARATION = 10
"""The row of the matrix up to which papers are handed to the TPK."""


def _names(purchase: Purchase, *offices: str) -> dict[str, Any]:
    """Who holds an office today, for the fields `<office>_name`; empty lines where nobody does."""
    day = clock.today(purchase.desa.zone)
    return {f"{office}_name": holder_name(purchase.desa, office, day) for office in offices}


def _head(purchase: Purchase) -> dict[str, Any]:
    return {**package_data(purchase), **starter_data(purchase)}


def _field_of_work(activity: Activity, depth: int) -> str:
    """The bidang (depth 1) or sub bidang (2) of an activity, by its code."""
    code = ".".join(activity.code.split(".")[:depth])
    found = official_activities().get(code)
    return found.name if found else code


def _team(purchase: Purchase) -> list[str]:
    return [f"{row['name']}, {row['position']}" for row in tpk_rows(purchase)]


def _musrenbangdes(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return {"fiscal_year": purchase.year, **_names(purchase, "kepala_desa")}


def _rkp(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    activity = purchase.activity
    row = {
        "code": activity.code,
        "name": activity.name,
        "location": activity.location or None,
        "output": " ".join(filter(None, (activity.output, activity.output_unit))) or None,
        "source_of_funds": package_data(purchase)["source_of_funds"],
        "amount": activity.ceiling,
    }
    return {
        "fiscal_year": purchase.year,
        "activities": [row],
        "total": activity.ceiling,
        **_names(purchase, "kepala_desa"),
    }


def _sk_pka(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    desa = purchase.desa
    held = officials_of(desa, clock.today(desa.zone))
    members = [
        {
            "name": one.person.name,
            "office": one.full_title,
            "activities": ", ".join(one.activity_prefixes) or None,
        }
        for one in held
        if one.office in PKA
    ]
    return {
        "fiscal_year": purchase.year,
        "regulation": queries.rules_for(purchase).instrument.full_title,
        "members": members,
        **_names(purchase, "kepala_desa"),
    }


def _dpa(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    activity = purchase.activity
    rows = [
        {
            "account_code": line.account_code,
            "description": line.description,
            "source_of_funds": line.fund_sources or None,
            "volume": None if line.volume is None else f"{line.volume.normalize():f}",
            "unit": line.unit or None,
            "unit_price": line.unit_price,
            "amount": line.amount,
        }
        for line in line_rows(activity)
    ]
    return {
        "fiscal_year": purchase.year,
        "bidang": _field_of_work(activity, 1),
        "sub_bidang": _field_of_work(activity, 2),
        "activity": f"{activity.code} {activity.name}",
        **({"timing": activity.timing} if activity.timing else {}),
        **({"output": activity.output} if activity.output else {}),
        "lines": rows,
        "total": sum(row["amount"] for row in rows),
        **starter_data(purchase),
        **_names(purchase, "sekdes", "kepala_desa"),
    }


def _items(purchase: Purchase) -> list[dict[str, Any]]:
    return item_rows(queries.items_of(purchase), "name", "specification", "volume", "unit")


def _kak(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return {
        **_head(purchase),
        **({"location": purchase.place} if purchase.place else {}),
        "value": purchase.value or purchase.hps,
        "field_of_work": _field_of_work(purchase.activity, 1),
        "tpk_names": _team(purchase),
        "items": _items(purchase),
    }


def _short_kak(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return {**_head(purchase), "items": _items(purchase)}


def _drawings(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    where = {"location": purchase.place} if purchase.place else {}
    return {**_head(purchase), **where, **_names(purchase, "kepala_desa")}


def _schedule(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    until = {"ends_on": purchase.needed_by.isoformat()} if purchase.needed_by else {}
    return {
        **_head(purchase),
        "value": purchase.value or purchase.hps,
        "tpk_names": _team(purchase),
        **until,
    }


def _unit_prices(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return _head(purchase)


def _survey(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    """What was written beside each HPS price; when and where it was asked, the maker knows."""
    prices = [
        {
            "name": item.description,
            "unit": item.unit,
            "source": item.hps_source,
            "price": item.hps_unit_price,
            "note": "",
        }
        for item in queries.items_of(purchase)
        if item.hps_source and item.hps_unit_price is not None
    ]
    return {**_head(purchase), **({"prices": prices} if prices else {})}


def _handing_over(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    made = [
        f"{paper.title} Nomor {paper.number}"
        for paper in papers_of(purchase.dossier)
        if row_of(paper.kind).number <= _LAST_ROW_OF_PREPARATION
    ]
    return {
        **_head(purchase),
        "recipient": f"Ketua TPK Desa {purchase.desa.name}",
        "regulation": queries.rules_for(purchase).instrument.full_title,
        **({"documents": made, "attachment": f"{len(made)} dokumen"} if made else {}),
    }


def _minutes(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    team = tpk_rows(purchase)
    return {
        **package_data(purchase),
        "ketua_name": team[0]["name"] if team else None,
        **_names(purchase, "kepala_desa"),
    }


def _integrity(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    starter = starter_data(purchase)
    pka = {"name": starter["pka_name"], "position": starter["pka_office"]}
    return {
        **package_data(purchase),
        "place": purchase.desa.name,
        "signers": [pka, *tpk_rows(purchase)],
    }


SHEETS = (
    Sheet("ba_musrenbangdes", _musrenbangdes, _OFFICE),
    Sheet("kutipan_rkp", _rkp, _OFFICE | PKA),
    Sheet("sk_pka", _sk_pka, _OFFICE),
    Sheet("dpa", _dpa, _MAKERS),
    Sheet("kak", _kak, PKA),
    Sheet("kak_singkat", _short_kak, PKA),
    Sheet("gambar_rencana", _drawings, PKA | TPK),
    Sheet("jadwal_pelaksanaan", _schedule, PKA | TPK),
    Sheet("survei_harga", _survey, PKA | TPK),
    Sheet("analisa_harga", _unit_prices, PKA | TPK),
    Sheet("penyampaian_dokumen", _handing_over, PKA),
    Sheet("notulen_rapat", _minutes, TPK),
    Sheet("pakta_integritas", _integrity, PKA | TPK),
)
