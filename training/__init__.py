"""What train.py, evaluate.py and export.py are made of: readers, audits, augmentation, metrics, plots."""
