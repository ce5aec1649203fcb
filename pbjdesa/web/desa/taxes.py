"""The treasurer's taxes: what is still to deposit and by when, and the printed helper book."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.payments.books import BookEntry, Standing, TaxBook, Withheld, by_urgency, tax_book
from pbjdesa.payments.queries import withheld_by, years_paid
from pbjdesa.people.offices import DESA_OFFICES, KAUR_KEUANGAN, KEPALA_DESA
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.books import asked_year, book_pdf
from pbjdesa.web.desa.lookup import own_desa
from pbjdesa.web.http import PageRequest
from pbjdesa.web.paging import paged_list

BOOK = "buku_pajak"
CHIPS = {
    Standing.OPEN: ("Belum disetor", "warn"),
    Standing.LATE: ("Terlambat disetor", "bad"),
    Standing.DEPOSITED: ("Sudah disetor", "good"),
    Standing.NOTHING: ("Tidak dipotong", ""),
}


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """The taxes of a year: what is to deposit first, then what was (A018)."""
    desa = own_desa(request)
    today = clock.today(desa.zone)
    year = asked_year(request, today)
    taxes = by_urgency(withheld_by(desa, year))
    still = [tax for tax in taxes if tax.open]
    shown, pages = paged_list(request, taxes)
    context = {
        "rows": [_row(tax, today) for tax in shown],
        "still": sum(tax.amount for tax in still),
        "due_on": still[0].due_on if still else None,
        "late": bool(still) and still[0].standing(today) == Standing.LATE,
        "year": year,
        "years": sorted({*years_paid(desa), year, today.year}, reverse=True),
        "page": pages,
        "query": f"&tahun={year}",
        "back_url": reverse("file-list"),
    }
    return render(request, "desa/taxes.html", context)


def _row(tax: Withheld, today: date) -> dict[str, Any]:
    words, chip = CHIPS[tax.standing(today)]
    return {
        "label": tax.label,
        "amount": tax.amount,
        "about": tax.about,
        "supplier": tax.supplier,
        "due_on": tax.due_on if tax.open else None,
        "deposited_on": tax.deposited_on,
        "ntpn": tax.ntpn,
        "reason": tax.reason,
        "words": words,
        "chip": chip,
        "url": reverse("purchase-detail", args=[tax.purchase_id]),
    }


@open_to(*DESA_OFFICES)
def printed(request: PageRequest) -> HttpResponse:
    """The helper book of a year on paper."""
    desa = own_desa(request)
    today = clock.today(desa.zone)
    year = asked_year(request, today)
    data = _book_data(tax_book(year, withheld_by(desa, year)))
    signers = (KAUR_KEUANGAN.slug, KEPALA_DESA.slug)
    return book_pdf(desa, BOOK, data, today=today, signers=signers, name=f"buku-pajak-{year}")


def _book_data(book: TaxBook) -> dict[str, Any]:
    return {
        "year": book.year,
        "opening": book.opening,
        "entries": [_line(entry) for entry in book.entries],
        "withheld_total": book.withheld,
        "deposited_total": book.deposited,
        "closing": book.closing,
    }


def _line(entry: BookEntry) -> dict[str, Any]:
    tax = entry.tax
    words = "Setor {label}: {about}, {supplier}"
    if entry.withheld:
        words = "Potong {label}: {about}, {supplier}"
    return {
        "dated": entry.day.isoformat(),
        "about": say(words, label=tax.label, about=tax.about, supplier=tax.supplier),
        "proof": tax.ntpn if entry.deposited else "",
        "withheld": entry.withheld,
        "deposited": entry.deposited,
        "balance": entry.balance,
    }
