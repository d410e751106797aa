"""The Atlas: all tables as one value, how it is read, and how added documents are laid over it."""
