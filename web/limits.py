"""Limits that are the house's own, in the libraries' words."""

from datetime import timedelta

# Five files of 10 MB and the form's text; anything more is refused unread.
MAX_CONTENT_LENGTH = 52 * 1024**2
MAX_FORM_MEMORY_SIZE = 500_000
MAX_FORM_PARTS = 200

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
PERMANENT_SESSION_LIFETIME = timedelta(hours=8)
WTF_CSRF_TIME_LIMIT = None
# Pages are served with Referrer-Policy same-origin; Sec-Fetch-Site is checked besides.
WTF_CSRF_SSL_STRICT = False

# Seconds a mail server may keep a letter's carrier waiting.
MAIL_TIMEOUT = 20

BABEL_DEFAULT_LOCALE = "id"
BABEL_DEFAULT_TIMEZONE = "Asia/Jakarta"
BABEL_TRANSLATION_DIRECTORIES = "translations"

RATELIMIT_STRATEGY = "moving-window"
RATELIMIT_HEADERS_ENABLED = True

SQLALCHEMY_ENGINE_OPTIONS = {"hide_parameters": True}
COMPRESS_MIMETYPES = ["text/html", "text/css", "text/csv", "image/svg+xml", "application/json"]
