"""The files of data/ and what is worked out of them."""
