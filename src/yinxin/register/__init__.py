"""The append-only record of every act: what, on what, in which office, when, and the facts.

Words: an *entry* is one act; its *leaf* is the canonical JSON that the Merkle log holds, free of personal data;
a *detail* is what only those concerned may read, bound to the leaf by a salted commitment; a *checkpoint* is a
signed statement of the log's size and root. Nothing updates or deletes an entry.
"""
