"""Decisions: pure functions and frozen values, on the standard library alone."""
