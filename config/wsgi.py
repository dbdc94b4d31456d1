import os

from django.core.wsgi import get_wsgi_application

from config.holding import hold_database
from rendering.apps import take_up_jobs

os.umask(0o077)  # what the server makes, answers in particular, is for its own user only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
hold_database()
take_up_jobs()
