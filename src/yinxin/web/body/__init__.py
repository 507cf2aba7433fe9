"""Pages for certification bodies: acceptance, evaluation, review, decision, certificates, suspension requests."""
