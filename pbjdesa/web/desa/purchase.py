"""A purchase as a whole, and the list of all."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.coaching.queries import notes_on
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel.audit import history
from pbjdesa.kernel.words import say
from pbjdesa.kernel.workflow import State
from pbjdesa.people.offices import DESA_OFFICES, PENDAMPING, WATCHERS
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.lookup import purchase_or_404
from pbjdesa.web.desa.step_table import STEP_OF_MOVE, draft_address
from pbjdesa.web.http import PageRequest
from pbjdesa.web.paging import paged

CHIPS = {"draft": "warn", "returned": "bad", "closed": "good", "cancelled": ""}

TOLD = {
    "procurement.start_purchase": "Belanja dimulai",
    "purchase.send_order": "Pesanan dikirim ke toko",
    "purchase.receive_goods": "Barang diperiksa dan diterima",
    "purchase.accept_handover": "Hasil diterima Kepala Desa",
    "purchase.return_handover": "Hasil dikembalikan",
    "purchase.request_payment": "Pembayaran diajukan",
    "purchase.verify_request": "Berkas diperiksa Sekdes",
    "purchase.return_request": "Berkas dikembalikan Sekdes",
    "purchase.approve_request": "Pembayaran disetujui",
    "purchase.reject_request": "Berkas dikembalikan Kepala Desa",
    "purchase.return_payment": "Berkas dikembalikan Kaur Keuangan",
    "purchase.pay": "Uang dibayar",
    "purchase.close": "Berkas lengkap",
    "purchase.discard": "Rancangan dihapus",
    "purchase.cancel_order": "Pesanan dibatalkan",
}


@open_to(*DESA_OFFICES, *WATCHERS)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """One purchase: where it stands, whose turn it is, its papers, and what happened."""
    purchase = purchase_or_404(request, pk)
    state = queries.state_of(purchase)
    moves = queries.open_moves_for(request.actor, purchase)
    back = [move for move in moves if not move.forward]
    return render(
        request,
        "desa/purchase.html",
        {
            "purchase": purchase,
            "state": state,
            "chip": CHIPS.get(purchase.state, "wait"),
            "turn": _turn(purchase, [move.name for move in moves if move.forward]),
            "rows": [
                *summaries.short(purchase),
                {"label": "Kegiatan", "value": purchase.activity.name},
            ],
            "method": summaries.method_box(purchase),
            "papers": summaries.paper_rows(purchase.dossier),
            "photos": summaries.photo_links(photos_of(purchase.dossier)),
            "events": _events(purchase, state),
            "zone": purchase.desa.zone,
            "notes": notes_on(purchase),
            "may_note": PENDAMPING.slug in request.actor.offices,
            "way_back": back[0].label if back else "",
            "back_url": reverse("purchase-list")
            if request.actor.desa
            else reverse("watch-desa", args=[purchase.desa.code]),
        },
    )


def _turn(purchase: Purchase, forward: list[str]) -> dict[str, str] | None:
    if not forward:
        return None
    step = STEP_OF_MOVE[forward[0]]
    url = (
        draft_address(purchase)
        if purchase.state == "draft"
        else reverse("purchase-step", args=[purchase.pk, step.slug])
    )
    return {"url": url, "label": step.action}


def _events(purchase: Purchase, state: State) -> list[dict[str, Any]]:
    told = [event for event in history(purchase) if event.verb in TOLD]
    people = by_ids(purchase.kab, [event.appointment_id for event in told])
    notes = queries.notes_of(purchase)
    rows: list[dict[str, Any]] = []
    for event in told:
        holder = people.get(event.appointment_id or 0)
        rows.append(
            {
                "title": TOLD[event.verb],
                "who": f"{holder.person.name}, {holder.full_title}" if holder else "",
                "at": event.at,
                "note": notes.get(event.data.get("note", ""), ""),
            }
        )
    if not state.final:
        rows.append(
            {
                "title": state.label,
                "note": say("Giliran: {waits_for}.", waits_for=state.waits_for),
                "state": "now",
            }
        )
    return rows


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """All purchases of the village, the newest change on top."""
    rows = queries.purchases().visible_to(request.actor).order_by("-changed_at", "-pk")  # type: ignore[attr-defined]
    shown, pages = paged(request, rows)
    return render(
        request, "desa/purchase_list.html", {"rows": [_row(row) for row in shown], "page": pages}
    )


def _row(purchase: Purchase) -> dict[str, Any]:
    return {
        "title": purchase.title,
        "url": reverse("purchase-detail", args=[purchase.pk]),
        "supplier": purchase.supplier.name if purchase.supplier else "",
        "status": queries.state_of(purchase).label,
        "kind": CHIPS.get(purchase.state, "wait"),
        "value": purchase.value,
    }
