"""What an institution sets for itself: its house, its people, its rules, its looks."""
