"""The papers of every route, counted and compared with what a file must hold."""
