"""Who a visitor is: an address as the connection or the proxies in front of us tell it.

Different ways of writing one address are one visitor, and so is a whole /64 of IPv6: that is what
one household or one machine is given, and it may write from every address of it. Whatever a proxy
was told that is no address at all is one visitor, too: it is anybody's word.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import Any

from starlette.types import Scope

UNKNOWN = "unknown"
#: Fields that web servers in front add (RFC 7239; RFC 9110, section 7.6.3), beside X-Forwarded-….
PASSED_ON = frozenset((b"forwarded", b"via", b"x-real-ip"))
HOUSEHOLD = 64  # bits of an IPv6 address that are one visitor's

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def address_of(scope: Scope, proxies: int) -> str:
    """The visitor's address: the connection's, or what that many proxies before us were told.

    >>> scope = {"client": ("127.0.0.1", 1), "headers": [(b"x-forwarded-for", b"6.6.6.6, 9.9.9.9")]}
    >>> address_of(scope, 0), address_of(scope, 1), address_of(scope, 2), address_of(scope, 3)
    ('127.0.0.1', '9.9.9.9', '6.6.6.6', '6.6.6.6')
    >>> address_of({"headers": [(b"x-forwarded-for", b"junk-1")]}, 1)
    'unknown'
    """
    seen = str((scope.get("client") or ("",))[0])
    if proxies == 0:
        return seen
    told = ",".join(
        value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"
    )
    hops = [one.strip() for one in told.split(",") if one.strip()]
    if not hops:
        return seen
    hop = hops[-proxies:][0][:64]
    return hop if _address(hop) else UNKNOWN


def is_forwarded(scope: Scope) -> bool:
    """Whether a request says that it was passed on, whoever it says it is from.

    >>> is_forwarded({"headers": [(b"x-forwarded-for", b"127.0.0.1")]})
    True
    >>> is_forwarded({"headers": [(b"host", b"zizhu.example")]})
    False
    """
    return any(
        name.lower() in PASSED_ON or name.lower().startswith(b"x-forwarded-")
        for name, _ in scope["headers"]
    )


@lru_cache(maxsize=10_000)
def visitor_of(address: str) -> str:
    """The visitor at an address, by one name however it is written.

    >>> visitor_of("203.0.113.9"), visitor_of("203.0.113.9:4711"), visitor_of("::ffff:cb00:7109")
    ('203.0.113.9', '203.0.113.9', '203.0.113.9')
    >>> visitor_of("2001:db8:1:1::7"), visitor_of("[2001:db8:1:1::8]:443"), visitor_of("")
    ('2001:db8:1:1::/64', '2001:db8:1:1::/64', '')
    """
    found = _address(address)
    if found is None:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(found), HOUSEHOLD), strict=False))
    return str(found)


def is_own(address: str) -> bool:
    """Whether a visitor is on this machine.

    >>> is_own("127.0.0.1"), is_own("::1"), is_own("::ffff:127.0.0.1"), is_own("192.0.2.1")
    (True, True, True, False)
    """
    found = _address(address)
    return address == "" if found is None else found.is_loopback


def of_connection(transport: Any) -> str:
    """The address at the other end of a connection; nothing where it has none."""
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) and peer else ""


def _address(text: str) -> Address | None:
    """An address without brackets, port and zone; the IPv4 address within one that carries it."""
    plain = text.strip().strip('"')
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address):
        return found.ipv4_mapped or found.sixtofour or found
    return found
