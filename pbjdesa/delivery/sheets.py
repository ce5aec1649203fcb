"""The papers of carrying out, delivering and reporting that people make beside the steps.

Swakelola has no flow yet: its papers are filled with what any purchase knows, the rest is asked.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.queries import contract_of
from pbjdesa.contracts.sheets import MAKERS as SIGNERS
from pbjdesa.contracts.sheets import penalty_data
from pbjdesa.delivery import rules
from pbjdesa.delivery.paperwork import order_data, output_of, photo_rows, work_photos
from pbjdesa.delivery.queries import delivered_on, handover_of, inspections_of
from pbjdesa.delivery.states import HandoverStep
from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KAUR_KEUANGAN, KEPALA_DESA, PKA, SEKDES, TPK
from pbjdesa.people.queries import holders
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.registry import Copy, Sheet

Data = dict[str, Any]
RUNNERS = PKA | TPK
FULL = "100"
"""Per cent, as a paper gives it."""
MOST_COPIES = 60
MOST_DOCUMENTED = 30
"""Photos of one stage of the work."""


# --- What several of them say ---------------------------------------------------------------------


def _head(purchase: Purchase) -> Data:
    return {**paperwork.package_data(purchase), "location": purchase.place or None}


def _done_by(purchase: Purchase) -> Data:
    """Who carries out: the supplier once there is one, else the team."""
    supplier = purchase.supplier
    return {"executor": supplier.name if supplier else "Tim Pelaksana Kegiatan"}


def _reported(purchase: Purchase, by: Appointment) -> Data:
    """Head of a report, with who made it and the PKA who looks it over."""
    return {
        **_head(purchase),
        **_done_by(purchase),
        "reporter_name": by.person.name,
        "reporter_office": by.full_title,
        **paperwork.starter_data(purchase),
    }


def _leader(purchase: Purchase) -> Data:
    """The ketua of the team; a line is left where there is none."""
    return {"leader_name": paperwork.signer_rows(purchase, ("tpk",))[0]["name"]}


def _agreement(purchase: Purchase) -> Contract:
    contract = contract_of(purchase)
    if contract is None:
        raise Refused("Buat dulu pesanan atau perjanjiannya.")
    return contract


def _photos_since(purchase: Purchase, *, days: int) -> list[Data] | None:
    """The photos of today and of so many days before; None where there are none, so that empty
    frames are printed."""
    first = clock.today(purchase.desa.zone) - timedelta(days=days)
    rows = photo_rows(work_photos(purchase))
    return [row for row in rows if row["taken_on"] >= first.isoformat()] or None


def _name_of(purchase: Purchase, office: str) -> str | None:
    found = holders(purchase.desa, office, clock.today(purchase.desa.zone))
    return found[0].person.name if found else None


def _named(purchase: Purchase, *kinds: str) -> str | None:
    """Papers in force with number and date, as another paper names them; None where none is."""
    found = [paper for paper in papers_of(purchase.dossier) if paper.kind in kinds]
    names = [
        say(
            "{name} Nomor {number} tanggal {date}",
            name=paper.title,
            number=paper.number,
            date=plain_date(paper.dated),
        )
        for paper in found
    ]
    return "; ".join(names) or None


def _known(data: Data) -> Data:
    """Without what nobody knows, so that it is asked."""
    return {name: value for name, value in data.items() if value is not None}


def _reckoned(*names: str) -> Data:
    """Fields that follow from what is typed: nobody is asked for them."""
    return dict.fromkeys(names)


# --- Reports --------------------------------------------------------------------------------------


def _daily(purchase: Purchase, by: Appointment, variant: str) -> Data:
    photos = _photos_since(purchase, days=0)
    return _known({**_reported(purchase, by), "day_number": int(variant), "photos": photos})


def _weekly(purchase: Purchase, by: Appointment, variant: str) -> Data:
    photos = _photos_since(purchase, days=6)
    known = _known({**_reported(purchase, by), "week": int(variant), "photos": photos})
    return known | _reckoned("plan_total", "done_total", "deviation")


def _progress(purchase: Purchase, by: Appointment, variant: str) -> Data:
    contract = _agreement(purchase)
    photos = photo_rows(work_photos(purchase))
    return _known(
        {
            **_reported(purchase, by),
            **order_data(contract),
            "sequence": int(variant),
            "value": contract.value,
            "photos": photos or None,
        }
    ) | _reckoned("paid_share", "plan_total", "done_total", "deviation")


def _photos(purchase: Purchase, by: Appointment, variant: str) -> Data:
    """What was photographed until all was found good is the work as it was on its way."""
    contract = contract_of(purchase)
    done_on = delivered_on(contract) if contract else None
    group = "photos_100" if done_on else "photos_50"
    rows = photo_rows(work_photos(purchase), MOST_DOCUMENTED)
    return _known({**_reported(purchase, by), group: rows or None})


def _resources(purchase: Purchase, by: Appointment, variant: str) -> Data:
    known = {**_head(purchase), **_leader(purchase), **paperwork.starter_data(purchase)}
    return _known(known) | _reckoned(*rules.RESOURCE_SUMS)


def _evaluation(purchase: Purchase, by: Appointment, variant: str) -> Data:
    basis = _named(purchase, "laporan_mingguan", "laporan_kemajuan", "laporan_sumber_daya")
    return _known({**_head(purchase), **paperwork.starter_data(purchase), "basis": basis})


def _wages(purchase: Purchase, by: Appointment, variant: str) -> Data:
    treasurer = {"treasurer_name": _name_of(purchase, KAUR_KEUANGAN.slug)}
    return _known(
        {**_head(purchase), **_leader(purchase), **treasurer, **paperwork.starter_data(purchase)}
    ) | _reckoned("days_total", "total", "tax_total", "net_total")


def _roll(purchase: Purchase, by: Appointment, variant: str) -> Data:
    return _known(
        {
            **_head(purchase),
            **_leader(purchase),
            **paperwork.starter_data(purchase),
            "week": int(variant),
        }
    ) | _reckoned("days_total")


# --- Inspection and handover ----------------------------------------------------------------------


def _request(purchase: Purchase, by: Appointment, variant: str) -> Data:
    contract = _agreement(purchase)
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "volume", "unit")
    return _known(
        {
            **paperwork.package_data(purchase),
            **paperwork.supplier_data(contract.supplier),
            **paperwork.starter_data(purchase),
            **order_data(contract),
            "place": purchase.place or None,
            "progress": FULL,
            "items": [{**row, "note": None} for row in rows],
        }
    )


def _team_handover(purchase: Purchase, by: Appointment, variant: str) -> Data:
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "volume", "unit", "amount")
    return _known(
        {
            **_head(purchase),
            **_leader(purchase),
            **paperwork.starter_data(purchase),
            "pka_address": f"Kantor Desa {purchase.desa.name}",
            "decree": paperwork.decree_of(purchase) or None,
            "report": _named(purchase, "laporan_tpk"),
            "output": output_of(purchase),
            "items": [{**row, "note": None} for row in rows],
            "total": purchase.value or None,
        }
    )


def _team_report(purchase: Purchase, by: Appointment, variant: str) -> Data:
    budget = purchase.hps or None
    contract = contract_of(purchase)
    spent = contract.value if contract else None
    done_on = delivered_on(contract) if contract else None
    team = paperwork.tpk_rows(purchase)
    return _known(
        {
            **_head(purchase),
            **_done_by(purchase),
            **paperwork.starter_data(purchase),
            "decree": paperwork.decree_of(purchase) or None,
            "method": queries.method_of(purchase).label,
            "period_start": contract.signed_on.isoformat() if contract else None,
            "period_end": done_on.isoformat() if done_on else None,
            "budget": budget,
            "spent": spent,
            "saved": None if budget is None or spent is None else budget - spent,
            "progress": FULL if done_on else None,
            "output": output_of(purchase),
            "steps": _steps(purchase),
            "tpk": team or None,
        }
    )


def _steps(purchase: Purchase) -> list[Data]:
    """The papers in force so far, in their order."""
    return [
        {"name": paper.title, "number": paper.number, "on": paper.dated.isoformat()}
        for paper in papers_of(purchase.dossier)
        if paper.number and paper.kind != "laporan_tpk"
    ]


def _result(purchase: Purchase, by: Appointment, variant: str) -> Data:
    contract = _agreement(purchase)
    first = handover_of(contract, HandoverStep.TO_PKA)
    if first is None:
        raise Refused("Barang belum diserahterimakan. Periksa dan terima dulu barangnya.")
    minutes = [row.document for row in inspections_of(contract) if row.document]
    rows = paperwork.item_rows(queries.items_of(purchase), "name", "volume", "unit", "amount")
    return _known(
        {
            **_head(purchase),
            **_done_by(purchase),
            **paperwork.starter_data(purchase),
            **order_data(contract),
            "kepala_desa_name": _name_of(purchase, KEPALA_DESA.slug),
            "method": queries.method_of(purchase).label,
            "inspection_number": minutes[-1].number if minutes else None,
            "inspection_date": minutes[-1].dated.isoformat() if minutes else None,
            "handover_number": first.document.number,
            "handover_date": first.handed_over_on.isoformat(),
            "output": output_of(purchase),
            "period_start": contract.signed_on.isoformat(),
            "period_end": first.handed_over_on.isoformat(),
            "progress": FULL,
            "items": rows,
            "budget": purchase.hps or None,
            "total": contract.value,
            "photos": photo_rows(work_photos(purchase)) or None,
        }
    )


def _board(purchase: Purchase, by: Appointment, variant: str) -> Data:
    contract = _agreement(purchase)
    head = paperwork.package_data(purchase)
    team = ", ".join(row["name"] for row in paperwork.tpk_rows(purchase))
    return _known(
        {
            **{name: value for name, value in head.items() if name != "account_code"},
            **_done_by(purchase),
            "value": contract.value,
            "output": output_of(purchase),
            "location": purchase.place or None,
            "duration": f"{plain_date(contract.signed_on)} – {plain_date(contract.due_on)}",
            "team": team,
        }
    )


def _penalty(purchase: Purchase, by: Appointment, variant: str) -> Data:
    contract = contract_of(purchase)
    return penalty_data(purchase, delivered_on(contract) if contract else None)


# --- Which may be made ----------------------------------------------------------------------------


def _numbered(kind: str, label: str) -> Callable[[Purchase], list[Copy]]:
    """Papers of a kind one after the other: those that were made, and the next."""

    def copies(purchase: Purchase) -> list[Copy]:
        made = len(queries.sheets_made(purchase, kind))
        return [
            Copy(str(number), f"{label} {number}")
            for number in range(1, min(made + 1, MOST_COPIES) + 1)
        ]

    return copies


SHEETS: tuple[Sheet, ...] = (
    Sheet("laporan_harian", _daily, RUNNERS, _numbered("laporan_harian", "Hari ke")),
    Sheet(
        "laporan_mingguan",
        _weekly,
        RUNNERS,
        _numbered("laporan_mingguan", "Minggu ke"),
        rules.week,
        frozenset({"works.done"}),
    ),
    Sheet(
        "laporan_kemajuan",
        _progress,
        RUNNERS,
        _numbered("laporan_kemajuan", "Laporan ke"),
        rules.progress,
    ),
    Sheet("foto_dokumentasi", _photos, RUNNERS),
    Sheet(
        "laporan_sumber_daya",
        _resources,
        RUNNERS,
        _numbered("laporan_sumber_daya", "Masa ke"),
        rules.resources,
    ),
    Sheet("laporan_evaluasi", _evaluation, PKA, _numbered("laporan_evaluasi", "Evaluasi ke")),
    Sheet(
        "daftar_upah",
        _wages,
        RUNNERS,
        _numbered("daftar_upah", "Masa ke"),
        rules.wages,
        frozenset({"workers.amount", "workers.net"}),
    ),
    Sheet(
        "daftar_hadir_pekerja",
        _roll,
        RUNNERS,
        _numbered("daftar_hadir_pekerja", "Minggu ke"),
        rules.attendance,
        frozenset({"workers.days"}),
    ),
    Sheet("pemberitahuan_denda", _penalty, SIGNERS),
    Sheet("permohonan_pemeriksaan", _request, RUNNERS),
    Sheet("bast_tpk", _team_handover, RUNNERS),
    Sheet("laporan_tpk", _team_report, TPK),
    Sheet("laporan_hasil", _result, PKA),
    Sheet("papan_pengumuman", _board, RUNNERS | {SEKDES.slug}),
)
