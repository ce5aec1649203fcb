"""What holds for every test: how hard Hypothesis tries, and which database it runs on."""

import os

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

# The usual run finds the same examples each time, so that a red run can be repeated.
settings.register_profile("sample", derandomize=True, deadline=None, max_examples=60)
# The long run (`./test --full`) looks for new ones; a failure prints how to repeat it.
settings.register_profile(
    "full",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# While working (`./test --fast`) a few examples must do.
settings.register_profile("quick", parent=settings.get_profile("sample"), max_examples=12)
settings.load_profile(os.environ.get("PBJDESA_EFFORT") or "sample")

_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what touches the database; leave out what only another database can show."""
    postgres = "postgresql" in django_settings.DATABASES["default"]["ENGINE"]
    elsewhere = {"sqlite", "once"} if postgres else {"postgres"}
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or names & _DATABASE_FIXTURES:
            item.add_marker("database")
    left_out = [item for item in items if any(map(item.get_closest_marker, elsewhere))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session", autouse=True)
def page_files() -> None:
    """Styles and scripts as the server serves them: fingerprinted and compressed."""
    from pbjdesa.config.preparation import gather_static

    gather_static()


@pytest.fixture(scope="session", autouse=True)
def cheap_pins() -> None:
    """PINs hashed in microseconds: guessing is dear where people log in, not in every fixture."""
    from argon2 import PasswordHasher

    from pbjdesa.people import pins

    pins._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    pins._DUMMY = pins._hasher.hash("000000")
