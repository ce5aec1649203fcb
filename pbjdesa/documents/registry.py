"""The kinds of paper that exist: declared by the stages, listed in config."""

from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.kernel.registry import Registry

PAPERS: Registry[PaperKind] = Registry("paper")
