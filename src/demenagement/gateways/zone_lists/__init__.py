"""The official lists of rent zones that a person brings in: read in any form they are published in, checked, kept."""
