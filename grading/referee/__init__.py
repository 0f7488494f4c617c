"""The referee: students' code runs in a process of its own, and never meets the tests."""
