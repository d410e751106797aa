"""Quoted and reported speech: the cues that bring it, who speaks, and which words are theirs."""
