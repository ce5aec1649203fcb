"""The admin changes a rule from a day on: ask, show before and after, adopt with the PIN (A002).

What was typed travels through the check page in hidden fields; nothing is kept until it is adopted,
and everything is read and checked again then.
"""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.documents.editions import wording_on
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.queries import example_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.regulations.changes import Footing, changed
from pbjdesa.regulations.describe import sections_of
from pbjdesa.regulations.grounds import MARK_WORDS, Mark
from pbjdesa.regulations.loader import load_ruleset
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.operations import adopt_rules, check_start, withdraw_rules
from pbjdesa.regulations.overlay import differences
from pbjdesa.regulations.queries import coming, in_force, rules_of
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import grounds_in
from pbjdesa.regulations.sources import folder_of
from pbjdesa.territories.models import Kabupaten
from pbjdesa.web.access import open_to
from pbjdesa.web.forms import Form, typed_parts
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.kabupaten.logo import SHOWN_ON
from pbjdesa.web.kabupaten.lookup import keeper
from pbjdesa.web.kabupaten.questions import Question, answers, days_to_begin, questions_of
from pbjdesa.web.sessions import flash

LONGEST_LAW, LONGEST_ARTICLE = 120, 80
LARGEST_FILE = 200_000
_OWN = {"kunci", "sisi", "pin", "pakai", "contoh", "sejak", "isi", "csrfmiddlewaretoken"}
"""Fields of a form that belong to the sending, not to the change."""


@open_to(ADMIN_KABUPATEN.slug)
def change(request: PageRequest, key: str) -> HttpResponse:
    """Ask for the new value, its article and its first day; then show what will be different."""
    by = keeper(request)
    today = clock.today(by.kab.zone)
    now = rules_of(in_force(by.kab.code, today))
    ground = dict(grounds_in(now)).get(key)
    if ground is None or key.startswith("instrument."):
        raise Http404
    problems = Problems()
    form = Form(request, problems)
    questions = questions_of(now, key, ground)

    def read() -> Draft:
        start = _start(by.kab, form)
        footing = _footing(by.kab, form, start)
        basis = in_force(by.kab.code, start)
        known = rules_of(basis)
        says = answers(questions, dict(grounds_in(known))[key], form)
        _stop_at(problems)
        return Draft(basis, changed(known, key, says, footing), start)

    if request.method == "POST":
        answer = _answer(request, by, problems, read)
        if answer is not None:
            return answer
        problems = _in_place(problems, key, [question.name for question in questions])
    context = {
        "title": _name_of(now, key),
        "before": [line.text for line in _lines_of(now, key)],
        "questions": [
            _asked(question, form if request.method == "POST" else None) for question in questions
        ],
        "law": form.raw("dasar") if request.method == "POST" else now.instrument.cite_as,
        "article": form.raw("pasal"),
        "mark": form.raw("tanda"),
        "marks": _marks(),
        "start": form.raw("mulai"),
        "quick": days_to_begin(today),
        "parts": typed_parts(form, "mulai"),
        "back": _section_address(now, key),
    }
    return page(request, "kabupaten/rules_change.html", context, problems)


@open_to(ADMIN_KABUPATEN.slug)
def upload(request: PageRequest) -> HttpResponse:
    """A whole new regulation as a file, checked and shown beside what holds now."""
    by = keeper(request)
    today = clock.today(by.kab.zone)
    problems = Problems()
    form = Form(request, problems)

    def read() -> Draft:
        start = _start(by.kab, form)
        text = _file_text(request, form)
        _stop_at(problems)
        basis = in_force(by.kab.code, start)
        return Draft(basis, _from_file(by.kab, text), start, text)

    if request.method == "POST":
        answer = _answer(request, by, problems, read)
        if answer is not None:
            return answer
    context = {
        "start": form.raw("mulai"),
        "quick": days_to_begin(today),
        "parts": typed_parts(form, "mulai"),
        "back": reverse("rules"),
    }
    return page(request, "kabupaten/rules_upload.html", context, problems)


@open_to(ADMIN_KABUPATEN.slug)
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Take a change back before its first day."""
    by = keeper(request)
    today = clock.today(by.kab.zone)
    version = next((one for one in coming(by.kab.code, today) if one.pk == pk), None)
    if version is None:
        raise Http404
    problems = Problems()
    if request.method == "POST":

        def work() -> str:
            withdraw_rules(by=by, version=version)
            flash(request, "Perubahan dibatalkan. Aturan sebelumnya tetap berlaku.")
            return reverse("rules")

        with problems.catching():
            require_pin(request)
            return act_once(request, work)
    before = version.based_on
    context = {
        "version": version,
        "rows": _difference_rows(before, rules_of(version)) if before else [],
        "back": reverse("rules"),
    }
    return page(request, "kabupaten/rules_withdraw.html", context, problems)


# --- Before it is adopted: what will be different -------------------------------------------------


@dataclass(frozen=True)
class Draft:
    """A change as it was typed: the version it starts from, the new rules, their first day."""

    basis: RuleSetVersion
    rules: RuleSet
    start: date
    text: str = ""
    """Of a file that was sent; it travels along."""


class _Noted(Exception):
    """What is wrong with a form already stands in its problems."""


def _stop_at(problems: Problems) -> None:
    if problems:
        raise _Noted


def _answer(
    request: PageRequest, by: Appointment, problems: Problems, read: Callable[[], Draft]
) -> HttpResponse | None:
    """The page with the difference, or the end of the work; None when the form has slips.

    To adopt, everything is read again under the form's key, so that a second send finds the first.
    """
    slips = Problems()
    if request.POST.get("contoh"):
        with suppress(_Noted), problems.catching():
            return _sample(by.kab, read())
        return None
    if request.POST.get("pakai"):
        with suppress(_Noted), slips.catching():
            require_pin(request)
            return act_once(request, lambda: _adopt(request, by, read))
        problems.found.clear()
    with suppress(_Noted), problems.catching():
        draft = read()
        check_start(by.kab, draft.start)
        rows = _difference_rows(draft.basis, draft.rules)
        if not rows:
            raise Refused("Tidak ada yang berubah. Periksa lagi isian Anda.")
        return _difference_page(request, draft, rows, slips)
    return None


def _adopt(request: PageRequest, by: Appointment, read: Callable[[], Draft]) -> str:
    draft = read()
    if str(draft.basis.pk) != request.POST.get("sejak", ""):
        raise Conflict("Aturan baru saja diubah. Buka lagi halamannya, lalu ulangi.")
    adopt_rules(by=by, rules=draft.rules, basis=draft.basis, start=draft.start)
    flash(request, say("Aturan baru berlaku mulai {day}.", day=plain_date(draft.start)))
    return reverse("rules")


def _sample(kab: Kabupaten, draft: Draft) -> HttpResponse:
    """A letter as the changed rules would have it; nothing is kept."""
    kind = PAPERS[SHOWN_ON]
    wording = wording_on(kab.code, kind, draft.start)
    paper = example_of(kab, draft.rules, kind, wording, on=draft.start)
    return HttpResponse(render_pdf(paper, mark="CONTOH"), content_type="application/pdf")


def _difference_page(
    request: PageRequest, draft: Draft, rows: list[dict[str, str]], slips: Problems
) -> HttpResponse:
    sent = [*_sent(request), ("sejak", str(draft.basis.pk))]
    context = {
        "start": draft.start,
        "new_title": draft.rules.instrument.full_title,
        "rows": rows,
        "letterhead": draft.rules.letterhead != rules_of(draft.basis).letterhead,
        "sent": [*sent, ("isi", draft.text)] if draft.text else sent,
    }
    return page(request, "kabupaten/rules_check.html", context, slips)


def _sent(request: PageRequest) -> Iterator[tuple[str, str]]:
    """What was typed, to be sent again with the PIN."""
    for name in request.POST:
        if name not in _OWN:
            for value in request.POST.getlist(name):
                yield name, value


def _difference_rows(basis: RuleSetVersion, rules: RuleSet) -> list[dict[str, str]]:
    return [
        {
            "label": one.label,
            "before": one.before or "tidak ada",
            "after": one.after or "tidak ada",
            "citation": one.citation,
        }
        for one in differences(rules_of(basis), rules)
        if one.label != "Mulai berlaku"
    ]


# --- Reading what was typed -----------------------------------------------------------------------


def _start(kab: Kabupaten, form: Form) -> date:
    """The first day; a day that does not fit is noted, and tomorrow stands in for it."""
    chosen = form.day("mulai")
    tomorrow = date.fromordinal(clock.today(kab.zone).toordinal() + 1)
    if chosen is None:
        return tomorrow
    try:
        check_start(kab, chosen)
    except Refused as refusal:
        form.problems.add(refusal.reasons[0], "mulai")
        return tomorrow
    return chosen


def _footing(kab: Kabupaten, form: Form, start: date) -> Footing:
    law = form.text("dasar", most=LONGEST_LAW, needed="Tulis nama aturannya.")
    article = form.text("pasal", most=LONGEST_ARTICLE)
    mark = form.choice("tanda", dict(_marks()), "Pilih dari mana nilai ini diketahui.")
    if mark == "A" and not article:
        form.problems.add("Tulis pasalnya, contoh Pasal 12 ayat (1).", "pasal")
    sure: Mark = next((one for one in MARK_WORDS if one == mark), "C")
    return Footing(kab.code, folder_of(kab.code, kab.name), start, article, sure, law)


def _marks() -> list[tuple[str, str]]:
    return [(mark, words[:1].upper() + words[1:]) for mark, words in MARK_WORDS.items()]


def _in_place(problems: Problems, key: str, asked: list[str]) -> Problems:
    """The slips in the order of the fields, without the key that only a file has."""
    order = ["", *asked, "dasar", "pasal", "tanda", "mulai"]
    told = Problems()
    for problem in sorted(problems, key=lambda one: (*order, one.field).index(one.field)):
        text = problem.text.removeprefix(f"isian: kunci {key}.").removeprefix(f"{key}: ")
        told.add(f"{text[:1].upper()}{text[1:]}", problem.field)
    return told


def _file_text(request: PageRequest, form: Form) -> str:
    """The text of the file: sent now, or carried along from the check page."""
    if carried := form.raw("isi"):
        return carried[:LARGEST_FILE]
    sent = request.FILES.get("berkas")
    if sent is None or isinstance(sent, list) or not sent.size:
        form.problems.add("Pilih berkas aturan (.toml).", "berkas")
        return ""
    if sent.size > LARGEST_FILE:
        form.problems.add("Berkas ini terlalu besar. Paling besar 200 KB.", "berkas")
        return ""
    try:
        return str(sent.read(), "utf-8")
    except UnicodeDecodeError:
        form.problems.add("Berkas ini bukan teks UTF-8. Simpan ulang sebagai TOML.", "berkas")
        return ""


def _from_file(kab: Kabupaten, text: str) -> RuleSet:
    """The rules of a file that was sent; it must be one of this kabupaten."""
    key = f"{folder_of(kab.code, kab.name)}/{_file_name(text)}"
    return load_ruleset(key, methods=KNOWN_METHODS, given={key: text.encode()})


def _file_name(text: str) -> str:
    """perbup_2_2023, from the number and year that the file says."""
    try:
        head = tomllib.loads(text).get("instrument", {})
        return f"perbup_{int(head['number'])}_{int(head['year'])}"
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError):
        return "aturan"


# --- Words and addresses --------------------------------------------------------------------------


def _asked(question: Question, form: Form | None) -> dict[str, Any]:
    """One question for the template, with what was typed."""
    shown = vars(question).copy()
    if form is not None:
        shown["value"] = (
            form.chosen(question.name) if question.multiple else form.raw(question.name)
        )
    return shown


def _lines_of(rules: RuleSet, key: str) -> Iterator[Any]:
    return (line for part in sections_of(rules) for line in part.lines if line.ground == key)


def _name_of(rules: RuleSet, key: str) -> str:
    return ", ".join(
        dict.fromkeys(line.label.split(", yang ")[0] for line in _lines_of(rules, key))
    )


def _section_address(rules: RuleSet, key: str) -> str:
    for number, part in enumerate(sections_of(rules), 1):
        if any(line.ground == key for line in part.lines):
            return reverse("rules-section", args=[number])
    return reverse("rules")
