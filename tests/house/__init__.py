"""Tests that police the house itself: its layers, its words, its sizes, its promises."""
