"""What is measured on a page: WCAG by axe, sizes to tap, sideways scroll, and the words."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SMALLEST, SMALLEST_MAIN = 24, 48
"""CSS pixels of anything to tap, and of what a page is for (WCAG 2.5.8, U17)."""

_TOO_SMALL = """least => [...document.querySelectorAll(
        'a, button, input, select, textarea, summary')]
    .filter(e => !e.matches('.skip, [type=hidden]') && e.getClientRects().length)
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, r]) => Math.min(r.width, r.height) < least)
    .map(([e]) => e.outerHTML)"""
_TOO_LOW = """least => [...document.querySelectorAll(
        '.btn, .in, .opt, .nav a, .top a, .top button, .row, summary, input[type=file]')]
    .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < least)
    .map(e => e.outerHTML)"""

LARGE_TEXT = """
html { font-size: 200% !important }
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""Twice the text, with the spacing of WCAG 1.4.12."""

NARROW = 320
"""CSS pixels. A phone zooms out where a page is wider, so its own `innerWidth` says nothing."""
_WIDER = """narrow => document.documentElement.scrollWidth <= narrow ? [] :
    ['wide', ...[...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > narrow + 1 && !e.closest('.vh, .skip'))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 160))]"""


def axe_violations(page: Page) -> list[str]:
    """Violations of WCAG 2.2 A and AA, each with the first place."""
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


def dark_contrast(page: Page) -> list[str]:
    """Too weak contrast at night. Comes after `axe_violations`, which brings axe into the page."""
    page.emulate_media(color_scheme="dark")
    found = page.evaluate(
        """() => axe.run({runOnly: {type: 'rule', values: ['color-contrast']},
                          resultTypes: ['violations']})"""
    )
    page.emulate_media(color_scheme="light")
    return [f"dark: {one['nodes'][0]['html']}" for one in found["violations"]]


def too_small(page: Page) -> list[str]:
    """Controls that a thumb misses."""
    small: list[str] = page.evaluate(_TOO_SMALL, SMALLEST)
    low: list[str] = page.evaluate(_TOO_LOW, SMALLEST_MAIN)
    return [html[:200] for html in (*small, *low)]


def sideways(page: Page) -> list[str]:
    """What makes the page wider than its 320 px screen with large text.

    The page's own policy forbids foreign styles, so the style is put in by the driver.
    """
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 640})
    sheet = page.evaluate_handle(
        """css => { const s = new CSSStyleSheet(); s.replaceSync(css);
           document.adoptedStyleSheets = [s]; }""",
        LARGE_TEXT,
    )
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    wider: list[str] = page.evaluate(_WIDER, NARROW)
    page.evaluate("document.adoptedStyleSheets = []")
    sheet.dispose()
    if size:
        page.set_viewport_size(size)
    return wider


# Words

LONGEST_SENTENCE, MEAN_SENTENCE = 20, 10
"""Words (U21)."""

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")

_ENGLISH = re.compile(
    r"\b(the|and|of|with|error|invalid|submit|please|required|page|found|not|login|logout|password|"
    r"username|email|delete|edit|save|cancel|back|next|home|search|view|list|items?|order(ed)?|"
    r"received|requested|verified|approved|returned|cancelled|closed|paid|draft|purchase|supplier|"
    r"package|budget|payment|account|settings|update|create|new|add|remove|upload|files?|fields?|"
    r"value|true|false|none|null|undefined|nan|unknown|is|are|this|that|you|your|was|must)\b"
)
_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\{\{|\{%|%\(|&\w+;|<\w+|\bNone\b|\bTrue\b|\bFalse\b|\[\]")


def sentences(text: str) -> list[str]:
    """The sentences and labels of a page's visible text."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    """Its words; numbers and codes are no words."""
    return _WORD.findall(sentence)


def too_long(text: str) -> list[str]:
    """Sentences that nobody reads to their end."""
    return [one for one in sentences(text) if len(words(one)) > LONGEST_SENTENCE]


def leaked(text: str) -> list[str]:
    """English words and inner codes that villagers should not see.

    Names that other tests typed to do harm are shared by the whole register; they are left out.
    """
    text = "\n".join(line for line in text.splitlines() if "<script>alert(" not in line)
    english = [found[0] for found in _ENGLISH.finditer(text)]
    return english + [found[0] for found in _CODE.finditer(text)]


def visible_text(page: Page) -> str:
    """Everything that can be read on the page, folded parts included.

    An official letter that is shown on a page is left out: it speaks as letters of the office do,
    and its words are held by the tests of its kind.
    """
    text: str = page.evaluate(
        """() => { document.querySelectorAll('details').forEach(d => d.open = true);
           const letters = [...document.querySelectorAll('article.paper')];
           letters.forEach(one => one.hidden = true);
           const text = document.body.innerText;
           letters.forEach(one => one.hidden = false);
           return text; }"""
    )
    return text


def timing(page: Page) -> float:
    """Seconds until the page could be used: painted, and its script had run."""
    got: dict[str, Any] = page.evaluate(
        """() => new Promise(done => {
            const look = () => {
                const paint = performance.getEntriesByName('first-contentful-paint')[0];
                const load = performance.getEntriesByType('navigation')[0];
                if (!paint || !load.domContentLoadedEventEnd) return setTimeout(look, 50);
                done({paint: paint.startTime, ready: load.domContentLoadedEventEnd});
            };
            look();
        })"""
    )
    return max(float(got["paint"]), float(got["ready"])) / 1000
