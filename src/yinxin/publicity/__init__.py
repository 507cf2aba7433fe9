"""What officers publish: articles of their own and clippings with their attribution; the guide from the rulebook.

Words: an *article* is a text on the portal; a *clipping* is an article taken from elsewhere, with its source, its
original link, its disclaimer and a way to ask for its removal; a *removal request* is that asking.
"""
