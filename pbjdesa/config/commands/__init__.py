"""The commands of `pbjdesa`, in the order in which the help lists them.

One word here and one module of that name (dashes become underscores): see `pbjdesa.config.cli`.
"""

COMMANDS: tuple[str, ...] = (
    "serve",
    "migrate",
    "init",
    "invite",
    "load-regions",
    "check-regulation",
    "print-route",
    "load-regulations",
    "load-demo",
    "demo-accounts",
    "import-siskeudes",
    "import-rab",
    "verify-chains",
    "distribution-sql",
    "export-ocds",
    "new-method",
    "new-paper",
    "new-flag",
    "draw-workflows",
)
