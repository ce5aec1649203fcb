"""What is bought, and the papers about it: pieces that several parts of a release share."""

from pbjdesa.transparency.facts import ItemFacts, PackageFacts, PaperFacts
from pbjdesa.transparency.ocds.values import Json, instant, money, number

ACCOUNTS = "X-PBJDESA-REKENING"
"""Budget accounts by the code of the regulation on village finance (Permendagri 20/2018)."""

_PAPERS = {
    "spesifikasi": ("tender", "technicalSpecifications"),
    "hps": ("tender", "marketStudies"),
    "permintaan_penawaran": ("tender", "tenderNotice"),
    "ba_pembukaan": ("award", "evaluationReports"),
    "ba_evaluasi": ("award", "evaluationReports"),
    "ba_negosiasi": ("award", "evaluationReports"),
    "penetapan_pemenang": ("award", "awardNotice"),
    "pengumuman_hasil": ("award", "awardNotice"),
    "surat_pesanan": ("contract", "contractSigned"),
    "spk": ("contract", "contractSigned"),
    "surat_perjanjian": ("contract", "contractSigned"),
    "ba_pemeriksaan": ("implementation", "physicalProgressReport"),
    "bast_penyedia": ("implementation", "completionCertificate"),
    "bast_kades": ("implementation", "completionCertificate"),
    "spp": ("implementation", "financialProgressReport"),
    "kuitansi": ("implementation", "financialProgressReport"),
}
_OTHER = ("implementation", "")


def estimated(facts: PackageFacts) -> list[Json]:
    """The items with the village's own estimate (HPS) per unit."""
    return [_item(item, item.hps_unit_price) for item in facts.items]


def agreed(facts: PackageFacts) -> list[Json]:
    """The items with the agreed price per unit."""
    return [_item(item, item.unit_price) for item in facts.items]


def _item(item: ItemFacts, unit_price: int | None) -> Json:
    more = item.specification if item.specification != item.description else ""
    return {
        "id": str(item.order),
        "description": f"{item.description}, {more}" if more else item.description,
        "classification": {
            "scheme": ACCOUNTS,
            "id": item.account_code,
            "description": item.account_name,
        },
        "quantity": number(item.volume),
        "unit": {"name": item.unit, "value": money(unit_price)},
    }


def documents(facts: PackageFacts, section: str) -> list[Json]:
    """The papers of one part of a release: tender, award, contract or implementation."""
    zone = facts.village.zone
    return [
        document(paper, kind, zone)
        for paper in facts.papers
        for place, kind in [_PAPERS.get(paper.kind, _OTHER)]
        if place == section
    ]


def document(paper: PaperFacts, kind: str, zone: str) -> Json:
    """One paper: its address is the public check page, which says whether a copy is genuine."""
    return {
        "id": paper.code,
        "documentType": kind,
        "title": f"{paper.title} nomor {paper.number}" if paper.number else paper.title,
        "url": paper.url,
        "datePublished": instant(paper.issued_at, zone),
        "format": "text/html",
        "language": "id",
    }
