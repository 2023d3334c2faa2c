"""What a patient does: open the form, save answers, send them, change and add to them."""
