"""What a text counts or measures: numbers with their unit, what they count, and how sure that is."""
