"""Reading Arabic and English: spelling, numbers, dates, quantities. Knows no Atlas."""
