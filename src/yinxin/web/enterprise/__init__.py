"""Pages for enterprises: their ledger entry, applications, nonconformities, certificates, label batches."""
