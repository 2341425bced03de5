"""Authored files and their strict loaders: the words, and in time questionnaires, modules and services."""
