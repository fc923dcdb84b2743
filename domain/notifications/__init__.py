"""Letters: queued with the facts, carried afterwards."""
