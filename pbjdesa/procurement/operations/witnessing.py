"""Standing by: what one person may do twice only under the eyes of another (W of the matrix)."""

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, Witness
from pbjdesa.procurement.states import Duty
from pbjdesa.territories.tenancy import same_home


@operation
def stand_witness(*, by: Appointment, purchase: Purchase, duty: str, doer: Appointment) -> Witness:
    """Confirm that `by` stood by while `doer` takes up `duty` in this purchase.

    The witness holds an office in the village and is somebody else. Refused where the matrix asks
    for none (nothing clashes) or where none helps (X). The public page names the witness's office.
    """
    purchase = purchase.lock()
    for who in (by, doer):
        check_authority(who, desa=purchase.desa)
    if duty not in Duty.values:
        raise Refused("Pilih tugas yang disaksikan.")
    key, done = doer.person.key, queries.duties_done(purchase)
    if by.person.key == key:
        raise Refused("Saksi harus orang lain. Minta perangkat desa yang lain.")
    if by.person.key in done[Duty.BID]:
        raise Refused("Penyedia tidak bisa menjadi saksi. Minta perangkat desa yang lain.")
    if never := queries.clashes(purchase, duty, key, done):
        raise Refused(*never)
    if not queries.clashes(purchase, duty, key, done, witnessed=False):
        raise Refused("Langkah ini tidak perlu saksi. Lanjutkan saja.")
    if queries.is_witnessed(purchase, duty, key, done):
        raise Conflict("Langkah ini sudah ada saksinya. Lanjutkan saja.")
    witness = Witness(
        **same_home(purchase),
        purchase=purchase,
        duty=duty,
        person_key=key,
        witness_key=by.person.key,
        appointment_id=by.pk,
        at=clock.now(),
    )
    witness.save()
    record(witness, by=by, data={"duty": duty})
    return witness
