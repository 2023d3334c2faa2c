"""What is done to a text before any table is asked: one spelling, words, amounts, likeness."""
