"""Which paper a code belongs to, and whether a photo of it may be filed here (A022).

A code comes from the QR in a photo, or is typed. It may lead to a paper of this village, to a blank
form of a purchase, to a paper of somebody else, or nowhere: each has its sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pbjdesa.documents.models import Document, Dossier
from pbjdesa.documents.paper import codes
from pbjdesa.documents.queries import check
from pbjdesa.kernel.words import say
from pbjdesa.people.actors import Actor
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import purchases, receipt_of
from pbjdesa.territories.models import Desa
from pbjdesa.transparency.queries import replacement_of

_OF_PAPER = re.compile(r"/cek/([^/?#]+)/?$")
_OF_BLANK = re.compile(r"/desa/surat/(\d{1,19})/?$")

LONGEST_TYPED = 80
"""Characters: a code with its dashes, or the whole address below the QR."""

UNREAD = "Kode QR pada foto ini tidak terbaca."
ELSEWHERE = "Kode QR pada foto ini bukan kode surat desa."
_UNKNOWN = "Kode ini tidak kami kenal. Periksa tiap huruf dan angkanya."
_RECEIPT = "Ini tanda terima penawaran. Surat ini tidak perlu ditandatangani."
_PRACTICE = "Ini surat latihan. Mulai latihan dulu, lalu foto surat ini di sana."
_REAL = "Ini surat sungguhan. Selesaikan latihan dulu, lalu foto surat ini."


@dataclass(frozen=True)
class Named:
    """What a code turned out to be: a paper in force, a blank form of `purchase` (no `document`),
    or a `sentence` that says why it cannot be filed. `foreign` is certainly no paper to file here:
    another village's, a replaced one, a receipt; `newer` is the paper to sign instead.
    """

    document: Document | None = None
    purchase: Purchase | None = None
    sentence: str = ""
    foreign: bool = False
    newer: Document | None = None
    code: str = ""
    """What leads here again, as the pages hand it on; "" where nothing of ours was read."""

    @property
    def dossier(self) -> Dossier | None:
        """Where a photo of it belongs."""
        home = self.document or self.purchase
        found: Dossier | None = home.dossier if home is not None else None
        return found


def is_ours(text: str) -> bool:
    """Whether a QR has the form of a paper's or a blank form's address."""
    return bool(_code_in(text) or _OF_BLANK.search(text.lower()))


def named(actor: Actor, texts: Iterable[str], *, typed: bool = False) -> Named:
    """What the codes of one photo, or what was typed, name for somebody of this village."""
    texts = list(texts)
    if not texts:
        return Named(sentence=UNREAD)
    ours = [text for text in texts if typed or is_ours(text)]
    if not ours:
        return Named(sentence=ELSEWHERE)
    found = [replace(_named(actor, text), code=_handed_on(text)) for text in ours]
    return next((one for one in found if not one.sentence), found[0])


def _handed_on(text: str) -> str:
    return _code_in(text) or text.strip()[:LONGEST_TYPED]


def _code_in(text: str) -> str | None:
    """The check code in an address, or in what was typed."""
    address = _OF_PAPER.search(text.lower())
    return codes.normalise(address[1] if address else text)


def _named(actor: Actor, text: str) -> Named:
    blank = _OF_BLANK.search(text.lower())
    if blank:
        return _blank(actor, int(blank[1]))
    code = _code_in(text)
    found = check(code) if code else None
    if found is None:
        receipt = receipt_of(code) if code else None
        return Named(sentence=_RECEIPT if receipt else _UNKNOWN, foreign=receipt is not None)
    return _of_paper(actor, found.document)


def _blank(actor: Actor, pk: int) -> Named:
    rows = purchases().visible_to(actor)  # type: ignore[attr-defined]
    found = rows.filter(pk=pk).first()
    if found is None:
        return Named(
            sentence="Blanko ini bukan dari belanja desa Anda. Periksa lagi suratnya.", foreign=True
        )
    return Named(purchase=found)


def _of_paper(actor: Actor, document: Document) -> Named:
    sentence = _not_ours(actor.desa, document.desa)
    if sentence:
        return Named(sentence=sentence, foreign=True)
    if document.superseded_at is not None:
        return Named(
            sentence=say(
                "{paper} sudah diganti. Cetak dan tanda tangani yang baru.",
                paper=called(document),
            ),
            foreign=True,
            newer=replacement_of(document),
        )
    return Named(document=document, purchase=purchase_of(actor, document.dossier_id))


def _not_ours(own: Desa | None, desa: Desa) -> str:
    if own is not None and own.pk == desa.pk:
        return ""
    if own is not None and desa.twin_of_id == own.pk:
        return _PRACTICE
    if own is not None and own.twin_of_id == desa.pk:
        return _REAL
    return say(
        "Ini surat Desa {village}, bukan surat desa Anda. Kembalikan ke desa itu.",
        village=desa.name,
    )


def purchase_of(actor: Actor, dossier_id: int) -> Purchase | None:
    """The purchase whose file this is; a dossier of the village itself has none."""
    rows = purchases().visible_to(actor)  # type: ignore[attr-defined]
    return rows.filter(dossier_id=dossier_id).first()  # type: ignore[no-any-return]


def called(document: Document) -> str:
    """A paper by its name and number."""
    if not document.number:
        return document.title
    return say("{name} nomor {number}", name=document.title, number=document.number)


def introduced(found: Named) -> str:
    """What was found, as a sentence: which paper, its number, for which package."""
    if found.document is None:
        title = found.purchase.title if found.purchase else ""
        return say("Ini blanko untuk paket {package}.", package=title)
    name = called(found.document)
    if found.purchase is None:
        return say("Ini {paper}.", paper=name)
    return say("Ini {paper} untuk paket {package}.", paper=name, package=found.purchase.title)
