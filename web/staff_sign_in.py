"""Flask-Security's settings: how staff sign in, in Indonesian."""

from flask_babel import lazy_gettext as _l

SECURITY_URL_PREFIX = ""
SECURITY_LOGIN_URL = "/masuk"
SECURITY_LOGOUT_URL = "/keluar"
SECURITY_LOGOUT_METHODS = ["POST"]
SECURITY_POST_LOGIN_VIEW = "/akun/"
SECURITY_POST_LOGOUT_VIEW = "/"
SECURITY_UNAUTHORIZED_VIEW = None
SECURITY_PASSWORD_HASH = "argon2"  # noqa: S105 - names, not secrets
SECURITY_PASSWORD_SINGLE_HASH = ["argon2"]
SECURITY_PASSWORD_LENGTH_MIN = 12
SECURITY_PASSWORD_COMPLEXITY_CHECKER = "zxcvbn"  # noqa: S105
SECURITY_RETURN_GENERIC_RESPONSES = True
SECURITY_SEND_REGISTER_EMAIL = False
SECURITY_FLASH_MESSAGES = False
SECURITY_USER_IDENTITY_ATTRIBUTES = [{"email": {"mapper": "flask_security.uia_email_mapper"}}]
SECURITY_REDIRECT_ALLOW_SUBDOMAINS = False
SECURITY_EMAIL_VALIDATOR_ARGS = {"check_deliverability": False, "test_environment": True}

SECURITY_MSG_GENERIC_AUTHN_FAILED = (_l("Alamat email atau kata sandi tidak cocok."), "error")
SECURITY_MSG_UNAUTHENTICATED = (_l("Masuk lebih dulu."), "error")
SECURITY_MSG_EMAIL_NOT_PROVIDED = (_l("Tulis alamat email Anda."), "error")
SECURITY_MSG_PASSWORD_NOT_PROVIDED = (_l("Tulis kata sandi Anda."), "error")
