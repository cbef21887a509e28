"""What a screen says, as blocks of text: pure, from nouns and words."""
