"""Every value of a rule set has a test that changes it and sees the behaviour change."""
