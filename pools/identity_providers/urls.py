"""/pools/<connection>/<pool_id>/identity-providers/"""

from django.urls import path

from pools.identity_providers.views import changes as changes
from pools.identity_providers.views import pages as identity_providers

urlpatterns = [
    path("", identity_providers.index, name="identity_providers"),
    path("certificate/", identity_providers.certificate, name="signing_certificate"),
    path("create/", changes.choose, name="choose_identity_provider"),
    path("create/<str:provider_type>/", changes.create, name="create_identity_provider"),
    path("named/<name:provider>/", identity_providers.show, name="identity_provider"),
    path("named/<name:provider>/offers/", identity_providers.offers, name="identity_provider_offers"),
    path("named/<name:provider>/edit/", changes.edit, name="edit_identity_provider"),
    path("named/<name:provider>/review/", changes.review, name="review_identity_provider"),
    path("named/<name:provider>/save/", changes.save, name="save_identity_provider"),
    path("named/<name:provider>/delete/", changes.delete, name="delete_identity_provider"),
]
