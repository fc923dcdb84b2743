"""The book of acts: a hash chain per institution that nobody can rub out."""
