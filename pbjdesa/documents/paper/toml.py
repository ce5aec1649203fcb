"""A wording written down as TOML again, for people who rather work on the whole file."""

import json
from typing import Any


def written(content: dict[str, Any]) -> str:
    """TOML text that reads back as the same values: the head, then block by block."""
    lone = {name: one for name, one in content.items() if name != "block" or not one}
    head = [f"{_key(name)} = {_value(one)}" for name, one in lone.items()]
    blocks = [
        "\n".join(
            [
                "[[block]]",
                *(f"{_key(name)} = {_value(one, tall=True)}" for name, one in block.items()),
            ]
        )
        for block in content["block"]
    ]
    return "\n\n".join(["\n".join(head), *blocks]) + "\n"


def _key(name: str) -> str:
    plain = name.replace("_", "").replace("-", "")
    return name if plain.isascii() and plain.isalnum() else json.dumps(name, ensure_ascii=False)


def _value(value: Any, *, tall: bool = False) -> str:
    if isinstance(value, list):
        parts = [_value(item) for item in value]
        return "[\n" + "".join(f"    {part},\n" for part in parts) + "]" if tall else _row(parts)
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(name)} = {_value(item)}" for name, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    # What JSON writes for texts, numbers, yes and no is TOML, too.
    return json.dumps(value, ensure_ascii=False)


def _row(parts: list[str]) -> str:
    return f"[{', '.join(parts)}]"
