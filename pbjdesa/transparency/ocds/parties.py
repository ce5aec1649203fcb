"""Who takes part: the village, the supplier, and the treasury that gets the taxes.

The registers behind the ids are our own and are described in docs/publication_policy.md. A person's
NIK or NPWP is never an id, and no address of a supplier is published: it may be a home.
"""

from pbjdesa.transparency.facts import PackageFacts, SupplierFacts, VillageFacts
from pbjdesa.transparency.ocds.values import Json

VILLAGES = "X-PBJDESA-DESA"
"""Villages by the code of Kemendagri."""
SUPPLIERS = "X-PBJDESA-PENYEDIA"
"""Suppliers by a stable id of this system."""
TREASURY: Json = {
    "id": "X-PBJDESA-KAS-PAJAK",
    "name": "Kas negara atau kas daerah (setoran pajak)",
}


def village_name(village: VillageFacts) -> str:
    """The village as a public body."""
    return f"Pemerintah Desa {village.name}"


def village_ref(village: VillageFacts) -> Json:
    """The village, where another object points to it."""
    return {"id": f"{VILLAGES}-{village.code}", "name": village_name(village)}


def supplier_ref(supplier: SupplierFacts | None) -> Json | None:
    """The supplier, where another object points to it."""
    if supplier is None:
        return None
    return {"id": f"{SUPPLIERS}-{supplier.id}", "name": supplier.name}


def parties(facts: PackageFacts) -> list[Json]:
    """Everybody who is pointed to, each once with all roles."""
    paid = facts.payment is not None
    everybody = [_village(facts.village, paid)]
    everybody += [_supplier(one, roles) for one, roles in _suppliers(facts, paid)]
    if facts.payment is not None and any(tax.paid_on for tax in facts.payment.taxes):
        everybody.append({**TREASURY, "roles": ["payee"]})
    return everybody


def _suppliers(facts: PackageFacts, paid: bool) -> list[tuple[SupplierFacts, list[str]]]:
    """Who offered, who was chosen (once it was public, for good), and who was paid."""
    roles: dict[SupplierFacts, set[str]] = {}
    if facts.supplier is not None:
        roles[facts.supplier] = {"supplier", "tenderer", *({"payee"} if paid else ())}
    if facts.choice is not None:
        for one in facts.choice.rounds:
            for bid in one.bids:
                if bid.supplier is not None:
                    roles.setdefault(bid.supplier, set()).add("tenderer")
        for award in facts.choice.awards:
            if award.supplier is not None:
                roles.setdefault(award.supplier, set()).add("supplier")
    return [(one, [role for role in _ROLES if role in held]) for one, held in roles.items()]


_ROLES = ("supplier", "tenderer", "payee")


def _village(village: VillageFacts, paid: bool) -> Json:
    return {
        **village_ref(village),
        "identifier": {
            "scheme": VILLAGES,
            "id": village.code,
            "legalName": village_name(village),
        },
        "address": {
            "streetAddress": village.address,
            "locality": f"Desa {village.name}, Kecamatan {village.kecamatan}",
            "region": f"{village.kabupaten}, {village.provinsi}",
            "postalCode": village.postcode,
            "countryName": "Indonesia",
        },
        "roles": ["buyer", "procuringEntity", *(["payer"] if paid else [])],
    }


def _supplier(supplier: SupplierFacts, roles: list[str]) -> Json:
    return {
        **(supplier_ref(supplier) or {}),
        "identifier": {"scheme": SUPPLIERS, "id": supplier.id, "legalName": supplier.name},
        "roles": roles,
    }
