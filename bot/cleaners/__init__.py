"""Files of strangers are cleaned in processes of their own: what kills a decoder kills nothing else.

`pool` is the bot's side, `child` what runs there, `frames` how the two speak. Nothing is imported here, so
that the child loads nothing that it does not need.
"""
