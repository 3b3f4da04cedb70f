"""Which network addresses Questlog calls where somebody else named the host.

A name may resolve to a router, a database or a cloud's metadata service, and to
another address at each look-up. So the address is judged, not the name, and at the
moment of connecting (`connections`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address
from ipaddress import IPv4Network
from ipaddress import IPv6Address
from ipaddress import IPv6Network
from ipaddress import ip_address
from ipaddress import ip_network

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network

# Addresses that stand for an IPv4 one in their last four bytes: NAT64, and the
# "IPv4-compatible" ones of old.
_WRAPPING = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
# What the clouds answer with keys at, besides 169.254.169.254.
_METADATA = frozenset(
    map(
        ip_address,
        ("fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
    )
)


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Public addresses, and those private ones that the owner has named."""

    networks: tuple[Network, ...] = ()
    hosts: frozenset[str] = frozenset()
    allows_all_private: bool = False

    @classmethod
    def parse(cls, entries: Iterable[str]) -> AddressPolicy:
        """From networks (`192.168.1.0/24`), host names (`nas.lan`, `.lan`) or `all`.

        Raises:
            ValueError: one is neither; the text says which.
        """
        networks, hosts = [], set()
        for entry in filter(None, map(str.strip, entries)):
            try:
                networks.append(ip_network(entry, strict=False))
            except ValueError:
                if any(sign in entry for sign in "/: "):
                    raise ValueError(
                        f"{entry!r} isn't a network, an address, or a host name."
                    ) from None
                hosts.add(_plain(entry))
        named = frozenset(hosts - {"all"})
        return cls(tuple(networks), named, allows_all_private="all" in hosts)

    def allows(self, host: str, address: Address) -> bool:
        """Whether `host` may be called at `address`, which it has resolved to."""
        real = _unwrapped(address)
        if any(real in network for network in self.networks):
            return True
        if is_public(real):
            return True
        trusted = self.allows_all_private or self._names(host)
        return trusted and not _is_never_a_server(real)

    @property
    def allows_any_private(self) -> bool:
        return bool(self.networks or self.hosts or self.allows_all_private)

    def _names(self, host: str) -> bool:
        plain = _plain(host)
        return any(
            plain.endswith(name) if name.startswith(".") else plain == name
            for name in self.hosts
        )


def is_public(address: Address) -> bool:
    """Whether `address` belongs to the whole internet, not to a network at home."""
    real = _unwrapped(address)
    if real in _METADATA or (isinstance(real, IPv6Address) and real.is_site_local):
        return False
    return real.is_global and not real.is_multicast and not real.is_reserved


def _is_never_a_server(address: Address) -> bool:
    return (
        address in _METADATA
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or (address.is_reserved and not address.is_loopback)
    )


def _unwrapped(address: Address) -> Address:
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if any(address in network for network in _WRAPPING) and int(address) > 1:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def _plain(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()
