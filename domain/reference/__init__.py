"""Facts the house is given: regions, holidays, controlled lists, national actions."""
