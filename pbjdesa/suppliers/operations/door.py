"""The way to a supplier's own page: a link, and a short code given apart. No account, no app."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from pbjdesa.kernel import clock
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import keyed_hash, seal
from pbjdesa.people.models import Appointment
from pbjdesa.suppliers.models import Supplier, SupplierLink
from pbjdesa.suppliers.operations.keepers import check_register
from pbjdesa.suppliers.queries import token_of

CODE_DIGITS = 6
TRIES, WAIT = 5, timedelta(minutes=15)
"""So many wrong codes, then so long a wait: with a link that nobody can guess, enough."""


@dataclass(frozen=True)
class Door:
    """The last part of the link, and the code, which is known only now."""

    supplier: Supplier
    token: str
    code: str


@operation
def make_door(*, by: Appointment | None, supplier: Supplier) -> Door:
    """Make a fresh code for the supplier's own page; the link stays what it was.

    `by=None`: the supplier itself, at the moment in which it registers.
    """
    if by is not None:
        check_register(by, supplier)
    supplier = supplier.lock()
    token = token_of(supplier)
    if not token:
        token = secrets.token_urlsafe(16)
        supplier.token_sealed = seal("supplier-link", token)
        SupplierLink(
            id=new_id(supplier.kab.shard),
            token_hash=keyed_hash("supplier-link", token),
            kab_id=supplier.kab_id,
            supplier_id=supplier.pk,
        ).save(force_insert=True)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    supplier.code_hash = _hash(supplier, code)
    supplier.code_failures, supplier.code_locked_until = 0, None
    supplier.save()
    record(supplier, by=by)
    return Door(supplier, token, code)


@operation
def enter_code(*, by: None, supplier: Supplier, code: str) -> bool:
    """Whether the code is right. Wrong ones are counted, and after five the next try waits.

    Answers rather than refuses, so that the count is kept.
    """
    supplier = supplier.lock()
    now = clock.now()
    if supplier.code_locked_until is not None and now < supplier.code_locked_until:
        record(supplier, by=by, data={"right": False, "waits": True})
        return False
    right = secrets.compare_digest(supplier.code_hash, _hash(supplier, "".join(code.split())))
    supplier.code_failures = 0 if right else supplier.code_failures + 1
    if not right and supplier.code_failures % TRIES == 0:
        supplier.code_locked_until = now + WAIT
    supplier.save()
    record(supplier, by=by, data={"right": right})
    return right


def _hash(supplier: Supplier, code: str) -> str:
    return keyed_hash("supplier-code", f"{supplier.pk}:{code}")
