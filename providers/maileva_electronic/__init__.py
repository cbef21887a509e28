"""Maileva's electronic registered letter: it reaches an e-mail address, and waits there to be accepted."""
