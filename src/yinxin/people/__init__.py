"""Who acts: divisions, organisations, users, and the offices that users hold.

An *office* is a role for one unit: a division (regulators), an organisation (bodies, institutes, enterprises).
Every action is done in an office; what an office may see is decided by its unit. A person may hold several
offices, and holds certification roles in one body only (认证认可条例 art. 14).
"""
