"""Headers every answer carries, and the check that an unsafe request is our own page's."""

from __future__ import annotations

from wsgiref.headers import Headers

from flask import Flask, Response, abort, request, session

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: that would blank the Origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), interest-cohort=()",
    "X-Frame-Options": "DENY",
}
SAFE = {"GET", "HEAD", "OPTIONS"}
OURS = {"same-origin", "none"}


def init_app(app: Flask) -> None:
    """Check each request and dress each answer."""
    app.before_request(refuse_foreign_pages)
    app.before_request(refuse_nul)
    app.after_request(dress)


def refuse_foreign_pages() -> None:
    """An unsafe request another site's page sent is refused before anything is read."""
    if request.method not in SAFE and is_foreign():
        abort(400)


def is_foreign() -> bool:
    """Whether another site's page sent this request."""
    return request.headers.get("Sec-Fetch-Site", "none") not in OURS


def refuse_nul() -> None:
    """No address holds a NUL, and PostgreSQL cannot ask for one; questions drop theirs."""
    if "\0" in request.path:
        abort(400)


def dress(response: Response) -> Response:
    """Add what is missing; a route that needs a stricter rule has set it already."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "sid" in session:  # signed in, or nearly: asked of the cookie, so no query is made
        response.headers["Cache-Control"] = "no-store"
    elif response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def dress_file(headers: Headers, _path: str, _url: str) -> None:
    """The same for static files, which are answered before the site is asked."""
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
