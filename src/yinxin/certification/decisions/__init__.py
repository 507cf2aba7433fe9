"""Review, decision and countersignature (ISO/IEC 17065 7.5, 7.6; 认证认可条例 art. 22).

Words: the *reviewer* recommends; the *certifier* decides; the *head of the body* countersigns. None of them evaluated,
and certifier and head are two persons.
"""
