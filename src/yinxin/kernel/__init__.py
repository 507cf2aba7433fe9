"""What every other package stands on, and nothing that knows this scheme.

The kernel holds lifecycle tables (which verb leads from which state to which, and by whose hand), refusals
(how domain code says no), roles (the capacities in which people act), identifiers (the numbers that others
issue and we check), the working-day calendar and months (how a statutory time limit is counted). It imports
nothing of ours.
"""
