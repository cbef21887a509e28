"""The move itself: people, dwellings, dates, law, steps and submissions. No clock, no file, no network."""
