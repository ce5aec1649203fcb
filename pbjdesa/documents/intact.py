"""Whether the record of a paper is still what was issued, so that a forged one is never called
genuine (trust B4). The database is not trusted: its rows are held against each other.
"""

import json
from typing import Any

from cryptography.exceptions import InvalidTag

from pbjdesa.documents.models import Document
from pbjdesa.kernel import audit
from pbjdesa.kernel.secrets import unseal

ISSUED = "documents.issue_paper"


def testimony(document: Document) -> dict[str, Any]:
    """What the audit chain keeps of a paper when it is issued."""
    return {
        "kind": document.kind,
        "number": document.number,
        "hash": document.sha256,
        "data": audit.digest(document.data),
    }


def is_intact(document: Document) -> bool:
    """Whether the frozen paper opens, has the hash, code and date of its row, and the audit chain
    saw the same number, text and data. Events from before data were witnessed do not name them.
    """
    try:
        frozen = json.loads(unseal("paper", document.frozen))
    except (InvalidTag, ValueError):
        return False
    if not isinstance(frozen, dict) or audit.digest(frozen) != document.sha256:
        return False
    row = (document.code, document.dated.isoformat())
    if (frozen.get("code"), frozen.get("date")) != row:
        return False
    event = audit.history(document).filter(verb=ISSUED).first()
    if event is None:
        return False
    now = testimony(document)
    return all(now.get(name) == said for name, said in event.data.items())
