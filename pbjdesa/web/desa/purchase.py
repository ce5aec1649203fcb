"""A purchase as a whole, and the list of all."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.coaching.queries import notes_on
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel.audit import history
from pbjdesa.kernel.words import say
from pbjdesa.kernel.workflow import Move, State
from pbjdesa.people.offices import DESA_OFFICES, PENDAMPING, WATCHERS
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import RATERS
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.lookup import purchase_or_404
from pbjdesa.web.desa.questions import step_address
from pbjdesa.web.desa.rating import rating_address
from pbjdesa.web.desa.rounds import rounds_of
from pbjdesa.web.http import PageRequest
from pbjdesa.web.paging import paged


@open_to(*DESA_OFFICES, *WATCHERS)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """One purchase: where it stands, whose turn it is, its papers, and what happened."""
    purchase = purchase_or_404(request, pk)
    state = queries.state_of(purchase)
    moves = queries.open_moves_for(request.actor, purchase)
    return render(
        request,
        "desa/purchase.html",
        {
            "purchase": purchase,
            "state": state,
            "chip": state.chip,
            "waits_for": "" if state.final else summaries.waits_for(purchase, state),
            "turn": _turn(purchase, [move for move in moves if move.forward]),
            "rows": [
                *summaries.short(purchase),
                {"label": "Kegiatan", "value": purchase.activity.name},
            ],
            "method": summaries.method_box(purchase, whole=False),
            "rounds": rounds_of(purchase),
            "papers": summaries.paper_rows(purchase.dossier),
            "photos": summaries.photo_links(photos_of(purchase.dossier)),
            "events": _events(purchase, state),
            "zone": purchase.desa.zone,
            "notes": notes_on(purchase),
            "may_note": PENDAMPING.slug in request.actor.offices,
            "rating_url": rating_address(purchase)
            if request.actor.acting_as(RATERS, purchase.activity.code)
            else "",
            "warnings": queries.answers_of(purchase),
            "ways": summaries.way_rows(purchase, queries.ways_out(request.actor, purchase)),
            "back_url": reverse("purchase-list")
            if request.actor.desa
            else reverse("watch-desa", args=[purchase.desa.code]),
        },
    )


def _turn(purchase: Purchase, forward: list[Move]) -> dict[str, str] | None:
    if not forward:
        return None
    label = queries.step_of(purchase, forward[0]).action
    return {"url": step_address(purchase, forward[0]), "label": label}


def _events(purchase: Purchase, state: State) -> list[dict[str, Any]]:
    words = _told(purchase)
    told = [event for event in history(purchase) if event.verb in words]
    people = by_ids(purchase.kab, [event.appointment_id for event in told])
    notes = queries.notes_of(purchase)
    rows: list[dict[str, Any]] = []
    for event in told:
        holder = people.get(event.appointment_id or 0)
        rows.append(
            {
                "title": words[event.verb],
                "who": f"{holder.person.name}, {holder.full_title}" if holder else "",
                "at": event.at,
                "note": notes.get(event.data.get("note", ""), ""),
            }
        )
    if not state.final:
        rows.append(
            {
                "title": state.label,
                "note": say(
                    "Giliran: {waits_for}.", waits_for=summaries.waits_for(purchase, state)
                ),
                "state": "now",
            }
        )
    return rows


def _told(purchase: Purchase) -> dict[str, str]:
    """What the history says of each verb; the small steps of a draft are left out."""
    method = queries.method_of(purchase)
    moves = {f"purchase.{move.name}": method.step(move.name).told for move in method.moves}
    return {"procurement.start_purchase": "Belanja dimulai", **moves}


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """All purchases of the village, the newest change on top."""
    rows = queries.purchases().visible_to(request.actor).order_by("-changed_at", "-pk")  # type: ignore[attr-defined]
    shown, pages = paged(request, rows)
    return render(
        request, "desa/purchase_list.html", {"rows": [_row(row) for row in shown], "page": pages}
    )


def _row(purchase: Purchase) -> dict[str, Any]:
    state = queries.state_of(purchase)
    return {
        "title": purchase.title,
        "url": reverse("purchase-detail", args=[purchase.pk]),
        "supplier": purchase.supplier.name if purchase.supplier else "",
        "status": state.label,
        "kind": state.chip,
        "value": purchase.value,
    }
