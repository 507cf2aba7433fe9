"""Certification bodies: approval, scope, and until when both hold (认证认可条例 arts. 9, 10)."""
