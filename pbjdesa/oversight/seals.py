"""Looking at sealed files."""

from pbjdesa.documents import files
from pbjdesa.kernel.secrets import unseal_bytes
from pbjdesa.oversight.models import Seal
from pbjdesa.procurement.models import Purchase

PURPOSE = "berkas bersegel"
_GROUP = 4


def seals_of(purchase: Purchase) -> list[Seal]:
    """The sealed files of a purchase, the newest first; one query."""
    rows = Seal.objects.like(purchase).filter(purchase=purchase)
    return list(rows.order_by("-made_at", "-pk"))


def archive_of(seal: Seal) -> bytes:
    """The archive as it was sealed."""
    return unseal_bytes(PURPOSE, files.read(seal.file.sha256))


def grouped(number: str) -> str:
    """A hash as people compare it: four letters at a time."""
    return " ".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))
