"""Files to take away: what goes in, the form that orders one, the buttons that hand it over."""
