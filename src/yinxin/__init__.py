"""Yinxin (印信): a regional product certification, from the ledger to the scanned package and back."""
