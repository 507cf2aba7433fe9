"""Pages for inspectors: reports from the public, cases, findings, requests to suspend."""
