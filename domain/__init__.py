"""What is true: no Flask, no forms, no HTML."""
