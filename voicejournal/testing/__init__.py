"""The kit of plugin authors and of our own tests."""
