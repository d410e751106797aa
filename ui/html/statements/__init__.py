"""Statements, their evidence, and the rules they are assessed by, as safe HTML."""
