"""Charts on the pages, and what is picked in them."""
