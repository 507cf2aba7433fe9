"""Every address declares who it is open to: deny by default."""

import inspect
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Written by django-ninja: the description of the API, which is public like its addresses.
DESCRIPTIONS = {"openapi-json", "openapi-view", "api-root"}


def every_pattern(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry, address)
        else:
            yield address, entry


def operations_of(view) -> list:
    """The operations behind an address of the API; none for an ordinary view."""
    if not inspect.isfunction(view) or not view.__module__.startswith("ninja."):
        return []
    return inspect.getclosurevars(view).nonlocals["self"].operations


def declares(view) -> bool:
    """`open_to` is set by the decorators of yinxin.web.access; wrappers keep it through functools.wraps."""
    return getattr(view, "open_to", None) is not None


def undeclared(address: str, pattern: URLPattern) -> Iterator[str]:
    operations = operations_of(pattern.callback)
    for operation in operations:
        if not operation.auth_callbacks and not declares(operation.view_func):
            yield f"{','.join(operation.methods)} {address}"
    if operations or (pattern.name in DESCRIPTIONS and pattern.lookup_str.startswith("ninja.")):
        return
    if not declares(pattern.callback):
        yield f"{address} ({pattern.lookup_str})"


def test_every_view_declares_who_it_is_open_to():
    found = [line for address, pattern in every_pattern() for line in undeclared(address, pattern)]

    assert found == []


def test_a_view_that_declares_nothing_is_found():
    def forgotten(request): ...

    def declared(request): ...

    declared.open_to = frozenset()

    assert list(undeclared("/x", URLPattern("x", forgotten))) != []
    assert list(undeclared("/x", URLPattern("x", declared))) == []


def test_no_address_is_given_out_twice():
    addresses = [address for address, _ in every_pattern()]

    assert sorted(address for address in set(addresses) if addresses.count(address) > 1) == []


@pytest.mark.parametrize("audience", ["public", "enterprise", "body", "desk", "field"])
def test_every_audience_is_served(audience):
    assert [1 for _, pattern in every_pattern() if f"yinxin.web.{audience}." in pattern.lookup_str] != []
