"""Public comment (征求意见): what anyone says of a clause of a draft, and the answer that each comment gets.

Words: a comment is *admitted* when it is a comment at all (or *set aside* with a reason), then *answered*: adopted,
partly adopted, or not, with the reason. The summary table (意见汇总处理表) is read off the answers.
"""
