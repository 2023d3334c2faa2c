"""What a line, or a longer text, says of the drugs it names."""
