"""An identity provider of our own: OpenID Connect on 127.0.0.1, with real RS256 keys."""

from __future__ import annotations

import hashlib
import threading
import time
from base64 import urlsafe_b64encode
from secrets import token_urlsafe

from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "kawalaksi", "rahasia-penyedia"


class Provider:
    """Says of everybody what ``claims`` says; writes down what it was asked."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "satu", "use": "sig"})
        self.signing_key = self.key
        self.claims: dict[str, object] = {}
        self.questions: dict[str, dict[str, str]] = {}
        self.server = make_server("127.0.0.1", 0, self.app(), threaded=True)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def app(self) -> Flask:
        app = Flask("provider")
        app.get("/.well-known/openid-configuration")(self.metadata)
        app.get("/jwks")(lambda: jsonify(keys=[self.key.as_dict(private=False)]))
        app.get("/authorize")(self.authorize)
        app.post("/token")(self.token)
        return app

    def metadata(self):
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/jwks",
            id_token_signing_alg_values_supported=["RS256"],
        )

    def authorize(self):
        asked = request.args.to_dict()
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe(16)
        self.questions[code] = asked
        return redirect(f"{asked['redirect_uri']}?code={code}&state={asked['state']}")

    def token(self):
        asked = self.questions.pop(request.form["code"], None)
        verifier = request.form.get("code_verifier", "").encode()
        challenge = urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        credentials = request.authorization
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or (credentials.username, credentials.password) != (CLIENT, SECRET)
        ):
            return jsonify(error="invalid_grant"), 400
        moment = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": moment,
            "exp": moment + 300,
            "nonce": asked["nonce"],
        } | self.claims
        header = {"alg": "RS256", "kid": "satu"}
        return jsonify(
            access_token=token_urlsafe(16),
            token_type="Bearer",
            id_token=jwt.encode(header, claims, self.signing_key),
        )

    def close(self) -> None:
        self.server.shutdown()
