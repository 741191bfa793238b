"""Records → pages: one file of HTML each, which works offline and asks nothing of any address.

`report` shows a run, `changes` shows what changed between two. `building` puts templates, style, scripts and data together, `embedding`
makes data fit for a script element. Import from these; this module itself stays empty, so that commands load what they use.
"""
