"""How domestic a firm is: measures, lenses, verdicts and how firm they stand."""
