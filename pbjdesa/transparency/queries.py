"""Looking at what is public. A package is public from its first release on, and only then: drafts,
discarded drafts and practice villages have none."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from pbjdesa.contracts.models import Contract
from pbjdesa.delivery.models import Handover
from pbjdesa.delivery.states import HandoverStep
from pbjdesa.documents.models import Document
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.models import PaymentRequest
from pbjdesa.payments.states import RequestState
from pbjdesa.procurement import queries as procurement
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.ruleset import Publication
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.transparency.models import Release
from pbjdesa.transparency.ocds.package import Publisher, package
from pbjdesa.transparency.ocds.values import Json
from pbjdesa.transparency.rules import (
    begun_as,
    public_text,
    read_package_number,
    shown_fields,
    status_of,
)
from pbjdesa.transparency.states import NOT_ORDERED, UNSETTLED, PublicStatus, Standing


def publication_today(kab: Kabupaten) -> Publication | None:
    """What the rules in force in a kabupaten say about openness; None while none are loaded."""
    try:
        version = in_force(kab.code, clock.today(kab.zone))
    except Refused:
        return None
    return rules_of(version).publication


def portal_is_open(kab: Kabupaten) -> bool:
    """Whether the kabupaten's rules open the public pages."""
    publication = publication_today(kab)
    return publication is not None and publication.portal.value


def shown_of(purchase: Purchase) -> frozenset[str]:
    """What the rules pinned by a purchase let the public see."""
    publication = procurement.rules_for(purchase).publication
    chosen = purchase.supplier_id is not None and purchase.state not in UNSETTLED
    return shown_fields(publication.fields.value, publication.hide_hps.value, awarded=chosen)


Clean = Callable[[str], str]


def cleaner_of(purchase: Purchase) -> Clean:
    """What free text of a purchase goes through before the public reads it: numbers that may be
    somebody's are masked, unless the pinned rules let them stand (UU 27/2022)."""
    hides = procurement.rules_for(purchase).publication.hide_personal_data.value
    return public_text if hides else str.strip


def public_villages() -> QuerySet[Desa]:
    """Every real village of the installation."""
    return (
        Desa.objects.filter(retired_at__isnull=True, twin_of__isnull=True, kab__practice=False)
        .select_related("kab", "kecamatan")
        .order_by("name", "code")
    )


def public_village(code: str) -> Desa | None:
    """The real village with this code, where the rules open its pages."""
    desa = public_villages().filter(code=code).first()
    return desa if desa is not None and portal_is_open(desa.kab) else None


def public_packages(desa: Desa) -> QuerySet[Purchase]:
    """The public packages of a village, newest first."""
    released = Release.objects.of(desa).filter(purchase_id=OuterRef("pk"))
    return procurement.purchases().of(desa).filter(Exists(released)).order_by("-year", "-sequence")  # type: ignore[attr-defined,no-any-return]


def public_package(desa: Desa, number: str) -> Purchase | None:
    """The public package with this number ("2026-0007") of this village."""
    place = read_package_number(number)
    if place is None:
        return None
    year, sequence = place
    return public_packages(desa).filter(year=year, sequence=sequence).first()


@dataclass(frozen=True)
class YearTotals:
    """What a village's public packages of one budget year come to, in rupiah."""

    year: int
    count: int
    ordered: int
    paid: int


def year_totals(desa: Desa) -> list[YearTotals]:
    """Totals of each year, newest first; cancelled orders are not counted. Two queries."""
    rows = (
        public_packages(desa)
        .exclude(state="cancelled")
        .order_by()
        .values("year")
        .annotate(
            count=Count("pk"), ordered=Sum("value", filter=~Q(state__in=NOT_ORDERED), default=0)
        )
    )
    paid = dict(
        PaymentRequest.objects.of(desa)
        .filter(state=RequestState.PAID)
        .values_list("contract__purchase__year")
        .annotate(sum=Sum("gross"))
    )
    return [
        YearTotals(row["year"], row["count"], row["ordered"], paid.get(row["year"], 0))
        for row in sorted(rows, key=lambda row: -row["year"])
    ]


def statuses(desa: Desa, packages: Sequence[Purchase]) -> dict[int, PublicStatus]:
    """Where each of these packages stands, by id; two queries."""
    ids = [row.pk for row in packages]
    handed = set(
        Handover.objects.of(desa)
        .filter(contract__purchase__in=ids, withdrawn_at__isnull=True)
        .values_list("contract__purchase_id", "step")
    )
    paid = set(
        PaymentRequest.objects.of(desa)
        .filter(contract__purchase__in=ids, state=RequestState.PAID)
        .values_list("contract__purchase_id", flat=True)
    )
    return {row.pk: _status(row, handed, paid) for row in packages}


def _status(
    row: Purchase, handed: Collection[tuple[int, str]], paid: Collection[int]
) -> PublicStatus:
    cancelled = row.state == "cancelled"
    return status_of(
        cancelled=cancelled,
        closed=not cancelled and procurement.state_of(row).final,
        paid=row.pk in paid,
        accepted=(row.pk, HandoverStep.TO_KADES) in handed,
        delivered=(row.pk, HandoverStep.TO_PKA) in handed,
        begun=begun_as(row.state),
    )


def standing_of(document: Document) -> Standing:
    """What a genuine paper is worth today: a newer version, a cancelled order, a handover taken
    back and a request sent back all make it worth less."""
    if document.superseded_at is not None:
        return Standing.REPLACED
    contracts = Contract.objects.like(document).filter(document=document)
    handovers = Handover.objects.like(document).filter(document=document)
    requests = PaymentRequest.objects.like(document).filter(document=document)
    if contracts.filter(cancelled_at__isnull=False).exists():
        return Standing.CANCELLED
    if handovers.filter(withdrawn_at__isnull=False).exists():
        return Standing.RETURNED
    if requests.filter(state=RequestState.RETURNED).exists():
        return Standing.RETURNED
    return Standing.IN_FORCE


def package_of_paper(document: Document) -> Purchase | None:
    """The public package that a paper belongs to, where its pages are open."""
    if not portal_is_open(document.desa.kab):
        return None
    return public_packages(document.desa).filter(dossier_id=document.dossier_id).first()


def replacement_of(document: Document) -> Document | None:
    """The paper in force that took the place of this one, if there is one."""
    return (
        Document.objects.like(document)
        .filter(dossier_id=document.dossier_id, kind=document.kind, variant=document.variant)
        .filter(superseded_at__isnull=True)
        .first()
    )


def publisher_of(kab: Kabupaten) -> Publisher:
    """Who publishes: as the operator has set it, else this kabupaten's installation."""
    return Publisher(
        name=settings.PUBLISHER or f"PBJ Desa {kab.name}",
        license=settings.DATA_LICENSE,
        policy=settings.PUBLICATION_POLICY or f"{settings.ORIGIN}/publik/kebijakan/",
    )


def releases_of(
    desa: Desa, *, year: int | None = None, purchase: Purchase | None = None
) -> QuerySet[Release]:
    """The releases of a village, or of one budget year, or of one package; oldest first."""
    rows = Release.objects.of(desa).order_by("published_at", "pk")
    if purchase is not None:
        rows = rows.filter(purchase=purchase)
    return rows if year is None else rows.filter(purchase__year=year)


def years_with_releases(kab: Kabupaten) -> list[tuple[int, int, int]]:
    """(desa id, budget year, number of releases) wherever something was published; one query."""
    rows = (
        Release.objects.of(kab)
        .filter(Q(desa__twin_of__isnull=True, desa__retired_at__isnull=True))
        .order_by("desa__code", "purchase__year")
        .values_list("desa_id", "purchase__year")
        .annotate(count=Count("pk"))
    )
    return list(rows)


@dataclass(frozen=True)
class Edition:
    """What is in a package without its bodies: enough to say whether it changed."""

    count: int
    last: datetime
    fingerprint: str


def edition_of(desa: Desa, releases: QuerySet[Release], uri: str) -> Edition | None:
    """The present edition of a package; None while nothing was published. One query.

    Releases never change, so their ids and the head of the package decide its content.
    """
    rows = list(releases.values_list("pk", "published_at"))
    if not rows:
        return None
    publisher = publisher_of(desa.kab)
    content = [uri, publisher.name, publisher.license, publisher.policy, [pk for pk, _ in rows]]
    return Edition(len(rows), rows[-1][1], audit.digest(content))


def package_of(desa: Desa, releases: QuerySet[Release], uri: str) -> Json:
    """The release package of at least one release."""
    bodies = list(releases.values_list("body", "published_at"))
    return package(
        [body for body, _ in bodies],
        publisher=publisher_of(desa.kab),
        uri=uri,
        published_at=bodies[-1][1],
        zone=desa.zone,
    )
