"""The expert's own desk: invitations, declarations, papers, opinions and votes, and certificates of service."""
