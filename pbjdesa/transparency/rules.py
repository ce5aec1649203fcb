"""What may be public, and how it is named: pure functions."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from pbjdesa.transparency.facts import (
    AwardFacts,
    BidFacts,
    ChoiceFacts,
    ItemFacts,
    PackageFacts,
    PaperFacts,
    RoundFacts,
)
from pbjdesa.transparency.states import BidStatus, PublicStatus

TRIAL_PREFIX = "ocds-xxxxxx"
"""Stands for the prefix that the publisher does not have yet; it looks like none on purpose."""

HIDDEN = "[disembunyikan]"

_NPWP = r"\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}"
_FOURS = r"\d{4}(?:\.\d{4}){2,}"
_RUN = r"\+?\d(?:[ -]?\d){9,}"
"""Ten digits or more, in one run or with single blanks or dashes: NIK, phone, bank account."""
_PRIVATE = re.compile(rf"(?<!\d)(?:{_NPWP}|{_FOURS}|{_RUN})(?!\d)")
_DATES = re.compile(r"(?:\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2})(?:[ -]+(?=\d)|$)")

FIRST_TAGS = ("planning", "tender", "award", "contract")
_FIRST = {"send_request": ("planning", "tender")}
"""How a process begins that is not told by its order letter at once."""
_TAGS = {
    "send_order": (),
    "send_request": ("tenderUpdate",),
    "extend_closing": ("tenderAmendment",),
    "award": ("award",),
    "return_award": ("awardCancellation",),
    "winner_withdrew": ("awardCancellation",),
    "sign_contract": ("contract",),
    "cancel_request": ("tenderCancellation",),
    "cancel_order": ("tenderCancellation", "awardCancellation", "contractTermination"),
    "close": ("implementation", "contractTermination"),
    **dict.fromkeys(
        (
            *("open_offers", "record_evaluation", "return_evaluation", "record_negotiation"),
            *("repeat_request", "widen_request", "ask_one_directly"),
        ),
        ("tenderUpdate",),
    ),
}
_TOLD_BEFORE = {"implementation": "implementationUpdate"}

BEGINNINGS = frozenset({"send_order", "send_request"})
"""A package is public from the first of these steps on, never from a later one."""
INSIDE = frozenset(
    {
        *("hand_to_tpk", "ask_camat", "approve_review", "return_review", "return_preparation"),
        *("inspect_goods", "return_inspection", "discard"),
    }
)
"""Steps that change nothing of what the public may know."""

PUBLIC_PHOTOS = frozenset({"barang"})
"""Kinds of photos that the public sees. A receipt may show names and signatures: never."""


def public_text(text: str) -> str:
    """Free text without numbers that can be a NIK, NPWP, telephone or bank account (A065).

    People type such numbers where they do not belong; dates and rupiah stay as they are.
    """
    return _PRIVATE.sub(_masked, text).strip()


def _masked(match: re.Match[str]) -> str:
    return HIDDEN if _DATES.sub("", match[0]) else match[0]


def package_number(year: int, sequence: int) -> str:
    """2026-0007: how a package is named inside its village, in addresses and in the ocid."""
    return f"{year}-{sequence:04d}"


def read_package_number(text: str) -> tuple[int, int] | None:
    """Year and sequence, or None when the text is not written as `package_number` writes it."""
    found = re.fullmatch(r"(\d{4})-(\d{4,9})", text, re.ASCII)
    if found is None or package_number(int(found[1]), int(found[2])) != text:
        return None
    return int(found[1]), int(found[2])


def public_id(row_id: int) -> str:
    """A row's id for the public: in hexadecimal behind a letter.

    As a decimal number it has 15 or 16 digits, and would be taken for somebody's NIK.
    """
    return f"P{row_id:x}"


def tags_for(move: str, told: Sequence[str]) -> list[str]:
    """The OCDS tags of the release that tells `move`; `told` are the moves of earlier releases.

    The first release of a direct purchase tells plan, tender, award and contract at once, because
    its order letter is all of them; a request for offers tells plan and tender. A purchase that is
    given up while a winner stands cancels the award, too.
    """
    if not told and move in _FIRST:
        return list(_FIRST[move])
    before = {tag for earlier in told for tag in _tags_of(earlier)}
    tags = [] if told else list(FIRST_TAGS)
    for tag in _tags_of(move):
        tags.append(_TOLD_BEFORE.get(tag, tag) if tag in before else tag)
    if move == "cancel_request" and _award_stands(told):
        tags.append("awardCancellation")
    return tags


def _award_stands(told: Sequence[str]) -> bool:
    last = [move for move in told if _tags_of(move) in (("award",), ("awardCancellation",))]
    return last[-1:] == ["award"]


def is_told(move: str, told: Sequence[str]) -> bool:
    """Whether the public hears of a step; `told` are the moves of earlier releases."""
    return move not in INSIDE and (bool(told) or move in BEGINNINGS)


def _tags_of(move: str) -> tuple[str, ...]:
    return _TAGS.get(move, ("implementation",))


def shown_fields(fields: Collection[str], hide_hps: str, *, awarded: bool) -> frozenset[str]:
    """What the rule set lets the public see; `hide_hps` is "never" or "until_award"."""
    shown = set(fields)
    if hide_hps == "until_award" and not awarded:
        shown.discard("hps")
    return frozenset(shown)


def restrict(facts: PackageFacts, shown: Collection[str]) -> PackageFacts:
    """The same package without what the rule set keeps from the public."""
    money = "nilai" in shown
    items = tuple(_restrict_item(item, shown) for item in facts.items if "barang" in shown)
    hidden_papers = (
        ({"payment"} if "pembayaran" not in shown else set())
        | ({"hps"} if "hps" not in shown else set())
        | ({"sealed", "choice"} if "penyedia" not in shown or not money else set())
    )
    timed = "waktu" in shown
    return replace(
        facts,
        method_code=facts.method_code if "cara" in shown else "",
        method_label=facts.method_label if "cara" in shown else "",
        activity_code=facts.activity_code if "kegiatan" in shown else "",
        activity_name=facts.activity_name if "kegiatan" in shown else "",
        place=facts.place if "lokasi" in shown else "",
        value=facts.value if money else None,
        hps=facts.hps if "hps" in shown else None,
        budget=facts.budget if "pagu" in shown else None,
        items=items,
        supplier=facts.supplier if "penyedia" in shown else None,
        papers=tuple(paper for paper in facts.papers if paper.publicity not in hidden_papers),
        due_on=facts.due_on if timed else None,
        delivered_on=facts.delivered_on if timed else None,
        accepted_on=facts.accepted_on if timed else None,
        payment=facts.payment if "pembayaran" in shown else None,
        pays_publicly="pembayaran" in shown,
        status=facts.status if "pembayaran" in shown else _without_payment(facts.status),
        choice=_restrict_choice(facts.choice, shown) if "cara" in shown else None,
    )


def _restrict_choice(choice: ChoiceFacts | None, shown: Collection[str]) -> ChoiceFacts | None:
    if choice is None:
        return None
    names, money, timed = "penyedia" in shown, "nilai" in shown, "waktu" in shown

    def bid(row: BidFacts) -> BidFacts:
        return replace(
            row,
            supplier=row.supplier if names else None,
            received_at=row.received_at if timed else None,
            total=row.total if money else None,
        )

    def one_round(row: RoundFacts) -> RoundFacts:
        return replace(
            row,
            names=row.names if names else (),
            sent_at=row.sent_at if timed else None,
            closes_at=row.closes_at if timed else None,
            award_on=row.award_on if timed else None,
            bids=tuple(map(bid, row.bids)),
        )

    def award(row: AwardFacts) -> AwardFacts:
        return replace(
            row,
            supplier=row.supplier if names else None,
            value=row.value if money else None,
        )

    return replace(
        choice,
        rounds=tuple(map(one_round, choice.rounds)),
        negotiations=tuple(
            replace(
                row,
                supplier=row.supplier if names else None,
                held_at=row.held_at if timed else None,
            )
            for row in choice.negotiations
            if money
        ),
        awards=tuple(map(award, choice.awards)),
    )


def public_papers(papers: Sequence[PaperFacts], *, opened: bool, settled: bool) -> list[PaperFacts]:
    """The papers that may be listed now: not who was asked before the opening, not what they
    offered before somebody is chosen."""
    hidden = {"never"} | (set() if opened else {"sealed"}) | (set() if settled else {"choice"})
    return [paper for paper in papers if paper.publicity not in hidden]


def bid_status(*, withdrawn: bool, failed: bool, judged: bool) -> BidStatus:
    """What became of an offer."""
    if withdrawn:
        return BidStatus.WITHDRAWN
    if failed:
        return BidStatus.DISQUALIFIED
    return BidStatus.VALID if judged else BidStatus.PENDING


def _restrict_item(item: ItemFacts, shown: Collection[str]) -> ItemFacts:
    money = "nilai" in shown
    return replace(
        item,
        hps_unit_price=item.hps_unit_price if "hps" in shown else None,
        unit_price=item.unit_price if money else None,
        amount=item.amount if money else None,
        fund_sources=item.fund_sources if "pagu" in shown else "",
        fund_names=item.fund_names if "pagu" in shown else "",
    )


def _without_payment(status: str) -> str:
    paid = {PublicStatus.PAID, PublicStatus.CLOSED}
    return PublicStatus.ACCEPTED if status in paid else status


_BEFORE_ORDER = {
    **dict.fromkeys(("draft", "camat_review", "preparing"), PublicStatus.REPEATED),
    "inviting": PublicStatus.ASKING,
    **dict.fromkeys(("opened", "evaluated", "negotiated"), PublicStatus.CHOOSING),
    "awarded": PublicStatus.AWARDED,
}


def begun_as(state: str) -> PublicStatus:
    """Where a package stands before anything was delivered, from the state of its purchase. It is
    public only after a first request, so whatever is prepared again is a repetition."""
    return _BEFORE_ORDER.get(state, PublicStatus.ORDERED)


def status_of(
    *,
    cancelled: bool,
    closed: bool,
    paid: bool,
    accepted: bool,
    delivered: bool,
    begun: PublicStatus = PublicStatus.ORDERED,
) -> PublicStatus:
    """Where a package stands for the public: the furthest step that has happened."""
    steps = (
        (cancelled, PublicStatus.CANCELLED),
        (closed, PublicStatus.CLOSED),
        (paid, PublicStatus.PAID),
        (accepted, PublicStatus.ACCEPTED),
        (delivered, PublicStatus.DELIVERED),
    )
    return next((status for happened, status in steps if happened), begun)
