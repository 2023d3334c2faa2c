"""Keys, the sealing of rows under them, and the hashes that name things without telling them."""
