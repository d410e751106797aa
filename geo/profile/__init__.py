"""The border profile: the border drawn as a straight line, with what lies along it."""
