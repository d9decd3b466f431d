"""What keeps a site running: a look at the machine, and the packages for one without internet."""
