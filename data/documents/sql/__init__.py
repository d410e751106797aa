"""The database behind the store: SQLite or PostgreSQL, its connections, and when it is away."""
