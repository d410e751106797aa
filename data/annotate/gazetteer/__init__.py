"""The gazetteer: every name that the tables know, and how it is found in a text, in other spellings too."""
