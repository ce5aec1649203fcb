"""Operations: the verbs that the law cares about.

An operation names who acts (`by=`), runs in one transaction, and cannot finish without an audit
event: business row and trace are written together or not at all. Every operation is listed here by
being decorated, so that a test can run all of them.
"""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from pbjdesa.kernel import audit

P = ParamSpec("P")
R = TypeVar("R")

OPERATIONS: dict[str, Callable[..., Any]] = {}
_running: ContextVar[list[tuple[str, list[audit.AuditEvent]]] | None] = ContextVar(
    "running", default=None
)


class Untraced(RuntimeError):
    """An operation finished without writing an audit event: a fault in our code."""


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function an operation: keyword-only, `by=`, atomic, traced."""
    name = f"{function.__module__.removeprefix('pbjdesa.').split('.')[0]}.{function.__name__}"

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if "by" not in kwargs:
            raise TypeError(f"{name} needs by=, the appointment that acts")
        stack = _running.get() or []
        events: list[audit.AuditEvent] = []
        token = _running.set([*stack, (name, events)])
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if not events:
                    raise Untraced(name)
        finally:
            _running.reset(token)
        if stack:
            stack[-1][1].extend(events)
        return result

    OPERATIONS[name] = run
    return run


def record(
    subject: models.Model,
    *,
    by: audit.Signer | None,
    data: dict[str, Any] | None = None,
    verb: str | None = None,
) -> audit.AuditEvent:
    """Trace what the running operation did to `subject`, in the chain of its owner."""
    stack = _running.get()
    if not stack:
        raise RuntimeError("record() belongs inside an operation")
    name, events = stack[-1]
    event = audit.append(audit.chain_of(subject), verb or name, subject, by=by, data=data)
    events.append(event)
    return event
