"""How the small pipeline of the tests was made: invented voices, mixtures, two small networks."""
