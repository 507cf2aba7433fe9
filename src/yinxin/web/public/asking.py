"""Who asks, as far as the pages need to know: a coarse place and a device as hashes, and how often one address asked.

Neither address nor browser is kept. A hash is salted with the installation's secret; a device's also with the day,
so that nobody is followed from one day to the next (PIPL 6, 19).
"""

import hmac
import ipaddress
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HASH_CHARACTERS = 32
IPV4_NETWORK, IPV6_NETWORK = 24, 48  # bits: a neighbourhood, not a household
HOUR = 3600  # seconds


def place_of(request: HttpRequest) -> str:
    """A hash of the region that a proxy states, or else of the network; empty where neither is known."""
    region = request.headers.get(settings.CLIENT_REGION_HEADER, "") if settings.CLIENT_REGION_HEADER else ""
    coarse = region.strip() or _network(address_of(request))
    return _hashed("place", coarse) if coarse else ""


def device_of(request: HttpRequest, *, on: date) -> str:
    """A hash of browser and address that is another one tomorrow."""
    return _hashed("device", on.isoformat(), address_of(request), request.headers.get("User-Agent", ""))


def address_of(request: HttpRequest) -> str:
    """The client's address: what the proxy says it is, where one is configured, or else the connection's."""
    header = settings.CLIENT_ADDRESS_HEADER
    stated = request.headers.get(header, "").rpartition(",")[2].strip() if header else ""
    return stated or str(request.META.get("REMOTE_ADDR", ""))


def is_too_often(request: HttpRequest, what: str, *, an_hour: int) -> bool:
    """Count one more `what` from this address; whether there were more than so many within the hour."""
    key = _hashed("often", what, address_of(request))
    cache.add(key, 0, timeout=HOUR)
    try:
        return cache.incr(key) > an_hour
    except ValueError:  # it ran out between the two calls
        cache.add(key, 1, timeout=HOUR)
        return False


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    bits = IPV4_NETWORK if found.version == 4 else IPV6_NETWORK
    return str(ipaddress.ip_network((found, bits), strict=False))


def _hashed(*parts: str) -> str:
    """Keyed and one-way; the parts are kept apart, so that no two lists of parts run together."""
    text = "\0".join(parts).encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, sha256).hexdigest()[:HASH_CHARACTERS]
