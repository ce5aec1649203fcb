"""The QR of a paper: its check address, as an SVG drawing without margin."""

import io

import segno

from pbjdesa.kernel.errors import Refused

LONGEST_ADDRESS = 60
"""Characters. A longer link makes modules too small to survive two photocopies at 27 mm."""


def svg(address: str) -> str:
    """Draw `address` at level M or better. Raises Refused when it is too long to read from a copy."""
    if len(address) > LONGEST_ADDRESS:
        raise Refused(
            f"Alamat pemeriksaan surat paling panjang {LONGEST_ADDRESS} huruf. Pakai alamat lebih pendek."
        )
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    return drawing.getvalue().decode()
