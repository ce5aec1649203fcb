"""Answering a warning that a supplier is like an official or like another bidder (A057)."""

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import LikenessAnswer, Purchase
from pbjdesa.procurement.states import LikenessReply
from pbjdesa.territories.tenancy import same_home

CHOOSING = frozenset(
    {"draft", "preparing", "inviting", "opened", "evaluated", "negotiated", "awarded"}
)
"""States in which whom to buy from is still open."""


@operation
def answer_warning(
    *, by: Appointment, purchase: Purchase, key: str, answer: str, note: str
) -> LikenessAnswer:
    """Say what a likeness means; the answer stays on the file. A later answer replaces it.

    Raises Refused where there is nothing to answer: the owner *is* an official.
    """
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    purchase.lock()
    if purchase.state not in CHOOSING:
        raise Conflict("Belanja ini sudah dipesan. Buka lagi halamannya.")
    check_authority(
        by,
        desa=purchase.desa,
        offices=who_answers(purchase),
        activity_code=purchase.activity.code,
    )
    warning = next((one for one in queries.warnings_of(purchase) if one.key == key), None)
    if warning is None:
        raise Conflict("Peringatan ini sudah tidak berlaku. Buka lagi halamannya.")
    if warning.likeness.same_person:
        raise Refused(warning.stands_in_the_way)
    if answer not in LikenessReply.values:
        raise Refused("Pilih salah satu jawaban.", field="answer")
    if not note.strip():
        raise Refused("Tulis bagaimana Anda tahu, contoh: saya kenal dua-duanya.", field="note")
    row = warning.answer or LikenessAnswer(**same_home(purchase), purchase=purchase, key=key)
    row.sentence, row.answer, row.note = warning.sentence[:500], answer, note.strip()[:300]
    row.answered_at, row.answered_by_id = clock.now(), by.pk
    row.save()
    record(row, by=by, data={"purchase": str(purchase.pk), "key": key, "answer": answer})
    return row


def who_answers(purchase: Purchase) -> frozenset[str]:
    """The TPK where suppliers are asked for offers, else whoever orders."""
    if not queries.asks_for_offers(purchase):
        return PKA
    return queries.actors_of(purchase, queries.move_named(purchase, "send_request"))
