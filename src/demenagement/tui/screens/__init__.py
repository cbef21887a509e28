"""The pages and dialogues; each is made once and refilled."""
