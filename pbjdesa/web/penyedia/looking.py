"""Looking at what somebody else wrote: a registration, a new bank account; and giving the link."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel.errors import Conflict
from pbjdesa.kernel.secrets import unseal
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import by_ids
from pbjdesa.suppliers import operations, queries
from pbjdesa.suppliers.models import BankChange, Supplier
from pbjdesa.suppliers.states import SupplierStatus
from pbjdesa.web.access import open_to
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.penyedia import register
from pbjdesa.web.penyedia.people import WRITERS, keeper, supplier_or_404, writer
from pbjdesa.web.sessions import flash


@open_to(*WRITERS)
def review(request: PageRequest, pk: int) -> HttpResponse:
    """Take in whoever registered itself, or send it away with a reason (A052)."""
    supplier, by = supplier_or_404(request, pk), writer(request)
    problems = Problems()
    back = reverse("supplier-detail", args=[supplier.pk])
    if request.method == "POST":
        form = Form(request, problems)
        declines = form.raw("answer") == "tolak"
        note = form.text("note", most=300)

        def work() -> str:
            if declines:
                operations.decline_supplier(by=by, supplier=supplier, note=note)
                flash(request, "Pendaftaran ditolak. Alasannya terbaca oleh pemilik.")
            else:
                operations.accept_supplier(by=by, supplier=supplier)
                flash(request, "Penyedia diterima. Sekarang bisa diundang dan dipilih.")
            return back

        with problems.catching():
            return act_once(request, work)
    elif supplier.status != SupplierStatus.WAITING:
        raise Conflict("Pendaftaran ini sudah diperiksa orang lain. Buka lagi halamannya.")
    context = {
        "supplier": supplier,
        "facts": [
            *register.facts(supplier, keeps=False)[:-2],
            {"label": "NPWP", "value": queries.npwp_of(supplier) or "Belum ada"},
            {"label": "Rekening", "value": queries.bank_of(supplier) or "Belum ada"},
        ],
        "note": request.POST.get("note", ""),
        "back_url": back,
    }
    return page(request, "penyedia/review.html", context, problems)


@open_to(*WRITERS)
def bank(request: PageRequest, pk: int) -> HttpResponse:
    """Propose another account; where one waits, a second person confirms it with the PIN."""
    supplier = supplier_or_404(request, pk)
    by = keeper(request, supplier)
    change = queries.bank_change_of(supplier)
    problems = Problems()
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        with problems.catching():
            if answer in {"benar", "salah"}:
                return _decide(request, by, supplier, change, right=answer == "benar")
            typed = Form(request, problems).text("bank", most=120, needed="Isi rekening barunya.")
            if not problems:
                return act_once(request, lambda: _propose(request, by, supplier, typed))
    mine = change is not None and change.proposed_key == by.person.key
    context = {
        "supplier": supplier,
        "now": queries.bank_of(supplier) or "Belum ada",
        "change": change,
        "wanted": unseal("bank", change.bank_sealed) if change else "",
        "proposer": _proposer(supplier, change),
        "decides": change is not None and not mine,
        "proposes": change is None or mine,
        "typed": request.POST.get("bank", ""),
        "back_url": reverse("supplier-detail", args=[supplier.pk]),
    }
    return page(request, "penyedia/bank.html", context, problems)


def _propose(request: PageRequest, by: Appointment, supplier: Supplier, typed: str) -> str:
    operations.change_bank(by=by, supplier=supplier, bank=typed)
    flash(request, "Menunggu orang kedua. Sampai itu rekening lama yang dipakai.")
    return reverse("supplier-detail", args=[supplier.pk])


def _decide(
    request: PageRequest,
    by: Appointment,
    supplier: Supplier,
    change: BankChange | None,
    *,
    right: bool,
) -> HttpResponse:
    require_pin(request)

    def work() -> str:
        if change is None:
            raise Conflict("Perubahan rekening ini sudah diperiksa. Buka lagi halamannya.")
        if right:
            operations.confirm_bank(by=by, change=change)
            flash(request, "Rekening baru sekarang dipakai.")
        else:
            operations.decline_bank(by=by, change=change)
            flash(request, "Perubahan ditolak. Rekening lama tetap dipakai.")
        return reverse("supplier-detail", args=[supplier.pk])

    return act_once(request, work)


def _proposer(supplier: Supplier, change: BankChange | None) -> str:
    if change is None:
        return ""
    found = by_ids(supplier.kab, [change.proposed_by_id]).get(change.proposed_by_id)
    return f"{found.person.name}, {found.full_title}" if found else ""


@open_to(*WRITERS)
def link(request: PageRequest, pk: int) -> HttpResponse:
    """Make a fresh code for the supplier's own page, to be told apart from the link."""
    supplier = supplier_or_404(request, pk)
    by = keeper(request, supplier)
    if supplier.status == SupplierStatus.DECLINED:
        raise Http404
    problems = Problems()
    if request.method == "POST":

        def work() -> str:
            door = operations.make_door(by=by, supplier=supplier)
            code = f"{door.code[:3]} {door.code[3:]}"
            flash(request, say("Kode baru: {code}. Catat sekarang, tidak tampil lagi.", code=code))
            return reverse("supplier-link", args=[supplier.pk])

        with problems.catching():
            return act_once(request, work)
    token = queries.token_of(supplier)
    address = request.build_absolute_uri(reverse("supplier-own", args=[token])) if token else ""
    context = {
        "supplier": supplier,
        "address": address,
        "back_url": reverse("supplier-detail", args=[supplier.pk]),
    }
    return page(request, "penyedia/link.html", context, problems)
