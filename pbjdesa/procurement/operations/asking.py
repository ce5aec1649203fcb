"""Asking for offers: whom, until when, and the letters with their links and codes.

Whoever locks a round does it before anything else of the purchase (round, purchase, chain of
traces): suppliers who send and the TPK that opens wait for each other and never both.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock, deadline
from pbjdesa.kernel.audit import digest
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import seal
from pbjdesa.kernel.words import say
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Invitee, OfferLink, Purchase, Tender
from pbjdesa.procurement.operations.moving import advance, publish, take_duty
from pbjdesa.procurement.states import Duty, TooFewReason
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.tenancy import same_home

LONGEST_REASON = 500


def hold_round(purchase: Purchase) -> Tender:
    """The present round, locked. Raises Conflict when there is none (any more)."""
    tender = queries.tender_of(purchase)
    if tender is None:
        raise Conflict("Belanja ini belum ada di TPK. Buka lagi halaman belanja ini.")
    return tender.lock()


def check_tpk(by: Appointment, purchase: Purchase, move_name: str = "send_request") -> None:
    """Raise Refused unless `by` may run this method here today (methods.run_by)."""
    actors = queries.actors_of(purchase, queries.move_named(purchase, move_name))
    check_authority(by, desa=purchase.desa, offices=actors, activity_code=purchase.activity.code)


def _prepared(by: Appointment, purchase: Purchase) -> tuple[Purchase, Tender]:
    """Purchase and round, locked, while the TPK still prepares the request."""
    tender = hold_round(purchase)
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    if purchase.state != "preparing" or tender.sent_at is not None:
        raise Conflict("Undangan ini sudah dikirim. Buka lagi halaman belanja ini.")
    check_tpk(by, purchase)
    take_duty(purchase, Duty.SELECT, by)
    return purchase, tender


@operation
def choose_invitees(
    *,
    by: Appointment,
    purchase: Purchase,
    suppliers: Sequence[Supplier],
    too_few_reason: str = "",
    seen: str = "",
) -> None:
    """Choose whom to ask (R-15, R-67, R-69). Refuses too few without a listed reason, too many
    where the rule set wants an exact number, and suppliers who may not be asked.

    `seen` is the `invitees_stamp` that the form showed: Conflict when a colleague was first.
    """
    purchase, tender = _prepared(by, purchase)
    check_seen(seen, queries.invitees_stamp(tender))
    chosen = list({supplier.pk: supplier for supplier in suppliers}.values())
    if too_few_reason and too_few_reason not in TooFewReason.values:
        raise Refused("Pilih alasannya dari daftar.", field="too_few_reason")
    _check_number(purchase, tender, len(chosen), too_few_reason)
    for supplier in chosen:
        _check_supplier(purchase, supplier)
    _check_reach(purchase, tender, chosen)
    enough = len(chosen) >= queries.invite_min(purchase, tender)
    tender.too_few_reason = "" if enough else too_few_reason
    tender.save()
    _write_invitees(tender, chosen)
    record(
        tender,
        by=by,
        data={"suppliers": [str(supplier.pk) for supplier in chosen], "why": tender.too_few_reason},
    )


def check_seen(seen: str, now: str) -> None:
    """Raise Conflict when what a form showed is no longer so: a colleague was first."""
    if seen and seen != now:
        raise Conflict("Anggota TPK lain baru saja mengubah ini. Lihat dulu, lalu simpan lagi.")


def _check_number(purchase: Purchase, tender: Tender, count: int, reason: str) -> None:
    least = queries.invite_min(purchase, tender)
    rules = queries.method_rules(purchase)
    if not count:
        raise Refused("Pilih dulu penyedia yang diundang.", field="suppliers")
    if tender.direct and count != 1:
        raise Refused("Undangan ini untuk satu penyedia. Pilih satu saja.", field="suppliers")
    if rules.invite_exact.value and count > least:
        raise Refused(
            say("Undang tepat {least} penyedia. Kurangi pilihannya.", least=least),
            field="suppliers",
        )
    if count >= least:
        return
    if not rules.fewer_with_reason.value:
        raise Refused(
            say("Undang paling sedikit {least} penyedia. Tambah pilihannya.", least=least),
            field="suppliers",
        )
    if not reason:
        raise Refused(
            say("Undang paling sedikit {least} penyedia, atau pilih alasannya.", least=least),
            field="too_few_reason",
        )


def _check_supplier(purchase: Purchase, supplier: Supplier) -> None:
    if supplier.kab_id != purchase.kab_id:
        raise Refused("Penyedia ini tidak ada di daftar. Pilih dari daftar.", field="suppliers")
    for sentence in queries.not_to_be_asked(purchase, [supplier]):
        raise Refused(sentence, field="suppliers")


def _check_reach(purchase: Purchase, tender: Tender, chosen: Sequence[Supplier]) -> None:
    """A round that looks further must ask somebody from further away than the one before."""
    earlier = [row for row in queries.rounds_of(purchase) if row.round < tender.round]
    if not earlier or not queries.is_wider(tender.reach, earlier[-1].reach):
        return
    known = earlier[-1].reach
    if not any(queries.is_wider(queries.reach_of(one, purchase.desa), known) for one in chosen):
        raise Refused(
            say(
                "Wilayah undangan sudah diperluas ke {reach}. Pilih juga penyedia dari sana.",
                reach=tender.get_reach_display().lower(),
            ),
            field="suppliers",
        )


def _write_invitees(tender: Tender, chosen: Sequence[Supplier]) -> None:
    rows = Invitee.objects.like(tender).filter(tender=tender)
    known = {row.supplier_id: row for row in rows}
    rows.filter(removed_at__isnull=True).update(removed_at=clock.now())
    for order, supplier in enumerate(chosen, 1):
        new = Invitee(**same_home(tender), tender=tender, supplier=supplier)
        row = known.get(supplier.pk, new)
        row.order, row.removed_at = order, None
        row.save()


@operation
def set_schedule(
    *,
    by: Appointment,
    purchase: Purchase,
    closes_at: datetime,
    place: str,
    work_days: int,
    evaluation_on: date | None = None,
    negotiation_on: date | None = None,
    award_on: date | None = None,
    seen: str = "",
) -> None:
    """Say until when offers are taken, where they are opened, in how many days the goods must come,
    and when the next steps are. `closes_at` is excluded; what is left empty follows the rule set.
    `seen` is the `schedule_stamp` that the form showed: Conflict when a colleague was first.
    """
    purchase, tender = _prepared(by, purchase)
    check_seen(seen, queries.schedule_stamp(tender))
    _check_closing(purchase, closes_at)
    if not place.strip():
        raise Refused("Isi tempat penawaran dibuka, contoh: Kantor Desa.", field="place")
    if not 0 < work_days <= _LONGEST_WORK:
        raise Refused("Isi berapa hari barang harus diantar, contoh 14.", field="work_days")
    closing_day = clock.in_zone(closes_at, purchase.desa.zone).date()
    days = queries.next_days(
        purchase, closing_day, evaluation=evaluation_on, negotiation=negotiation_on, award=award_on
    )
    tender.closes_at, tender.place, tender.work_days = closes_at, place.strip()[:200], work_days
    tender.evaluation_on, tender.negotiation_on, tender.award_on = days
    tender.save()
    record(tender, by=by, data={"closes_at": closes_at.isoformat(), "work_days": work_days})


_LONGEST_WORK = 730
"""Two years of delivery: longer than a budget year lasts is a typing slip."""


_LONGEST_WAIT = timedelta(days=366)
"""A request that stays open for more than a year has a mistyped year."""


def _check_closing(purchase: Purchase, closes_at: datetime) -> None:
    _check_instant(closes_at)
    if sentence := queries.short_notice(purchase, closes_at):
        raise Refused(sentence, field="closes_at")


def _check_instant(closes_at: datetime) -> None:
    now = deadline.instant()
    if closes_at <= now:
        raise Refused("Batas waktu ini sudah lewat. Pilih waktu sesudah ini.", field="closes_at")
    if closes_at > now + _LONGEST_WAIT:
        raise Refused("Batas waktu ini lebih dari setahun. Periksa tahunnya.", field="closes_at")


@operation
def send_request(*, by: Appointment, purchase: Purchase) -> Tender:
    """Send the request to all who were chosen: a letter, a link and a code for each (R-15, A007).

    Raises Refused with everything that is still missing; then nobody was asked.
    """
    tender = hold_round(purchase)
    purchase = advance(by=by, purchase=purchase, move_name="send_request")
    if tender.closes_at is None or tender.closes_at <= deadline.instant():
        raise Refused("Batas waktu ini sudah lewat. Pilih waktu sesudah ini.", field="closes_at")
    tender.sent_at, tender.sent_by_id = clock.now(), by.pk
    tender.save()
    invitees = queries.invitees_of(tender)
    for invitee in invitees:
        _make_door(invitee)
        _write_letter(by, purchase, tender, invitee)
        invitee.save()
    record(
        tender,
        by=by,
        data={"suppliers": len(invitees), "closes_at": tender.closes_at.isoformat()},
    )
    publish(purchase=purchase, move_name="send_request", by=by)
    return tender


def _make_door(invitee: Invitee) -> None:
    token, code = queries.new_token(), queries.new_letters()
    invitee.token_sealed, invitee.code_sealed = seal("offer-token", token), seal("offer-code", code)
    invitee.code_hash = queries.code_hash(invitee, code)
    OfferLink.objects.create(
        id=new_id(),
        token_hash=queries.token_hash(token),
        kab_id=invitee.kab_id,
        invitee_id=invitee.pk,
    )


def _write_letter(by: Appointment, purchase: Purchase, tender: Tender, invitee: Invitee) -> None:
    invitee.letter = issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="permintaan_penawaran",
        variant=str(invitee.supplier_id),
        data=paperwork.request_data(tender, invitee),
        rules=queries.rules_for(purchase),
        dated=clock.today(purchase.desa.zone),
    )


@operation
def extend_closing(
    *, by: Appointment, purchase: Purchase, closes_at: datetime, reason: str
) -> Tender:
    """Give all suppliers more time, before the closing and with a reason; never less. Each gets the
    letter again with the new time."""
    tender = hold_round(purchase)
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    if purchase.state != "inviting" or tender.closes_at is None:
        raise Conflict("Penawaran tidak sedang ditunggu. Buka lagi halaman belanja ini.")
    check_tpk(by, purchase)
    take_duty(purchase, Duty.SELECT, by)
    now = deadline.instant()
    if now >= tender.closes_at:
        raise Refused("Waktu penawaran sudah habis. Batasnya tidak bisa diubah lagi.")
    if closes_at <= tender.closes_at:
        raise Refused("Pilih waktu sesudah batas yang sekarang.", field="closes_at")
    _check_instant(closes_at)
    if not reason.strip():
        raise Refused("Tulis dulu mengapa waktunya ditambah.", field="reason")
    before, tender.closes_at = tender.closes_at, closes_at
    tender.extended_reason = reason.strip()[:LONGEST_REASON]
    _move_days(purchase, tender, before)
    for invitee in queries.invitees_of(tender):
        _write_letter(by, purchase, tender, invitee)
        invitee.save()
    record(
        tender,
        by=by,
        data={
            "from": before.isoformat(),
            "closes_at": closes_at.isoformat(),
            "reason_hash": digest(tender.extended_reason),
        },
    )
    publish(purchase=purchase, move_name="extend_closing", by=by)
    return tender


def _move_days(purchase: Purchase, tender: Tender, before: datetime) -> None:
    """What was to follow the closing follows it still, as many days later."""
    zone = purchase.desa.zone
    assert tender.closes_at is not None  # noqa: S101  (just extended)
    later = clock.in_zone(tender.closes_at, zone).date() - clock.in_zone(before, zone).date()
    for name in ("evaluation_on", "negotiation_on", "award_on"):
        day = getattr(tender, name)
        setattr(tender, name, day + later if day else None)
    tender.save()


@operation
def new_code(*, by: Appointment, invitee: Invitee) -> str:
    """Another code for a supplier who lost it; the old one, and every phone that came in with it,
    is shut out. What was sent stays; what was only saved must be typed again."""
    purchase = queries.purchases().get(kab_id=invitee.kab_id, pk=invitee.tender.purchase_id)
    check_tpk(by, purchase)
    invitee = invitee.lock()
    if purchase.state != "inviting" or not invitee.token_sealed:
        raise Conflict("Penawaran tidak sedang ditunggu. Buka lagi halaman belanja ini.")
    code = queries.new_letters()
    invitee.code_sealed = seal("offer-code", code)
    invitee.code_hash = queries.code_hash(invitee, code)
    invitee.code_failures, invitee.code_locked_until = 0, None
    invitee.draft_sealed = ""
    invitee.save()
    record(invitee, by=by)
    return code
