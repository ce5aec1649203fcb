"""A photo of any signed paper: its QR or its typed code files it where it belongs (A022).

The photo comes first. What cannot be filed at once (no code read, another package, a blank form)
keeps the photo and asks the one thing that is missing; nothing has to be photographed twice.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents import files
from pbjdesa.documents.models import Attachment, Document, StoredFile
from pbjdesa.documents.operations import file_signed, keep_photo
from pbjdesa.documents.queries import SIGNED
from pbjdesa.documents.reading import read_codes
from pbjdesa.documents.registry import PAPERS
from pbjdesa.documents.signed import pages_signed
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import BPD, DESA_OFFICES
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import number_asked, own_desa, purchase_or_404
from pbjdesa.web.desa.paper_named import (
    ELSEWHERE,
    LONGEST_TYPED,
    UNREAD,
    Named,
    called,
    introduced,
    is_ours,
    named,
    purchase_of,
)
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page

FILERS = DESA_OFFICES - {BPD.slug}
"""Whoever works on purchases may file what was signed; the BPD only looks."""


@dataclass(frozen=True)
class Expected:
    """What somebody came to photograph: a paper of this purchase, or this very paper."""

    purchase: Purchase | None = None
    document: Document | None = None

    def fits(self, found: Named) -> bool:
        """Whether what was found is what was meant; who expects nothing takes any paper."""
        if self.document is not None:
            return found.document == self.document
        if self.purchase is not None:
            return found.purchase == self.purchase
        return True

    @property
    def missed(self) -> str:
        """The sentence for a paper that is another one."""
        if self.document is not None:
            return say("Bukan {paper}.", paper=called(self.document))
        title = self.purchase.title if self.purchase else ""
        return say("Bukan untuk paket {package}.", package=title)

    @property
    def asks(self) -> dict[str, int]:
        """How the next page is told."""
        if self.document is not None:
            return {"surat": self.document.pk}
        return {"paket": self.purchase.pk} if self.purchase is not None else {}


NOTHING = Expected()


@open_to(*FILERS)
def start(request: PageRequest) -> HttpResponse:
    """A photo of any paper of the village, or the code on it; `?paket=` names the purchase that
    the person comes from."""
    expected = _expected(request)
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        typed = form.text("kode", most=LONGEST_TYPED)
        photo = form.photo("photo")
        if photo is None and not problems:
            leads = _typed_alone(request, typed, problems)
            if leads is not None:
                return leads
        elif photo is not None and not problems:
            found = named_by(request, form, typed)
            with problems.catching():
                return act_once(request, lambda: _settle(request, photo, found, expected))
    context = {
        "value": form.raw("kode"),
        "lead": expected.purchase.title if expected.purchase else "Surat apa saja dari desa Anda.",
        "back_url": _home(expected),
    }
    return page(request, "desa/photographed.html", context, problems)


def named_by(request: PageRequest, form: Form, typed: str = "") -> Named:
    """What a photo is of, by the code that was typed or else the QR in it."""
    if typed:
        return named(request.actor, [typed], typed=True)
    return named(request.actor, read_codes(form.sent("photo"), is_ours))


def _typed_alone(request: PageRequest, typed: str, problems: Problems) -> HttpResponse | None:
    """A code without a photo leads to the page that takes the photo of that paper."""
    if not typed:
        problems.add("Ambil foto suratnya dulu, atau tulis kodenya.", "photo")
        return None
    found = named(request.actor, [typed], typed=True)
    if found.document is not None:
        return HttpResponseRedirect(reverse("signed-photo", args=[found.document.pk]))
    if found.purchase is not None:
        return HttpResponseRedirect(reverse("signed-form", args=[found.purchase.pk]))
    problems.add(found.sentence, "kode")
    return None


def _settle(request: PageRequest, photo: bytes, found: Named, expected: Expected) -> str:
    """File the photo where its paper belongs, or keep it and go where the rest is asked."""
    if found.document is not None and expected.fits(found):
        return filed(request, found, photo)
    return kept(request, photo, found, expected)


def filed(request: PageRequest, found: Named, photo: bytes, kind: str = "") -> str:
    """File the photo of a paper, or of a blank form of this kind; answers the page that says so."""
    dossier = found.dossier
    if dossier is None:
        raise Http404
    attachment = file_signed(
        by=filer(request),
        dossier=dossier,
        kind=found.document.kind if found.document else kind,
        photo=photo,
        document=found.document,
    )
    return reverse("signed-done", args=[attachment.pk])


def kept(request: PageRequest, photo: bytes, found: Named, expected: Expected = NOTHING) -> str:
    """Keep the photo, and answer the page that asks for what is missing."""
    stored = keep_photo(by=filer(request), desa=own_desa(request), photo=photo)
    ask: dict[str, object] = {**expected.asks}
    if found.code:
        ask["kode"] = found.code
    elif found.sentence == ELSEWHERE:
        ask["lain"] = 1
    return reverse("signed-code", args=[stored.pk]) + (f"?{urlencode(ask)}" if ask else "")


@open_to(*FILERS)
def code(request: PageRequest, pk: int) -> HttpResponse:
    """A photo that is kept already: the code is asked, or the right place is offered."""
    stored = StoredFile.objects.visible_to(request.actor).filter(pk=pk).first()
    if stored is None:
        raise Http404
    expected = _expected(request)
    problems = Problems()
    form = Form(request, problems)
    posted = request.method == "POST"
    typed = form.text("kode", most=LONGEST_TYPED) if posted else request.GET.get("kode", "")
    found = named(request.actor, [typed], typed=True) if typed else _nothing(request)
    if posted and not typed:
        problems.add("Tulis kode suratnya, 12 huruf dan angka.", "kode")
    elif posted and found.sentence:
        problems.add(found.sentence, "kode")
    elif posted:
        kind = _kind(form, found)
        if not problems:
            with problems.catching():
                photo = files.read(stored.sha256)
                return act_once(request, lambda: filed(request, found, photo, kind))
    told = _told(found, expected, posted=posted)
    context = {
        **told,
        # A slip in the code is said at the field, and only there.
        "problem": "" if problems else told.get("problem", ""),
        "value": "" if found.foreign and not posted else typed,
        "kinds": _kinds() if found.document is None and found.purchase else [],
        "paper": form.raw("paper"),
        "newer": found.newer,
        "back_url": _home(expected),
        "again_url": reverse("signed-any"),
    }
    return page(request, "desa/photographed_code.html", context, problems)


def _nothing(request: PageRequest) -> Named:
    """No code of ours was read: either none at all, or the QR of something else."""
    return Named(sentence=ELSEWHERE if "lain" in request.GET else UNREAD)


def _kind(form: Form, found: Named) -> str:
    """A blank form does not say which paper it is: the person does."""
    if found.document is not None:
        return found.document.kind
    return form.choice("paper", dict(_kinds()), "Pilih surat apa yang difoto.")


def _kinds() -> list[tuple[str, str]]:
    return [(kind.slug, kind.name) for kind in PAPERS]


def _told(found: Named, expected: Expected, *, posted: bool) -> dict[str, Any]:
    """Heading and sentence of what was found so far; who typed a code may type another one."""
    if found.foreign and not posted:
        return {"heading": "Foto ini tidak disimpan di berkas", "problem": found.sentence}
    if found.dossier is None:
        return {
            "heading": "Foto belum masuk berkas",
            "lead": "Fotonya tersimpan, tidak perlu foto ulang. Tulis kode suratnya.",
            "problem": found.sentence,
            "asks": True,
        }
    lead = introduced(found)
    if not expected.fits(found):
        return {
            "heading": "Ini surat lain",
            "lead": lead,
            "problem": expected.missed,
            "found": True,
        }
    return {"heading": "Simpan foto surat", "lead": lead, "found": True}


@open_to(*FILERS)
def done(request: PageRequest, pk: int) -> HttpResponse:
    """The photo is filed: which paper, for which package, how many pages of it."""
    rows = Attachment.objects.visible_to(request.actor).select_related("document")
    photo = rows.filter(pk=pk, kind=SIGNED).first()
    if photo is None:
        raise Http404
    purchase, document = purchase_of(request.actor, photo.dossier_id), photo.document
    facts = {"Surat": PAPERS[photo.paper].name if photo.paper else photo.caption}
    if purchase is not None:
        facts["Paket"] = purchase.title
    more = ""
    if document is not None:
        facts["Nomor"] = document.number or "–"
        facts["Halaman yang sudah difoto"] = str(len(pages_signed(document)))
        more = reverse("signed-photo", args=[document.pk])
    if purchase is not None:
        more = more or reverse("signed-form", args=[purchase.pk])
    context = {
        "rows": [{"label": label, "value": value} for label, value in facts.items()],
        "photo_url": reverse("photo", args=[photo.pk]),
        "more_url": more,
        "files_url": reverse("purchase-files", args=[purchase.pk]) if purchase else "",
    }
    return render(request, "desa/photographed_done.html", context)


def _expected(request: PageRequest) -> Expected:
    """Who came from a purchase or a paper says so in the address; 404 for what is not theirs."""
    document = None
    if number := number_asked(request, "surat"):
        rows = Document.objects.visible_to(request.actor).select_related("dossier")
        document = rows.filter(pk=number).first()
        if document is None:
            raise Http404
    asked = number_asked(request, "paket")
    return Expected(purchase_or_404(request, asked) if asked else None, document)


def _home(expected: Expected) -> str:
    """Where Back leads."""
    purchase = expected.purchase
    return reverse("purchase-files", args=[purchase.pk]) if purchase else reverse("file-list")


def filer(request: PageRequest) -> Appointment:
    """The office with which this person files; whose field the purchase is does not matter."""
    held = request.actor.appointments
    return next(appointment for appointment in held if appointment.office in FILERS)
