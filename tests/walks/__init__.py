"""Walks through the table of a method, many thousands of them, without a database."""
