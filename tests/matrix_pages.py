"""The hand-written table of pages: who may open what, and whose things an address can name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from pbjdesa.documents.models import Attachment
from pbjdesa.documents.number_register import lines
from pbjdesa.documents.queries import SIGNED, papers_of, photos_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.oversight.bundle.archive import prepare
from pbjdesa.oversight.operations import seal_bundle
from pbjdesa.oversight.seals import seals_of
from pbjdesa.people.offices import OFFICES
from pbjdesa.people.queries import tpk_of
from pbjdesa.planning.models import BudgetImport, BudgetUpload
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import link_of, method_of
from pbjdesa.suppliers.models import Sanction, Supplier
from pbjdesa.territories.models import Desa
from tests import chosen, scene, tenders
from tests.world import YEAR, Village

NOW = datetime(YEAR, 11, 24, 3, tzinfo=UTC)

VILLAGE = frozenset(
    {"kepala_desa", "sekdes", "kasi", "kaur", "kaur_keuangan", "bpd"}
    | {"tpk_ketua", "tpk_sekretaris", "tpk_anggota"}
)
TPK = frozenset({"tpk_ketua", "tpk_sekretaris", "tpk_anggota"})
PKA = frozenset({"kasi", "kaur"})
KEEPERS = frozenset({"kaur", "sekdes"})
WATCH = frozenset({"camat", "pendamping", "inspektorat"})
LOOK = WATCH | {"admin_kabupaten"}
KEEPS_RULES = frozenset({"admin_kabupaten"})
WRITERS = VILLAGE - {"bpd"}
EVERYBODY = frozenset({"*"})

OWN, SAME, FAR, OUTSIDE = "own", "same kecamatan", "other kecamatan", "other kabupaten"
SEES = {
    **{office: {OWN} for office in VILLAGE},
    "camat": {OWN, SAME},
    "pendamping": {OWN, SAME},
    "inspektorat": {OWN, SAME, FAR},
    "admin_kabupaten": {OWN, SAME, FAR},
    "operator": set(),
}
assert set(SEES) == {office.slug for office in OFFICES}


@dataclass
class Things:
    """What stands at one place, and so what its addresses can name."""

    place: Village
    mark: str
    purchases: dict[str, Purchase]
    asked: dict[str, Purchase]
    """Purchases whose suppliers are asked for offers."""
    upload: BudgetUpload
    imported: BudgetImport
    sanction: Sanction
    token: str
    waiting: Supplier

    @property
    def desa(self) -> Desa:
        return self.place.desa


Args = Callable[[Things], list[dict[str, object]]]


def nothing(things: Things) -> list[dict[str, object]]:
    return [{}]


def purchase(things: Things) -> list[dict[str, object]]:
    return [{"pk": each.pk} for each in (*things.purchases.values(), *things.asked.values())]


def asked(things: Things) -> list[dict[str, object]]:
    return [{"pk": each.pk} for each in things.asked.values()] or purchase(things)


def step(things: Things) -> list[dict[str, object]]:
    return [
        {"pk": purchase.pk, "slug": method.step(move.name).slug}
        for purchase in (*things.purchases.values(), *things.asked.values())
        for method in (method_of(purchase),)
        for move in method.moves
    ]


def invitee(things: Things) -> list[dict[str, object]]:
    found = things.asked.get("inviting")
    pk = tenders.invitees(found)[0].pk if found else 1
    return [{**each, "invitee": pk} for each in asked(things)]


def offer(things: Things) -> list[dict[str, object]]:
    return [{**each, "offer": _offer(things, 0)} for each in asked(things)]


def envelope(things: Things) -> list[dict[str, object]]:
    return [{**each, "offer": _offer(things, -1)} for each in asked(things)]


def _offer(things: Things, place: int) -> int:
    found = things.asked.get("opened")
    return chosen.offers_of(found)[place].pk if found else 1


def paper(things: Things) -> list[dict[str, object]]:
    bought = things.purchases["requested"]
    return [{"pk": document.pk} for document in papers_of(bought.dossier)[:2]]


def paper_with(form: str) -> Args:
    def found(things: Things) -> list[dict[str, object]]:
        papers = papers_of(things.purchases["requested"].dossier)
        return [{"pk": paper.pk} for paper in papers if getattr(PAPERS[paper.kind], form)][:1]

    return found


def tax(things: Things) -> list[dict[str, object]]:
    bought = things.purchases.get("paid") or things.purchases["requested"]
    return [{"pk": bought.pk, "tax_id": each.pk} for each in scene.taxes(bought)]


def photo(things: Things) -> list[dict[str, object]]:
    shown: list[Attachment] = photos_of(things.purchases["requested"].dossier)
    return [{"pk": shown[0].pk}]


def kept_file(things: Things) -> list[dict[str, object]]:
    shown: list[Attachment] = photos_of(things.purchases["requested"].dossier)
    return [{"pk": shown[0].file_id}]


def signed_photo(things: Things) -> list[dict[str, object]]:
    shown: list[Attachment] = photos_of(things.purchases["requested"].dossier, SIGNED)
    return [{"pk": shown[0].pk}]


def activity(name: str) -> Args:
    return lambda things: [{name: things.place.activity.pk}]


def line(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.lines[0].pk}]


def upload(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.upload.pk}]


def imported(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.imported.pk}]


def code(things: Things) -> list[dict[str, object]]:
    return [{"code": things.desa.code}]


def number(things: Things) -> list[dict[str, object]]:
    shown = things.purchases["requested"]
    return [{"code": things.desa.code, "number": f"{shown.year}-{shown.sequence:04d}"}]


def link(things: Things) -> list[dict[str, object]]:
    """A supplier's link; nobody here has its code (that is test_door.py's)."""
    found = things.asked.get("inviting")
    token = link_of(tenders.invitees(found)[0]) if found else "tautan-yang-tidak-ada"
    return [{"token": token}]


def year(things: Things) -> list[dict[str, object]]:
    return [{"year": YEAR}]


def number_entry(things: Things) -> list[dict[str, object]]:
    return [{"pk": each.pk} for each in lines(things.desa, YEAR)[:2]]


def sealed(things: Things) -> list[dict[str, object]]:
    bought = things.purchases["requested"]
    made = seals_of(bought) or [
        seal_bundle(by=things.place.by("sekdes"), purchase=bought, prepared=prepare(bought))
    ]
    return [{"pk": made[0].pk}]


def seat(things: Things) -> list[dict[str, object]]:
    return [{"pk": each.pk} for each in tpk_of(things.desa, NOW.date())]


def official(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.by("sekdes").pk}]


def kades(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.by("kepala_desa").pk}]


def supplier(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.place.supplier.pk}]


def waiting(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.waiting.pk}]


def door(things: Things) -> list[dict[str, object]]:
    return [{"token": things.token}]


def sanction(things: Things) -> list[dict[str, object]]:
    return [{"pk": things.sanction.pk}]


def rule_key(things: Things) -> list[dict[str, object]]:
    return [{"key": "payment.cash_limit"}]


def sheet(things: Things) -> list[dict[str, object]]:
    kinds = ("pakta_integritas", "kutipan_rkp", "nota_toko")
    return [{**each, "kind": kind} for kind in kinds for each in purchase(things)]


def kind_of_paper(things: Things) -> list[dict[str, object]]:
    return [{"kind": "hps"}]


def section(things: Things) -> list[dict[str, object]]:
    return [{"number": 1}]


def blank(things: Things) -> list[dict[str, object]]:
    return [{"slug": "hps"}]


@dataclass(frozen=True)
class Page:
    """One line of the hand-written table: who, about whose things, and what is special."""

    who: frozenset[str]
    args: Args = nothing
    post_only: bool = False
    stateful: bool = False
    """404 or 409 is an answer, too: not everybody's turn, or not now."""
    query: str = ""
    register: bool = False
    """It shows suppliers, and those of a kabupaten are shared by all its villages (A052)."""
    shared: bool = False
    """It is about a supplier of that register."""


TABLE: dict[str, Page] = {
    "home": Page(EVERYBODY),
    "login": Page(EVERYBODY),
    "logout": Page(EVERYBODY, post_only=True),
    "help": Page(EVERYBODY),
    "components": Page(EVERYBODY),
    "health": Page(EVERYBODY),
    "invitation": Page(EVERYBODY),
    "check": Page(EVERYBODY),
    "check-code": Page(
        EVERYBODY, lambda t: [{"code": papers_of(t.purchases["requested"].dossier)[0].code}]
    ),
    "check-printed": Page(
        EVERYBODY, lambda t: [{"code": papers_of(t.purchases["requested"].dossier)[0].code}]
    ),
    "public-home": Page(EVERYBODY),
    "public-policy": Page(EVERYBODY),
    "public-desa": Page(EVERYBODY, code),
    "public-plan": Page(EVERYBODY, lambda t: [{"code": t.desa.code, "year": YEAR}]),
    "public-data": Page(EVERYBODY, code),
    "public-package": Page(EVERYBODY, number),
    "public-package-data": Page(EVERYBODY, number),
    "public-photo": Page(EVERYBODY, lambda t: [{**number(t)[0], "place": 1}]),
    "offer-door": Page(EVERYBODY, link, stateful=True),
    "offer-form": Page(EVERYBODY, link, stateful=True),
    "offer-review": Page(EVERYBODY, link, stateful=True),
    "offer-receipt": Page(EVERYBODY, link, stateful=True),
    "offer-withdraw": Page(EVERYBODY, link, stateful=True),
    "offer-receipt-paper": Page(EVERYBODY, link, stateful=True),
    "offer-letter": Page(EVERYBODY, link, stateful=True),
    "purchase-list": Page(VILLAGE),
    "purchase-new": Page(PKA),
    "purchase-items": Page(PKA, activity("activity_id")),
    "purchase-detail": Page(VILLAGE | WATCH, purchase),
    "draft-items": Page(PKA, purchase),
    "draft-prices": Page(PKA, purchase),
    "draft-supplier": Page(PKA, purchase, register=True),
    "draft-supplier-new": Page(PKA, purchase),
    "draft-delivery": Page(PKA, purchase),
    "draft-reason": Page(PKA, purchase),
    "purchase-return": Page(VILLAGE, purchase, stateful=True),
    "purchase-step": Page(VILLAGE, step, stateful=True),
    "request-invitees": Page(VILLAGE, asked, stateful=True, register=True),
    "request-schedule": Page(VILLAGE, asked, stateful=True),
    "request-extend": Page(VILLAGE, asked, stateful=True),
    "request-invitee": Page(VILLAGE, invitee, stateful=True),
    "step-witness": Page(VILLAGE, step, stateful=True),
    "comparison": Page(VILLAGE | WATCH, asked, stateful=True),
    "offer-assess": Page(VILLAGE, offer, stateful=True),
    "paper-offer": Page(VILLAGE, envelope, stateful=True),
    "plan-announce": Page(frozenset({"kepala_desa"}), year, stateful=True),
    "tpk": Page(VILLAGE),
    "tpk-new": Page(frozenset({"kepala_desa"})),
    "tpk-letter": Page(frozenset({"kepala_desa"}), seat),
    "official-list": Page(VILLAGE),
    "official-replace": Page(frozenset({"kepala_desa"}), official),
    "official-letter": Page(frozenset({"kepala_desa"}), official),
    "kades-replace": Page(frozenset({"camat"}), kades),
    "kades-letter": Page(frozenset({"camat"}), kades),
    "letterhead": Page(frozenset({"kepala_desa", "sekdes"})),
    "file-list": Page(VILLAGE),
    "number-list": Page(VILLAGE),
    "number-print": Page(VILLAGE),
    "tax-list": Page(VILLAGE),
    "tax-correct": Page(frozenset({"kaur_keuangan"}), tax, stateful=True),
    "tax-print": Page(VILLAGE),
    "number-new": Page(KEEPERS),
    "number-cancel": Page(KEEPERS, number_entry, stateful=True),
    "blank-list": Page(VILLAGE),
    "blank-paper": Page(VILLAGE, blank),
    "signed-form": Page(VILLAGE - {"bpd"}, purchase),
    "signed-form-printed": Page(VILLAGE - {"bpd"}, purchase),
    "signed-any": Page(VILLAGE - {"bpd"}),
    "signed-code": Page(VILLAGE - {"bpd"}, kept_file),
    "signed-done": Page(VILLAGE - {"bpd"}, signed_photo),
    "supplier-statement": Page(VILLAGE, invitee, stateful=True),
    "signed-photo": Page(VILLAGE - {"bpd"}, paper),
    "paper": Page(VILLAGE | WATCH, paper),
    "paper-read": Page(VILLAGE | WATCH, paper),
    "paper-docx": Page(VILLAGE | WATCH, paper_with("editable")),
    "paper-xlsx": Page(VILLAGE | WATCH, paper_with("workbook")),
    "photo": Page(VILLAGE | WATCH, photo),
    "budget-list": Page(VILLAGE),
    "budget-activity": Page(VILLAGE, activity("pk")),
    "budget-activity-new": Page(KEEPERS),
    "budget-activity-edit": Page(KEEPERS, activity("pk")),
    "budget-line-new": Page(KEEPERS | {"kasi"}, activity("pk")),
    "budget-line-edit": Page(KEEPERS | {"kasi"}, line),
    "budget-line-remove": Page(KEEPERS | {"kasi"}, line),
    "budget-import": Page(KEEPERS),
    "budget-import-check": Page(KEEPERS, upload, query=f"?tahun={YEAR}"),
    "budget-import-result": Page(VILLAGE, imported),
    "budget-import-undo": Page(KEEPERS, imported),
    "watch-board": Page(LOOK),
    "watch-desa": Page(LOOK, code),
    "camat-review": Page(frozenset({"camat"}), purchase, stateful=True),
    "camat-return": Page(frozenset({"camat"}), purchase, stateful=True),
    "coach-note": Page(frozenset({"pendamping"}), code),
    "rules": Page(VILLAGE | LOOK),
    "rules-section": Page(VILLAGE | LOOK, section),
    "rules-print": Page(VILLAGE | LOOK),
    "rules-confirm": Page(KEEPS_RULES, section),
    "rules-unconfirm": Page(KEEPS_RULES, section),
    "rules-change": Page(KEEPS_RULES, rule_key),
    "rules-upload": Page(KEEPS_RULES),
    "rules-withdraw": Page(KEEPS_RULES, lambda _: [{"pk": 1}], stateful=True),
    "wording-list": Page(KEEPS_RULES),
    "wording-edit": Page(KEEPS_RULES, kind_of_paper),
    "logo": Page(KEEPS_RULES),
    "operator-home": Page(frozenset({"operator"})),
    "practice-start": Page(VILLAGE),
    "practice-stop": Page(VILLAGE, post_only=True),
    "practice-reset": Page(frozenset({"kepala_desa", "sekdes"})),
}
"""Written by hand, so that a wrong declaration on a view is found; a new page needs a line here."""

TABLE |= {
    "public-suppliers": Page(EVERYBODY),
    "public-sanctions": Page(EVERYBODY),
    "supplier-itself": Page(EVERYBODY),
    "supplier-own": Page(EVERYBODY, door),
    "supplier-list": Page(VILLAGE | KEEPS_RULES, register=True),
    "supplier-detail": Page(VILLAGE | KEEPS_RULES, supplier, register=True, shared=True),
    "supplier-new": Page(WRITERS),
    "supplier-review": Page(
        WRITERS | KEEPS_RULES, waiting, register=True, shared=True, stateful=True
    ),
    "supplier-edit": Page(WRITERS | KEEPS_RULES, supplier),
    "supplier-bank": Page(WRITERS | KEEPS_RULES, supplier),
    "supplier-link": Page(WRITERS | KEEPS_RULES, supplier),
    "sanction-new": Page(KEEPS_RULES, supplier),
    "sanction-lift": Page(KEEPS_RULES, sanction),
    "purchase-warnings": Page(PKA | TPK, purchase, stateful=True),
    "purchase-files": Page(VILLAGE | WATCH, purchase),
    "purchase-spj": Page(VILLAGE | WATCH, purchase),
    "purchase-seals": Page(VILLAGE | WATCH, purchase),
    "seal-file": Page(VILLAGE | WATCH, sealed),
    "purchase-sheet": Page(WRITERS, sheet, stateful=True),
    "purchase-rating": Page(PKA | TPK | {"kepala_desa"}, purchase, stateful=True),
}
