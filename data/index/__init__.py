"""The search index: postings, words, ranking."""
