"""The full record for the clinician, and the patient's own copy: every question and answer."""
