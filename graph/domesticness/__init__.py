"""How domestic a firm is: measures, the lenses that weigh them, and what stays open."""
