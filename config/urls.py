from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.urls import include, path
from django.views.i18n import set_language

from accounts.throttling import throttle_failures
from config import views


def name_typed(request: HttpRequest) -> str:
    return request.POST.get("username", "").casefold()


sign_in = throttle_failures("sign_in", per_address=100, most=10, by=name_typed)(admin.site.login)

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),  # asked all the time: not after all others
    path("readyz", views.readyz, name="readyz"),
    path("", include("assessments.urls")),
    path("", include("workshops.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("accounts.sign_in_urls")),
    path("clients/", include("clients.urls")),
    path("model/", include("maturity.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/login/", sign_in, name="sign_in"),  # before the one that counts nothing
    path("admin/", admin.site.urls),
]

handler500 = "config.views.server_error"
