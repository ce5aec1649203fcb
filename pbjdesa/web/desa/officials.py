"""The officials of a village, and who takes over when one of them is absent or leaves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.offices import CAMAT, DESA_OFFICES, KEPALA_DESA, OFFICES, TPK
from pbjdesa.people.queries import officials_of, people_of, without_account
from pbjdesa.people.succession import SUCCEEDED, Successor, succeed, who_decides
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.letters import letter_page
from pbjdesa.web.desa.lookup import own_desa
from pbjdesa.web.forms import Form, near_days, typed_parts
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.sessions import flash

NEW = "baru"
WAYS = [
    {"value": "tetap", "label": "Menggantikan seterusnya", "hint": "Dengan SK pengangkatan."},
    {"value": "Plt", "label": "Plt", "hint": "Pelaksana tugas, bila jabatannya kosong."},
    {"value": "Plh", "label": "Plh", "hint": "Pelaksana harian, bila pejabatnya berhalangan."},
]


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """Who holds which office today; for the kades also the way to replace somebody."""
    desa = own_desa(request)
    decides = KEPALA_DESA.slug in request.actor.offices
    order = [office.slug for office in OFFICES if office.slug not in TPK]
    held = officials_of(desa, clock.today(desa.zone))
    rows = sorted(
        (row for row in held if row.office in order), key=lambda row: order.index(row.office)
    )
    needy = without_account(desa.kab, rows) if decides and not desa.practice else set()
    context = {
        "rows": [_row(row, decides, row.person_id in needy) for row in rows],
        "may_write_letterhead": bool(request.actor.offices & {"kepala_desa", "sekdes"}),
    }
    return page(request, "desa/officials.html", context)


def _row(row: Appointment, decides: bool, needs_letter: bool) -> dict[str, Any]:
    may = decides and row.office in SUCCEEDED and who_decides(row.office) == KEPALA_DESA.slug
    return {
        "name": row.person.name,
        "title": row.full_title,
        "since": row.from_date,
        "until": row.until_date,
        "decree": row.decree,
        "replace": reverse("official-replace", args=[row.pk]) if may else "",
        "letter": reverse("official-letter", args=[row.pk]) if needs_letter else "",
    }


@open_to(KEPALA_DESA.slug)
def replace(request: PageRequest, pk: int) -> HttpResponse:
    """The kades says who takes over an office of the village."""
    return _replace(request, pk)


@open_to(CAMAT.slug)
def replace_kades(request: PageRequest, pk: int) -> HttpResponse:
    """The camat writes down who takes over as kepala desa."""
    return _replace(request, pk)


def _replace(request: PageRequest, pk: int) -> HttpResponse:
    """Who takes over this office, as what, by which decree, from when."""
    old, by, desa = _turn(request, pk)
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    choices = [row for row in people_of(desa) if row.pk != old.person_id]
    if form is not None:
        new = _read(form, choices)
        with problems.catching():
            require_pin(request)
        if not problems and new is not None:
            chosen = new
            with problems.catching():
                return act_once(request, lambda: _save(request, by, old, chosen))
    today = clock.today(desa.zone)
    typed = {name: form.raw(name) if form else "" for name in _FIELDS}
    context = {
        "old": old,
        "village": desa,
        "options": [(str(row.pk), row.name) for row in choices] + [(NEW, "Orang lain")],
        "ways": WAYS,
        "quick": near_days(today),
        "typed": typed,
        "from_parts": typed_parts(form, "from_date"),
        "until_parts": typed_parts(form, "until_date"),
        "back_url": _back(request, desa),
    }
    return page(request, "desa/official_replace.html", context, problems)


_FIELDS = ("who", "name", "nik", "way", "decree", "from_date", "until_date")


def _turn(request: PageRequest, pk: int) -> tuple[Appointment, Appointment, Desa]:
    """The office that changes hands and the one that decides it; 404 for everybody else's."""
    rows = Appointment.objects.visible_to(request.actor).filter(office__in=SUCCEEDED)
    old = rows.select_related("person", "kab", "desa__kab", "desa__kecamatan").filter(pk=pk).first()
    if old is None or old.desa is None:
        raise Http404
    by = request.actor.acting_as({who_decides(old.office)})
    if by is None:
        raise Http404
    return old, by, old.desa


def _back(request: PageRequest, desa: Desa) -> str:
    if request.actor.desa is None:
        return reverse("watch-desa", args=[desa.code])
    return reverse("official-list")


def _read(form: Form, choices: list[Person]) -> Successor | None:
    people = {str(row.pk): row for row in choices}
    who = form.choice("who", {**people, NEW: None}, "Pilih siapa penggantinya.")
    way = form.choice("way", {one["value"]: one for one in WAYS}, "Pilih sebagai apa.")
    decree = form.text("decree", most=80, needed="Isi nomor SK-nya, contoh 141/07/2026.")
    name = form.text("name", most=120, needed="Isi nama lengkapnya." if who == NEW else "")
    nik = form.text("nik", most=16)
    start = form.day("from_date")
    ends = way == "Plh" or form.raw("until_date") != ""
    until = form.day("until_date") if ends else None
    if start is None:
        return None
    return Successor(
        decree=decree,
        from_date=start,
        acting=way if way != "tetap" else "",
        until_date=until,
        person=people.get(who),
        name=name if who == NEW else "",
        nik=nik if who == NEW else "",
    )


def _save(request: PageRequest, by: Appointment, old: Appointment, new: Successor) -> str:
    made = succeed(by=by, old=old, new=new)
    flash(request, "Pergantian pejabat tersimpan. Tugas lama tetap tercatat pada orangnya.")
    assert made.desa is not None  # noqa: S101  (an office of a village)
    if without_account(made.kab, [made]) and not made.desa.practice:
        page_name = "kades-letter" if made.office == KEPALA_DESA.slug else "official-letter"
        return reverse(page_name, args=[made.pk])
    return _back(request, made.desa)


@open_to(KEPALA_DESA.slug)
def letter(request: PageRequest, pk: int) -> HttpResponse:
    """The log-in letter of an official without an account; its code is shown once."""
    return _letter(request, pk)


@open_to(CAMAT.slug)
def kades_letter(request: PageRequest, pk: int) -> HttpResponse:
    """The same for whoever acts as kepala desa."""
    return _letter(request, pk)


def _letter(request: PageRequest, pk: int) -> HttpResponse:
    held, by, desa = _turn(request, pk)
    return letter_page(request, by, held, desa, _back(request, desa))
