"""What an operator types."""

from cli.audit import audit
from cli.demo import demo
from cli.jobs import jobs
from cli.people import people
from cli.proof import proof
from cli.reference import reference
from cli.setup import host, setup

COMMANDS = (reference, setup, host, demo, people, jobs, audit, proof)
