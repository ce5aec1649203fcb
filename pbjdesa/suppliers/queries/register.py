"""The register: who is in it, nearest first, and what speaks against buying there today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from pbjdesa.kernel.secrets import keyed_hash, unseal
from pbjdesa.kernel.words import say
from pbjdesa.suppliers.models import BankChange, Supplier, SupplierLink
from pbjdesa.suppliers.queries.standing import sanction_on
from pbjdesa.suppliers.rules.forms import bare
from pbjdesa.suppliers.rules.likeness import words
from pbjdesa.suppliers.rules.places import (
    BEYOND,
    HERE,
    NEAR,
    REGION,
    Spot,
    closeness,
    kilometres,
    rung,
)
from pbjdesa.suppliers.states import SupplierStatus
from pbjdesa.territories.models import Desa, Kabupaten

MOST_WORDS = 5
"""Of a search; more words find nothing more."""


def register_of(owner: Desa | Kabupaten) -> QuerySet[Supplier]:
    """Everybody in the register that this village shares, by name, waiting ones too."""
    rows: QuerySet[Supplier] = Supplier.objects.of(owner)
    return rows.select_related("place_desa", "kecamatan").order_by("name", "pk")


def suppliers_of(desa: Desa) -> QuerySet[Supplier]:
    """Whom this village may buy from: accepted suppliers, those of the village itself first, then
    those of its kecamatan (R-69); by name."""
    near = Case(
        When(place_desa_id=desa.pk, then=Value(HERE)),
        When(kecamatan_id=desa.kecamatan_id, then=Value(NEAR)),
        When(kecamatan_id__isnull=False, then=Value(REGION)),
        default=Value(BEYOND),
        output_field=IntegerField(),
    )
    rows = register_of(desa).filter(status=SupplierStatus.ACCEPTED)
    return rows.annotate(near=near).order_by("near", "name", "pk")


def spot_of(desa: Desa) -> Spot:
    """Where a village lies, for distances."""
    return Spot(desa.pk, desa.kecamatan_id, desa.latitude, desa.longitude)


@dataclass(frozen=True)
class Found:
    """One supplier of a search: how many rungs away, and kilometres where both spots are known."""

    pk: int
    rung: int
    kilometres: float | None


def search(owner: Desa | Kabupaten, text: str, *, status: str = "") -> list[Found]:
    """Suppliers whose goods or name have every word of `text`, nearest first (A054); one query.

    Only ids and places are read: a page then fetches the rows that it shows.
    """
    rows = Supplier.objects.of(owner)
    if status:
        rows = rows.filter(status=status)
    for word in words(text)[:MOST_WORDS]:
        rows = rows.filter(Q(goods__icontains=word) | Q(name__icontains=word))
    here = spot_of(owner) if isinstance(owner, Desa) else Spot()
    found = []
    fields = ("pk", "name", "place_desa_id", "kecamatan_id", "latitude", "longitude")
    for pk, name, *place in rows.values_list(*fields):
        spot = Spot(*place)
        found.append(
            (*closeness(here, spot), name, Found(pk, rung(here, spot), kilometres(here, spot)))
        )
    return [one[-1] for one in sorted(found, key=lambda one: (*one[:3], one[3].pk))]


def waiting_count(owner: Desa | Kabupaten) -> int:
    """How many suppliers wait to be looked at."""
    return int(Supplier.objects.of(owner).filter(status=SupplierStatus.WAITING).count())


def same_nib(owner: Desa | Kabupaten, nib: str) -> Supplier | None:
    """Who already has this NIB in the kabupaten."""
    digits = bare(nib)
    return Supplier.objects.of(owner).filter(nib=digits).first() if digits else None


def sentences_against(supplier: Supplier, day: date) -> tuple[str, ...]:
    """Why nobody may buy from this supplier on this day; empty when somebody may."""
    if supplier.status == SupplierStatus.WAITING:
        return (
            say(
                "{name} belum diperiksa. Periksa dan terima dulu di daftar penyedia.",
                name=supplier.name,
            ),
        )
    if supplier.status == SupplierStatus.DECLINED:
        return (say("{name} tidak diterima di daftar. Pilih yang lain.", name=supplier.name),)
    sanction = sanction_on(supplier, day)
    return (sanction.sentence,) if sanction is not None else ()


def npwp_of(supplier: Supplier) -> str:
    """The NPWP, for papers between the parties only."""
    return unseal("npwp", supplier.npwp_sealed)


def bank_of(supplier: Supplier) -> str:
    """The bank account that counts today, for papers between the parties only; a change that waits
    for its second pair of eyes is not it."""
    return unseal("bank", supplier.bank_sealed)


def bank_change_of(supplier: Supplier) -> BankChange | None:
    """The change of the bank account that waits for a second pair of eyes."""
    rows: QuerySet[BankChange] = BankChange.objects.filter(
        kab_id=supplier.kab_id, supplier=supplier, decided_at__isnull=True
    )
    return rows.first()


def person_key(supplier: Supplier) -> str:
    """Who stands behind a supplier when duties are compared: the owner's NIK where known."""
    return supplier.owner_nik_hash or f"supplier:{supplier.pk}"


def token_of(supplier: Supplier) -> str:
    """The last part of the link to the supplier's own page; "" before one was made."""
    return unseal("supplier-link", supplier.token_sealed)


def supplier_by_token(token: str) -> Supplier | None:
    """Whose link this is."""
    link = SupplierLink.objects.filter(token_hash=keyed_hash("supplier-link", token)).first()
    if link is None:
        return None
    rows: QuerySet[Supplier] = Supplier.objects.filter(kab_id=link.kab_id, pk=link.supplier_id)
    return rows.select_related("kab", "place_desa", "kecamatan", "desa__kab").first()
