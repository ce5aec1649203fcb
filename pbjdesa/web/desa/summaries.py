"""The short lists that people read before they act."""

from typing import Any

from django.urls import reverse

from pbjdesa.contracts.queries import contract_of
from pbjdesa.documents.models import Attachment, Document, Dossier
from pbjdesa.documents.queries import papers_of, signed_photos
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah, terbilang, volume
from pbjdesa.kernel.words import say
from pbjdesa.kernel.workflow import Move, State
from pbjdesa.payments.models import TaxLine
from pbjdesa.payments.queries import request_of, taxes_of
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.queries import confirmed_rules
from pbjdesa.regulations.rules import method_for
from pbjdesa.regulations.terms import method_terms
from pbjdesa.regulations.titles import officials_words
from pbjdesa.web.forms import Form, near_days, typed_parts

Row = dict[str, Any]


def what(purchase: Purchase) -> str:
    """10 rim Kertas HVS; 2 unit Printer."""
    items = queries.items_of(purchase)
    shown = "; ".join(f"{volume(i.volume)} {i.unit} {i.description}" for i in items[:3])
    return f"{shown}; dan {len(items) - 3} lainnya" if len(items) > 3 else shown


def short(purchase: Purchase) -> list[Row]:
    """What, from whom, how much."""
    rows = [{"label": "Yang dibeli", "value": what(purchase)}]
    if purchase.supplier is not None:
        rows.append({"label": "Toko", "value": purchase.supplier.name})
    if purchase.value:
        rows.append({"label": "Jumlah uang", "value": rupiah(purchase.value)})
    elif purchase.hps:
        rows.append({"label": "Perkiraan harga (HPS)", "value": rupiah(purchase.hps)})
    return rows


def with_budget(purchase: Purchase) -> list[Row]:
    """What people read before most steps: what, from whom, how much, from which activity (A021)."""
    return [*short(purchase), {"label": "Dari anggaran", "value": purchase.activity.name}]


def answers(purchase: Purchase) -> list[Row]:
    """What was answered in a draft that chooses its shop, each to change."""
    shop = {
        "label": "Toko",
        "value": purchase.supplier.name if purchase.supplier else "Belum dipilih",
        "url": reverse("draft-supplier", args=[purchase.pk]),
    }
    first, last = _what_and_when(purchase, "Jumlah uang", purchase.value)
    return [*first, shop, last, *_why_supplier(purchase)]


def estimate_answers(purchase: Purchase) -> list[Row]:
    """What was answered in a draft whose suppliers are asked later, each to change."""
    first, last = _what_and_when(purchase, "Perkiraan harga (HPS)", purchase.hps)
    return [*first, last, *_why_supplier(purchase)]


def _why_supplier(purchase: Purchase) -> list[Row]:
    """Why not swakelola, where the rules ask for it (R-04)."""
    if not queries.rules_for(purchase).procedure.swakelola_reason_required.value:
        return []
    return [
        {
            "label": "Alasan tidak swakelola",
            "value": purchase.get_supplier_reason_display() or "Belum dipilih",
            "url": reverse("draft-reason", args=[purchase.pk]),
        }
    ]


def _what_and_when(purchase: Purchase, label: str, amount: int) -> tuple[list[Row], Row]:
    key = [purchase.pk]
    due = purchase.needed_by
    first: list[Row] = [
        {"label": "Kegiatan", "value": purchase.activity.name},
        {
            "label": "Yang dibeli",
            "value": what(purchase),
            "url": reverse("draft-items", args=key),
        },
        {
            "label": label,
            "value": rupiah(amount),
            "note": f"{terbilang(amount)} rupiah",
            "url": reverse("draft-prices", args=key),
        },
    ]
    last: Row = {
        "label": "Paling lambat",
        "value": clock.long_date(due) if due else "Belum diisi",
        "note": purchase.place,
        "url": reverse("draft-delivery", args=key),
    }
    return first, last


def way_rows(purchase: Purchase, ways: list[Move]) -> list[Row]:
    """Ways back and out, each with what happens next."""
    rows = []
    for move in ways:
        words = queries.step_of(purchase, move)
        url = reverse("purchase-step", args=[purchase.pk, words.slug])
        rows.append({"label": move.label, "hint": words.then, "url": url})
    return rows


def waits_for(purchase: Purchase, state: State) -> str:
    """Who has to act now, as the kabupaten calls them and as its rules name them (A107)."""
    outline = queries.outline_of(purchase)
    for move in queries.method_of(purchase).moves:
        if move.forward and state.code in move.source and move.applies(outline):
            offices = queries.actors_of(purchase, move)
            return officials_words(queries.rules_for(purchase), offices)
    return state.waits_for


def method_box(purchase: Purchase, *, whole: bool = True) -> Row | None:
    """Which method the rules name, why, and how sure the rule is, or who confirmed it (A001); with
    what the method asks of people only where it is still decided (`whole`)."""
    items = queries.items_of(purchase)
    value = queries.deciding_value(purchase, items)
    if not value:
        return None
    rules = confirmed_rules(purchase.rule_set, purchase.kab.code)
    choice = method_for(rules, value, purchase.category)
    goods = [item.description for item in items]
    return {
        "name": choice.label,
        "reason": choice.reason,
        "article": choice.citation,
        "instrument": purchase.rule_set.title,
        "confirmed": choice.confirmed,
        "status": choice.band.label if choice.confirmed else "",
        "terms": method_terms(rules, choice.method, value, goods) if whole else (),
    }


def paper_rows(dossier: Dossier) -> list[Row]:
    """The papers in force, each to open, with the photos of those that were signed by hand."""
    signed, letters = signed_photos(dossier), queries.letters_in(dossier)
    return [
        paper_row(paper, signed.get(paper.pk), letters.get(paper.pk, ""))
        for paper in papers_of(dossier)
    ]


def paper_row(paper: Document, signed: Attachment | None = None, to: str = "") -> Row:
    """One paper, to whom it goes, and the photo of it with its signatures."""
    return {
        "title": f"{paper.title}, {to}" if to else paper.title,
        "number": paper.number,
        "url": reverse("paper", args=[paper.pk]),
        "read_url": reverse("paper-read", args=[paper.pk]),
        "status": "Foto bertanda tangan ada" if signed else "Sudah jadi",
        "kind": "good",
        "signed_url": reverse("photo", args=[signed.pk]) if signed else "",
    }


def photo_links(photos: list[Attachment]) -> list[Row]:
    """Photos, each to open."""
    return [
        {"label": photo.caption or f"Foto {number}", "url": reverse("photo", args=[photo.pk])}
        for number, photo in enumerate(photos, 1)
    ]


def tax_rows(purchase: Purchase, form: Form | None = None) -> list[Row]:
    """The withheld taxes with the rule of each, and what is typed as their proof."""
    return [row for row in every_tax(purchase, form) if row["amount"]]


def every_tax(purchase: Purchase, form: Form | None = None) -> list[Row]:
    """The same with those that somebody corrected to nothing."""
    contract = contract_of(purchase)
    request = request_of(contract) if contract else None
    if request is None:
        return []
    today = clock.today(purchase.desa.zone)
    return [_tax_row(tax, form, near_days(today)[:1]) for tax in taxes_of(request)]


def _tax_row(tax: TaxLine, form: Form | None, quick: list[Row]) -> Row:
    ntpn, date = f"ntpn_{tax.pk}", f"date_{tax.pk}"
    return {
        "pk": tax.pk,
        "amount": tax.amount,
        "label": tax.label,
        "value": rupiah(tax.amount),
        "note": _tax_note(tax),
        "ntpn": tax.ntpn,
        "ntpn_name": ntpn,
        "ntpn_value": form.raw(ntpn) if form else "",
        "date_name": date,
        "date_value": (form.raw(date) if form else "") or quick[0]["value"],
        "quick": quick,
        "parts": typed_parts(form, date),
    }


def _tax_note(tax: TaxLine) -> str:
    """The rule and its base; of a corrected tax also why it is another sum."""
    by_rule = f"{tax.rate} × {rupiah(tax.base)}. {tax.rule}"
    if tax.amount == tax.computed:
        return by_rule
    words = "Dibetulkan: {reason}. Menurut aturan {computed}: {rule}"
    reason = tax.reason.rstrip(". ")
    return say(words, reason=reason, computed=rupiah(tax.computed), rule=by_rule)
