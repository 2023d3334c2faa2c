"""How high and wide things come out, without laying anything out."""
