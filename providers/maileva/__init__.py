"""Maileva: prints a letter, posts it registered and tells where it is."""
