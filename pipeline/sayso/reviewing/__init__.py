"""Changes between two runs and what people decide about them. Knows nothing of spaCy.

`decisions` is the file that they are kept in. Import from it; this module itself stays empty, so that commands load what they use.
"""
