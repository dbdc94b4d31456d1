from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from workshops.views import answering, inviting

app_name = "workshops"
urlpatterns: list[URLPattern] = [
    # /workshops/<id>/: for the holder of the private link
    path("workshops/<public_id:public_id>/", inviting.watch, name="watch"),
    path("workshops/<public_id:public_id>/invite/", inviting.invite, name="invite"),
    path(
        "workshops/<public_id:public_id>/live/<int:answered>-<int:handed_in>/",
        inviting.live,
        name="live",
    ),
    path("workshops/<public_id:public_id>/close/", inviting.close_answers, name="close"),
    # for whoever is invited
    path("join/<link:link>/", answering.invitation, name="invitation"),
    path("join/<link:link>/back/", answering.come_back, name="come_back"),
    # /w/<id>/: for whoever joined
    path("w/<public_id:group_id>/", answering.answers, name="answers"),
    path("w/<public_id:group_id>/answers/<slug:code>/", answering.save_answer, name="save_answer"),
    path("w/<public_id:group_id>/hand-in/", answering.hand_in_answers, name="hand_in"),
    # Last: whatever is no reserved word is the slug of a dimension.
    path("w/<public_id:group_id>/<slug:slug>/", answering.dimension, name="dimension"),
]
