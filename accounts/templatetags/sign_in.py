from django import template
from django.conf import settings
from django.http import HttpRequest

from accounts import browsers, passkeys
from accounts.qr import QrCode
from accounts.sign_in import AccountAdapter

register = template.Library()


@register.filter
def offers_passkeys(request: HttpRequest) -> bool:
    return passkeys.offers_passkeys(request)


@register.filter
def offers_sign_up(request: HttpRequest) -> bool:
    return AccountAdapter(request).is_open_for_signup(request)


@register.simple_tag
def single_sign_on() -> str:
    """What the provider is called, where there is one."""
    return settings.OIDC.get("name", "")


@register.filter
def browser(user_agent: str) -> str:
    return browsers.known_as(user_agent)


@register.filter
def qr_code(text: str) -> QrCode:
    return QrCode.of(text)
