"""What templates may ask for beyond Django: one library, `yinxin`, which the settings load for every template."""
