"""When an initiative begins and ends: the grammar of dates, candidates for the duration, the choice."""
