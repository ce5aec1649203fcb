"""An offer on paper, typed from the opened letter by two people (the second one compares)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import parse_rupiah, volume
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Offer, Purchase, PurchaseItem, Tender
from pbjdesa.procurement.operations import OfferContent
from pbjdesa.procurement.operations.awarding import STATEMENT
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.regulations.words import WORDS
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.request import of_round, typed_days
from pbjdesa.web.forms import Form, plain_text
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash


@open_to(*DESA_OFFICES)
def type_offer(request: PageRequest, pk: int, offer: int) -> HttpResponse:
    """Type what the letter says; what the first person typed is not shown to the second."""

    @of_round("opened", "record_evaluation")
    def typing(
        request: PageRequest, purchase: Purchase, tender: Tender, by: Appointment
    ) -> HttpResponse:
        found = next((one for one in queries.opened_offers(tender) if one.pk == offer), None)
        if found is None or found.channel != OfferChannel.PAPER or found.confirmed_by_id:
            raise Http404
        return _page(request, purchase, found, by)

    answer: HttpResponse = typing(request, pk)
    return answer


def _page(request: PageRequest, purchase: Purchase, offer: Offer, by: Appointment) -> HttpResponse:
    problems = Problems()
    form = Form(request, problems)
    items = queries.items_of(purchase)
    wanted = queries.method_rules(purchase).supplier_papers.value
    if request.method == "POST":
        content = _content(form, items, wanted)
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _save(request, by, purchase, offer, content))
    context = {
        "purchase": purchase,
        "supplier": offer.invitee.supplier,
        "second": offer.typed_by_id is not None and offer.typed_by_id != by.pk,
        "items": [_item(form, item) for item in items],
        "work_days": form.raw("work_days"),
        "valid_days": form.raw("valid_days"),
        "paper_choices": [(paper, _named(paper)) for paper in _papers(wanted)],
        "ticked": form.chosen("papers"),
        "back_url": reverse("purchase-step", args=[purchase.pk, "evaluasi"]),
    }
    return page(request, "desa/paper_offer.html", context, problems)


def _papers(wanted: tuple[str, ...]) -> list[str]:
    """The papers to tick; the statement of true facts is always among them."""
    return [STATEMENT, *(paper for paper in wanted if paper != STATEMENT)]


def _named(paper: str) -> str:
    name = WORDS.get(paper, paper)
    return name[:1].upper() + name[1:]


def _item(form: Form, item: PurchaseItem) -> dict[str, Any]:
    name = f"price_{item.pk}"
    return {
        "name": name,
        "label": f"{item.description}, harga satu {item.unit}",
        "hint": f"{volume(item.volume)} {item.unit}",
        "value": form.raw(name),
    }


def _content(form: Form, items: list[PurchaseItem], wanted: tuple[str, ...]) -> OfferContent:
    return OfferContent(
        {item.pk: optional_rupiah(form, f"price_{item.pk}") for item in items},
        work_days=_days(form, "work_days", "Tulis berapa hari barang diantar, contoh 7."),
        valid_days=_days(form, "valid_days", "Tulis berapa hari berlaku, contoh 30."),
        statement=STATEMENT in form.chosen("papers"),
        papers=tuple(paper for paper in wanted if paper in form.chosen("papers")),
    )


def _days(form: Form, name: str, needed: str) -> int:
    """A number of days; 0 where the letter says none."""
    return typed_days(form, name, needed) if plain_text(form.raw(name)) else 0


def optional_rupiah(form: Form, name: str) -> int | None:
    """An amount that may be left out."""
    text = plain_text(form.raw(name))
    if not text:
        return None
    try:
        return parse_rupiah(text)
    except Refused as refusal:
        form.problems.add(refusal.reasons[0], name)
        return None


def _save(
    request: PageRequest, by: Appointment, purchase: Purchase, offer: Offer, content: OfferContent
) -> str:
    typed = operations.type_paper_offer(by=by, offer=offer, content=content)
    done = typed.confirmed_by_id is not None
    flash(
        request,
        "Dua ketikan sama. Penawaran ini ikut dibandingkan."
        if done
        else "Ketikan pertama tersimpan. Minta orang lain mengetik sekali lagi.",
    )
    return reverse("purchase-step", args=[purchase.pk, "evaluasi"])
