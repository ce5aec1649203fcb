"""The words of the steps that only the small purchase has."""

from pbjdesa.procurement.steps import Step

STEPS = {
    "send_order": Step(
        slug="pesan",
        heading="Periksa sebelum dikirim",
        line="Lanjutkan isian belanja ini.",
        action="Lanjutkan",
        told="Pesanan dikirim ke toko",
    ),
}
