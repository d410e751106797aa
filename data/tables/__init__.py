"""The schema: what a row of each table is, and what is said of a row that does not fit."""
