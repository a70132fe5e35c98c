"""Plugins in processes of their own: what they may use, how they are asked, how they end."""
