"""How pages act: each form once, refusals shown beside the form, what was typed kept."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from pbjdesa.kernel import once
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.words import in_language
from pbjdesa.people.actors import Actor
from pbjdesa.people.models import Account
from pbjdesa.people.pins import check_pin


class PageRequest(HttpRequest):
    """A request of somebody who is logged in (set by the log-in middleware)."""

    actor: Actor
    account: Account


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the sentence, and the id of the field it belongs to ("" for the page)."""

    field: str
    text: str


@dataclass
class Problems:
    """What is wrong with a sent form, for the summary and beside the fields.

    `refusal` is the last one caught: some say more than their sentences.
    """

    found: list[Problem] = field(default_factory=list)
    refusal: Refused | None = None

    def __bool__(self) -> bool:
        return bool(self.found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)

    def add(self, text: str, field: str = "") -> None:
        """Note one problem."""
        self.found.append(Problem(field, in_language(text, gettext)))

    def at(self, field: str) -> str:
        """The sentences beside one field."""
        return " ".join(problem.text for problem in self.found if problem.field == field)

    @property
    def by_field(self) -> dict[str, str]:
        """Sentences by field, for templates."""
        return {problem.field: self.at(problem.field) for problem in self.found}

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Collect a refusal; a conflict (form key, or somebody was first) is a page of its own."""
        try:
            yield
        except Conflict:
            raise
        except Refused as refusal:
            self.refusal = refusal
            for reason in refusal.reasons:
                self.add(reason, refusal.field or "")


def page(
    request: HttpRequest, template: str, context: dict[str, Any], problems: Problems | None = None
) -> HttpResponse:
    """Render a page; with problems it is 422 and keeps what was typed (the view passes it on)."""
    context = {**context, "problems": problems or Problems(), "form_key": once.new_key()}
    return render(request, template, context, status=422 if problems else 200)


def act_once(request: PageRequest, act: Callable[[], str]) -> HttpResponse:
    """Do what a form asks for exactly once, then go to the address that `act` answers."""
    _refuse_other_side(request)
    key = once.read_key(request.POST.get("kunci", ""))
    content = once.fingerprint(request.path, request.actor.person.pk, sent_fields(request))
    answer = once.act_once(request.actor.kab.pk, key, content, act)
    return HttpResponseRedirect(answer)


def _refuse_other_side(request: PageRequest) -> None:
    """A form opened in practice must not act on the real village after a change of sides."""
    side = request.POST.get("sisi", "")
    if side and side != str(request.actor.kab.pk):
        raise Conflict("Halaman ini dari sisi lain: latihan atau sungguhan. Buka lagi halamannya.")


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that a form holds, files by their hash."""
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    for name in request.FILES:
        for upload in request.FILES.getlist(name):
            digest = hashlib.sha256()
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
            fields.append((name, digest.hexdigest()))
    return fields


def require_pin(request: PageRequest) -> None:
    """PIN again before approving, opening, receiving or paying (ASVS 7.5.3)."""
    pin = request.POST.get("pin", "").strip()
    if not pin:
        raise Refused("Isi PIN Anda, 6 angka.", field="pin")
    check_pin(request.account, pin)
