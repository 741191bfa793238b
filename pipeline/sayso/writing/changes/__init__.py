"""Changes between two runs → what is written of them.

Each writer is a function of what `sayso.comparing.choose` gives, a `View`, and a function that writes bytes; it returns the summary.
`rows` writes JSONL and CSV, `text` is for a terminal, `stat` counts, `markdown` goes into a pull request. `wording` says changes in
words, `marking` marks a sentence. Import from these; this module itself stays empty, so that commands load what they use.
"""
