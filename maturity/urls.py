from django.urls import path

from maturity import views

app_name = "maturity"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("recognise/", views.recognise, name="recognise"),  # reserved: never a dimension's slug
    path("<slug:slug>/", views.dimension, name="dimension"),
]
