"""What an operator types."""

from cli.jobs import jobs
from cli.reference import reference

COMMANDS = (reference, jobs)
