"""How near our figures are to what is known, and to what the field's tools say."""
