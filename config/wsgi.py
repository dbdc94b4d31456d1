import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.holding import hold_database
from rendering.apps import take_up_jobs

os.umask(0o077)  # what the server makes, answers in particular, is for its own user only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # all views, for which the first visitor would wait
hold_database()
take_up_jobs()
gc.freeze()  # what was loaded stays: nobody's page waits while it is searched for garbage
