"""PDF files: glyphs, the lines that they stand on, paragraphs, and the document."""
