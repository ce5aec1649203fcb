"""What a coach does in the open: leaving notes. A coach advises and never decides."""

from pbjdesa.coaching.models import CoachNote
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PENDAMPING
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home

LONGEST_NOTE = 1_000


@operation
def leave_note(
    *, by: Appointment, desa: Desa, text: str, purchase: Purchase | None = None
) -> CoachNote:
    """Leave advice that the village sees, about itself or about one purchase.

    Only the pendamping of the village's own kecamatan may; nothing else changes by it.
    """
    if by.office != PENDAMPING.slug or by.kecamatan_id != desa.kecamatan_id:
        raise Refused("Hanya pendamping kecamatan ini yang boleh memberi catatan.")
    if purchase is not None and purchase.desa_id != desa.pk:
        raise Refused("Belanja ini bukan milik desa itu.")
    if not text.strip():
        raise Refused("Tulis dulu catatannya, contoh: foto nota kurang jelas.", field="text")
    if len(text) > LONGEST_NOTE:
        raise Refused(
            say(
                "Catatan paling banyak {longest_note} huruf. Persingkat.", longest_note=LONGEST_NOTE
            ),
            field="text",
        )
    note = CoachNote(
        **home(desa),
        purchase_id=purchase.pk if purchase else None,
        text=text.strip(),
        written_at=clock.now(),
        written_by_id=by.pk,
    )
    note.save()
    record(note, by=by, data={"purchase": str(purchase.pk)} if purchase else {})
    return note
