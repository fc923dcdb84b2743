"""Who must not read what: conflicts of interest, and reports about those who read reports."""
