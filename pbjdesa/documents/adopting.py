"""A kabupaten gives its papers its own words and arms; papers that were issued keep theirs."""

import base64
import io
from datetime import date, timedelta
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from pbjdesa.documents import editions
from pbjdesa.documents.models import LogoEdition, WordingEdition
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.model import Letterhead
from pbjdesa.documents.paper.trial import checked, cleaned, try_out
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.territories.models import Kabupaten

FURTHEST = timedelta(days=731)
"""How far ahead new words may begin: more is a slip in the year."""
LONGEST_NOTE = 200
LARGEST_LOGO = 2_000_000
"""Bytes of the file that is sent."""
LOGO_PIXELS, SMALL_LOGO = 300, 40_000
"""25 mm at 300 dots an inch; bytes above which 256 colours must do, since papers keep a copy."""


@operation
def adopt_wording(
    *, by: Appointment, kind: PaperKind, content: Any, basis: int, start: date, note: str = ""
) -> WordingEdition:
    """Use these words for papers of a kind from `start`; older papers keep theirs.

    `content` holds the plain values of a whole wording. `basis` is the number of the edition that
    was newest when the work began. Raises Refused with every slip, Conflict when somebody else was
    first.
    """
    _check_keeper(by)
    check_start(by.kab, start)
    content = cleaned(content)
    wording, slips = checked(content, kind)
    if wording is None:
        raise Refused(*(slip.sentence(kind) for slip in slips))
    kab = _locked(by.kab)
    rows = editions.editions_of(kab.code, kind)
    newest = rows[0] if rows else None
    if (newest.number if newest else 0) != basis:
        raise Conflict("Kata-kata surat ini baru saja diubah orang lain. Buka lagi halamannya.")
    if content == editions.content_of(newest, kind):
        raise Refused("Tidak ada yang berubah. Periksa lagi isian Anda.")
    try_out(kind, wording, _EXAMPLE, on=start)
    text = audit.canonical(content).decode()
    edition = WordingEdition.objects.create(
        id=new_id(kab.shard),
        kab=kab,
        kab_code=kab.code,
        kind=kind.slug,
        number=basis + 1,
        content="" if content == editions.delivered(kind) else text,
        sha256=audit.digest(content),
        in_force_from=start,
        note=note[:LONGEST_NOTE],
        written_by=f"{by.person.name}, {by.full_title}",
        written_at=clock.now(),
    )
    record(
        edition, by=by, data={"kind": kind.slug, "number": edition.number, "hash": edition.sha256}
    )
    return edition


def check_start(kab: Kabupaten, start: date) -> None:
    """Raise Refused unless new words may begin on `start`: today or later, not years ahead."""
    today = clock.today(kab.zone)
    if start < today:
        raise Refused(
            "Mulai paling cepat hari ini. Surat yang sudah terbit tidak berubah.", field="mulai"
        )
    if start > today + FURTHEST:
        raise Refused("Tanggal mulai paling lama dua tahun lagi. Periksa tahunnya.", field="mulai")


@operation
def adopt_logo(*, by: Appointment, picture: bytes, basis: int) -> LogoEdition:
    """Print this picture (see `clean_logo`) on letterheads from now on; b"" prints none.

    Raises Conflict when somebody else has changed it since `basis`.
    """
    _check_keeper(by)
    kab = _locked(by.kab)
    newest = editions.newest_logo(kab.code)
    if (newest.number if newest else 0) != basis:
        raise Conflict("Logo baru saja diganti orang lain. Buka lagi halamannya.")
    logo = LogoEdition.objects.create(
        id=new_id(kab.shard),
        kab=kab,
        kab_code=kab.code,
        number=basis + 1,
        png=base64.b64encode(picture).decode(),
        written_by=f"{by.person.name}, {by.full_title}",
        written_at=clock.now(),
    )
    record(logo, by=by, data={"number": logo.number, "hash": audit.digest(logo.png)})
    return logo


def clean_logo(upload: bytes) -> bytes:
    """A small PNG with nothing in it but pixels. Raises Refused for what is no PNG or JPG."""
    if len(upload) > LARGEST_LOGO:
        raise Refused("Berkas logo terlalu besar. Pilih berkas di bawah 2 MB.", field="logo")
    try:
        with Image.open(io.BytesIO(upload), formats=("JPEG", "PNG")) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused(
            "Gambar ini tidak bisa dibuka. Pilih berkas PNG atau JPG lain.", field="logo"
        ) from None
    if min(picture.size) < _FEWEST_PIXELS or max(picture.size) > min(picture.size) * _LONGEST_SHAPE:
        raise Refused(
            "Gambar ini terlalu kecil atau terlalu panjang. Pilih gambar lain.", field="logo"
        )
    picture.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
    picture.info.clear()
    png = _png(picture)
    return png if len(png) <= SMALL_LOGO else _png(picture.quantize(256))


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


_FEWEST_PIXELS, _LONGEST_SHAPE = 40, 3
_EXAMPLE = Letterhead.of_desa(kabupaten="Contoh", kecamatan="Teladan", desa="Sukamulya")
"""The kop that new words are tried with."""


def _check_keeper(by: Appointment) -> None:
    if by.office != ADMIN_KABUPATEN.slug:
        raise Refused("Hanya admin kabupaten yang dapat mengubah surat.")
    if not by.holds_on(clock.today(by.kab.zone)):
        raise Refused("Jabatan Anda di sini sudah berakhir. Minta SK baru.")


def _locked(kab: Kabupaten) -> Kabupaten:
    """The kabupaten, locked: one change of its words or arms at a time."""
    return Kabupaten.objects.select_for_update().get(pk=kab.pk)
