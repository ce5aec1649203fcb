"""Invitation letters of a kabupaten as a CSV, one row a letter, ready for a mail merge."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from pbjdesa.config.console import Progress
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.invitations import invite, shown
from pbjdesa.people.offices import (
    CAMAT,
    KASI,
    KAUR,
    KAUR_KEUANGAN,
    KEPALA_DESA,
    OFFICES,
    PENDAMPING,
    SEKDES,
)
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan

DESA_LETTERS = (KEPALA_DESA, SEKDES, KASI, KAUR, KAUR_KEUANGAN)
"""Whom a village needs to carry a small purchase from plan to payment."""
KECAMATAN_LETTERS = (CAMAT, PENDAMPING)

COLUMNS = ("kecamatan", "desa", "kode", "jabatan", "kode_undangan", "alamat", "berlaku_sampai")

Place = tuple[Kecamatan, Desa | None]
"""A kecamatan's own office, or one of its villages."""


def refuse_existing(path: str) -> None:
    """Raises Refused when the file is there, or cannot be: codes cannot be made a second time."""
    if Path(path).exists():
        raise Refused(f"Berkas {path} sudah ada. Pilih nama lain.")
    if not Path(path).resolve().parent.is_dir():
        raise Refused(f"Folder untuk {path} belum ada. Buat dulu foldernya.")


def write_letters(kab: Kabupaten, path: str, only: Desa | None = None) -> int:
    """Make invitations for one village, or for every kecamatan and village; returns how many.

    Earlier unused codes for the same offices stop working. The file is readable by this user only.
    """
    places: list[Place] = [(only.kecamatan, only)] if only else list(_places(kab))
    try:
        return _write(kab, path, places)
    except BaseException:
        # The codes in a broken file are rolled back with their invitations: nobody may print them.
        Path(path).unlink(missing_ok=True)
        raise


def _write(kab: Kabupaten, path: str, places: list[Place]) -> int:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    count = 0
    with (
        os.fdopen(handle, "w", encoding="utf-8", newline="") as out,
        Progress("Undangan", len(places)) as progress,
    ):
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        for kecamatan, desa in places:
            for row in _letters(kab, kecamatan, desa):
                rows.writerow(row)
                count += 1
            progress.step()
    return count


def _places(kab: Kabupaten) -> Iterator[Place]:
    for kecamatan in Kecamatan.objects.filter(kab=kab).order_by("code"):
        yield kecamatan, None
        for desa in Desa.objects.filter(kab=kab, kecamatan=kecamatan).order_by("code"):
            yield kecamatan, desa


def _letters(kab: Kabupaten, kecamatan: Kecamatan, desa: Desa | None) -> Iterator[list[str]]:
    for office in DESA_LETTERS if desa else KECAMATAN_LETTERS:
        letter = invite(
            by=None, office=office.slug, kab=kab, kecamatan=None if desa else kecamatan, desa=desa
        )
        last_day = clock.in_zone(letter.invitation.expires_at, kab.zone).date()
        yield [
            kecamatan.name,
            desa.name if desa else "",
            desa.code if desa else kecamatan.code,
            OFFICES[office.slug].label,
            shown(letter.code),
            f"{settings.ORIGIN}{reverse('invitation')}",
            clock.plain_date(last_day),
        ]
