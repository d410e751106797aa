"""Two documents set side by side: what both name, which figures and dates both give, which passages are
copied."""
