"""Records → lines, tables and terminal.

`lines` is the face for runs: an article becomes the bytes that are written for it. `flat` makes rows, `selection` chooses
records, `output` is the file that they go to, `terminal` and `explaining` are for people. Import from these; this module
itself stays empty, so that commands load what they use.
"""
