"""Supervision: what the public reports, the cases that inspectors open, and what they ask of bodies.

Words: a *report* is a tip from anyone, with a tracking number; a *case* is an inspector's; a *finding* is what was
seen; a *suspension request* asks a body to suspend a certificate. A regulator never suspends; a body never closes a
case. Who reported is never shown to the reported party (认证认可条例 art. 55).
"""
