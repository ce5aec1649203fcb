"""Gathers the public facts of one package from the records of all stages."""

from collections.abc import Sequence
from datetime import datetime

from pbjdesa.contracts.models import Contract
from pbjdesa.delivery.queries import handover_of
from pbjdesa.delivery.states import HandoverStep
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.operations import check_address
from pbjdesa.documents.queries import papers_of, photos_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.payments.models import Payment
from pbjdesa.payments.queries import payment_of, request_of, taxes_of
from pbjdesa.planning import queries as planning
from pbjdesa.planning.siskeudes.codes import fund_codes, fund_sources, official_accounts
from pbjdesa.procurement import queries as procurement
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.territories.models import Desa
from pbjdesa.transparency.choosing import choice_of, supplier_facts
from pbjdesa.transparency.facts import (
    ChoiceFacts,
    ItemFacts,
    PackageFacts,
    PaperFacts,
    PaymentFacts,
    TaxFacts,
    VillageFacts,
)
from pbjdesa.transparency.queries import Clean, cleaner_of, shown_of
from pbjdesa.transparency.rules import (
    PUBLIC_PHOTOS,
    begun_as,
    package_number,
    public_papers,
    restrict,
    status_of,
)
from pbjdesa.transparency.states import UNSETTLED

DIRECT = "direct"
"""OCDS's word for a method in which one supplier is asked, so that nobody is chosen."""


def facts_of(purchase: Purchase) -> PackageFacts:
    """What the public may know of a package now; a fixed number of queries.

    Free text is cleaned of numbers that may be private, and what the pinned rules keep from the
    public is left out.
    """
    clean = cleaner_of(purchase)
    contract = _contract_of(purchase)
    first = handover_of(contract, HandoverStep.TO_PKA) if contract else None
    second = handover_of(contract, HandoverStep.TO_KADES) if contract else None
    payment = _payment_facts(contract) if contract else None
    method, activity = procurement.method_of(purchase), purchase.activity
    choice = choice_of(purchase) if method.ocds != DIRECT else None
    settled = choice is None or purchase.state not in UNSETTLED
    cancelled_at = _cancelled_at(purchase, contract)
    plan = planning.current_plan(purchase.desa, purchase.year)
    facts = PackageFacts(
        village=village_facts(purchase.desa),
        suffix=purchase.ocid_suffix,
        number=package_number(purchase.year, purchase.sequence),
        year=purchase.year,
        title=clean(purchase.title),
        category=purchase.category,
        method_code=method.ocds,
        method_label=method.label,
        activity_code=activity.code,
        activity_name=clean(activity.name),
        place=clean(purchase.place),
        value=purchase.value if settled and purchase.value else None,
        hps=purchase.hps,
        budget=_budget(purchase, settled),
        items=tuple(_item_facts(item, settled, clean) for item in procurement.items_of(purchase)),
        supplier=supplier_facts(purchase.supplier) if settled and purchase.supplier else None,
        papers=_papers(purchase, choice, settled),
        plan=_paper_facts(plan.document) if plan else None,
        ordered_at=_ordered_at(contract),
        due_on=contract.due_on if contract else None,
        delivered_on=first.handed_over_on if first else None,
        accepted_on=second.handed_over_on if second else None,
        cancelled_at=cancelled_at,
        payment=payment,
        pays_publicly=True,
        status=status_of(
            cancelled=cancelled_at is not None,
            closed=cancelled_at is None and procurement.state_of(purchase).final,
            paid=payment is not None,
            accepted=second is not None,
            delivered=first is not None,
            begun=begun_as(purchase.state),
        ),
        choice=choice,
        witnesses=_witnesses(purchase) if choice else (),
    )
    return restrict(facts, shown_of(purchase))


def _witnesses(purchase: Purchase) -> tuple[str, ...]:
    """Who stood by, by office: asked for only where the rules part more duties than people."""
    return tuple(note.sentence for note in procurement.witnesses_of(purchase))


def village_facts(desa: Desa) -> VillageFacts:
    """The village as a public body."""
    return VillageFacts(
        code=desa.code,
        name=desa.name,
        kecamatan=desa.kecamatan.name,
        kabupaten=desa.kab.name,
        provinsi=desa.kab.provinsi,
        address=desa.address,
        postcode=desa.postcode,
        zone=desa.zone,
    )


def public_photos(purchase: Purchase) -> list[Attachment]:
    """Photos of the goods, oldest first; receipts are not public. One query."""
    if "foto" not in shown_of(purchase):
        return []
    return [photo for photo in photos_of(purchase.dossier) if photo.kind in PUBLIC_PHOTOS]


def _contract_of(purchase: Purchase) -> Contract | None:
    """The newest contract, a cancelled one too: the public is told that it was cancelled."""
    rows = Contract.objects.like(purchase).filter(purchase=purchase)
    return rows.select_related("document", "supplier").order_by("-pk").first()


def _ordered_at(contract: Contract | None) -> datetime | None:
    return contract.document.issued_at if contract else None


def _cancelled_at(purchase: Purchase, contract: Contract | None) -> datetime | None:
    """When the contract was cancelled, or a purchase given up before there was one."""
    if contract is not None:
        return contract.cancelled_at
    return purchase.changed_at if purchase.state == "cancelled" else None


def _budget(purchase: Purchase, settled: bool) -> int | None:
    """What the budget reserves: the agreed value, or the estimate while there is none, unless the
    estimate itself is still kept back."""
    if settled and purchase.value:
        return purchase.value
    return purchase.hps if "hps" in shown_of(purchase) else None


def _item_facts(item: PurchaseItem, settled: bool, clean: Clean) -> ItemFacts:
    agreed = settled and item.unit_price is not None
    return ItemFacts(
        order=item.order,
        description=clean(item.description),
        specification=clean(item.specification),
        volume=item.volume,
        unit=item.unit,
        hps_unit_price=item.hps_unit_price,
        unit_price=item.unit_price if agreed else None,
        amount=item.amount if agreed else None,
        account_code=item.line.account_code,
        account_name=item.line.account_name or official_accounts().get(item.line.account_code, ""),
        fund_sources=item.line.fund_sources,
        fund_names=fund_words(item.line.fund_sources),
    )


def fund_words(codes: str) -> str:
    """Fund sources for people: "ADD, DDS" as "Alokasi Dana Desa dan Dana Desa"."""
    known = fund_sources()
    names = [known[code].name if code in known else code for code in fund_codes(codes) if code]
    return " dan ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _papers(
    purchase: Purchase, choice: ChoiceFacts | None, settled: bool
) -> tuple[PaperFacts, ...]:
    opened = choice is not None and choice.present.opened_at is not None
    papers = [_paper_facts(paper) for paper in papers_of(purchase.dossier)]
    return tuple(public_papers(papers, opened=opened, settled=settled))


def _paper_facts(paper: Document) -> PaperFacts:
    return PaperFacts(
        kind=paper.kind,
        publicity=PAPERS[paper.kind].publicity,
        title=paper.title,
        number=paper.number,
        code=paper.code,
        url=check_address(paper.code),
        issued_at=paper.issued_at,
    )


def _payment_facts(contract: Contract) -> PaymentFacts | None:
    request = request_of(contract)
    payment: Payment | None = payment_of(request) if request else None
    if request is None or payment is None:
        return None
    taxes: Sequence[TaxFacts] = [
        TaxFacts(key=tax.key, label=tax.label, amount=tax.amount, paid_on=tax.proved_on)
        for tax in taxes_of(request)
    ]
    return PaymentFacts(
        paid_on=payment.paid_on, gross=request.gross, net=payment.amount, taxes=tuple(taxes)
    )
