"""Hostile submissions, in families, and honest ones beside them."""
