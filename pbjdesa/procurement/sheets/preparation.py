"""Papers of planning and preparation: from the activity's budget to what the TPK is handed."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pbjdesa.documents.matrix import place_of, row_of
from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import terbilang, times
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA, PKA, SEKDES, TPK
from pbjdesa.people.queries import holder_name, officials_of
from pbjdesa.planning.models import Activity, PriceReference
from pbjdesa.planning.queries import line_rows, prices_like
from pbjdesa.planning.siskeudes.codes import official_activities
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.procurement.paperwork import item_rows, package_data, starter_data, tpk_rows
from pbjdesa.procurement.paperwork.offers import SCOPES
from pbjdesa.procurement.registry import Sheet
from pbjdesa.procurement.states import Category

_OFFICE = frozenset({KEPALA_DESA.slug, SEKDES.slug})
_MAKERS = PKA | {SEKDES.slug}
_LAST_ROW_OF_PREPARATION = 10
"""The row of the matrix up to which papers are handed to the TPK."""
_DATED = re.compile(
    rf"^(.+?),? *\(?(\d{{1,2}}) ({'|'.join(clock.MONTHS)}) (20\d\d)\)?$", re.IGNORECASE
)
"""A source of a price as people write it: "Toko Sinar, 3 Mei 2026"."""

_MONTHS = [month.casefold() for month in clock.MONTHS]


def _known(**found: Any) -> dict[str, Any]:
    """What the records really say; the rest is asked of whoever makes the paper."""
    return {name: value for name, value in found.items() if value not in (None, "", [], 0)}


def _names(purchase: Purchase, *offices: str) -> dict[str, Any]:
    """Who holds an office today, for the fields `<office>_name`; asked where nobody does."""
    day = clock.today(purchase.desa.zone)
    return _known(**{f"{one}_name": holder_name(purchase.desa, one, day) for one in offices})


def _head(purchase: Purchase) -> dict[str, Any]:
    return {**package_data(purchase), **starter_data(purchase)}


def _field_of_work(activity: Activity, depth: int) -> str:
    """The bidang (depth 1) or sub bidang (2) of an activity, by its code."""
    code = ".".join(activity.code.split(".")[:depth])
    found = official_activities().get(code)
    return found.name if found else code


def _team(purchase: Purchase) -> list[str]:
    return [f"{row['name']}, {row['position']}" for row in tpk_rows(purchase)]


def _planned_value(purchase: Purchase) -> int:
    """What it was thought to cost; where no HPS was made, what it costs."""
    return purchase.hps or purchase.value


def _days(purchase: Purchase) -> int | None:
    """Calendar days of delivery that suppliers were given."""
    tender = queries.tender_of(purchase)
    return tender.work_days if tender else None


def _musrenbangdes(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return {"fiscal_year": purchase.year, **_names(purchase, "kepala_desa")}


def _output(activity: Activity) -> str:
    return " ".join(filter(None, (activity.output, activity.output_unit)))


def _rkp(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    activity = purchase.activity
    row = {
        "code": activity.code,
        "name": activity.name,
        "location": activity.location or None,
        "output": _output(activity) or None,
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
            "activities": _fields_of(one),
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


def _fields_of(seat: Appointment) -> str:
    """The fields of work that somebody was given, by code and name; no code means all (R-11)."""
    given = official_activities()
    named = (
        f"{code} {given[code].name}" if code in given else code
        for code in (prefix.rstrip(".") for prefix in seat.activity_prefixes)
    )
    return "; ".join(named) or "Semua kegiatan sesuai bidang tugasnya"


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
        **_known(timing=activity.timing, output=_output(activity)),
        "lines": rows,
        "total": sum(row["amount"] for row in rows),
        **starter_data(purchase),
        **_names(purchase, "sekdes", "kepala_desa"),
    }


def _items(purchase: Purchase) -> list[dict[str, Any]]:
    return item_rows(queries.items_of(purchase), "name", "specification", "volume", "unit")


def _kak(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    days, until = _days(purchase), purchase.needed_by
    return {
        **_head(purchase),
        **_known(
            target=_output(purchase.activity),
            location=purchase.place or purchase.activity.location,
            value=_planned_value(purchase),
            tpk_names=_team(purchase),
            duration=_duration(days) if days else None,
            schedule=_until(until) if until else None,
        ),
        "field_of_work": _field_of_work(purchase.activity, 1),
        "scope": SCOPES[Category(purchase.category)],
        "items": _items(purchase),
    }


def _duration(days: int) -> str:
    return say("{days} ({words}) hari kalender", days=days, words=terbilang(days))


def _until(day: date) -> str:
    return say("paling lambat {day}", day=clock.plain_date(day))


def _short_kak(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    until = purchase.needed_by
    return {
        **_head(purchase),
        **_known(carrying_out_time=_until(until) if until else None),
        "items": _items(purchase),
    }


def _drawings(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return {
        **_head(purchase),
        **_known(location=purchase.place or purchase.activity.location),
        **_names(purchase, "kepala_desa"),
    }


def _schedule(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    until = purchase.needed_by
    return {
        **_head(purchase),
        **_known(
            value=_planned_value(purchase),
            tpk_names=_team(purchase),
            days=_days(purchase),
            ends_on=until.isoformat() if until else None,
        ),
    }


def _unit_prices(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return {**_head(purchase), "subtotal": None, "total": None}


def _reckoned(data: dict[str, Any]) -> dict[str, Any]:
    """The unit price added up: coefficient times price where no amount was typed, then the sums."""
    parts = [{**row, "amount": _amount(row)} for row in data.get("parts") or ()]
    amounts = [row["amount"] for row in parts]
    if not parts or None in amounts:
        return data
    subtotal = sum(amounts)
    total = subtotal + (data.get("overhead") or 0)
    return {**data, "parts": parts, "subtotal": subtotal, "total": total}


def _amount(part: dict[str, Any]) -> int | None:
    """What was typed, else coefficient times price; None while one of them is missing."""
    typed, share, price = (part.get(name) for name in ("amount", "coefficient", "unit_price"))
    if typed is not None or not share or price is None:
        return typed
    return times(Decimal(share), price)


def _survey(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    """What was written beside each HPS price, and what the village's price book says of the same
    things. A source without a day is asked for, with all the others."""
    rows: list[dict[str, Any]] = []
    sources: dict[str, str | None] = {}
    for item in queries.items_of(purchase):
        for row, day in _prices(purchase, item):
            rows.append(row)
            sources[row["source"]] = sources.get(row["source"]) or day
    named = [{"name": name, "address": None, "asked_on": day} for name, day in sources.items()]
    return {
        **_head(purchase),
        **_known(prices=rows, sources=named if all(sources.values()) else None),
    }


def _prices(purchase: Purchase, item: PurchaseItem) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Rows of the survey for one thing, each with the day on which the price was seen."""
    told, seen = item.hps_source, ""
    if item.hps_source and item.hps_unit_price is not None:
        told, day = _source(item.hps_source)
        seen = day or ""
        yield (
            _price(item.description, item.unit, told, item.hps_unit_price, "Dipakai untuk HPS"),
            day,
        )
    for found in prices_like(purchase.desa, item.description):
        name, day = _source(found.source)
        if (name, day or found.seen_on.isoformat()) != (told, seen):
            yield (
                _price(found.item, found.unit, name, found.price, _note(found)),
                day or found.seen_on.isoformat(),
            )


def _price(name: str, unit: str, source: str, price: int, note: str) -> dict[str, Any]:
    return {"name": name, "unit": unit, "source": source, "price": price, "note": note}


def _note(found: PriceReference) -> str:
    return "Standar harga kabupaten" if found.standard else "Pembanding"


def _source(told: str) -> tuple[str, str | None]:
    """ "Toko Sinar, 3 Mei 2026" is the shop and the day; without a day only what was written."""
    parts = _DATED.match(told.strip())
    if parts is None:
        return told, None
    name, day, month, year = parts.groups()
    try:
        seen = date(int(year), _MONTHS.index(month.casefold()) + 1, int(day))
    except ValueError:  # 31 Februari
        return told, None
    return name, seen.isoformat()


def _handing_over(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    papers = sorted(papers_of(purchase.dossier), key=lambda paper: place_of(paper.kind))
    made = [
        f"{paper.title} Nomor {paper.number}"
        for paper in papers
        if row_of(paper.kind).number <= _LAST_ROW_OF_PREPARATION
    ]
    dpa = next((paper for paper in papers if paper.kind == "dpa"), None)
    return {
        **_head(purchase),
        "recipient": f"Ketua TPK Desa {purchase.desa.name}",
        "regulation": queries.rules_for(purchase).instrument.full_title,
        **_known(
            documents=made,
            attachment=_counted(len(made)) if made else None,
            dpa_number=dpa.number if dpa else None,
            dpa_date=dpa.dated.isoformat() if dpa else None,
        ),
    }


def _counted(papers: int) -> str:
    return say("{count} ({words}) dokumen", count=papers, words=terbilang(papers))


def _minutes(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    """Team and Kasi/Kaur stand on the list of who was there: they sign it by hand."""
    team = tpk_rows(purchase)
    return {
        **package_data(purchase),
        **_known(ketua_name=team[0]["name"] if team else None),
        **_names(purchase, "kepala_desa"),
        "present": [*team, _pka(purchase)],
    }


def _integrity(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    return {
        **package_data(purchase),
        "place": purchase.desa.name,
        "signers": [_pka(purchase), *tpk_rows(purchase)],
    }


def _pka(purchase: Purchase) -> dict[str, Any]:
    starter = starter_data(purchase)
    return {"name": starter["pka_name"], "position": starter["pka_office"]}


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
    Sheet("analisa_harga", _unit_prices, PKA | TPK, finish=_reckoned),
    Sheet("penyampaian_dokumen", _handing_over, PKA),
    Sheet("notulen_rapat", _minutes, TPK),
    Sheet("pakta_integritas", _integrity, PKA | TPK),
)
