"""Room 4: findings → one week on one page."""
