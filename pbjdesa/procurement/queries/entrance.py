"""The door through which a supplier without an account comes in: a link, then a short code.

Who has given the right code gets an *entry*, which the supplier's phone keeps (as a cookie, until
the offers are opened) and shows again with each act. What the supplier wrote opens with that entry
only: neither the TPK, which made the code, nor this server alone can read it before the opening.
"""

import hmac
import json
import secrets

from cryptography.exceptions import InvalidTag

from pbjdesa.documents.models import CheckCode
from pbjdesa.documents.paper import codes
from pbjdesa.kernel.secrets import keyed_hash, seal, unseal
from pbjdesa.procurement.models import Invitee, Offer, OfferLink
from pbjdesa.procurement.rules.offers import OfferContent, read_back
from pbjdesa.territories.models import Kabupaten

CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without what looks alike in print or sounds alike on the telephone: 0 and O, 1, I and L, U."""
CODE_LENGTH = 6
TOKEN_BYTES = 16
"""128 bits: a link cannot be found by trying."""


def new_token() -> str:
    """A fresh secret for a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_letters() -> str:
    """A fresh code to be given apart from the link."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def token_hash(token: str) -> str:
    """What is kept of a link's token."""
    return keyed_hash("offer-link", token)


def code_hash(invitee: Invitee, code: str) -> str:
    """What is kept of a code; the same letters mean nothing in another invitation."""
    bare = "".join(code.upper().split()).replace("-", "")
    return keyed_hash("offer-code", f"{invitee.pk}:{bare}")


def invitee_by_token(token: str) -> Invitee | None:
    """Whose link this is; None for one that leads nowhere."""
    link = OfferLink.objects.filter(token_hash=token_hash(token)).first()
    if link is None:
        return None
    return (
        Invitee.objects.of(Kabupaten.objects.get(pk=link.kab_id))
        .select_related("tender__purchase__desa__kab", "tender__purchase__rule_set", "supplier")
        .select_related("tender__purchase__desa__kecamatan", "tender__purchase__activity")
        .defer("tender__purchase__rule_set__content")
        .filter(pk=link.invitee_id, removed_at__isnull=True, desa__retired_at__isnull=True)
        .first()
    )


def link_of(invitee: Invitee) -> str:
    """The token in the supplier's link; "" before the request was sent."""
    return unseal("offer-token", invitee.token_sealed)


def code_of(invitee: Invitee) -> str:
    """The code to give to the supplier; "" once the supplier came in with it."""
    return unseal("offer-code", invitee.code_sealed)


def new_entry(invitee: Invitee) -> str:
    """A proof that the code was given just now; a new code makes it worthless."""
    key = secrets.token_urlsafe(TOKEN_BYTES)
    return f"{key}.{_signature(invitee, key)}"


def is_entry(invitee: Invitee, entry: str) -> bool:
    """Whether whoever shows this has come in with the code of this invitation."""
    key, _, signature = entry.partition(".")
    real = _signature(invitee, key)
    return bool(invitee.code_hash) and hmac.compare_digest(signature.encode(), real.encode())


def _signature(invitee: Invitee, key: str) -> str:
    return keyed_hash("offer-entry", f"{invitee.pk}:{invitee.code_hash}:{key}")


def sealed_draft(invitee: Invitee, written: dict[str, object], entry: str) -> str:
    """What a supplier wrote, closed with the phone's own entry."""
    return seal(f"offer-draft:{invitee.pk}", json.dumps(written), held_by=entry)


def own_draft(invitee: Invitee, entry: str) -> OfferContent | None:
    """What this phone wrote last in this invitation; None for every other phone."""
    if not invitee.draft_sealed or not is_entry(invitee, entry):
        return None
    try:
        text = unseal(f"offer-draft:{invitee.pk}", invitee.draft_sealed, held_by=entry)
    except InvalidTag:
        return None
    return read_back(json.loads(text))


def receipt_of(text: str) -> Offer | None:
    """The offer whose receipt carries this check code; None when it is no receipt's.

    Time, fingerprint and supplier may be shown to anybody; prices are not in it before the opening.
    """
    code = codes.normalise(text)
    found = CheckCode.objects.filter(code=code).first() if code else None
    if found is None:
        return None
    return (
        Offer.objects.of(Kabupaten.objects.get(pk=found.kab_id))
        .select_related("invitee__supplier", "invitee__tender__purchase", "desa__kab")
        .filter(pk=found.document_id, check_code=found.code)
        .first()
    )
