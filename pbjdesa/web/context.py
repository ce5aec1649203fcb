"""What every page's frame shows: who is here, for which village, and where help is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor for base.html."""
    actor = getattr(request, "actor", None)
    desa = actor.desa if actor else None
    return {
        "actor": actor,
        "desa": desa,
        "practice": bool(desa and desa.practice),
        "https": settings.HTTPS,
    }
