"""How the site is served: few processes, some threads each, the same here and in the bench.

Workers load the site themselves: the file store's threads would not survive a fork.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from adapters.patience.worker import PatientWorker
from web.patience import THREADS

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Somebody who sends slowly holds a thread for as long. Some threads never wait for a sender
# (web/patience.py), and every head and body has a deadline. Enough slow senders still keep
# others from sending: in production put a proxy in front that takes requests in whole first,
# as docs/nginx.conf does.
worker_class = PatientWorker
threads = THREADS
timeout = 120
graceful_timeout = 20
keepalive = 5
# A little memory is given back now and then, not by all workers at once.
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
# Nobody's headers are believed here: PROXY_HOPS says how many of one's own proxies speak.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers = {}
loglevel = "warning"
# No access log: an address beside a time may identify a person who reports.
accesslog = None
control_socket_disable = True


def post_worker_init(_worker: object) -> None:
    """Have the workshop for files warm before the first file comes."""
    from domain.attachments.apart import workshop  # noqa: PLC0415 - workers load the site

    workshop.warm()
