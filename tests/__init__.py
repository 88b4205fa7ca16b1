"""The specification. README.md says what each kind of test is for, and what it can not prove."""
