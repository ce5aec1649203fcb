"""Every page of the product, by the name of its address: who opens it, and with what."""

from typing import Any

from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import says_of
from tests.browser import walk_asking, walk_keeping
from tests.browser.site import Site
from tests.browser.villages import BUDGET, CLUMSY, EMPTY, FULL, SILENT, STAGES, WALK, WEAK
from tests.browser.visit import Visit

EXCUSED = {
    "check-printed": "the same page as check-code, under the address of the QR",
    "signed-form-printed": "the same page as signed-form, under the address of the QR",
    "logout": "has no page; journeys use it",
    "health": "answers programs",
    "paper": "a PDF",
    "photo": "a photo",
    "public-photo": "a photo",
    "public-data": "a data file",
    "public-package-data": "a data file",
    "rules-print": "for a printer, as long as the regulation is; tests/rule_pages reads it",
    "rules-withdraw": "opens while a change waits for its day; tests/rule_pages looks at it",
    "offer-door": "behind a supplier's link; test_supplier.py holds the gates there",
    "offer-form": "behind a supplier's code; test_supplier.py holds the gates there",
    "offer-review": "behind a supplier's code; test_supplier.py holds the gates there",
    "offer-receipt": "behind a supplier's code; test_supplier.py holds the gates there",
    "offer-withdraw": "behind a supplier's code; test_supplier.py holds the gates there",
    "offer-letter": "a PDF",
    "offer-receipt-paper": "a PDF",
    "camat-review": "only where a rule asks the camat; tests/test_camat.py reads it",
    "camat-return": "only where a rule asks the camat; tests/test_camat.py reads it",
    "blank-paper": "a PDF",
    "number-print": "a PDF",
    "tax-print": "a PDF",
    "paper-docx": "a file for a word processor",
    "paper-xlsx": "a file for a spreadsheet",
    "purchase-spj": "a PDF",
    "seal-file": "a ZIP file",
    "supplier-statement": "a PDF",
    "practice-stop": "has no page; the practice journey uses it",
    "practice-reset": "opens on the practice side only; the practice journey looks at it",
    "components": "the designers' sheet, looked at by web/test_look.py",
}
"""Addresses without a page for people."""


def visits(site: Site) -> list[Visit]:
    """Everything to look at, in the order of the people who look."""
    return [
        *_anybody(site),
        *_kasi(site),
        *_others(site),
        *_budget(site),
        *_watchers(site),
        *_rules(),
        *_brim(site),
        *walk_asking.visits(site),
        *walk_keeping.visits(site),
    ]


def _anybody(site: Site) -> list[Visit]:
    place = site.places[WALK]
    code = place.code
    shown = [stage for stage in STAGES if stage != "draft"]
    return [
        Visit("home"),
        Visit("login"),
        Visit("login", query="?lanjut=/desa/belanja/"),
        Visit("help"),
        Visit("public-home"),
        Visit("public-home", query=f"?kecamatan={code[:8]}"),
        Visit("public-home", query="?cari=tidak-ada"),
        Visit("public-policy"),
        Visit("public-desa", args=(code,)),
        Visit("public-desa", args=("33.24.04.2999",), status=404),
        Visit("public-plan", args=(code, site.year)),
        *(Visit("public-package", args=(code, place.numbers[stage])) for stage in shown),
        Visit("public-package", args=(code, f"{site.year}-9999"), status=404),
        Visit("check"),
        Visit("check-code", args=(place.paper_code,)),
        Visit("check-code", args=("AAAABBBBCCCC",), status=404),
    ]


def _kasi(site: Site) -> list[Visit]:
    place = site.places[WALK]
    bought = place.purchases
    draft = (bought["draft"],)
    unfinished = (site.places[CLUMSY].purchases["unfinished"],)

    def step(slug: str, stage: str) -> Visit:
        return Visit("purchase-step", "kasi", (bought[stage], slug))

    return [
        Visit("home", "kasi"),
        Visit("help", "kasi"),
        Visit("purchase-list", "kasi"),
        Visit("purchase-new", "kasi"),
        Visit("purchase-items", "kasi", (place.activity,)),
        *(Visit("purchase-detail", "kasi", (bought[stage],)) for stage in STAGES),
        Visit("draft-items", "kasi", draft),
        Visit("draft-prices", "kasi", draft),
        Visit("draft-supplier", "kasi", draft),
        Visit("draft-supplier-new", "kasi", draft),
        Visit("draft-delivery", "kasi", draft),
        Visit("draft-reason", "kasi", draft),
        step("pesan", "draft"),
        step("terima", "ordered"),
        step("ajukan", "handed_over"),
        step("ajukan", "returned"),
        Visit("draft-supplier", "kasi", unfinished, village=CLUMSY),
        Visit("draft-delivery", "kasi", unfinished, village=CLUMSY),
        Visit("home", "kasi", village=CLUMSY),
        Visit("purchase-return", "kasi", draft),
        Visit("purchase-return", "kasi", (bought["ordered"],)),
        Visit("file-list", "kasi"),
    ]


def _others(site: Site) -> list[Visit]:
    bought = site.places[WALK].purchases
    turns = (
        ("kepala_desa", "received", "serah-terima", True),
        ("sekdes", "requested", "periksa", True),
        ("kepala_desa", "verified", "setujui", True),
        ("kaur_keuangan", "approved", "bayar", True),
        ("kaur_keuangan", "paid", "pajak", False),
    )
    seen: list[Visit] = []
    for who, stage, slug, returns in turns:
        seen.append(Visit("purchase-step", who, (bought[stage], slug)))
        seen.append(Visit("purchase-detail", who, (bought[stage],)))
        if returns:
            seen.append(Visit("purchase-return", who, (bought[stage],)))
    homes = ("kepala_desa", "sekdes", "kaur_keuangan", "bpd")
    seen += [Visit("home", who) for who in homes]
    weak = site.places[WEAK]
    taxed, tax = weak.purchases["taxed"], weak.rows["tax"]
    for name, args in (("purchase-step", (taxed, "bayar")), ("tax-correct", (taxed, tax))):
        seen.append(Visit(name, "kaur_keuangan", args, village=WEAK))
    seen.append(Visit("tax-list", "kaur_keuangan"))
    seen.append(Visit("tax-list", "kaur_keuangan", query="?tahun=2020"))
    seen.append(Visit("purchase-new", "bpd", status=403))
    seen.append(Visit("plan-announce", "kepala_desa", (site.year,), status=409))
    seen.append(Visit("plan-announce", "kepala_desa", (site.year,), village=SILENT))
    seen += [Visit("home", who, village=SILENT) for who in ("kepala_desa", "kasi")]
    seen.append(Visit("public-desa", args=(site.places[SILENT].code,), village=SILENT))
    seen.append(Visit("purchase-detail", "kasi", (1,), status=404))
    return seen


def _budget(site: Site) -> list[Visit]:
    place = site.places[BUDGET]
    rows, activity = place.budget, (place.activity,)

    def kaur(name: str, args: tuple[Any, ...] = (), query: str = "", status: int = 200) -> Visit:
        return Visit(name, "kaur", args, query, status, BUDGET)

    return [
        Visit("home", "kaur", village=EMPTY),
        Visit("home", "kepala_desa", village=EMPTY),
        Visit("budget-list", "kaur", village=EMPTY),
        Visit("purchase-list", "kaur", village=EMPTY),
        Visit("purchase-new", "kaur", status=400, village=EMPTY),
        Visit("file-list", "kaur", village=EMPTY),
        kaur("budget-list"),
        kaur("budget-list", query="?cari=tidak-ada"),
        Visit("budget-list", "bpd", village=BUDGET),
        kaur("budget-activity", activity),
        kaur("budget-activity-new"),
        kaur("budget-activity-edit", activity),
        kaur("budget-line-new", activity),
        kaur("budget-line-edit", (rows["line"],)),
        kaur("budget-line-remove", (rows["line"],)),
        kaur("budget-import"),
        kaur("budget-import-check", (rows["upload"],), f"?tahun={site.year}"),
        kaur("budget-import-check", (rows["upload"],), f"?tahun={site.year}&semua=1"),
        kaur("budget-import-result", (rows["imported"],)),
        kaur("budget-import-result", (rows["undone"],)),
        kaur("budget-import-undo", (rows["imported"],)),
        kaur("budget-import-undo", (rows["undone"],), status=409),
    ]


def _watchers(site: Site) -> list[Visit]:
    code, bought = site.places[WALK].code, site.places[WALK].purchases
    purchase = (bought["returned"],)
    return [
        Visit("watch-board", "camat"),
        Visit("watch-desa", "camat", (code,)),
        Visit("purchase-detail", "camat", purchase),
        Visit("watch-board", "pendamping"),
        Visit("watch-desa", "pendamping", (code,)),
        Visit("watch-desa", "pendamping", (site.places[EMPTY].code,)),
        Visit("watch-desa", "pendamping", ("33.24.05.2001",), status=404),
        Visit("coach-note", "pendamping", (code,)),
        Visit("coach-note", "pendamping", (code,), f"?belanja={bought['returned']}"),
        Visit("purchase-detail", "pendamping", purchase),
        Visit("watch-board", "inspektorat"),
        Visit("watch-board", "inspektorat", query=f"?kecamatan={code[:8]}"),
        Visit("watch-desa", "inspektorat", (code,)),
        Visit("rules", "kasi"),
        Visit("help", "inspektorat"),
        Visit("watch-board", "admin_kabupaten"),
        Visit("operator-home", "operator"),
        Visit("invitation"),
        Visit("practice-start", "kasi"),
        Visit("practice-start", "kepala_desa"),
    ]


def _rules() -> list[Visit]:
    """The regulation, part by part; and how its keeper confirms and changes it."""
    keeper = "admin_kabupaten"
    changed = ("bands[1]", "payment.cash_limit", "timing.holidays", "signatories.spp_chain")
    parts = range(1, len(says_of(RuleSet)) + 1)
    return [
        Visit("rules", "inspektorat"),
        *(Visit("rules-section", "inspektorat", (number,)) for number in parts),
        Visit("rules", keeper),
        Visit("rules-section", keeper, (2,)),
        *(Visit("rules-confirm", keeper, (number,)) for number in (2, 8)),
        Visit("rules-unconfirm", keeper, (2,)),
        *(Visit("rules-change", keeper, (key,)) for key in (*changed, "duties.lelang")),
        Visit("rules-upload", keeper),
        Visit("wording-list", keeper),
        *(Visit("wording-edit", keeper, (kind,)) for kind in ("hps", "pakta_integritas")),
        Visit("logo", keeper),
    ]


def _brim(site: Site) -> list[Visit]:
    place = site.places[FULL]

    def full(name: str, who: str = "", args: tuple[Any, ...] = (), query: str = "") -> Visit:
        return Visit(name, who, args, query, village=FULL, full=True)

    return [
        full("home", "kasi"),
        full("purchase-list", "kasi"),
        full("purchase-list", "kasi", query="?hal=2"),
        full("purchase-new", "kasi"),
        full("file-list", "kasi"),
        full("budget-list", "kaur"),
        full("watch-desa", "pendamping", (place.code,)),
        full("public-desa", args=(place.code,)),
        full("public-plan", args=(place.code, site.year)),
    ]
