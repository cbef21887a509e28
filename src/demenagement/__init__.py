"""Accompanies a household in France through a whole move."""
