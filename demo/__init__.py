"""The fictional institutions a newcomer walks through: plain data and how it is composed."""
