"""What citizens send: one spine, three kinds."""
