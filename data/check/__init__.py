"""What is wrong with the tables."""
