"""Files people send: accepted, cleaned, kept, forgotten."""
