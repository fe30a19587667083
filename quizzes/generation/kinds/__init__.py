"""One module per kind of question; each offers `propose(shop)`, which yields candidates."""
