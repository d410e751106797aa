"""What we know: the tables, the quoted document, and the pure functions that choose from them. No picture, no
Streamlit."""
