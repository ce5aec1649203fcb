"""The arms of the kabupaten on letterheads: seen as they print, replaced, taken away."""

import base64
from io import BytesIO

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.documents import editions
from pbjdesa.documents.adopting import adopt_logo, clean_logo
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.queries import example_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.web.access import open_to
from pbjdesa.web.forms import counted
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.kabupaten.lookup import keeper
from pbjdesa.web.kabupaten.wording_words import rule_links
from pbjdesa.web.sessions import flash

SHOWN_ON = "hps"
"""The paper that shows how a logo prints."""


@open_to(ADMIN_KABUPATEN.slug)
def logo(request: PageRequest) -> HttpResponse:
    """Send a picture, see it on a letter, and print it on every letter from now on."""
    by = keeper(request)
    problems = Problems()
    if request.method == "POST":
        with problems.catching():
            return _answer(request, by)
    newest = editions.newest_logo(by.kab.code)
    rules = rules_of(in_force(by.kab.code, clock.today(by.kab.zone)))
    context = {
        "newest": newest,
        "basis": request.POST.get("dasar") or (newest.number if newest else 0),
        "printed": rules.letterhead.logo.value,
        "rules": rule_links(rules),
        "back": reverse("wording-list"),
    }
    return page(request, "kabupaten/logo.html", context, problems)


def _answer(request: PageRequest, by: Appointment) -> HttpResponse:
    asked = request.POST.get("lakukan", "")
    content = b"" if asked == "hapus" else clean_logo(_sent(request))
    if asked == "contoh":
        return _preview(by, content)
    require_pin(request)
    basis = request.POST.get("dasar", "")

    def work() -> str:
        adopt_logo(by=by, picture=content, basis=counted(basis))
        said = "Logo baru dipakai mulai sekarang." if content else "Kop dicetak tanpa logo."
        flash(request, said)
        return reverse("logo")

    return act_once(request, work)


def _sent(request: PageRequest) -> bytes:
    upload = request.FILES.get("logo")
    if upload is None or isinstance(upload, list) or not upload.size:
        raise Refused("Pilih gambar logo, PNG atau JPG.", field="logo")
    content = BytesIO()
    for chunk in upload.chunks():
        content.write(chunk)
    return content.getvalue()


def _preview(by: Appointment, content: bytes) -> HttpResponse:
    """A letter with the picture that was sent; nothing is kept."""
    kab, today = by.kab, clock.today(by.kab.zone)
    kind = PAPERS[SHOWN_ON]
    paper = example_of(
        kab,
        rules_of(in_force(kab.code, today)),
        kind,
        editions.wording_on(kab.code, kind, today),
        on=today,
        logo=base64.b64encode(content).decode(),
    )
    return HttpResponse(render_pdf(paper, mark="CONTOH"), content_type="application/pdf")
