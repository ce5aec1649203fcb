"""What a supplier without an account does: come in with the code, save, send, take back.

Whether an offer is in time is decided while its round is locked, by the clock of the database, and
the closing time itself is late. So nothing is accepted that the opening does not see.
"""

import base64
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from pbjdesa.documents.files import LARGEST_PHOTO
from pbjdesa.documents.models import CheckCode
from pbjdesa.documents.paper import codes
from pbjdesa.kernel import clock, deadline
from pbjdesa.kernel.audit import digest
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import seal
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Invitee, Offer, OfferPhoto, Purchase, Tender
from pbjdesa.procurement.operations.asking import check_tpk
from pbjdesa.procurement.rules.offers import MOST_PHOTOS, OfferContent, slips, written_down
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.suppliers.queries import sanction_on
from pbjdesa.territories.tenancy import same_home

TRIES_BEFORE_WAIT = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=1)
SALT_BYTES = 16


def enter_code(*, by: None = None, invitee: Invitee, code: str) -> str:
    """Come in with the short code; answers the entry that the phone keeps (as a cookie until the
    offers are opened) and shows with each act.

    Five wrong codes wait five minutes, then twice as long each time. The count must stay even
    though this raises Refused: do not call it inside a transaction of your own.
    """
    entry = try_code(by=by, invitee=invitee, code=code)
    if entry:
        return entry
    invitee.refresh_from_db()
    _refuse_waiting(invitee)
    left = TRIES_BEFORE_WAIT - invitee.code_failures % TRIES_BEFORE_WAIT
    raise Refused(say("Kode belum cocok. Coba lagi, tinggal {left} kali.", left=left), field="code")


@operation
def try_code(*, by: None, invitee: Invitee, code: str) -> str:
    """Count a try and answer an entry, or "" for a wrong code; refused while it must wait.

    The trace says when somebody came in: what was written in that visit was readable to them.
    """
    invitee = invitee.lock()
    _refuse_waiting(invitee)
    if invitee.code_hash and queries.code_hash(invitee, code) == invitee.code_hash:
        invitee.code_failures, invitee.code_locked_until = 0, None
        invitee.first_opened_at = invitee.first_opened_at or clock.now()
        invitee.code_sealed = ""
        invitee.save()
        record(invitee, by=by, data={"came_in": True})
        return queries.new_entry(invitee)
    invitee.code_failures += 1
    rounds, within = divmod(invitee.code_failures, TRIES_BEFORE_WAIT)
    if within == 0:
        wait = min(FIRST_WAIT * 2 ** min(rounds - 1, 16), LONGEST_WAIT)
        invitee.code_locked_until = clock.now() + wait
    invitee.save()
    record(invitee, by=by, data={"came_in": False, "failures": invitee.code_failures})
    return ""


def _refuse_waiting(invitee: Invitee) -> None:
    until = invitee.code_locked_until
    if until is not None and clock.now() < until:
        raise Refused(
            say(
                "Terlalu sering salah kode. Tunggu {minutes} menit, lalu coba lagi.",
                minutes=ceil((until - clock.now()) / timedelta(minutes=1)),
            ),
            field="code",
        )


@operation
def save_offer_draft(*, by: None, invitee: Invitee, content: OfferContent, entry: str) -> None:
    """Keep what was typed so far. It opens on this phone only, with the entry of its code."""
    tender, _ = hold_open_round(invitee)
    invitee = invitee.lock()
    _check_entry(invitee, entry)
    written = written_down(content, salt="")
    invitee.draft_sealed = queries.sealed_draft(invitee, written, entry)
    invitee.save()
    record(invitee, by=by, data={"round": tender.round})


@operation
def send_offer(
    *,
    by: None,
    invitee: Invitee,
    content: OfferContent,
    entry: str,
    photos: Sequence[bytes] = (),
) -> Offer:
    """Send an offer; an earlier one of the same supplier is replaced (A008).

    `photos` are cleaned ones (`files.clean_photo`). Raises Refused at the closing time and after
    it, naming it. The answer is the receipt: time, SHA-256, check code.
    """
    tender, now = hold_open_round(invitee)
    invitee = invitee.lock()
    _check_entry(invitee, entry)
    purchase = Purchase.objects.like(tender).get(pk=tender.purchase_id)
    items = {item.pk: item.description for item in queries.items_of(purchase)}
    for slip in slips(content, items):
        raise Refused(slip.sentence, field=slip.field)
    _check_photos(photos)
    offer = new_offer(invitee, OfferChannel.LINK, now)
    hashes = [_keep_photo(offer, photo) for photo in photos]
    written = written_down(content, salt=secrets.token_hex(SALT_BYTES), photos=hashes)
    offer.sealed = seal(f"offer:{offer.pk}", json.dumps(written))
    offer.sha256 = digest(written)
    invitee.draft_sealed = queries.sealed_draft(invitee, written, entry)
    invitee.save()
    trace(offer, None)
    return offer


def _check_photos(photos: Sequence[bytes]) -> None:
    if len(photos) > MOST_PHOTOS:
        raise Refused(say("Kirim paling banyak {most} foto.", most=MOST_PHOTOS), field="photo")
    if any(len(photo) > LARGEST_PHOTO for photo in photos):
        raise Refused("Foto ini terlalu besar. Ambil ulang fotonya.", field="photo")


def _keep_photo(offer: Offer, photo: bytes) -> str:
    """Seal a photo; answers its SHA-256, which the offer's own hash covers."""
    text = base64.b64encode(photo).decode()
    row = OfferPhoto(
        **same_home(offer),
        offer=offer,
        sealed=seal(f"offer-photo:{offer.pk}", text),
        sha256=digest(text),
    )
    row.save()
    return row.sha256


@operation
def withdraw_offer(
    *, by: Appointment | None, invitee: Invitee, note: str, entry: str = ""
) -> Offer:
    """Take an offer back before the closing; refused after it. The supplier does it with the entry,
    a TPK member for an envelope that is asked back at the office."""
    _, now = hold_open_round(invitee)
    invitee = invitee.lock()
    offer = queries.living_offer(invitee)
    if by is None:
        _check_entry(invitee, entry)
    else:
        check_tpk(by, queries.purchase_asked(invitee))
    if offer is None:
        raise Conflict("Tidak ada penawaran yang bisa ditarik. Buka lagi halaman ini.")
    if by is not None and offer.channel != OfferChannel.PAPER:
        raise Refused("Penawaran lewat tautan hanya bisa ditarik penyedianya.")
    if not note.strip():
        raise Refused("Tulis dulu mengapa penawaran ditarik.", field="note")
    offer.withdrawn_at, offer.withdrawn_note = now, note.strip()[:500]
    offer.save()
    record(offer, by=by, data={"note_hash": digest(offer.withdrawn_note)})
    return offer


def hold_open_round(invitee: Invitee) -> tuple[Tender, datetime]:
    """The round, locked, with the moment by the one clock. Raises Refused when it is closed."""
    tender = Tender.objects.like(invitee).select_for_update().get(pk=invitee.tender_id)
    now = deadline.instant()
    if tender.sent_at is None or tender.closes_at is None:
        raise Refused("Undangan ini belum dikirim. Hubungi TPK desa.")
    if now >= tender.closes_at:
        raise Refused(
            say(
                "Penawaran ini terlambat. Penawaran diterima {limit}.",
                limit=deadline.before(tender.closes_at, queries.zone_of(tender)),
            )
        )
    if not Purchase.objects.like(tender).filter(pk=tender.purchase_id, state="inviting").exists():
        raise Refused("Desa sudah menghentikan undangan ini. Penawaran tidak diterima lagi.")
    return tender, now


def _check_entry(invitee: Invitee, entry: str) -> None:
    if not queries.is_entry(invitee, entry):
        raise Refused("Masukkan kode dari desa dulu. Lalu kirim lagi.", field="code")


def new_offer(invitee: Invitee, channel: OfferChannel, now: datetime) -> Offer:
    """The next sending of a supplier, with the code of its receipt; the one before is replaced.
    Raises Refused with the reason while the supplier is under a sanction (A056)."""
    sanction = sanction_on(invitee.supplier, clock.today(invitee.desa.zone))
    if sanction is not None:
        raise Refused(sanction.sentence)
    earlier = queries.offers_of(invitee)
    for old in earlier:
        if old.replaced_at is None and old.withdrawn_at is None:
            old.replaced_at = now
            old.save()
    offer = Offer(
        **same_home(invitee),
        invitee=invitee,
        channel=channel,
        version=len(earlier) + 1,
        received_at=now,
        check_code=codes.new_code(),
    )
    offer.save()
    CheckCode.objects.create(
        id=new_id(), code=offer.check_code, kab_id=offer.kab_id, document_id=offer.pk
    )
    return offer


def trace(offer: Offer, by: Appointment | None) -> None:
    """Write the trace of a received offer, and its link of the chain on the receipt."""
    event = record(
        offer,
        by=by,
        data={
            "hash": offer.sha256,
            "version": offer.version,
            "channel": offer.channel,
            "received_at": offer.received_at.isoformat(),
        },
    )
    offer.audit_head = event.hash
    offer.save()
