"""Hypothesis draws the same examples every time: a test that passed passes again."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "nnlib", max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("nnlib")
