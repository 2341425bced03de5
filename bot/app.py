"""The roof: the only place where parts are put together."""
