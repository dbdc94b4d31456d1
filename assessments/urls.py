from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from assessments.views import opening

app_name = "assessments"
urlpatterns: list[URLPattern] = [
    path("open/<link:link>/", opening.open_link, name="open"),
    # /a/<id>/
]
