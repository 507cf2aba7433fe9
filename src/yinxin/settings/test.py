"""Settings of the test suite: a throw-away var, fast password hashes, plain static files."""

import atexit
import shutil
import tempfile
from pathlib import Path

_var = Path(tempfile.mkdtemp(prefix="yinxin-test-"))
atexit.register(shutil.rmtree, _var, ignore_errors=True)

from yinxin.settings.base import *  # noqa: E402, F403

VAR = _var
KEYS_DIR = VAR / "keys"
MEDIA_ROOT = VAR / "media"
SECRET_KEY = "only-for-tests"  # noqa: S105
DEMO = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = True
