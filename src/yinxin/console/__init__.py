"""The command line: `yinxin <command>`. Each command calls one action or query and prints the answer."""
