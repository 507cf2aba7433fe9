"""Settings of the test suite: a var of its own that is thrown away, fast password hashes, plain static files."""

import atexit
import os
import shutil
import tempfile

_var = tempfile.mkdtemp(prefix="yinxin-test-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
os.environ |= {"YINXIN_VAR": _var, "YINXIN_SECRET_KEY": "only-for-tests", "YINXIN_DEMO": "true"}

from yinxin.settings.base import *  # noqa: E402, F403 - after the var is named

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
