"""An export cut down to the tables that are read: what may be kept of a file that people send.

A whole export holds names, NIP, NPWP, bank accounts and passwords in tables that a purchase never
needs; those never reach our disk.
"""

import io
import zipfile

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.siskeudes.archive import open_archive
from pbjdesa.planning.siskeudes.tables import WANTED

LARGEST_UNPACKED = 20_000_000
"""Bytes of all tables that are read: a whole kecamatan, and not many seconds of reading."""


def only_tables(content: bytes) -> bytes:
    """The same export with only the tables that `read_export` uses, byte for byte.

    Raises Refused when it is no readable zip, or unpacks to more than a page can read in time.
    """
    out = io.BytesIO()
    with open_archive(io.BytesIO(content), WANTED) as archive:
        if archive.unpacked > LARGEST_UNPACKED:
            raise Refused(
                "Isi zip ini terlalu besar untuk dibaca lewat halaman ini.",
                "Ekspor desa Anda saja, atau minta pengelola mengimpornya.",
                field="file",
            )
        with zipfile.ZipFile(out, "w") as kept:
            for table in WANTED:
                if archive.holds(table):
                    # A fixed date: the same tables give the same bytes.
                    name = zipfile.ZipInfo(f"{table}.csv")
                    kept.writestr(name, archive.raw(table), zipfile.ZIP_DEFLATED)
    return out.getvalue()
