"""What may be summed and who says what: aid, statements, the border, sources, where a document comes from."""
