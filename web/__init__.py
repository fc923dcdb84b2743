"""What every room uses to speak HTTP."""
