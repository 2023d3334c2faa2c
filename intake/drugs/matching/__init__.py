"""Names found in a text: known ones, misspelt ones, and words that only hint at one."""
