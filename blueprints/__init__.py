"""The rooms people enter: HTTP only, cut by what a person comes to do."""
