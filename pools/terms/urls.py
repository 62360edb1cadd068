"""/pools/<connection>/<pool_id>/terms/"""

from django.urls import path

from pools.terms import views as terms

urlpatterns = [
    path("", terms.index, name="terms"),
    path("create/", terms.create, name="create_terms"),
    path("<str:terms_id>/edit/", terms.edit, name="edit_terms"),
    path("<str:terms_id>/review/", terms.review, name="review_terms"),
    path("<str:terms_id>/save/", terms.save, name="save_terms"),
    path("<str:terms_id>/delete/", terms.delete, name="delete_terms"),
]
