"""What exists, listed once: methods, papers, red flags, hooks. Adding one is one line here."""


def fill() -> None:
    """Called once when all apps are ready."""
