"""Readers of files that people bring, one module a format."""
