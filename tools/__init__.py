"""What the Makefile calls: notebooks, exercises, the student kit, the summary."""
