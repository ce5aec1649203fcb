"""Reading the RAB workbooks that villages plan in: dozens of sheets, no two laid out alike."""
