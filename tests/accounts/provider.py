"""A provider of OpenID Connect on this machine, as small as one can be: it signs in whom a test
names, and checks of the product what a real one would."""

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt

CLIENT, SECRET = "kanaalkompas", "the secret of the product there"
KEY = "signs the tokens of this provider alone"


class Provider:
    def __init__(self, url):
        self.url = url
        self.person = {"sub": "42", "email": "els@example.org", "email_verified": True}
        self.issuer = url
        self.is_broken = False
        self.asked = {}  # by the last authorization
        self.answered = 0

    def settings(self):
        return {"url": self.url, "client_id": CLIENT, "client_secret": SECRET, "name": "Noord"}

    def sign_in(self, address):
        """What a browser does there: where the provider sends it back to."""
        self.asked = dict(parse_qsl(urlsplit(address).query))
        assert address.startswith(f"{self.url}/authorize?")
        assert self.asked["client_id"] == CLIENT
        back = urlsplit(self.asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': 'once', 'state': self.asked['state']})}"

    def configuration(self, _sent):
        ends = ("authorization", "token", "userinfo")
        names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{f"{end}_endpoint": f"{self.url}/{names[end]}" for end in ends},
        }

    def token(self, sent):
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert challenge == self.asked["code_challenge"]
        assert (sent["client_id"], sent["client_secret"]) == (CLIENT, SECRET)
        assert sent["redirect_uri"] == self.asked["redirect_uri"]
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.person["sub"]}
        signed = jwt.encode(claims | {"iat": now, "exp": now + 60}, KEY, algorithm="HS256")
        return {"access_token": "for userinfo", "token_type": "Bearer", "id_token": signed}

    def userinfo(self, _sent):
        return self.person

    def answer(self, path, sent):
        self.answered += 1
        ways = {
            "/.well-known/openid-configuration": self.configuration,
            "/token": self.token,
            "/userinfo": self.userinfo,
        }
        return ways[path](sent)


@contextmanager
def running_provider():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.tell({})

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.tell({name: value for name, [value] in parse_qs(body).items()})

        def tell(self, sent):
            answer = b"<h1>Out of order</h1>"
            if not provider.is_broken:
                answer = json.dumps(provider.answer(urlsplit(self.path).path, sent)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
