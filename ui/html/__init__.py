"""What is shown as safe HTML: passages, panel, statements, the article, sources."""
