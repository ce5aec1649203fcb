"""Test clients that are logged in, without the slow PIN check."""

from importlib import import_module

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from pbjdesa.people.models import Account
from pbjdesa.web import sessions


def client_for(username: str) -> Client:
    """A browser in which this account is logged in."""
    client = Client()
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions.begin(request, Account.objects.get(username=username))
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client
