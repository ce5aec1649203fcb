"""The pages of a purchase whose suppliers are asked for offers, for the walk through all pages."""

from tests.browser.asking import ASKING
from tests.browser.site import Site
from tests.browser.visit import Visit


def visits(site: Site) -> list[Visit]:
    """Every such page, at a point of the way where it has something to show."""
    at = site.places[ASKING].purchases

    def ketua(name: str, point: str, *more: int | str, status: int = 200) -> Visit:
        return Visit(name, "tpk_ketua", (at[point], *more), status=status, village=ASKING)

    def step(point: str, slug: str, who: str = "tpk_ketua") -> Visit:
        return Visit("purchase-step", who, (at[point], slug), village=ASKING)

    points = ("preparing", "inviting", "opened", "no offer", "evaluated", "awarded", "inspected")
    return [
        Visit("home", "tpk_ketua", village=ASKING),
        Visit("home", "tpk_anggota", village=ASKING),
        step("hps draft", "serahkan", "kasi"),
        Visit("draft-delivery", "kasi", (at["hps draft"],), village=ASKING),
        *(Visit("purchase-detail", "kasi", (at[point],), village=ASKING) for point in points),
        ketua("purchase-detail", "opened"),
        ketua("request-invitees", "preparing"),
        ketua("request-schedule", "preparing"),
        ketua("request-schedule", "ready"),
        step("ready", "undang"),
        step("ready", "kembalikan-rancangan"),
        step("inviting", "buka"),
        ketua("request-invitee", "inviting", at["invitee"]),
        ketua("request-invitee", "inviting", at["invitee who offered"]),
        ketua("request-extend", "inviting"),
        step("closed", "buka"),
        step("opened", "evaluasi"),
        ketua("comparison", "opened"),
        ketua("comparison", "evaluated"),
        ketua("offer-assess", "opened", at["offer"]),
        ketua("paper-offer", "opened", at["envelope"]),
        step("no offer", "evaluasi"),
        ketua("comparison", "no offer"),
        ketua("purchase-return", "no offer"),
        step("no offer", "undang-lagi"),
        step("no offer", "perluas"),
        step("evaluated", "negosiasi"),
        step("evaluated", "evaluasi-lagi"),
        step("negotiated", "pemenang"),
        step("one offer", "pemenang"),
        step("awarded", "perjanjian", "kasi"),
        Visit("purchase-return", "kasi", (at["awarded"],), village=ASKING),
        step("awarded", "pemenang-mundur", "kasi"),
        step("opened", "batalkan-pengadaan", "kasi"),
        ketua("step-witness", "ordered", "periksa-barang"),
        step("ordered", "periksa-barang", "tpk_anggota"),
        step("inspected", "terima-barang", "kasi"),
        step("inspected", "periksa-lagi", "kasi"),
    ]
