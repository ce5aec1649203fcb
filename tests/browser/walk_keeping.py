"""The pages of the register of suppliers, of officials, teams and papers to sign, for the walk."""

from typing import Any

from tests.browser.asking import ASKING
from tests.browser.site import Site
from tests.browser.villages import WALK
from tests.browser.visit import Visit

KEEPER = "admin_kabupaten"


def visits(site: Site) -> list[Visit]:
    """Every such page where it has something to show."""
    place = site.places[ASKING]
    rows, at = place.rows, place.purchases

    def here(name: str, who: str, *args: Any, query: str = "") -> Visit:
        return Visit(name, who, args, query, village=ASKING)

    supplier, waiting = rows["supplier"], rows["waiting supplier"]
    return [
        Visit("public-suppliers"),
        Visit("public-suppliers", query="?cari=tidak-ada"),
        Visit("public-sanctions"),
        Visit("supplier-itself"),
        Visit("supplier-own", args=(place.numbers["own page"],)),
        here("supplier-list", "kasi"),
        here("supplier-list", "kasi", query="?cari=tidak-ada"),
        here("supplier-new", "kasi"),
        here("supplier-detail", "kasi", supplier),
        here("supplier-edit", "kasi", supplier),
        here("supplier-bank", "sekdes", supplier),
        here("supplier-link", "kasi", supplier),
        here("supplier-review", "kasi", waiting),
        Visit("supplier-list", KEEPER),
        Visit("sanction-new", KEEPER, (supplier,)),
        Visit("sanction-lift", KEEPER, (rows["sanction"],)),
        here("purchase-warnings", "tpk_ketua", at["like the kades"]),
        here("purchase-rating", "kasi", at["handed over"]),
        here("purchase-files", "kasi", at["handed over"]),
        here("purchase-sheet", "kasi", at["handed over"], "pakta_integritas"),
        here("tpk", "kepala_desa"),
        here("tpk", "kasi"),
        here("tpk-new", "kepala_desa"),
        here("tpk-letter", "kepala_desa", rows["seat"]),
        here("official-list", "kepala_desa"),
        here("official-list", "bpd"),
        here("official-replace", "kepala_desa", rows["sekdes"]),
        here("official-letter", "kepala_desa", rows["other kasi"]),
        here("letterhead", "sekdes"),
        here("blank-list", "kasi"),
        here("purchase-seals", "kasi", at["handed over"]),
        here("number-list", "sekdes"),
        here("number-list", "sekdes", query="?cari=tidak-ada"),
        here("number-new", "sekdes"),
        Visit("number-cancel", "sekdes", (site.places[WALK].rows["letter number"],)),
        Visit("paper-read", "kasi", (site.places[WALK].paper,)),
        here("signed-form", "kasi", at["ordered"]),
        here("signed-any", "kasi"),
        here("signed-any", "kasi", query=f"?paket={at['ordered']}"),
        here("signed-code", "kasi", rows["kept photo"]),
        here("signed-code", "kasi", rows["kept photo"], query="?kode=7KQ2-9XWP-4M1Z"),
        here("signed-done", "kasi", rows["signed photo"]),
        Visit("signed-photo", "kasi", (site.places[WALK].paper,)),
        Visit("kades-replace", "camat", (rows["kades"],)),
        Visit("kades-letter", "camat", (rows["kades"],)),
    ]
