"""Tables of the kernel, gathered where Django looks for them."""

from pbjdesa.kernel.audit import AuditEvent, ChainHead
from pbjdesa.kernel.once import FormKey

__all__ = ["AuditEvent", "ChainHead", "FormKey"]
