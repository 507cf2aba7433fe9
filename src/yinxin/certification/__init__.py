"""Certification of products: ISO/IEC 17065, a scheme of type 5 of ISO/IEC 17067, by 认证认可条例.

Sub-packages, lowest first: `bodies` (who certifies), `applications` (the case, its documents and its clock),
`evaluations` (documents, site, test; nonconformities), `certificates` (what is issued, and its states), `decisions`
(review, decision, and the countersignature that issues the certificate). The case moves by one table,
`applications.lifecycle`.
"""
