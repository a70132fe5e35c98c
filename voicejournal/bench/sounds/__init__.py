"""Talk made by arithmetic, so that all about it is known, and what disturbs it in known ways."""
