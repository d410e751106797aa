"""HTTP and what is known of Streamlit's insides: headers, routes, files served early, warm-up."""
