"""Use cases: one function per intention, each handed (unit, actor, command), each one transaction."""
