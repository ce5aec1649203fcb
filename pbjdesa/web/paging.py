"""Long lists in pages, with two queries whatever their length."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)

PAGE_SIZE = 20


def paged(
    request: HttpRequest, rows: QuerySet[M], size: int = PAGE_SIZE
) -> tuple[list[M], dict[str, Any]]:
    """The rows of the page asked for (`?hal=`), and what bits/pagination.html shows."""
    total = rows.count()
    pages = max(1, -(-total // size))
    number = min(_asked(request), pages)
    start = (number - 1) * size
    return list(rows[start : start + size]), {"number": number, "pages": pages, "total": total}


def _asked(request: HttpRequest) -> int:
    text = request.GET.get("hal", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1
