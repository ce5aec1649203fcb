"""The QR of a paper: its check address, as an SVG drawing without margin."""

import io

import segno

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say

WIDTH = 26
"""mm on paper: read 40 times of 40 after two photocopies."""
LONGEST_ADDRESS = 60
"""Characters. A longer link makes modules too small for that."""


def fits(address: str) -> bool:
    """Whether `address` can be scanned: short, and of letters that links are made of."""
    return 0 < len(address) <= LONGEST_ADDRESS and address.isascii()


def symbol(address: str, *, dense: bool = False) -> segno.QRCode:
    """`address` at level M or better. Raises Refused when it is empty or too long to scan.

    `dense` writes it in capitals, for which a QR has a shorter code: modules become an eighth
    larger, or the level rises to Q. Only for addresses of ours that are found in capitals, too.
    """
    if not fits(address):
        raise Refused(
            say(
                "Alamat pemeriksaan surat harus ada, paling panjang {longest_address} huruf. "
                "Pakai alamat situs yang lebih pendek.",
                longest_address=LONGEST_ADDRESS,
            )
        )
    return segno.make_qr(address.upper() if dense else address, error="m")


def svg(address: str, *, dense: bool = False) -> str:
    """The drawing of `symbol`."""
    drawing = io.BytesIO()
    symbol(address, dense=dense).save(drawing, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawing.getvalue().decode()
