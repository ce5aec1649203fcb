"""The one way the system says no."""


class Refused(Exception):
    """An act that the rules do not allow, or input that cannot be understood.

    `reasons` are whole Indonesian sentences that tell the user what to do next; they are shown
    as they stand. `field` names the form field they belong to, when there is one.
    """

    def __init__(self, *reasons: str, field: str | None = None) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        self.field = field


class Conflict(Refused):
    """Somebody (or an earlier send of the same form) was first; nothing was changed."""
