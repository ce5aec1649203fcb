"""The sealed file of a purchase: everything an auditor needs, checked without this program."""
