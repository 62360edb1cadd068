"""/pools/<connection>/<pool_id>/domains/"""

from django.urls import path

from pools.domains import views as domains

urlpatterns = [
    path("", domains.index, name="domains"),
    path("create/", domains.create, name="create_domain"),
    path("named/<name:domain>/edit/", domains.edit, name="edit_domain"),
    path("named/<name:domain>/review/", domains.review, name="review_domain"),
    path("named/<name:domain>/save/", domains.save, name="save_domain"),
    path("named/<name:domain>/delete/", domains.delete, name="delete_domain"),
]
