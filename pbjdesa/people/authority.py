"""Whether an appointment may sign here, today: asked again by the operation, whatever a page asked.

A form may arrive late, after the office has changed hands; it counts with the authority of the
moment in which it arrives.
"""

from collections.abc import Collection

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import CAMAT, TPK, Level
from pbjdesa.people.queries import tpk_of
from pbjdesa.territories.models import Desa


def check_authority(
    by: Appointment, *, desa: Desa, offices: Collection[str] = (), activity_code: str = ""
) -> None:
    """Raise Refused unless `by` holds office in this village today, one of `offices` where some are
    named, and runs the activity where one is named (R-11): as its PKA, or in its own TPK."""
    if not _is_of(by, desa):
        raise Refused("Jabatan Anda bukan di desa ini.")
    today = clock.today(desa.zone)
    if not by.holds_on(today):
        raise Refused("Jabatan Anda di sini sudah berakhir. Minta Sekdes memeriksa SK Anda.")
    if offices and by.office not in offices:
        raise Refused("Langkah ini bukan tugas jabatan Anda.")
    if activity_code and not by.covers(activity_code):
        raise Refused("Kegiatan ini bukan bidang Anda. Pilih kegiatan Anda sendiri.")
    if activity_code and by.office in TPK and by not in tpk_of(desa, today, activity_code):
        raise Refused("Kegiatan ini punya TPK sendiri. Langkah ini tugas mereka.")


def _is_of(by: Appointment, desa: Desa) -> bool:
    """Whether the office is held in this village, or over it (the camat of its kecamatan)."""
    if by.kab_id != desa.kab_id:
        return False
    if by.kind.level is Level.KECAMATAN:
        return by.office == CAMAT.slug and bool(by.kecamatan_id == desa.kecamatan_id)
    return bool(by.desa_id == desa.pk)
