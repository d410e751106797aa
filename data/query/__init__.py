"""What a reader chose and what follows from it: filters, selection, view, sentences, story."""
