"""The book of acts."""
