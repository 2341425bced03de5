"""The scan: spaCy rules that find distress and risky advice in what people write."""
