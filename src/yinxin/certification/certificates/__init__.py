"""Certificates: their fields (认证证书和认证标志管理办法 art. 7), their states, and what the public may know of them.

Words: *valid*, *suspended*, *withdrawn*, *cancelled*, *expired* are the national register's 有效, 暂停, 撤销, 注销,
过期失效. Every change has a coded reason, a decider and a moment.
"""
