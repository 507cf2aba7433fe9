"""Pages for anyone, without an account: the verdict of a scan, the public register, the guide, the news, reports of misuse."""
