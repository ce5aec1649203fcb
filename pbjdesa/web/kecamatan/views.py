"""The board of those who watch: which village needs help, and every purchase in two taps."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.coaching.queries import notes_for
from pbjdesa.kernel import clock
from pbjdesa.oversight.queries import flags_of
from pbjdesa.oversight.registry import Raised, RedFlag
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import (
    ADMIN_KABUPATEN,
    CAMAT,
    INSPEKTORAT,
    KEPALA_DESA,
    PENDAMPING,
    WATCHERS,
)
from pbjdesa.people.queries import holders
from pbjdesa.planning.queries import current_plan, has_budget
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import state_of
from pbjdesa.territories.models import Desa, Kecamatan
from pbjdesa.web.access import open_to
from pbjdesa.web.http import PageRequest
from pbjdesa.web.kecamatan import board as boards
from pbjdesa.web.kecamatan.board import VillageRow
from pbjdesa.web.kecamatan.reviews import waiting_for
from pbjdesa.web.paging import paged_list

LOOKERS = (CAMAT.slug, PENDAMPING.slug, INSPEKTORAT.slug, ADMIN_KABUPATEN.slug)


def desa_or_404(request: PageRequest, code: str) -> Desa:
    """A village that this person watches."""
    scope = request.actor.scope
    found = (
        Desa.objects.select_related("kab", "kecamatan")
        .filter(kab_id=scope.kab_id, code=code, retired_at__isnull=True)
        .first()
    )
    if found is None or scope.kecamatan_id not in {None, found.kecamatan_id}:
        raise Http404
    return found


@open_to(*LOOKERS)
def board(request: PageRequest) -> HttpResponse:
    """The villages of a kecamatan, those that need help first; or all kecamatan to choose from."""
    year = clock.today(request.actor.kab.zone).year
    kecamatan = _kecamatan(request)
    if kecamatan is None:
        rows = boards.kecamatan_rows(request.actor, year)
        return render(request, "kecamatan/kabupaten.html", {"rows": rows, "year": year})
    villages = boards.village_rows(request.actor, kecamatan, year)
    return render(
        request,
        "kecamatan/board.html",
        {
            "kecamatan": kecamatan,
            "rows": [_village(row) for row in villages],
            "tasks": waiting_for(request.actor),
            "year": year,
            "back_url": reverse("watch-board") if request.actor.scope.kecamatan_id is None else "",
        },
    )


def _kecamatan(request: PageRequest) -> Kecamatan | None:
    """The person's own kecamatan; people of the kabupaten choose one by its code."""
    known = Kecamatan.objects.select_related("kab").filter(kab_id=request.actor.kab.pk)
    own = request.actor.scope.kecamatan_id
    if own is not None:
        return known.get(pk=own)
    wanted = request.GET.get("kecamatan", "")
    if not wanted:
        return None
    found = known.filter(code=wanted[:8]).first()
    if found is None:
        raise Http404
    return found


def _village(row: VillageRow) -> dict[str, Any]:
    facts = [
        (row.late, "terlambat", "bad"),
        (row.returned, "dikembalikan", "warn"),
        (row.waiting, "lama menunggu", "warn"),
        (row.flagged, "perlu dilihat", "wait"),
    ]
    return {
        "name": row.desa.name,
        "url": reverse("watch-desa", args=[row.desa.code]),
        "chips": [
            *_plan_chips(row.has_budget, row.plan is not None),
            *({"text": f"{count} {word}", "kind": kind} for count, word, kind in facts if count),
        ],
        "running": row.running,
        "done": row.done,
    }


def _plan_chips(budget: bool, announced: bool) -> list[dict[str, str]]:
    if announced:
        return []
    if budget:
        return [{"text": "rencana belum diumumkan", "kind": "warn"}]
    return [{"text": "anggaran belum ada", "kind": "bad"}]


@open_to(*LOOKERS)
def desa(request: PageRequest, code: str) -> HttpResponse:
    """One village: its purchases, what stands out, and what coaches have said."""
    village = desa_or_404(request, code)
    year = clock.today(village.zone).year
    purchases = boards.purchases_of(request.actor, [village], year)
    flags = flags_of(request.actor, purchases)
    rows = sorted((_purchase(request, one, flags) for one in purchases), key=lambda r: -r["urgent"])
    shown, pages = paged_list(request, rows)
    plan = current_plan(village, year)
    return render(
        request,
        "kecamatan/desa.html",
        {
            "village": village,
            "year": year,
            "plan": plan,
            "chips": _plan_chips(has_budget(village, year), plan is not None),
            "rows": shown,
            "page": pages,
            "signals": _signals(purchases, flags),
            "notes": notes_for(village),
            "zone": village.zone,
            "may_note": PENDAMPING.slug in request.actor.offices,
            "kades": _kades(request, village),
            "back_url": _board_of(request, village),
        },
    )


def _kades(request: PageRequest, village: Desa) -> Appointment | None:
    """The kepala desa, for the camat who may write down who acts in the office."""
    if CAMAT.slug not in request.actor.offices:
        return None
    return next(iter(holders(village, KEPALA_DESA.slug, clock.today(village.zone))), None)


def _board_of(request: PageRequest, village: Desa) -> str:
    address = reverse("watch-board")
    if request.actor.scope.kecamatan_id is not None:
        return address
    return f"{address}?kecamatan={village.kecamatan.code}"


def _purchase(
    request: PageRequest, purchase: Purchase, flags: dict[int, tuple[Raised, ...]]
) -> dict[str, Any]:
    late = boards.is_late(purchase, clock.today(request.actor.kab.zone))
    returned, waiting = boards.is_returned(purchase), boards.waits_long(purchase)
    flagged = purchase.pk in flags
    may_open = bool(request.actor.offices & WATCHERS)
    state = state_of(purchase)
    return {
        "title": purchase.title,
        "url": reverse("purchase-detail", args=[purchase.pk]) if may_open else "",
        "status": state.label,
        "kind": state.chip,
        "value": purchase.value or None,
        "late_since": purchase.needed_by if late else None,
        "returned": returned and purchase.state != "returned",
        "changed_at": purchase.changed_at if waiting else None,
        "flagged": flagged,
        "urgent": 4 * late + 3 * returned + 2 * waiting + flagged,
    }


def _signals(
    purchases: list[Purchase], flags: dict[int, tuple[Raised, ...]]
) -> list[dict[str, Any]]:
    """What the red flags saw: one entry a flag, each sentence with the purchases it is about."""
    seen: dict[RedFlag, dict[str, list[str]]] = {}
    for purchase in purchases:
        for one in flags.get(purchase.pk, ()):
            seen.setdefault(one.flag, {}).setdefault(one.sentence, []).append(purchase.title)
    return [
        {"flag": flag, "seen": [{"sentence": said, "titles": rows} for said, rows in found.items()]}
        for flag, found in seen.items()
    ]
