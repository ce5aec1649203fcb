"""The paper engine: one model of a printed paper, its wording as data, and its PDF.

Pure: no database, no clock, no network. A stage declares its papers (`kinds.PaperKind`) in its own
`papers/<slug>/` folder; `compose.compose` turns data into a `model.Paper`, and `render.render_pdf`
prints it.
"""
