"""python-telegram-bot handlers: parse, one call, nothing else."""
