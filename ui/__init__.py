"""How it is said and shown: state, colours, safe HTML, and the two live components with their scripts."""
