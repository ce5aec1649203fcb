"""Sentences that remember how they were made, so that a second language needs a file and no code.

Indonesian is the source language. A sentence with names or amounts in it is made by `say`; as text
it is Indonesian, and where it is shown the page asks for it `in_language`, with the template as the
key of the catalogue. The kernel knows no catalogue: the page brings its own.
"""

from collections.abc import Callable
from typing import Any


class Sentence(str):
    """Indonesian text, with the template and the values it was made from."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]

    def __getnewargs__(self) -> tuple[str]:
        return (str(self),)


def say(template: str, /, **values: Any) -> str:
    """The sentence of `template` ("Isi {name}.") with its values filled in: a `Sentence`."""
    sentence = Sentence(template.format(**values))
    sentence.template, sentence.values = template, values
    return sentence


def in_language(text: str, translate: Callable[[str], str]) -> str:
    """`text` in the language of `translate`; sentences inside sentences are translated too."""
    if not isinstance(text, Sentence) or not hasattr(text, "template"):
        return translate(text) if text else text
    values = {
        name: in_language(value, translate) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return translate(text.template).format(**values)
