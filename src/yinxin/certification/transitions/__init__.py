"""What a new version of a standard touches: certificates, open cases and readiness, until the transition ends."""
