"""Makes the generated files of data/; `python -m intake.drugs.build` says how."""
