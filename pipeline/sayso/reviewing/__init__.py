"""Changes between two runs and what people decide about them. Knows nothing of spaCy.

decisions   the file that they are kept in: a line a decision        standing    files → what holds for each change, and disputes
queue       changes with what holds for them, batches by cause       correcting  typed values → a record with them in it
accepting   a run as it was decided                                  sampling    records of one run, to be looked at the same way
noting      records that were missed, articles that were looked through
desk        changes as they are decided, each written down at once

Import from these; this module itself stays empty, so that commands load what they use.
"""
