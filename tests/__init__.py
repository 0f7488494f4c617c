"""Tests of the course; see CONTRIBUTING.md."""
