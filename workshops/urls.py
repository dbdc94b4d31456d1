from django.urls import URLPattern, path

from assessments import converters  # noqa: F401 -- importing it registers the converters
from workshops import converters as own_converters  # noqa: F401 -- so does this
from workshops.views import (
    answering,
    closing,
    facilitating,
    inviting,
    joining,
    preparing,
    room,
    screen,
    taking_along,
)

app_name = "workshops"
urlpatterns: list[URLPattern] = [
    path("workshops/planned/", preparing.planned, name="planned"),
    # /workshops/<id>/: for the holder of the private link
    path("workshops/<public_id:public_id>/", inviting.watch, name="watch"),
    path("workshops/<public_id:public_id>/invite/", inviting.invite, name="invite"),
    path(
        "workshops/<public_id:public_id>/renew/", inviting.renew_invitation, name="renew_invitation"
    ),
    path(
        "workshops/<public_id:public_id>/live/<int:answered>-<int:handed_in>/",
        inviting.live,
        name="live",
    ),
    path("workshops/<public_id:public_id>/close/", inviting.close_answers, name="close"),
    # a room, for who leads it
    path("workshops/<public_id:public_id>/prepare/", preparing.prepare_room, name="prepare_room"),
    path(
        "workshops/<public_id:public_id>/in-the-room/",
        taking_along.in_the_room,
        name="in_the_room",
    ),
    path("workshops/<public_id:public_id>/kit/", taking_along.kit, name="kit"),
    path("workshops/<public_id:public_id>/kit.pdf", taking_along.kit_file, name="kit_file"),
    path(
        "workshops/<public_id:public_id>/kit/<slug:job>/",
        taking_along.kit_progress,
        name="kit_progress",
    ),
    path("workshops/<public_id:public_id>/cockpit/", facilitating.cockpit, name="cockpit"),
    path(
        "workshops/<public_id:public_id>/cockpit/live/"
        "<int:step>-<int:people>-<int:answers>-<int:silent>/",
        facilitating.cockpit_live,
        name="cockpit_live",
    ),
    path("workshops/<public_id:public_id>/act/<slug:action>/", facilitating.step, name="act"),
    path("workshops/<public_id:public_id>/notes/<slug:code>/", facilitating.keep_note, name="note"),
    path("workshops/<public_id:public_id>/strike/", facilitating.strike_comment, name="strike"),
    path("workshops/<public_id:public_id>/rehearse/", facilitating.rehearse, name="rehearse"),
    path("workshops/<public_id:public_id>/actions/", facilitating.keep_actions, name="actions"),
    path("workshops/<public_id:public_id>/finish/", closing.finish_room, name="finish_room"),
    path("workshops/<public_id:public_id>/cancel/", closing.cancel_room, name="cancel_room"),
    path("workshops/<public_id:public_id>/outcome/", closing.outcome, name="outcome"),
    path(
        "workshops/<public_id:public_id>/outcome.json",
        closing.outcome_file,
        name="outcome_file",
    ),
    path("workshops/<public_id:public_id>/release/", closing.release, name="release"),
    # on the wall
    path("screen/<link:link>/", screen.screen, name="screen"),
    path(
        "screen/<link:link>/live/<int:step>-<int:people>-<int:answers>/",
        screen.screen_live,
        name="screen_live",
    ),
    # the door of a room
    path("w/", joining.enter, name="enter"),
    path("w/<room_code:door_code>/", joining.door, name="door"),
    path("w/<room_code:door_code>/sealed/", joining.sealed, name="sealed"),
    path("w/<room_code:door_code>/back/", joining.door_back, name="door_back"),
    # for whoever is invited
    path("join/<link:link>/", answering.invitation, name="invitation"),
    path("join/<link:link>/back/", answering.come_back, name="come_back"),
    # /w/<id>/: for whoever joined
    path("w/<public_id:group_id>/", answering.answers, name="answers"),
    path("w/<public_id:group_id>/answers/<slug:code>/", answering.save_answer, name="save_answer"),
    path("w/<public_id:group_id>/room/", room.room, name="room"),
    path("w/<public_id:group_id>/room/<int:step>/", room.room_live, name="room_live"),
    path("w/<public_id:group_id>/alone/<int:step>/", room.alone_live, name="alone_live"),
    path("w/<public_id:group_id>/vote/", room.vote, name="vote"),
    path("w/<public_id:group_id>/comment/", room.comment, name="comment"),
    path("w/<public_id:group_id>/dots/", room.dots, name="dots"),
    path("w/<public_id:group_id>/worth/", room.worth, name="worth"),
    path("w/<public_id:group_id>/own/", room.own_beside, name="own"),
    path("w/<public_id:group_id>/hand-in/", answering.hand_in_answers, name="hand_in"),
    # Last: whatever is no reserved word is the slug of a dimension.
    path("w/<public_id:group_id>/<slug:slug>/", answering.dimension, name="dimension"),
]
