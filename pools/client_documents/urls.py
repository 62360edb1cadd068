"""/pools/<connection>/<pool_id>/app-clients/documents/"""

from django.urls import path

from pools.client_documents import views as documents

urlpatterns = [
    path("", documents.index, name="document_policies"),
    path("create/", documents.create, name="create_document_policy"),
    path("<slug:policy_id>/", documents.show, name="document_policy"),
    path("<slug:policy_id>/edit/", documents.edit, name="edit_document_policy"),
    path("<slug:policy_id>/review/", documents.review, name="review_document_policy"),
    path("<slug:policy_id>/save/", documents.save, name="save_document_policy"),
    path("<slug:policy_id>/document/", documents.cache, name="refresh_document"),
    path("<slug:policy_id>/delete/", documents.delete, name="delete_document_policy"),
]
