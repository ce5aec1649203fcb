"""Siskeudes exports of the invented village, and sending them through the pages."""

import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pbjdesa.kernel.once import new_key
from pbjdesa.planning.siskeudes import test_support as files
from tests.world import YEAR

OUR_NAME = "PEMERINTAH DESA PAGERSARI"


def export(name: str = OUR_NAME, **tables: Any) -> bytes:
    """A Siskeudes zip of our village: a road, and the office's paper under another wording."""
    rows = {
        "Ref_Desa": [{"Kd_Kec": "04.", "Kd_Desa": files.DESA, "Nama_Desa": name}],
        "Ta_Kegiatan": [
            files.activity(),
            files.activity("01.01.04", Nama_Kegiatan="Operasional Kantor", Pagu=20_000_000),
        ],
        "Ta_RABRinci": [
            files.item(),
            files.item(
                "01.01.04",
                "5.2.1.01",
                Uraian="Kertas HVS A4 70 gr",
                Satuan="rim",
                JmlSatuan=60,
                HrgSatuan=55_000,
                Anggaran=3_300_000,
            ),
        ],
        **tables,
    }
    return files.export(**rows).getvalue()


def send(client: Client, content: bytes, name: str = "apbdes.zip", **more: Any) -> Any:
    upload = SimpleUploadedFile(name, content, "application/zip")
    fields = {"file": upload, "tahun": str(YEAR), "kunci": new_key(), **more}
    return client.post(reverse("budget-import"), fields)


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def hidden(response: Any) -> dict[str, str]:
    """The hidden fields of the page's last form."""
    form = re.findall(r"<form method=\"post\".*?</form>", response.content.decode(), re.S)[-1]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def import_whole(client: Client, content: bytes) -> Any:
    """Send, look, use; returns the page that says it is done."""
    sent = send(client, content)
    assert sent.status_code == 302
    shown = client.get(sent.url)
    return client.post(sent.url.split("?")[0], hidden(shown), follow=True)
