"""The pages on which the kabupaten reads, confirms and changes its regulation."""
