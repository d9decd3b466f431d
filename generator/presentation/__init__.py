"""What pages, open data, search and reviews share: words on screen, addresses, structured data."""
