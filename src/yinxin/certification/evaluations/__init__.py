"""Evaluation: what the documents, the site and the test show, and what does not conform (ISO/IEC 17065 7.4).

Words: an *element* is one of the rulebook's evaluation elements (documents, site, test); an *element report* concludes
one; a *nonconformity* is graded by the rulebook, answered by the enterprise, verified by the auditor; a *test report*
comes from a laboratory whose CMA covers the day of the test.
"""
