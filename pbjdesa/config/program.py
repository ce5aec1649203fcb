"""Making the program ready inside a process."""

import os

from pbjdesa.kernel.errors import Refused

_SETTINGS = "pbjdesa.config.settings"


def set_up() -> None:
    """Load settings and apps; unusable settings are refused in words, not with a traceback."""
    import django  # slow import: help and usage errors do without
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refused(f"Pengaturan belum benar: {error}") from error
