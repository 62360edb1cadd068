from django.urls import path

from pools.views import checkup, history, pools, schema, settings

app_name = "pools"
# /pools/
urlpatterns = [
    path("", pools.index, name="index"),
    path("details/", pools.show_details, name="details"),
    # /pools/<connection>/<pool_id>/
    path("<slug:connection>/<str:pool_id>/", pools.show_pool, name="pool"),
    path("<slug:connection>/<str:pool_id>/json/", pools.show_raw, name="raw"),
    path("<slug:connection>/<str:pool_id>/settings/review/", settings.review, name="review_settings"),
    path("<slug:connection>/<str:pool_id>/settings/save/", settings.save, name="save_settings"),
    path("<slug:connection>/<str:pool_id>/settings/<slug:section>/", settings.edit, name="edit_settings"),
    path("<slug:connection>/<str:pool_id>/history/<int:revision>/", history.show, name="revision"),
    path("<slug:connection>/<str:pool_id>/check-up/", checkup.index, name="checkup"),
    path(
        "<slug:connection>/<str:pool_id>/check-up/<slug:check>/accept/", checkup.accept, name="accept_finding"
    ),
    path(
        "<slug:connection>/<str:pool_id>/check-up/<slug:check>/withdraw/",
        checkup.withdraw,
        name="withdraw_acceptance",
    ),
    path("<slug:connection>/<str:pool_id>/schema/", schema.index, name="schema"),
    path("<slug:connection>/<str:pool_id>/schema/add/", schema.add_attributes, name="add_attributes"),
]
