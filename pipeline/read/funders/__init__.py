"""Who pays for an initiative, how much, and what it costs altogether."""
