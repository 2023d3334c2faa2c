"""A page that repeats: the list of medicines, a page for each, and a list typed as a whole."""
