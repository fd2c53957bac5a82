"""How right the reading is, field by field, against pages that people have read by hand."""
