"""Sealing the file of a purchase, for whoever may read it."""

from pbjdesa.documents import files
from pbjdesa.documents.models import StoredFile
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import seal_bytes
from pbjdesa.kernel.words import say
from pbjdesa.oversight.bundle import archive
from pbjdesa.oversight.bundle.archive import Member, Prepared
from pbjdesa.oversight.bundle.periksa import COVER
from pbjdesa.oversight.models import Seal
from pbjdesa.oversight.seals import PURPOSE, grouped
from pbjdesa.payments.spj import Contents, contents_of, cover_of
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES, WATCHERS, Level
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.tenancy import same_home


@operation
def seal_bundle(*, by: Appointment, purchase: Purchase, prepared: Prepared) -> Seal:
    """Make the sealed file of a purchase (A077) out of what `archive.prepare` has drawn.

    The manifest's hash is recorded as the next link of the village's chain, right behind the log
    that lies in the file. Raises Conflict where a paper or photo has come in since it was drawn.
    """
    _check(by, purchase)
    head = audit.locked_head(audit.chain_of(purchase))
    if _ids(contents_of(purchase)) != _ids(prepared.drawn.contents):
        raise Conflict("Berkas ini baru saja bertambah. Buat lagi berkas bersegelnya.")
    now = clock.now()
    members = [
        *prepared.members,
        *archive.data_of(purchase),
        *archive.log_of(purchase, head),
        *archive.helpers(),
    ]
    manifest = archive.manifest_of(purchase, members)
    printed = files.sha256_of(manifest.content)
    moment = clock.in_zone(now, purchase.desa.zone)
    sealed_at = say(
        "{day} pukul {time}",
        day=clock.plain_date(moment.date()),
        time=clock.time_of_day(now, purchase.desa.zone),
    )
    cover = Member(
        COVER, cover_of(prepared.drawn, {"seal": grouped(printed), "sealed_at": sealed_at})
    )
    event = record(
        purchase,
        by=by,
        data={"manifest": printed, "cover": files.sha256_of(cover.content), "files": len(members)},
    )
    content = archive.packed([cover, *members, manifest, archive.seal_member(event)])
    return _kept(by, purchase, content, printed, event)


def _kept(
    by: Appointment, purchase: Purchase, content: bytes, printed: str, event: audit.AuditEvent
) -> Seal:
    hidden = seal_bytes(PURPOSE, content)
    stored = StoredFile(
        **same_home(purchase),
        sha256=files.keep(hidden),
        size=len(hidden),
        media_type="application/octet-stream",
    )
    stored.save()
    seal = Seal(
        **same_home(purchase),
        purchase=purchase,
        file=stored,
        manifest=printed,
        event=event.hash,
        size=len(content),
        made_at=event.at,
        made_by_id=by.pk,
    )
    seal.save()
    return seal


def _check(by: Appointment, purchase: Purchase) -> None:
    """An office of the village, or one that watches over it."""
    desa = purchase.desa
    level = by.kind.level
    own = by.desa_id == desa.pk and by.office in DESA_OFFICES
    over = by.office in WATCHERS and (
        level is not Level.KECAMATAN or by.kecamatan_id == desa.kecamatan_id
    )
    if by.kab_id != purchase.kab_id or not (own or over) or not by.holds_on(clock.today(desa.zone)):
        raise Refused("Berkas ini bukan milik desa atau wilayah Anda.")


def _ids(contents: Contents) -> list[tuple[int, int]]:
    return [
        (
            entry.document.pk if entry.document else 0,
            entry.photo.pk if entry.photo else 0,
        )
        for entry in contents.entries
    ]
