"""Tables: CSV, XLSX, GeoJSON, JSON-LD."""
