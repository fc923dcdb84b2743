"""What a web server and the ``flask`` command import."""

import sys

from app import create_app
from config import SettingsError

# gunicorn stops for good on this status; on another it would start again and again.
WILL_NOT_START = 3

try:
    app = create_app()
except SettingsError as error:
    sys.stderr.write(f"KawalAksi does not start: {error}\n")
    sys.exit(WILL_NOT_START)
