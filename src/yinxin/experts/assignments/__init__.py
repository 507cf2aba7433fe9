"""Work for experts: matters, who is barred from them and why, who is drawn or named, what they declare and do.

Words: a *matter* is what experts are wanted for, with its *parties*; a *conflict* bars an expert and names its reason;
an *assignment* is one expert's part; a *declaration* is what the expert says of conflicts before taking part.
"""
