"""Settings of every installation. Each value that varies is one YINXIN_… variable; see docs/operations.md.

Without any variable set the program is closed: no debug, no demonstration, only local hosts.
"""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF

env = environ.Env()

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.str("YINXIN_VAR", str(ROOT / "var"))).resolve()
KEYS_DIR = Path(env.str("YINXIN_KEYS_DIR", str(VAR / "keys")))
SCHEMES_DIR = Path(env.str("YINXIN_SCHEMES_DIR", str(ROOT / "schemes")))


def _kept_secret(name: str) -> str:
    """A secret that this installation made for itself, readable by its owner only."""
    path = KEYS_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


DEBUG = env.bool("YINXIN_DEBUG", False)
DEMO = env.bool("YINXIN_DEMO", False)
SECRET_KEY = env.str("YINXIN_SECRET_KEY", "") or _kept_secret("django-secret")
ALLOWED_HOSTS = env.list("YINXIN_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
PUBLIC_URL = env.str("YINXIN_PUBLIC_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
IS_HTTPS = PUBLIC_URL.startswith("https://")

REGISTER_ORIGIN = env.str("YINXIN_REGISTER_ORIGIN", "yinxin.example/alxa")
REGISTER_KEY = env.str("YINXIN_REGISTER_KEY", "")
UNIT_CODE_KEYS = env.str("YINXIN_UNIT_CODE_KEYS", "")

# Headers that a proxy in front sets, named as HTTP names them. Without one the connection itself is asked.
CLIENT_ADDRESS_HEADER = env.str("YINXIN_CLIENT_ADDRESS_HEADER", "")
CLIENT_REGION_HEADER = env.str("YINXIN_CLIENT_REGION_HEADER", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "yinxin.register",
    "yinxin.people",
    "yinxin.ledgers",
    "yinxin.draws",
    "yinxin.experts",
    "yinxin.standards",
    "yinxin.cultivation",
    "yinxin.certification",
    "yinxin.marks",
    "yinxin.supervision",
    "yinxin.publicity",
    "yinxin.statistics",
    "yinxin.console",
    "yinxin.web",
    "yinxin.web.public",
    "yinxin.web.enterprise",
    "yinxin.web.body",
    "yinxin.web.expert",
    "yinxin.web.desk",
    "yinxin.web.field",
    "yinxin.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yinxin.web.access.OfficeMiddleware",
    "yinxin.web.refused.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yinxin.urls"
WSGI_APPLICATION = "yinxin.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yinxin.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "yinxin.web.templatetags.yinxin",
            ],
        },
    },
]

FORM_RENDERER = "yinxin.web.form_look.Look"

DATABASES = {"default": env.db_url("YINXIN_DATABASE_URL", f"sqlite:///{VAR / 'yinxin.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits at the start of its transaction, not in the middle
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "yinxin.web.refused.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "public:home"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
FORMAT_MODULE_PATH = ["yinxin.web.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_HANDLERS = ["yinxin.web.uploads.LimitedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_MAX_BYTES = env.int("YINXIN_UPLOAD_MAX_BYTES", 20 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "yinxin.web.refused.csrf_failed"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
