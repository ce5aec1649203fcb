"""Every page says who may open it; every template is used, and everything a page names exists."""

import ast
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.exceptions import TemplateDoesNotExist
from django.urls import NoReverseMatch, get_resolver, reverse

from pbjdesa.web.access import Access, access_of
from tests.house.source import PACKAGE, sources
from tests.routes import routes

BY_DJANGO = {
    "errors/400.html",
    "errors/403.html",
    "errors/404.html",
    "errors/409.html",
    "errors/500.html",
    "errors/503.html",
}
"""Named by their number (web/errors.py)."""


def templates() -> dict[str, Path]:
    """Every template by the name that pages call it."""
    found = {}
    for folder in (*PACKAGE.glob("*/templates"), PACKAGE / "procurement" / "methods"):
        for path in folder.rglob("*.html"):
            found[path.relative_to(folder).as_posix()] = path
    return found


def references() -> list[tuple[str, str]]:
    """(where, pattern) of every template that Python or another template names."""
    named: list[tuple[str, str]] = []
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.JoinedStr) and ast.unparse(node).rstrip("'\"").endswith(
                ".html"
            ):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"[^/]+"
                    for part in node.values
                ]
                named.append((source.name, "".join(parts)))
            elif isinstance(node, ast.Constant) and re.fullmatch(r"[\w/-]+\.html", str(node.value)):
                named.append((source.name, re.escape(str(node.value))))
    for name, path in templates().items():
        for word in re.findall(r"{%\s*(?:include|extends)\s+(.*?)%}", path.read_text("utf-8")):
            literal = re.match(r"""["']([^"']+\.html)["']""", word)
            variable = re.match(r"[\w.]+", word)
            assert literal or variable, f"{name}: {word}"
            if literal:
                named.append((name, re.escape(literal[1])))
    return named


def test_every_page_declares_who_may_open_it() -> None:
    undeclared = [route.name or route.pattern for route in routes() if route.access is None]
    assert undeclared == []


def test_every_page_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]
    assert None not in names
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_declaration_is_read_from_the_view_itself() -> None:
    def view() -> None:
        """Declares nothing."""

    assert access_of(view) is None
    view.access = Access(public=True)  # type: ignore[attr-defined]
    assert access_of(view) == Access(public=True)


def test_every_template_that_is_named_exists_and_compiles() -> None:
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    known = templates()
    missing = [
        f"{where}: {pattern}"
        for where, pattern in references()
        if not any(re.fullmatch(pattern, name) for name in known)
    ]
    assert missing == []
    for name in known:
        try:
            engine.get_template(name)
        except TemplateDoesNotExist as fault:  # pragma: no cover
            pytest.fail(f"{name}: {fault}")


def test_every_template_is_used() -> None:
    patterns = [re.compile(pattern) for _, pattern in references()]
    unused = [
        name
        for name in templates()
        if name not in BY_DJANGO and not any(pattern.fullmatch(name) for pattern in patterns)
    ]
    assert unused == []


def url_names() -> list[tuple[str, str]]:
    """(where, name) of every page that Python or a template links to by name."""
    named = []
    for source in sources():
        for node in ast.walk(source.tree):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).split(".")[-1] in {"reverse", "reverse_lazy", "redirect"}
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                named.append((source.name, str(node.args[0].value)))
    for name, path in templates().items():
        for word in re.findall(r"""{%\s*url\s+["']([\w:-]+)["']""", path.read_text("utf-8")):
            named.append((name, word))
    return named


def test_every_link_leads_to_a_page() -> None:
    known = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    known |= {route.name for route in routes() if route.name}
    dead = [f"{where}: {name}" for where, name in url_names() if name not in known]
    assert dead == []
    with pytest.raises(NoReverseMatch):
        reverse("no-such-page")


def test_templates_hold_no_code_of_their_own() -> None:
    """The security policy would block it, and a person without JavaScript would miss it."""
    slips = []
    for name, path in templates().items():
        text = path.read_text("utf-8")
        slips += [f"{name}: {each}" for each in re.findall(r"\son\w+=|style=\"|javascript:", text)]
        slips += [f"{name}: inline script" for _ in re.findall(r"<script(?![^>]*\ssrc=)", text)]
        slips += [
            f"{name}: unescaped" for _ in re.findall(r"\|\s*safe\b|{%\s*autoescape off", text)
        ]
    assert slips == []


def test_every_form_that_changes_something_carries_its_keys() -> None:
    slips = []
    for name, path in templates().items():
        text = path.read_text("utf-8")
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.S | re.I):
            if "form_keys.html" not in form and "csrf_token" not in form:
                slips.append(name)
    assert slips == []
