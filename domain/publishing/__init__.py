"""Achievements: drafted, reviewed by a second person, published."""
