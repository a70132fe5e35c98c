"""What our figures and pages cost: processor time, memory, questions to the database."""
