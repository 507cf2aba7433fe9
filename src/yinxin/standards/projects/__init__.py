"""Projects (研制项目): one standard on its way through the stages of a group standard, with its papers and time limits.

Words: a *stage span* is when a stage was planned and when it was; a *paper* is a file that a stage needs, such as the
explanatory note (编制说明); a *drafter* is an organisation or person who writes, and therefore may not review.
"""
