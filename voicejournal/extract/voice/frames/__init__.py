"""A note cut into frames: their spectra, their bands, how loud each is."""
