"""The paper engine: one model of a printed paper, its wording as data, and its PDF.

Pure: no database, no clock, no network. A stage declares its papers (`kinds.PaperKind`) in its own
`papers/<slug>/` folder; `compose.compose` turns data into a `model.Paper`, and `render.render_pdf`
prints it.

To add a kind: a folder with `paper.py` (PAPER, its fields and signatories, the practice it follows
in the docstring), `wording.toml`, `sample.json` (invented people only), a test that subclasses
`testing.PaperKindChecks`, the `golden.txt` that test writes, and one line in config's registries.
"""
