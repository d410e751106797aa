"""Documents side by side as safe HTML: two in detail, several on one subject and as a whole."""
