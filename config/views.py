"""Error pages, and the two questions a supervisor asks."""

import logging
import secrets

from django.contrib.auth.decorators import login_not_required
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.logs import ERROR_ID

logger = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: whatever failed may be what they need.

    The id on the page is the one in the log, so that a visitor can name the failure.
    """
    error_id = request.META[ERROR_ID] = secrets.token_hex(4)
    return HttpResponse(render_to_string("500.html", {"error_id": error_id}), status=500)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Able to serve: the database answers and every migration is applied."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        logger.exception("The database does not answer")
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    if is_behind:
        return HttpResponse("migrations to apply\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
