"""By which addresses phones reach the laptop that serves a room."""

import pytest

from config.addresses import own_addresses, reachable


@pytest.mark.parametrize(
    ("interfaces", "expected"),
    [
        ([("lo", "127.0.0.1")], []),
        ([("wlan0", "169.254.3.4")], []),  # gave itself an address: nobody else did
        ([("eth0", "8.8.8.8")], []),  # never to the open internet
        (
            [("docker0", "172.17.0.1"), ("enp3s0", "10.0.0.7"), ("wlp2s0", "192.168.1.20")],
            ["192.168.1.20", "10.0.0.7", "172.17.0.1"],
        ),
    ],
)
def test_the_wifi_comes_first_and_the_internet_never(interfaces, expected):
    assert reachable(interfaces) == expected


def test_this_machine_is_asked_without_asking_anybody_else():
    assert "127.0.0.1" not in own_addresses()
