"""What lies in a sealed file, and in which order: papers, photos, data, log, manifest, seal.

Numbers that are private (NIK, NPWP, bank accounts) stay inside the PDFs, as the papers show them:
the data are those that are kept in clear and published.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from pbjdesa.documents import files
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.queries import pdf_of
from pbjdesa.kernel import audit
from pbjdesa.oversight.bundle import periksa
from pbjdesa.payments.spj import Drawn, bound, draw
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import item_rows, package_data
from pbjdesa.procurement.queries import items_of
from pbjdesa.transparency.queries import package_of, releases_of

SCRIPT = "periksa.py"
README = """\
BERKAS BERSEGEL

Isi: SPJ lengkap (SPJ.pdf), setiap surat, foto, data, dan riwayat paket ini.
Periksa keasliannya tanpa internet:

    python3 periksa.py NAMA-BERKAS.zip

Hasil "UTUH" berarti tidak ada yang berubah sejak disegel. Cocokkan angka segelnya dengan SAMPUL.pdf
yang dicetak, dan dengan halaman paket di PBJ Desa.
"""


@dataclass(frozen=True)
class Member:
    """One file of the archive."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Prepared:
    """What takes time, made before anything is locked: the drawn file and its members."""

    drawn: Drawn
    members: tuple[Member, ...]


def prepare(purchase: Purchase) -> Prepared:
    """Draw every paper of the purchase, also those that were replaced, and gather its photos."""
    drawn = draw(purchase)
    members = [Member("SPJ.pdf", bound(drawn).pdf), *_bodies(drawn), *_earlier(purchase)]
    return Prepared(drawn, tuple(members))


def _bodies(drawn: Drawn) -> Iterator[Member]:
    """Each paper and photo on its own, numbered in the order of the contents."""
    drawn_once = {id(entry): piece for entry, piece, _ in drawn.bodies}
    place = 0
    for entry in drawn.contents.entries:
        piece = drawn_once.get(id(entry))
        if entry.document is not None and piece is not None:
            place += 1
            yield Member(f"surat/{place:02d}-{entry.document.kind}.pdf", piece.pdf)
        elif entry.photo is not None and (photo := piece.jpeg if piece else entry.content()):
            place += 1
            yield Member(f"foto/{place:02d}-{entry.photo.kind}.jpg", photo)


def _earlier(purchase: Purchase) -> Iterator[Member]:
    """Papers that were replaced: they stay readable."""
    rows = Document.objects.like(purchase).filter(
        dossier_id=purchase.dossier_id, superseded_at__isnull=False
    )
    for place, paper in enumerate(rows.select_related("desa__kab").order_by("issued_at", "pk"), 1):
        yield Member(f"surat-lama/{place:02d}-{paper.kind}.pdf", pdf_of(paper))


def data_of(purchase: Purchase) -> list[Member]:
    """The facts of the purchase and of its papers, and what was published of it."""
    papers = Document.objects.like(purchase).filter(dossier_id=purchase.dossier_id)
    found = [
        Member("data/paket.json", _json(_facts(purchase))),
        Member("data/surat.json", _json([_paper(one) for one in papers.order_by("pk")])),
    ]
    releases = releases_of(purchase.desa, purchase=purchase)
    if releases.exists():
        address = f"{settings.ORIGIN}/publik/{purchase.ocid_suffix}"
        found.append(Member("data/ocds.json", _json(package_of(purchase.desa, releases, address))))
    return found


def _facts(purchase: Purchase) -> dict[str, Any]:
    supplier = purchase.supplier
    return {
        **package_data(purchase),
        "package_number": purchase.ocid_suffix,
        "method": purchase.method,
        "state": purchase.state,
        "value": purchase.value,
        "hps": purchase.hps,
        "supplier": supplier.name if supplier else None,
        "items": item_rows(
            items_of(purchase), "name", "specification", "volume", "unit", "unit_price", "amount"
        ),
    }


def _paper(paper: Document) -> dict[str, Any]:
    return {
        "id": str(paper.pk),
        "kind": paper.kind,
        "title": paper.title,
        "number": paper.number,
        "dated": paper.dated.isoformat(),
        "version": paper.version,
        "code": paper.code,
        "sha256": paper.sha256,
        "replaced": paper.superseded_at is not None,
        "data": paper.data,
    }


def log_of(purchase: Purchase, head: str) -> list[Member]:
    """The village's chain from the first event of the purchase to its head: only whole can the
    links be verified. It holds ids and hashes, no names."""
    chain = audit.chain_of(purchase)
    first = audit.history(purchase).first()
    events = audit.links_since(chain, first.sequence if first else 1)
    own = {purchase.pk, purchase.dossier_id}
    for model in (Document, Attachment):
        rows = model.objects.like(purchase).filter(dossier_id=purchase.dossier_id)
        own |= set(rows.values_list("pk", flat=True))
    links = {
        "mulai": events[0].sequence if events else 1,
        "sebelum": events[0].previous if events else audit.GENESIS,
        "peristiwa": [{"hash": event.hash, "isi": event.content()} for event in events],
        "kepala": head,
    }
    told = "".join(
        f"{event.sequence};{event.at.isoformat(timespec='seconds')};{event.verb};"
        f"{event.office};{event.hash}\n"
        for event in events
        if event.subject_id in own
    )
    return [
        Member(periksa.CHAIN, _json(links)),
        Member("riwayat/paket.csv", f"nomor;waktu;langkah;jabatan;hash\n{told}".encode()),
    ]


def helpers() -> list[Member]:
    """What an auditor needs to check the file, and how."""
    script = Path(periksa.__file__).read_bytes()
    return [Member(SCRIPT, script), Member("BACA-SAYA.txt", README.encode())]


def manifest_of(purchase: Purchase, members: Iterable[Member]) -> Member:
    """Every file with its SHA-256, in the order of the archive."""
    listed = [
        {"nama": one.name, "sha256": files.sha256_of(one.content), "ukuran": len(one.content)}
        for one in members
    ]
    content = {"versi": 1, "paket": purchase.ocid_suffix, "berkas": listed}
    return Member(periksa.MANIFEST, _json(content))


def packed(members: Iterable[Member]) -> bytes:
    """The archive. PDFs and photos are compressed already; dates would only make bytes differ."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one in members:
            info = zipfile.ZipInfo(one.name)
            info.external_attr = 0o644 << 16
            small = one.name.endswith((".pdf", ".jpg"))
            how = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
            archive.writestr(info, one.content, compress_type=how)
    return out.getvalue()


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def seal_member(event: audit.AuditEvent) -> Member:
    """The link of the chain that records the sealing; it follows the last link of the log."""
    return Member(periksa.SEAL, _json({"peristiwa": event.content(), "hash": event.hash}))
