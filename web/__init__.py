"""All that a browser runs: ES modules, style sheets, and how they are served."""
