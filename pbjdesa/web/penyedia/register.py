"""The register: everybody in it, nearest first, and one supplier."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.suppliers import queries
from pbjdesa.suppliers.models import Rating, Sanction, Supplier
from pbjdesa.suppliers.queries import Found
from pbjdesa.suppliers.rules.likeness import bank_digits
from pbjdesa.suppliers.states import SupplierStatus
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.web.access import open_to
from pbjdesa.web.http import PageRequest
from pbjdesa.web.paging import paged_list
from pbjdesa.web.penyedia import content
from pbjdesa.web.penyedia.people import (
    READERS,
    keeper_of,
    owner_of,
    supplier_or_404,
    writer_of,
)

Row = dict[str, Any]


@open_to(*READERS)
def listing(request: PageRequest) -> HttpResponse:
    """Search by goods or name (A054); a fixed number of queries whatever the register's length."""
    owner, text = owner_of(request), request.GET.get("cari", "").strip()[:60]
    waiting = request.GET.get("lihat") == "menunggu"
    status = SupplierStatus.WAITING if waiting else SupplierStatus.ACCEPTED
    found = queries.search(owner, text, status=status)
    shown, pages = paged_list(request, found)
    return render(
        request,
        "penyedia/list.html",
        {
            "suppliers": rows_of(owner, shown),
            "page": pages,
            "query": f"&cari={text}" + ("&lihat=menunggu" if waiting else ""),
            "searched": text,
            "waiting_only": waiting,
            "waiting": queries.waiting_count(owner),
            "may_write": writer_of(request) is not None,
            "may_add": writer_of(request) is not None and isinstance(owner, Desa),
            "back_url": reverse("purchase-list") if request.actor.desa else reverse("watch-board"),
        },
    )


def rows_of(owner: Desa | Kabupaten, shown: list[Found]) -> list[Row]:
    """What the list says of each supplier; three queries."""
    pks = [one.pk for one in shown]
    zone = owner.zone
    by_pk = {row.pk: row for row in queries.register_of(owner).filter(pk__in=pks)}
    punished = queries.sanctioned_on(owner, pks, clock.today(zone))
    counts = queries.rating_counts(owner, pks)
    return [
        {
            "name": row.name,
            "url": reverse("supplier-detail", args=[row.pk]),
            "goods": row.goods,
            "place": content.place_words(row),
            "distance": content.distance_words(one),
            "rating": content.rating_words(counts.get(row.pk)),
            "waits": row.status == SupplierStatus.WAITING,
            "sanction": punished.get(row.pk),
        }
        for one in shown
        if (row := by_pk.get(one.pk)) is not None
    ]


@open_to(*READERS)
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """One supplier: who, what, where, sanctions and ratings, and what may be done."""
    supplier = supplier_or_404(request, pk)
    day = clock.today(supplier.kab.zone)
    keeps = keeper_of(request, supplier) is not None
    ratings = list(queries.ratings_of(supplier)[:10])
    return render(
        request,
        "penyedia/detail.html",
        {
            "supplier": supplier,
            "facts": facts(supplier, keeps=keeps),
            "waits": supplier.status == SupplierStatus.WAITING,
            "declined": supplier.status == SupplierStatus.DECLINED,
            "against": queries.sentences_against(supplier, day),
            "change": queries.bank_change_of(supplier),
            "keeps": keeps,
            "may_write": writer_of(request) is not None,
            "is_admin": ADMIN_KABUPATEN.slug in request.actor.offices,
            "sanctions": [_sanction(row) for row in queries.sanctions_of(supplier)],
            "ratings": [rating_row(row) for row in ratings],
            "back_url": reverse("supplier-list"),
            "zone": supplier.kab.zone,
        },
    )


def facts(supplier: Supplier, *, keeps: bool) -> list[Row]:
    """What is known; of secrets only that they are there, and the end of the account number."""
    digits = bank_digits(queries.bank_of(supplier))
    bank = f"berakhir {digits[-4:]}" if keeps and digits else ("Ada" if digits else "Belum ada")
    rows = [
        ("Pemilik", supplier.owner_name),
        ("Barang atau jasa", supplier.goods or "Belum diisi"),
        ("Tempat usaha", content.place_words(supplier) or "Di luar kabupaten"),
        ("Alamat", supplier.address),
        ("Telepon", supplier.phone or "Belum ada"),
        ("Bentuk usaha", supplier.get_entity_type_display()),
        ("NIB", supplier.nib or "Belum ada"),
        ("NPWP", "Ada" if supplier.has_npwp else "Belum ada"),
        ("Rekening", bank),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _sanction(row: Sanction) -> Row:
    return {
        "days": f"{clock.short_date(row.from_date)} sampai {clock.short_date(row.until_date)}",
        "reason": row.reason,
        "decree": row.decree,
        "lifted": f"{clock.short_date(row.free_from)}: {row.lifted_note}" if row.free_from else "",
        "lift_url": "" if row.free_from else reverse("sanction-lift", args=[row.pk]),
    }


def rating_row(row: Rating) -> Row:
    """One rating in words, with the supplier's answer."""
    return {
        "pk": row.pk,
        "title": row.title,
        "village": f"Desa {row.desa.name}",
        "on": clock.short_date(clock.in_zone(row.rated_at, row.desa.zone).date()),
        "grades": (
            f"Waktu: {row.get_on_time_display()}. Jumlah: {row.get_quantity_display()}. "
            f"Mutu: {row.get_quality_display()}."
        ),
        "sentence": row.sentence,
        "reply": row.reply,
    }
