"""The kades announces the year's plan: five lines to read, one tap (R-02, A047)."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict
from pbjdesa.kernel.money import rupiah
from pbjdesa.people.offices import KEPALA_DESA
from pbjdesa.planning.operations import announce_plan
from pbjdesa.planning.plan import plan_rows, plan_total
from pbjdesa.planning.queries import current_plan
from pbjdesa.planning.siskeudes.codes import fund_sources
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, own_desa
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash


@open_to(KEPALA_DESA.slug)
def announce(request: PageRequest, year: int) -> HttpResponse:
    """Read the plan in five lines and announce it."""
    desa = own_desa(request)
    by = acting(request, frozenset({KEPALA_DESA.slug}), "")
    today = clock.today(desa.zone)
    if year not in (today.year, today.year + 1):
        raise Http404
    problems = Problems()
    if request.method == "POST":

        def work() -> str:
            announce_plan(by=by, desa=desa, year=year)
            flash(request, "Rencana sudah diumumkan. Belanja boleh dimulai.")
            return reverse("home")

        with problems.catching():
            return act_once(request, work)
    rows = plan_rows(desa, year)
    if not rows:
        raise Http404
    previous = current_plan(desa, year)
    if previous is not None and previous.rows == rows:
        raise Conflict("Rencana ini sudah diumumkan dan tidak berubah.")
    known = fund_sources()
    codes = sorted({fund for row in rows for fund in row["source_of_funds"].split(", ") if fund})
    funds = [known[code].name if code in known else code for code in codes]
    context = {
        "heading": f"Umumkan rencana {year}",
        "lead": "Warga bisa membacanya sesudah Anda umumkan.",
        "summary": [
            {"label": "Tahun", "value": str(year)},
            {"label": "Jumlah kegiatan", "value": str(len(rows))},
            {"label": "Jumlah uang", "value": rupiah(plan_total(rows))},
            {"label": "Dari dana", "value": ", ".join(funds) or "Belum ditulis"},
            {
                "label": "Keadaan",
                "value": f"Mengganti rencana versi {previous.version}"
                if previous
                else "Rencana baru",
            },
        ],
        "plan_rows": rows,
    }
    return page(request, "desa/plan_announce.html", context, problems)
