"""Where it is: the shapes with their coordinate reference systems, what can be measured on them, and the
map."""
