"""The charts drawn by plotly."""
