"""A run of the script: what widgets and components call before it, the URL at its beginning and end, the
parts that are drawn alone, what is done about faults."""
