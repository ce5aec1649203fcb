"""A changed bank account waits for a second pair of eyes: false letters that ask to pay elsewhere
are the commonest way to steal from somebody who pays."""

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import seal
from pbjdesa.people.models import Appointment
from pbjdesa.suppliers import queries
from pbjdesa.suppliers.models import BankChange, Supplier
from pbjdesa.suppliers.operations.keepers import check_keeper
from pbjdesa.suppliers.operations.registering import bank_hash


@operation
def change_bank(*, by: Appointment, supplier: Supplier, bank: str) -> BankChange:
    """Propose another bank account. Papers and payments use the old one until it is confirmed.

    Whoever proposed may correct the proposal; a second person's proposal has to wait.
    """
    supplier = supplier.lock()
    check_keeper(by, supplier)
    if not bank_hash(bank):
        raise Refused("Isi bank dan nomor rekening, contoh: Bank Desa 0123456789.", field="bank")
    if bank == queries.bank_of(supplier):
        raise Refused("Rekening ini sama dengan yang sekarang.", field="bank")
    change = queries.bank_change_of(supplier)
    if change is None:
        change = BankChange(kab=supplier.kab, desa=by.desa, supplier=supplier)
    elif change.proposed_key != by.person.key:
        raise Refused("Masih ada perubahan rekening yang menunggu. Selesaikan dulu yang itu.")
    change.bank_sealed, change.bank_hash = seal("bank", bank), bank_hash(bank)
    change.proposed_at, change.proposed_by_id = clock.now(), by.pk
    change.proposed_key = by.person.key
    change.save()
    record(change, by=by, data={"supplier": str(supplier.pk)})
    return change


@operation
def confirm_bank(*, by: Appointment, change: BankChange) -> Supplier:
    """A second person has called the owner or seen the bank book: the new account counts now."""
    supplier, change = _decide(by, change, accepted=True)
    supplier.bank_sealed, supplier.bank_hash = change.bank_sealed, change.bank_hash
    supplier.save()
    record(change, by=by, data={"supplier": str(supplier.pk)})
    return supplier


@operation
def decline_bank(*, by: Appointment, change: BankChange) -> Supplier:
    """A second person found that the owner knows nothing of it: the old account stays."""
    supplier, change = _decide(by, change, accepted=False)
    record(change, by=by, data={"supplier": str(supplier.pk)})
    return supplier


def _decide(by: Appointment, change: BankChange, *, accepted: bool) -> tuple[Supplier, BankChange]:
    supplier = change.supplier.lock()
    check_keeper(by, supplier)
    change = change.lock()
    if change.decided_at is not None:
        raise Conflict("Perubahan rekening ini sudah diperiksa. Buka lagi halamannya.")
    if change.proposed_key == by.person.key:
        raise Refused("Anda sendiri yang mengusulkan. Minta orang lain memeriksanya.")
    change.decided_at, change.decided_by_id = clock.now(), by.pk
    change.decided_key, change.accepted = by.person.key, accepted
    change.save()
    return supplier, change
