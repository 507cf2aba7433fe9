"""Settings: `base` for every installation, `test` for the test suite. Values come from YINXIN_… in the environment."""
