"""What the pinned rules ask of a round of offers: how many, from where, for how long."""

from collections.abc import Sequence
from datetime import date, datetime

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.queries import person_keys_of_officials
from pbjdesa.procurement.models import Purchase, Tender
from pbjdesa.procurement.queries.purchases import clashes, duties_done, method_of, rules_for
from pbjdesa.procurement.queries.warnings import nib_is_missing
from pbjdesa.procurement.states import Duty
from pbjdesa.regulations.rules import due_date, invite_min_for
from pbjdesa.regulations.ruleset import MethodRules
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.queries import person_key, sanctioned_on
from pbjdesa.suppliers.states import SupplierStatus


def method_rules(purchase: Purchase) -> MethodRules:
    """The pinned rules of the purchase's own method."""
    return rules_for(purchase).methods[method_of(purchase).slug]


def invite_min(purchase: Purchase, tender: Tender) -> int:
    """How many suppliers must be asked in this round (R-15); one where one is asked directly."""
    if tender.direct:
        return 1
    slug = method_of(purchase).slug
    return invite_min_for(rules_for(purchase), slug, purchase.hps, purchase.category)


def short_notice(purchase: Purchase, closes_at: datetime) -> str:
    """Why suppliers would have too little time to make an offer if they were asked today; "" when
    the time is long enough or the rule set names none."""
    rules, zone = rules_for(purchase), purchase.desa.zone
    earliest = due_date(rules, rules.timing.offers, clock.today(zone))
    if earliest is None or clock.in_zone(closes_at, zone).date() >= earliest:
        return ""
    return say(
        "Waktu menyusun penawaran terlalu singkat. Tutup paling cepat {earliest}.",
        earliest=clock.plain_date(earliest),
    )


def next_days(
    purchase: Purchase,
    closing: date,
    *,
    evaluation: date | None,
    negotiation: date | None,
    award: date | None,
) -> tuple[date | None, date | None, date | None]:
    """The days of evaluation, negotiation and award: as typed, else the last that the rule set
    gives, counted from the step before. Raises Refused for one before the other or too late."""
    rules = rules_for(purchase)
    timing, before, days = rules.timing, closing, []
    for typed, limit, field, words in (
        (evaluation, timing.evaluation, "evaluation_on", "Evaluasi"),
        (negotiation, timing.negotiation, "negotiation_on", "Negosiasi"),
        (award, timing.award, "award_on", "Penetapan pemenang"),
    ):
        last = due_date(rules, limit, before)
        day = typed or last
        if day is not None and day < before:
            raise Refused(
                say("{words} tidak bisa sebelum langkah sebelumnya.", words=words), field=field
            )
        if day is not None and last is not None and day > last:
            raise Refused(
                say(
                    "{words} paling lambat {last} menurut aturan.",
                    words=words,
                    last=clock.plain_date(last),
                ),
                field=field,
            )
        days.append(day)
        before = day or before
    return days[0], days[1], days[2]


def not_to_be_asked(purchase: Purchase, suppliers: Sequence[Supplier]) -> list[str]:
    """Why some of these suppliers may not be asked today, as sentences: not accepted, sanctioned
    (R-67), without the NIB that the value asks for (A051), an official of the village or somebody
    who has worked on this purchase (A089)."""
    today = clock.today(purchase.desa.zone)
    officials, done = person_keys_of_officials(purchase.desa, today), duties_done(purchase)
    punished = sanctioned_on(purchase.desa, [one.pk for one in suppliers], today)
    found: list[str] = []
    for supplier in suppliers:
        if supplier.status != SupplierStatus.ACCEPTED:
            found.append(
                say(
                    "{name} belum diterima di daftar penyedia. Periksa dulu datanya.",
                    name=supplier.name,
                )
            )
        if supplier.pk in punished:
            found.append(punished[supplier.pk].sentence)
        key = person_key(supplier)
        if key in officials:
            found.append(
                say(
                    "Pemilik {name} perangkat desa. Pilih penyedia lain.",
                    name=supplier.name,
                )
            )
        elif clashes(purchase, Duty.BID, key, done):
            found.append(
                say(
                    "Pemilik {name} pernah mengurus belanja ini. Pilih penyedia lain.",
                    name=supplier.name,
                )
            )
        found += nib_is_missing(purchase, supplier)
    return found
