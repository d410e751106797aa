"""The commands of `python -m data`, one module each; `main` takes the arguments and returns the exit
status."""
