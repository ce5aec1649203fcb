"""Who may write and fetch rows: operations write, scopes fetch, pages only call."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest

from pbjdesa.kernel.operation import OPERATIONS
from tests.house.source import Source, parse, sources

for source in sources():
    if source.path.name == "operations.py" or "@operation" in source.text:
        import_module(f"pbjdesa.{source.name.removesuffix('.py').replace('/', '.')}")


def test_every_operation_takes_names_only_and_says_who_acts() -> None:
    assert len(OPERATIONS) >= 25
    for name, run in OPERATIONS.items():
        parameters = inspect.signature(run).parameters
        kinds = {parameter.kind for parameter in parameters.values()}
        assert kinds == {inspect.Parameter.KEYWORD_ONLY}, name
        assert next(iter(parameters)) == "by", name
        assert parameters["by"].default is inspect.Parameter.empty, name


def test_every_operation_says_what_it_is_for() -> None:
    for name, run in OPERATIONS.items():
        assert (run.__doc__ or "").strip().endswith((".", ")")), name


def test_an_operation_without_by_does_not_run() -> None:
    for name, run in OPERATIONS.items():
        with pytest.raises(TypeError, match="needs by="):
            run()
        assert name


WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}
ROWS = re.compile(r"\.(objects|filter|of|like|exclude|all|_base_manager)\b")
READ_ONLY_FILES = {"queries.py", "rules.py", "states.py", "paperwork.py", "plan.py"}
NO_ROWS = {
    "web/sessions.py": "the session is the only thing that a page keeps",
    "config/demo/receipts.py": "a picture is written into memory, no row",
}


def writes(source: Source) -> Iterator[str]:
    """Changes to rows where nothing may be changed: pages, commands, queries, rules."""
    outside = source.app in {"web", "config"} or source.path.name in READ_ONLY_FILES
    if not outside or source.name in NO_ROWS:
        return
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        text = ast.unparse(node.func)
        plain = {"create", "update", "delete"}
        if node.func.attr in WRITES and (node.func.attr not in plain or ROWS.search(text)):
            yield f"{node.lineno} {text}()"


def raw_sql(source: Source) -> Iterator[str]:
    """Statements written by hand, which no rule above can read."""
    allowed = {
        "web/umum/views.py": "SELECT 1",
        "kernel/guard.py": "",
        "kernel/deadline.py": "SELECT clock_timestamp()",
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            text = ast.unparse(node)
            hand = node.func.attr in {"execute", "executemany", "extra", "RawSQL"} or re.search(
                r"\.objects\.raw\(", text
            )
            if hand and allowed.get(source.name, "\0") not in text:
                yield f"{node.lineno} {text[:60]}"


SCOPES = re.compile(r"\.(visible_to|of|like)\(")
FOR_EVERYBODY = {"Kabupaten", "Kecamatan", "Desa", "Account", "CheckCode", "Invitation"}
"""Global tables (see test_models); pages still show of them only what the access matrix allows."""


def loose_fetches(source: Source) -> Iterator[str]:
    """Pages that fetch rows by anything but a scope."""
    if source.app != "web":
        return
    inner = {id(n.value) for n in ast.walk(source.tree) if isinstance(n, ast.Attribute)}
    inner |= {id(n.func) for n in ast.walk(source.tree) if isinstance(n, ast.Call)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id == "get_object_or_404":
            yield f"{node.lineno} {node.id}"
        if not isinstance(node, ast.Call | ast.Attribute) or id(node) in inner:
            continue
        chain = ast.unparse(node)
        rows = re.match(
            r"(?:\w+\.)*?(\w+)\.(?:objects|_base_manager)\b|(?:\w+\.)?(purchases)\(\)", chain
        )
        if rows and rows[1] not in FOR_EVERYBODY and not SCOPES.search(chain):
            yield f"{node.lineno} {chain[:80]}"


RULES = (writes, raw_sql, loose_fetches)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_file_breaks_the_rule(rule: Callable[[Source], Iterator[str]]) -> None:
    slips = [f"{source.name}:{slip}" for source in sources() for slip in rule(source)]
    assert slips == []


PLANTED = [
    (writes, "web/desa/x.py", "purchase.save()"),
    (writes, "web/desa/x.py", "Purchase.objects.like(row).filter(pk=1).update(state='paid')"),
    (writes, "planning/queries.py", "Activity.objects.create(name='x')"),
    (writes, "config/commands/x.py", "Desa.objects.get_or_create(code='x')"),
    (raw_sql, "payments/queries.py", "cursor.execute('SELECT * FROM payments_payment')"),
    (raw_sql, "payments/queries.py", "Payment.objects.raw('SELECT 1')"),
    (loose_fetches, "web/desa/x.py", "p = Purchase.objects.get(pk=pk)"),
    (loose_fetches, "web/desa/x.py", "p = Purchase.objects.filter(pk=pk).first()"),
    (
        loose_fetches,
        "web/desa/x.py",
        "p = models.Purchase.objects.select_related('desa').get(pk=1)",
    ),
    (loose_fetches, "web/desa/x.py", "p = queries.purchases().filter(pk=pk).first()"),
    (loose_fetches, "web/desa/x.py", "rows = Purchase.objects"),
    (loose_fetches, "web/desa/x.py", "p = get_object_or_404(Purchase, pk=pk)"),
]


@pytest.mark.parametrize(("rule", "name", "text"), PLANTED)
def test_a_planted_slip_is_found(
    rule: Callable[[Source], Iterator[str]], name: str, text: str
) -> None:
    assert list(rule(parse(text, name)))


@pytest.mark.parametrize(
    "text",
    [
        "rows = Document.objects.visible_to(request.actor).filter(pk=pk).first()",
        "found = queries.purchases().visible_to(request.actor).filter(pk=pk).first()",
        "photos = Attachment.objects.like(purchase)",
        "desa = Desa.objects.filter(code=code).first()",
    ],
)
def test_a_scoped_fetch_is_fine(text: str) -> None:
    assert list(loose_fetches(parse(text, "web/desa/x.py"))) == []
