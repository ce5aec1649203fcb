"""Reading a Siskeudes export: `read.read_export` turns the zip into a `model.BudgetExport`.

Pure: no Django, no database, no clock. What the file says is kept as it says it, and marked where
it is strange; nothing is corrected silently.
"""
