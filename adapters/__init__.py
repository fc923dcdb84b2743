"""The outside world: each room keeps one promise, whatever machine is behind it."""
