"""One supplier who was asked: the link to share, the code to give apart, the envelope."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Purchase, Tender
from pbjdesa.procurement.paperwork import offer_address
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, moved_on, purchase_or_404
from pbjdesa.web.desa.steps.asking import closing_words, is_closed, standing
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash


@open_to(*DESA_OFFICES)
def show(request: PageRequest, pk: int, invitee: int) -> HttpResponse:
    """Share the link, read out the code, make another one, or take in an envelope."""
    purchase = purchase_or_404(request, pk)
    tender = queries.tender_of(purchase) if queries.asks_for_offers(purchase) else None
    if tender is None:
        raise Http404
    move = queries.move_named(purchase, "send_request")
    by = acting(request, queries.actors_of(purchase, move), purchase.activity.code)
    asked = next((one for one in queries.invitees_of(tender) if one.pk == invitee), None)
    if asked is None:
        raise Http404
    if purchase.state != "inviting":
        return moved_on(request, purchase)
    problems = Problems()
    if request.method == "POST":
        do = Form(request, problems).choice("do", _DEEDS, "Pilih satu tombol.")
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _act(request, by, purchase, asked, do))
    offer = queries.living_offer(asked)
    status, kind = standing(asked, offer)
    context = {
        "purchase": purchase,
        "invitee": asked,
        "supplier": asked.supplier,
        "status": status,
        "kind": kind,
        "closing": closing_words(tender),
        "closed": is_closed(tender),
        "share_url": share_address(purchase, tender, asked),
        "door_url": offer_address(queries.link_of(asked)),
        "paper_url": reverse("paper", args=[asked.letter_id]) if asked.letter_id else "",
        "code": queries.code_of(asked),
        "offered": offer is not None,
        "back_url": reverse("purchase-step", args=[purchase.pk, "buka"]),
    }
    return page(request, "desa/invitation.html", context, problems)


_DEEDS = {"kode": "Buat kode baru", "amplop": "Amplop sudah saya terima"}


def _act(
    request: PageRequest, by: Appointment, purchase: Purchase, invitee: Invitee, do: str
) -> str:
    if do == "kode":
        operations.new_code(by=by, invitee=invitee)
        flash(request, "Kode baru sudah jadi. Kode lama tidak berlaku.")
    else:
        operations.take_envelope(by=by, invitee=invitee)
        flash(request, "Amplop tercatat. Simpan tertutup sampai waktu buka.")
    return reverse("request-invitee", args=[purchase.pk, invitee.pk])


def share_address(purchase: Purchase, tender: Tender, invitee: Invitee) -> str:
    """The address that opens WhatsApp with a message ready to send; the code is not in it."""
    text = say(
        "Yth. {name}. Desa {desa} mengundang Anda menawar {title}. {closing}. "
        "Isi penawaran di {address} . Kodenya kami beri lewat telepon.",
        name=invitee.supplier.name,
        desa=purchase.desa.name,
        title=purchase.title,
        closing=closing_words(tender),
        address=offer_address(queries.link_of(invitee)),
    )
    return f"https://wa.me/{phone_digits(invitee.supplier.phone)}?text={quote(text)}"


def phone_digits(phone: str) -> str:
    """0812-3456 as 628123456, the way WhatsApp wants it; "" lets the person pick the contact."""
    digits = "".join(filter(str.isdecimal, phone))
    return f"62{digits[1:]}" if digits.startswith("0") else digits
