"""Asking suppliers for offers, receiving them sealed, and opening them."""
