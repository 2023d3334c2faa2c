"""The drugs against the onset: a picture on the page, and the same in words."""
