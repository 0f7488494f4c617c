"""A term, played through the real commands: ``python -m tests.rehearsal``."""
