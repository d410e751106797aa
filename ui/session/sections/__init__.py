"""Sections of pages: what a page shows below its head, drawn by Streamlit."""
