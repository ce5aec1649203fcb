"""Who may write in the shared register."""

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN, KAUR_KEUANGAN, KEPALA_DESA, PKA, SEKDES, TPK
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.models import Kabupaten

KEEPERS = PKA | TPK | {SEKDES.slug, KAUR_KEUANGAN.slug, KEPALA_DESA.slug}
"""Offices of a village that work with suppliers; BPD looks on."""


def check_kabupaten(by: Appointment, kab: Kabupaten) -> None:
    """Raise Refused unless `by` is the kabupaten's own admin, today."""
    if by.office != ADMIN_KABUPATEN.slug or by.kab_id != kab.pk:
        raise Refused("Hanya admin kabupaten yang boleh mengerjakan ini.")
    if not by.holds_on(clock.today(kab.zone)):
        raise Refused("Jabatan Anda sudah berakhir. Minta kabupaten memeriksa SK Anda.")


def check_register(by: Appointment, supplier: Supplier) -> None:
    """Raise Refused unless `by` works in a village of the same kabupaten, or keeps it whole."""
    if by.office == ADMIN_KABUPATEN.slug:
        check_kabupaten(by, supplier.kab)
        return
    if by.desa is None or by.kab_id != supplier.kab_id:
        raise Refused("Penyedia ini terdaftar di kabupaten lain.")
    check_authority(by, desa=by.desa, offices=KEEPERS)


def keeps(by: Appointment, supplier: Supplier) -> bool:
    """Whether this office may change the supplier's data: that of the village which wrote it down
    or in which it lies, or the kabupaten."""
    if by.office == ADMIN_KABUPATEN.slug:
        return bool(by.kab_id == supplier.kab_id)
    own = {supplier.desa_id, supplier.place_desa_id}
    return by.office in KEEPERS and by.desa_id is not None and by.desa_id in own


def check_keeper(by: Appointment, supplier: Supplier) -> None:
    """Raise Refused unless `keeps`, and the office is held today."""
    check_register(by, supplier)
    if not keeps(by, supplier):
        raise Refused("Data penyedia ini dijaga desa tempat usahanya. Minta desa itu mengubahnya.")
