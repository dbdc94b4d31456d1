import os

from django.core.asgi import get_asgi_application

os.umask(0o077)  # what the server makes, answers in particular, is for its own user only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_asgi_application()
