"""The doors to the outside: one library each."""
