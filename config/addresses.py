"""The addresses by which others in the same network reach this machine. Linux only."""

import fcntl
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address

SIOCGIFADDR = 0x8915  # asks the kernel for the address of an interface
LAST = 2
RANKS = {"wl": 0, "en": 1, "eth": 1}  # Wi-Fi, then cable, then what programs make for themselves


def own_addresses() -> list[str]:
    """Those of private networks, the likeliest first: phones are on the Wi-Fi."""
    return reachable(_interfaces())


def reachable(interfaces: Iterable[tuple[str, str]]) -> list[str]:
    """Of interfaces with their addresses; not this machine alone, and never the open internet."""
    found = [(name, IPv4Address(address)) for name, address in interfaces]
    private = [
        (name, address)
        for name, address in found
        if address.is_private and not address.is_loopback and not address.is_link_local
    ]
    return [str(address) for _, address in sorted(private, key=lambda each: _rank(each[0]))]


def _rank(interface: str) -> int:
    return next((rank for begin, rank in RANKS.items() if interface.startswith(begin)), LAST)


def _interfaces() -> Iterable[tuple[str, str]]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # it has no address
                asked = struct.pack("256s", name.encode()[:15])
                told = fcntl.ioctl(asking.fileno(), SIOCGIFADDR, asked)
                yield name, socket.inet_ntoa(told[20:24])
