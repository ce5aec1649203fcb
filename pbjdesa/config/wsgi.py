"""The WSGI application: waitress by default, or gunicorn behind a buffering front."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pbjdesa.config.settings")
application = get_wsgi_application()
