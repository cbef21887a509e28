"""Merci Facteur: prints a letter, posts it registered the same day and tells where it is."""
