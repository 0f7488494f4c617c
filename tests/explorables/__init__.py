"""The interactive figures: their numbers."""
