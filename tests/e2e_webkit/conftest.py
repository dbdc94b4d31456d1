"""Safari's engine against the product over http: WebKitGTK of Debian, on a screen of xvfb."""

import glob
import socketserver
import threading
from contextlib import ExitStack, suppress
from socket import SHUT_RDWR, create_connection

import pytest
from selenium import webdriver
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from assessments.links import Purpose
from tests.e2e_webkit import steps
from tests.factories import link_to

# As who turned it off has it; what a driver says is said all the same.
WITHOUT_SCRIPT = "--enable-javascript-markup=false"
WITHOUT_COOKIES = "--cookies-policy=never"
LAPTOP = (1366, 768)
PHONE = (450, 844)  # its window does not get narrower


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "e2e_webkit":
            item.add_marker(pytest.mark.webkit)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture
def visit(line):
    """Opens a browser of its own, with cookies of its own."""

    def visit_with(*, size=LAPTOP, options=()):
        service = Service()
        service.start()
        browsers.callback(service.stop)
        browser = webdriver.Remote(address_of(service), options=minibrowser(*options))
        browsers.callback(browser.quit)
        browser.set_window_size(*size)
        browser.get(line.url)
        return browser

    with ExitStack() as browsers:
        yield visit_with


def address_of(service):
    return RemoteConnection(client_config=ClientConfig(remote_server_addr=service.service_url))


def minibrowser(*arguments):
    options = Options()
    options.binary_location = glob.glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")[0]
    for argument in ("--automation", *arguments):
        options.add_argument(argument)
    return options


@pytest.fixture
def at(visit, line):
    """A browser that opened the private link of an assessment, on one of its pages."""

    def open_page(assessment, page="klantervaring/", **options):
        browser = visit(**options)
        browser.get(f"{line.url}/open/{link_to(assessment, Purpose.EDIT)}/")
        steps.is_at(browser, "opened$")
        browser.get(f"{line.url}/a/{assessment.public_id}/{page}")
        return browser

    return open_page


@pytest.fixture
def line(live_server):
    """The way to the server, which a test may cut."""
    with Line(("127.0.0.1", 0), Call) as line:
        line.far_end = (live_server.thread.host, live_server.thread.port)
        threading.Thread(target=line.serve_forever, kwargs={"poll_interval": 0.05}).start()
        yield line
        line.is_cut = True
        line.shutdown()


class Line(socketserver.ThreadingTCPServer):
    """Hands on what a browser says to the server, and what that answers, as long as it is whole."""

    daemon_threads = True
    block_on_close = False
    is_cut = False

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Call(socketserver.BaseRequestHandler):
    def handle(self):
        with suppress(OSError), create_connection(self.server.far_end) as far:
            threading.Thread(target=self.hand_on, args=(far, self.request), daemon=True).start()
            self.hand_on(self.request, far)

    def hand_on(self, one, other):
        with suppress(OSError):
            while (said := one.recv(65536)) and not self.server.is_cut:
                other.sendall(said)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(SHUT_RDWR)
