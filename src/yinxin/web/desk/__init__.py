"""Pages for league and banner officers and the institute: dashboard, ledgers, pool, cases, bulletin, news."""
