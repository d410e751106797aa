"""How fast it is: the app, an empty Streamlit app, and the same map the stock way, measured side by side."""
