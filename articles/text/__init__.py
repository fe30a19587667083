"""What is read, before it is read: decoding, cleaning, outline, tellings. Plain Python; values in, new values out."""
