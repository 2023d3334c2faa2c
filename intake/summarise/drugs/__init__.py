"""From answers to drugs: what was reported, only mentioned, to be asked, and how near to onset."""
