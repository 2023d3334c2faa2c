"""What whoever runs the service sees of it: request numbers, log lines, counts."""
