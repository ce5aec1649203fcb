"""The official OCDS 1.1.5 rules, where their files are: they are not part of this project.

PBJDESA_OCDS_STANDARD, or ../shared/data/ocds beside the code, holds standard-1__1__5.zip and the
folder extensions.
"""

import functools
import http.server
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema_rs

BESIDE = Path(__file__).resolve().parents[4] / "shared" / "data" / "ocds"
ZIP = "standard-1__1__5.zip"


def standard_folder() -> Path | None:
    """Where the standard's files are on this machine, or None."""
    folder = Path(os.environ.get("PBJDESA_OCDS_STANDARD") or BESIDE)
    return folder if (folder / ZIP).exists() else None


def schema_errors(folder: Path, package: dict[str, Any]) -> list[str]:
    """What the release package schema finds, formats included."""
    with zipfile.ZipFile(folder / ZIP) as archive:
        schemas = {
            Path(name).name: json.loads(archive.read(name))
            for name in archive.namelist()
            if name.endswith("-schema.json")
        }
    validator = jsonschema_rs.Draft4Validator(
        schemas["release-package-schema.json"],
        validate_formats=True,
        retriever=lambda uri: schemas[uri.rstrip("#").rsplit("/", 1)[-1]],
    )
    return [str(error) for error in validator.iter_errors(package)]


def review_findings(folder: Path, package: dict[str, Any]) -> dict[str, Any]:
    """What the Data Review Tool finds, without a network; only what is not empty."""
    from libcoveocds.api import ocds_json_output  # type: ignore[import-untyped]
    from libcoveocds.config import LibCoveOCDSConfig  # type: ignore[import-untyped]

    config = LibCoveOCDSConfig()
    config.config["standard_zip"] = (folder / ZIP).as_uri()
    config.config["context"] = "api"
    with _served(folder / "extensions") as address, TemporaryDirectory() as scratch:
        here = {**package, "extensions": [_local(url, address) for url in package["extensions"]]}
        result = ocds_json_output(scratch, json_data=here, lib_cove_ocds_config=config)
    checks = {
        "validation": result.get("validation_errors"),
        "additional": result.get("additional_fields"),
        "empty": (result.get("additional_checks") or {}).get("empty_field"),
        "codes": result.get("additional_closed_codelist_values"),
        "conformance": _any(result.get("conformance_errors")),
        "extensions": (result.get("extensions") or {}).get("invalid_extension"),
    }
    return {name: found for name, found in checks.items() if found}


def _any(errors: Any) -> Any:
    return {key: value for key, value in (errors or {}).items() if value}


def _local(url: str, address: str) -> str:
    name = next(part for part in url.split("/") if part.endswith("_extension"))
    return f"{address}/{name}/extension.json"


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The folder on the loopback interface: the tool refuses addresses of files."""
    handler = functools.partial(_Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base's name)
        """Say nothing into the test's output."""
