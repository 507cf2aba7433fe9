"""The pool of technical experts: recommended by a league, admitted by the rulebook's criteria for a term, and leaving.

Words: an expert has *fields* (product, process, standardisation, audit, law), *ties* (employer, ownership, consultancy,
family, or declared) with dates, *qualifications* with expiry, *absences*, and *trainings*.
"""
