"""What the data is: models, vocabularies and the descriptions derived from them. Imports nothing of ours."""
