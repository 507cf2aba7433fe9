"""Pages for anyone, without an account: verdicts, the public register, the guide, the news, reports of misuse."""
