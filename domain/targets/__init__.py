"""What was promised for each quarter, and what came of it."""
