"""The public services that may be asked, one module each; nothing here decides whether they may be.

services.py (services.toml)   which there are, where, under which licence, what the person set up
asking.py  records.py         one question, errors told as ours; JSON that may be anything, read
addresses.py  communes.py  directory.py  hours.py  distributors.py  letters.py
kept.py                       what was answered, with its day, until the person has it forgotten
"""
