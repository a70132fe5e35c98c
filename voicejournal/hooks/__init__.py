"""What plugins implement (`spec`), and the host that finds, asks and contains them (`host`)."""
