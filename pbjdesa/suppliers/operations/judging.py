"""Sanctions by the kabupaten, ratings by villages, and what the supplier answers."""

from dataclasses import dataclass
from datetime import date

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.suppliers import queries
from pbjdesa.suppliers.models import Rating, Sanction, Supplier
from pbjdesa.suppliers.operations.keepers import check_kabupaten
from pbjdesa.suppliers.rules.sanctions import Term, term_problem
from pbjdesa.suppliers.states import Grade
from pbjdesa.territories.models import Desa, Kabupaten


@operation
def list_sanction(
    *,
    by: Appointment,
    supplier: Supplier,
    reason: str,
    decree: str,
    from_date: date,
    until_date: date,
) -> Sanction:
    """Shut a supplier out from a day until a day, both included (A056, R-67).

    The decree is made outside; this writes down its number and keeps to the longest time that the
    rule set names, where it names one.
    """
    check_kabupaten(by, supplier.kab)
    if not reason.strip():
        raise Refused("Tulis alasan sanksinya.", field="reason")
    if not decree.strip():
        raise Refused("Isi nomor keputusan sanksi.", field="decree")
    problem = term_problem(Term(from_date, until_date), _months_max(supplier.kab))
    if problem:
        raise Refused(problem, field="until_date")
    sanction = Sanction(
        kab=supplier.kab,
        supplier=supplier,
        reason=reason.strip()[:300],
        decree=decree.strip()[:100],
        from_date=from_date,
        until_date=until_date,
        listed_at=clock.now(),
        listed_by_id=by.pk,
    )
    sanction.save()
    record(
        sanction,
        by=by,
        data={"supplier": str(supplier.pk), "days": [str(from_date), str(until_date)]},
    )
    return sanction


def _months_max(kab: Kabupaten) -> int | None:
    version = in_force(kab.code, clock.today(kab.zone))
    return rules_of(version).suppliers.sanction_months_max.value


@operation
def lift_sanction(*, by: Appointment, sanction: Sanction, note: str) -> Sanction:
    """End a sanction early; from this day on the supplier may be asked again. It stays written."""
    check_kabupaten(by, sanction.kab)
    if not note.strip():
        raise Refused("Tulis mengapa sanksinya dicabut.", field="note")
    sanction = sanction.lock()
    today = clock.today(sanction.kab.zone)
    if sanction.lifted_at is not None or today > sanction.until_date:
        raise Conflict("Sanksi ini sudah berakhir. Buka lagi halamannya.")
    sanction.lifted_at, sanction.lifted_by_id = clock.now(), by.pk
    sanction.free_from, sanction.lifted_note = today, note.strip()[:300]
    sanction.save()
    record(sanction, by=by)
    return sanction


@dataclass(frozen=True)
class Verdict:
    """How an order was: time, quantity and quality, each a `Grade`, and a sentence about it."""

    on_time: str
    quantity: str
    quality: str
    sentence: str = ""

    @property
    def grades(self) -> dict[str, str]:
        """The three grades by their field."""
        return {"on_time": self.on_time, "quantity": self.quantity, "quality": self.quality}


@operation
def write_rating(
    *,
    by: Appointment,
    desa: Desa,
    supplier: Supplier,
    purchase_id: int,
    title: str,
    verdict: Verdict,
) -> Rating:
    """Rate a finished order once (A055); whether it is finished is known to the caller."""
    check_authority(by, desa=desa)
    for field, grade in verdict.grades.items():
        if grade not in Grade.values:
            raise Refused("Pilih Baik, Cukup, atau Kurang.", field=field)
    if Grade.POOR in verdict.grades.values() and not verdict.sentence.strip():
        raise Refused("Tulis apa yang kurang, supaya adil bagi penyedia.", field="sentence")
    if queries.rating_of(desa, purchase_id) is not None:
        raise Conflict("Belanja ini sudah dinilai. Buka lagi halamannya.")
    rating = Rating(
        kab=desa.kab,
        desa=desa,
        supplier=supplier,
        purchase_id=purchase_id,
        title=title[:200],
        **verdict.grades,
        sentence=verdict.sentence.strip()[:300],
        rated_at=clock.now(),
        rated_by_id=by.pk,
    )
    rating.save()
    record(rating, by=by, data=verdict.grades)
    return rating


@operation
def reply_to_rating(*, by: None, rating: Rating, reply: str) -> Rating:
    """The supplier answers once, from its own page; the answer stands beside the rating."""
    if not reply.strip():
        raise Refused("Tulis balasan Anda.", field="reply")
    rating = rating.lock()
    if rating.replied_at is not None:
        raise Conflict("Penilaian ini sudah dibalas. Buka lagi halamannya.")
    rating.reply, rating.replied_at = reply.strip()[:300], clock.now()
    rating.save()
    record(rating, by=by)
    return rating
