"""What is known of the insides of Streamlit's server and frontend, and what is changed in them."""
