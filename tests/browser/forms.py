"""Every form that asks for something: where it is, and how a clumsy person sends it."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser import measures
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.browser.villages import BUDGET, CLUMSY, EMPTY, WALK
from tests.browser.walk import Visit

LONG = "Semen \"Tiga Roda\" 'asli' <script>alert(1)</script> & 😀 نص -1,5 " * 40
"""Over 2,000 characters of what a paste from elsewhere may hold."""

_FIELDS = "main form :is(input, textarea, select):not([type=hidden])"

_CLEAR = f"""() => {{
    document.querySelectorAll('details').forEach(d => d.open = true);
    document.querySelectorAll('{_FIELDS}').forEach(f => {{
        if (f.type === 'checkbox') f.checked = false;
        else if (!f.matches('[type=radio], [type=file]')) f.value = '';
    }});
}}"""
_FILL = f"""text => {{
    document.querySelectorAll('details').forEach(d => d.open = true);
    const seen = new Set();
    document.querySelectorAll('{_FIELDS}').forEach(f => {{
        if (f.type === 'radio') {{ if (!seen.has(f.name)) f.checked = true; seen.add(f.name); }}
        else if (f.type === 'checkbox') f.checked = true;
        else if (f.tagName === 'SELECT') f.selectedIndex = f.options.length - 1;
        else if (f.type !== 'file') f.value = text;
    }});
}}"""
_KEPT = f"""() => [...document.querySelectorAll('{_FIELDS}')]
    .filter(f => !f.matches('[type=password], [type=file]'))
    .map(f => [f.id || f.name, f.value.trim(), f.checked === true])"""
_DANGLING = """() => [...document.querySelectorAll('.box.bad[data-errors] a')]
    .map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))"""
_UNTIED = """() => [...document.querySelectorAll('.box.bad[data-errors] a')]
    .map(a => a.getAttribute('href').slice(1))
    .filter(id => !document.getElementById(id + '_e'))"""


def forms(site: Site) -> list[Visit]:
    """Where something is asked."""
    rough, bought = site.places[CLUMSY], site.places[CLUMSY].purchases
    budget = site.places[BUDGET]

    def at(name: str, who: str, stage: str, *more: str) -> Visit:
        return Visit(name, who, (bought[stage], *more), village=CLUMSY)

    return [
        Visit("login"),
        Visit("check"),
        Visit("invitation"),
        Visit("purchase-items", "kasi", (rough.activity,), village=CLUMSY),
        at("draft-items", "kasi", "draft"),
        at("draft-prices", "kasi", "draft"),
        at("draft-supplier", "kasi", "unfinished"),
        at("draft-supplier-new", "kasi", "draft"),
        at("draft-delivery", "kasi", "draft"),
        at("draft-reason", "kasi", "draft"),
        at("purchase-step", "kasi", "ordered", "terima"),
        at("purchase-return", "kasi", "ordered"),
        at("purchase-step", "kepala_desa", "received", "serah-terima"),
        at("purchase-return", "kepala_desa", "received"),
        at("purchase-return", "sekdes", "requested"),
        at("purchase-step", "kepala_desa", "verified", "setujui"),
        at("purchase-return", "kepala_desa", "verified"),
        at("purchase-step", "kaur_keuangan", "approved", "bayar"),
        at("purchase-return", "kaur_keuangan", "approved"),
        at("purchase-step", "kaur_keuangan", "paid", "pajak"),
        Visit("budget-activity-new", "kaur", village=EMPTY),
        Visit("budget-activity-edit", "kaur", (budget.activity,), village=BUDGET),
        Visit("budget-line-new", "kaur", (budget.activity,), village=BUDGET),
        Visit("budget-line-edit", "kaur", (budget.budget["line"],), village=BUDGET),
        Visit("budget-import", "kaur", village=EMPTY),
        Visit("coach-note", "pendamping", (site.places[WALK].code,)),
        *(Visit("rules-change", "admin_kabupaten", (key,)) for key in RULES),
        Visit("rules-confirm", "admin_kabupaten", (2,)),
        Visit("rules-upload", "admin_kabupaten"),
        Visit("logo", "admin_kabupaten"),
    ]


RULES = (
    "bands[1]",
    "payment.cash_limit",
    "timing.holidays",
    "signatories.spp_chain",
    "evaluation.technical_items",
)
"""Values of a regulation, one of each kind of question."""
LAWFUL = frozenset(
    {("draft-supplier", "rubbish"), ("draft-reason", "empty"), ("draft-reason", "rubbish")}
)
"""Ticking the first shop is no mistake; the usual reason is ticked from the start."""


@dataclass
class Answered:
    """What came back to a form that was sent badly."""

    visit: Visit
    how: str
    status: int
    title: str
    focused: bool
    problems: int
    dangling: list[str]
    untied: list[str]
    kept: bool
    axe: list[str]
    small: list[str]
    sideways: list[str]
    text: str

    def __str__(self) -> str:
        return f"{self.visit} ({self.how})"


def send_badly(phone: Phone, visit: Visit, how: str) -> Answered:
    """Open the form, spoil it, send it, and look at the answer."""
    page = phone.page
    phone.open(visit.address())
    if how == "empty":
        page.evaluate(_CLEAR)
    else:
        page.evaluate(_FILL, LONG)
    before = page.evaluate(_KEPT)
    with page.expect_navigation() as sent:
        page.locator("main form:has(.field) .btn").last.tap()
    answer = sent.value
    focused = _focus_is_in_the_summary(page)
    return Answered(
        visit=visit,
        how=how,
        status=answer.status if answer else 0,
        title=page.title(),
        focused=focused,
        problems=page.locator(".box.bad[data-errors] li").count(),
        dangling=page.evaluate(_DANGLING),
        untied=page.evaluate(_UNTIED),
        kept=before == page.evaluate(_KEPT),
        axe=measures.axe_violations(page) + measures.dark_contrast(page),
        small=measures.too_small(page),
        sideways=measures.sideways(page),
        text=measures.visible_text(page),
    )


def _focus_is_in_the_summary(page: Page) -> bool:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")
    return bool(page.evaluate("document.activeElement.matches('.box.bad[data-errors]')"))
