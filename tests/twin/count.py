"""How many degraded prints are read: `python -m tests.twin.count [photos of each kind of paper]`.

Every paper that exists, from its sample, the last page of it, where the QR is.
"""

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.testing import CODE, LETTERHEAD, REGISTERED, sample_of
from pbjdesa.documents.reading import read_codes
from tests.twin.degrade import USUAL, Recipe, photographed, printed

ADDRESS = f"https://pbj.contoh.kab-tanggamus.desa.id/cek/{CODE}"
"""57 letters; an address may have 60."""


@dataclass
class Count:
    """What came of the photos."""

    read: int = 0
    lost: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds of processor time for reading one photo."""

    @property
    def all(self) -> int:
        """Photos in all."""
        return self.read + len(self.lost)

    @property
    def share(self) -> float:
        """Of the photos, those that were read."""
        return self.read / self.all


def count(kinds: Iterable[PaperKind], photos: int, recipe: Recipe = USUAL) -> Count:
    """Print, degrade and read each kind `photos` times, each time by another seed."""
    counted = Count()
    for kind in kinds:
        registered = REGISTERED | {"check_url": ADDRESS}
        page = printed(compose(kind, sample_of(kind), LETTERHEAD, **registered))[-1]
        for seed in range(photos):
            photo = photographed(page, seed, recipe)
            began = time.thread_time()
            seen = read_codes(photo, _wanted)
            counted.slowest = max(counted.slowest, time.thread_time() - began)
            if any(_wanted(text) for text in seen):
                counted.read += 1
            else:
                counted.lost.append(f"{kind.slug} {seed}")
    return counted


def _wanted(text: str) -> bool:
    return text.lower() == ADDRESS.lower()


def main(photos: int) -> None:
    """Print the count."""
    from pbjdesa.documents.registry import PAPERS

    counted = count(PAPERS, photos)
    print(f"{counted.read} of {counted.all} read, slowest {counted.slowest:.2f} s")
    print("\n".join(counted.lost))


if __name__ == "__main__":
    import django

    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
