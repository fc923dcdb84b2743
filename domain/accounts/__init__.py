"""Institutions, their units, and the people who work there."""
