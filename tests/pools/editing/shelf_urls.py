"""The project's urls, with the pages of a noun that Cognito has never heard of."""

from django.urls import include, path

from console import urls as project
from pools import urls as pools
from tests.pools.editing.shelf_views import edit, review, save, show

of_a_shelf = [
    path("", show, name="shelf"),
    path("edit/", edit, name="edit_shelf"),
    path("review/", review, name="review_shelf"),
    path("save/", save, name="save_shelf"),
]
of_a_pool = path("<slug:connection>/<str:pool_id>/shelves/<slug:shelf>/", include(of_a_shelf))
urlpatterns = [
    path("pools/", include(([*pools.urlpatterns, of_a_pool], "pools"))),
    *project.urlpatterns,
]
