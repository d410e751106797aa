"""The map as a picture of HTML and SVG, which the server shows before any script has run."""
