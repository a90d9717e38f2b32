"""Tables in anybody's columns: a mapping, or the names of the columns, makes claims of them."""
