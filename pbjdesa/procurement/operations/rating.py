"""Rating the supplier of a finished order (A055)."""

from pbjdesa.kernel.errors import Conflict
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KEPALA_DESA, PKA, TPK
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers.models import Rating
from pbjdesa.suppliers.operations import Verdict, write_rating

RATERS = PKA | TPK | {KEPALA_DESA.slug}
"""Who saw the goods come, and who took them over."""
FINISHED = frozenset(
    {"handed_over", "requested", "verified", "approved", "returned", "paid", "closed"}
)
"""States in which the village has the goods."""


@operation
def rate_supplier(*, by: Appointment, purchase: Purchase, verdict: Verdict) -> Rating:
    """Say how a finished order was, once: on time, quantity, quality, and a sentence."""
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    check_authority(by, desa=purchase.desa, offices=RATERS, activity_code=purchase.activity.code)
    if purchase.state not in FINISHED or purchase.supplier is None:
        raise Conflict("Belanja ini belum selesai. Nilai sesudah barang diterima desa.")
    rating = write_rating(
        by=by,
        desa=purchase.desa,
        supplier=purchase.supplier,
        purchase_id=purchase.pk,
        title=purchase.title,
        verdict=verdict,
    )
    record(purchase, by=by, data={"rating": str(rating.pk)})
    return rating
