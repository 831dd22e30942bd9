"""Measure what a person waits for and a machine pays: `make bench`."""
