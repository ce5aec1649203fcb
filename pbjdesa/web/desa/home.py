"""The first page after log-in: what has to be done, at most five things, one main button."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.coaching.queries import notes_for
from pbjdesa.kernel import clock
from pbjdesa.people.offices import DESA_OFFICES, KAUR_KEUANGAN, KEPALA_DESA, PKA
from pbjdesa.planning.plan import plan_rows
from pbjdesa.planning.queries import current_plan, has_budget
from pbjdesa.procurement import queries
from pbjdesa.procurement.queries import Task
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.budget_people import keeper_of
from pbjdesa.web.desa.lookup import own_desa
from pbjdesa.web.desa.photographed import FILERS
from pbjdesa.web.desa.questions import step_address
from pbjdesa.web.http import PageRequest

MOST_TASKS = 5
CHIPS = {"draft": ("Belum selesai", "warn"), "inviting": ("Menunggu penawaran", "wait")}
RETURNED = ("Dikembalikan", "bad")


@open_to(*DESA_OFFICES)
def home(request: PageRequest) -> HttpResponse:
    """Yang harus dikerjakan."""
    desa = own_desa(request)
    year = clock.today(desa.zone).year
    tasks = queries.tasks(request.actor)
    shown = [
        *_budget_tasks(request, year),
        *_plan_tasks(request, year),
        *(_purchase_task(task) for task in sorted(tasks, key=lambda task: not task.purchase.note)),
    ]
    may_buy = bool(request.actor.offices & PKA)
    return render(
        request,
        "desa/home.html",
        {
            "tasks": shown[:MOST_TASKS],
            "more": len(shown) > MOST_TASKS,
            "may_start": may_buy and current_plan(desa, year) is not None,
            "may_buy": may_buy,
            "may_file": bool(request.actor.offices & FILERS),
            "keeps_taxes": KAUR_KEUANGAN.slug in request.actor.offices,
            "may_form_team": KEPALA_DESA.slug in request.actor.offices,
            "has_budget": has_budget(desa, year),
            "year": year,
            "notes": notes_for(desa, most=2),
            "zone": desa.zone,
        },
    )


def _budget_tasks(request: PageRequest, year: int) -> list[dict[str, Any]]:
    """A year begins with its budget: the first work of those who keep it."""
    if keeper_of(request) is None or has_budget(own_desa(request), year):
        return []
    return [
        {
            "title": f"Masukkan anggaran {year}",
            "line": "Dari Siskeudes, atau diketik sendiri.",
            "status": "Belum mulai",
            "kind": "",
            "url": reverse("budget-list"),
            "action": "Masukkan anggaran",
        }
    ]


def _plan_tasks(request: PageRequest, year: int) -> list[dict[str, Any]]:
    desa = own_desa(request)
    if KEPALA_DESA.slug not in request.actor.offices or not has_budget(desa, year):
        return []
    plan = current_plan(desa, year)
    if plan is not None and plan.rows == plan_rows(desa, year):
        return []
    return [
        {
            "title": f"Umumkan rencana pengadaan {year}",
            "line": "Anggarannya berubah." if plan else "Belanja baru bisa mulai sesudah ini.",
            "status": "Belum mulai",
            "kind": "",
            "url": reverse("plan-announce", args=[year]),
            "action": "Baca dan umumkan",
        }
    ]


def _purchase_task(task: Task) -> dict[str, Any]:
    purchase = task.purchase
    usual = CHIPS.get(purchase.state, ("Belum mulai", ""))
    status, kind = RETURNED if purchase.note else usual
    step = queries.step_of(purchase, task.move)
    today = clock.today(purchase.desa.zone)
    deadline = queries.deadline_of(purchase)
    return {
        "title": purchase.title,
        "line": purchase.note or step.line,
        "status": status,
        "kind": kind,
        "url": step_address(purchase, task.move),
        "action": step.action,
        "deadline": deadline,
        "overdue": deadline is not None and deadline < today,
    }
