"""What holds for every test: no network, translations as they stand, a mark on what uses the database."""

import ipaddress
import os
import runpy
import socket
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("default", deadline=None, print_blob=True)
settings.register_profile(
    "thorough", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_configure(config: pytest.Config) -> None:
    """Compile stale translations once, before the workers start, so that no test reads an old sentence."""
    if hasattr(config, "workerinput"):
        return
    wrong = runpy.run_path(str(ROOT / "script" / "compile_translations"))["compile_all"]()
    if wrong:
        raise pytest.UsageError("\n".join(wrong))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, so that exactly this runs again on PostgreSQL."""
    for item in items:
        uses = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
        if uses or item.get_closest_marker("django_db"):
            item.add_marker("database")


# ------------------------------------------------------------------------------------ no network


class NetworkUsed(AssertionError):
    """A test reached for a machine that is not this one."""


_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo


def _refuse_unless_here(address: object) -> None:
    host = address[0] if isinstance(address, tuple) else "localhost"  # a path is a unix socket
    if host in {"", "localhost", None}:
        return
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        raise NetworkUsed(f"Tests do not use the network: {address!r}")


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Names and addresses other than this machine's are refused, whoever asks for them."""

    def connect(self, address):
        _refuse_unless_here(address)
        return _connect(self, address)

    def connect_ex(self, address):
        _refuse_unless_here(address)
        return _connect_ex(self, address)

    def getaddrinfo(host, *arguments, **options):
        _refuse_unless_here((host.decode() if isinstance(host, bytes) else host,))
        return _getaddrinfo(host, *arguments, **options)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    patch.setattr(socket.socket, "connect_ex", connect_ex)
    patch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    patch.undo()


# ------------------------------------------------------------------------------------ the language


@pytest.fixture(autouse=True)
def _in_chinese():
    """Each test begins in Chinese: a request in English leaves the thread in English."""
    with translation.override("zh-hans"):
        yield


# ------------------------------------------------------------------------------------ throttles


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    """What an address asked within the hour is counted in the cache of the process, over all of its tests."""
    cache.clear()


# ------------------------------------------------------------------------------------ a var of its own


@pytest.fixture
def var(tmp_path, settings):
    """An empty var for one test: keys, uploads and whatever else the program keeps beside the database."""
    settings.VAR = tmp_path
    settings.KEYS_DIR = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path
