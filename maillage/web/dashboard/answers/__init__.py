"""The page of a person asked: opened by a link, without an account, without script."""
