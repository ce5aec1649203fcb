"""The ways back: return work with a note, cancel an order, discard a draft."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.contracts.operations import cancel_order
from pbjdesa.delivery.operations import return_handover
from pbjdesa.payments.operations import return_request
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import discard
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.lookup import moved_on, purchase_or_404
from pbjdesa.web.desa.steps import done
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page


@open_to(*DESA_OFFICES)
def send_back(request: PageRequest, pk: int) -> HttpResponse:
    """Send work back, cancel an order or discard a draft: always with a reason, except a draft."""
    purchase = purchase_or_404(request, pk)
    back = _BACK.get(purchase.state)
    moves = {move.name: move for move in queries.open_moves_for(request.actor, purchase)}
    move = next((moves[name] for name in back.moves if name in moves), None) if back else None
    if back is None or move is None:
        return moved_on(request, purchase)
    by = request.actor.acting_as(move.actor, purchase.activity.code)
    if by is None:
        raise Http404
    office: Appointment = by
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        note = form.text("note", most=500, needed=back.needed)
        if not problems:
            with problems.catching():
                return act_once(
                    request,
                    lambda: done(request, purchase, lambda: back.run(office, purchase, note)),
                )
    context = {
        "purchase": purchase,
        "back": back,
        "note": form.raw("note"),
        "rows": summaries.short(purchase),
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return page(request, "desa/send_back.html", context, problems)


class Back:
    """One way back: the words of its page and the operation behind it."""

    def __init__(
        self,
        heading: str,
        button: str,
        needed: str,
        sentence: str,
        moves: tuple[str, ...],
        operation: Callable[..., Any],
    ) -> None:
        self.heading, self.button, self.needed = heading, button, needed
        self.moves = moves
        self._sentence, self._operation = sentence, operation

    def run(self, by: Appointment, purchase: Purchase, note: str) -> str:
        """Do it; answers the sentence to show."""
        if self.needed:
            self._operation(by=by, purchase=purchase, note=note)
        else:
            self._operation(by=by, purchase=purchase)
        return self._sentence


_RETURN = Back(
    "Kembalikan permintaan bayar",
    "Kembalikan",
    "Tulis apa yang perlu diperbaiki.",
    "Sudah dikembalikan dengan catatan Anda.",
    ("return_request", "reject_request", "return_payment"),
    return_request,
)
_BACK = {
    "draft": Back(
        "Hapus rancangan ini",
        "Hapus rancangan",
        "",
        "Rancangan sudah dihapus.",
        ("discard",),
        discard,
    ),
    "ordered": Back(
        "Batalkan pesanan",
        "Batalkan pesanan",
        "Tulis alasannya, contoh toko tutup.",
        "Pesanan dibatalkan. Anggarannya bisa dipakai lagi.",
        ("cancel_order",),
        cancel_order,
    ),
    "received": Back(
        "Kembalikan hasil belanja",
        "Kembalikan",
        "Tulis apa yang kurang, contoh kurang 2 sak.",
        "Sudah dikembalikan. Barangnya diperiksa lagi.",
        ("return_handover",),
        return_handover,
    ),
    "requested": _RETURN,
    "verified": _RETURN,
    "approved": _RETURN,
}
