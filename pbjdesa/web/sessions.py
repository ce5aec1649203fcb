"""Sessions: who is logged in on this phone, until when, and ending it everywhere at once."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from pbjdesa.coaching.queries import practising
from pbjdesa.kernel import clock
from pbjdesa.kernel.secrets import seal, unseal
from pbjdesa.kernel.words import in_language
from pbjdesa.people.actors import Actor, actor_for
from pbjdesa.people.models import Account, Person
from pbjdesa.territories.models import Kabupaten

NOTE_EVERY_SECONDS = 60
"""How often the time of the last visit is written down: not on every read."""

PRACTICE = "practice"
"""Set in a session that is on the practice side; the log-in stays that of the real person."""


def begin(request: HttpRequest, account: Account) -> None:
    """Log a person in on this phone; the session gets a new key."""
    request.session.flush()
    request.session["account"] = str(account.pk)
    request.session["epoch"] = account.session_epoch
    request.session["began"] = request.session["seen"] = int(clock.now().timestamp())


def end(request: HttpRequest) -> None:
    """Log out: nothing of the session is left."""
    request.session.flush()


def flash(request: HttpRequest, sentence: str) -> None:
    """Keep a sentence for the next page that this person opens."""
    request.session["flash"] = in_language(sentence, gettext)


def taken_flash(request: HttpRequest) -> str:
    """The kept sentence, once."""
    return str(request.session.pop("flash", "")) if "flash" in request.session else ""


def keep_secret(request: HttpRequest, purpose: str, text: str) -> None:
    """Keep something for one look on the next page; it lies sealed in the session till then."""
    request.session[f"once-{purpose}"] = seal(purpose, text)


def taken_secret(request: HttpRequest, purpose: str) -> str:
    """The kept text, once; "" when there is none."""
    name = f"once-{purpose}"
    return unseal(purpose, str(request.session.pop(name))) if name in request.session else ""


def account_of(request: HttpRequest) -> Account | None:
    """The account behind a live session, else None. A closed account or a raised epoch ends it."""
    if "account" not in request.session:
        return None
    seconds = int(clock.now().timestamp())
    idle = seconds - request.session.get("seen", 0)
    total = seconds - request.session.get("began", 0)
    if idle > settings.IDLE_SECONDS or total > settings.SESSION_COOKIE_AGE:
        return None
    account = Account.objects.filter(pk=int(request.session["account"])).first()
    if (
        account is None
        or account.disabled_at is not None
        or account.session_epoch != request.session.get("epoch")
    ):
        return None
    if seconds - request.session["seen"] >= NOTE_EVERY_SECONDS:
        request.session["seen"] = seconds
    return account


def current_actor(request: HttpRequest) -> Actor | None:
    """The logged-in person with the offices of today, or None."""
    account = account_of(request)
    if account is None:
        return None
    request.account = account  # type: ignore[attr-defined]
    kab = Kabupaten.objects.get(pk=account.kab_id)
    person = Person.objects.of(kab).get(pk=account.person_id)
    actor = actor_for(kab, person)
    if not actor.appointments:
        return None
    return _on_the_side_chosen(request, actor)


def start_practice(request: HttpRequest) -> None:
    """From the next page on this session acts in the practice village."""
    request.session[PRACTICE] = True


def stop_practice(request: HttpRequest) -> None:
    """From the next page on this session acts in the real village again."""
    request.session.pop(PRACTICE, None)


def _on_the_side_chosen(request: HttpRequest, actor: Actor) -> Actor:
    """The practising twin while the session is on the practice side.

    Where the twin is gone the session is back on the real side, and the page shows it.
    """
    if PRACTICE not in request.session:
        return actor
    twin = practising(actor)
    if twin is None:
        stop_practice(request)
    return twin or actor
