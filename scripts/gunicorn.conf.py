"""How the site is served: few processes, a few threads each, the same here and in the bench.

Workers load the site themselves: the file store's threads would not survive a fork.
"""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
# Citizens on slow phones send photos for minutes: threads wait, the worker still answers.
timeout = 120
graceful_timeout = 20
keepalive = 5
# A little memory is given back now and then, not by all workers at once.
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
loglevel = "warning"
# No access log: an address beside a time may identify a person who reports.
accesslog = None
control_socket_disable = True
