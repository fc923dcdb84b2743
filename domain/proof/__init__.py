"""The public proof: a log that only grows, and heads anyone may keep."""
