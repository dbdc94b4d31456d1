"""Pieces of a page that are the same for everybody who gets the same score."""

from django import template

from maturity.printing import printed_once

register = template.Library()
register.simple_tag(printed_once, name="print_once")
