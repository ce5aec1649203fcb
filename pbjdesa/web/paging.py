"""Long lists in pages, with two queries whatever their length."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
R = TypeVar("R")

PAGE_SIZE = 20


def paged(
    request: HttpRequest, rows: QuerySet[M], size: int = PAGE_SIZE
) -> tuple[list[M], dict[str, Any]]:
    """The rows of the page asked for (`?hal=`), and what bits/pagination.html shows."""
    shown, page = _place(request, rows.count(), size)
    return list(rows[shown]), page


def paged_list(
    request: HttpRequest, rows: list[R], size: int = PAGE_SIZE
) -> tuple[list[R], dict[str, Any]]:
    """The same for rows that had to be ordered in the program."""
    shown, page = _place(request, len(rows), size)
    return rows[shown], page


def _place(request: HttpRequest, total: int, size: int) -> tuple[slice, dict[str, Any]]:
    pages = max(1, -(-total // size))
    number = min(_asked(request), pages)
    start = (number - 1) * size
    return slice(start, start + size), {"number": number, "pages": pages, "total": total}


def _asked(request: HttpRequest) -> int:
    text = request.GET.get("hal", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1
