"""Figures for the eye, the printer and the spreadsheet: pure functions of one ChartSpec."""
