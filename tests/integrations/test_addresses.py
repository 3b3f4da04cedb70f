"""Which addresses Questlog calls, and what may be allowed besides."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from apps.integrations.http.addresses import AddressPolicy


def allows(entries: list[str], address: str, host: str = "example.org") -> bool:
    return AddressPolicy.parse(entries).allows(host, ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "140.82.112.5", "2606:4700::1111"])
def test_public_addresses_are_called(address: str) -> None:
    assert allows([], address)


INTERNAL = [
    "127.0.0.1",
    "127.8.8.8",
    "::1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "fd12::1",
    "100.64.0.1",
    "0.0.0.0",
    "::",
    "169.254.169.254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "224.0.0.1",
    "ff02::1",
    "240.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "fd00:ec2::254",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
]


@pytest.mark.parametrize("address", INTERNAL)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not allows([], address)


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ("192.168.1.0/24", "192.168.1.7"),
        ("192.168.1.7", "192.168.1.7"),
        ("192.168.1.7", "::ffff:192.168.1.7"),
        ("fd12::/16", "fd12::1"),
        ("169.254.1.1", "169.254.1.1"),
        ("all", "127.0.0.1"),
        ("all", "::1"),
        ("all", "100.64.0.1"),
    ],
)
def test_named_networks_are_called(entry: str, address: str) -> None:
    assert allows([entry], address)


@pytest.mark.parametrize("entry", ["nas.lan", "NAS.lan.", ".lan"])
def test_named_hosts_are_called_wherever_they_are_at_home(entry: str) -> None:
    assert allows([entry], "192.168.1.7", host="nas.lan")
    assert not allows([entry], "192.168.1.7", host="nas.example.org")
    assert not allows([entry], "192.168.1.7", host="otherlan")


@pytest.mark.parametrize("entry", ["all", "nas.lan"])
@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "224.0.0.1", "0.0.0.0"],
)
def test_metadata_services_are_never_called_by_a_name(entry: str, address: str) -> None:
    assert not allows([entry], address, host="nas.lan")


def test_a_network_outside_of_the_named_ones_stays_refused() -> None:
    assert not allows(["192.168.1.0/24", "nas.lan"], "192.168.2.1")


@pytest.mark.parametrize("entry", ["192.168.1.0/33", "http://nas.lan", "nas.lan:80"])
def test_an_entry_that_names_nothing_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="isn't a network"):
        AddressPolicy.parse([entry])
