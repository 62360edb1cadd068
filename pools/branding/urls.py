"""/pools/<connection>/<pool_id>/branding/"""

from django.urls import path

from pools.branding.views import classic as branding_classic
from pools.branding.views import images as branding_images
from pools.branding.views import pages as branding
from pools.branding.views import styles as branding_styles

urlpatterns = [
    path("", branding.index, name="branding"),
    path("app-clients/", branding.app_clients, name="branding_app_clients"),
    path("app-clients/<str:client_id>/", branding.app_client, name="app_client_branding"),
    path("classic/<str:client_id>/preview/", branding.show_preview, name="preview_classic"),
    path("classic/<str:client_id>/try/", branding_classic.try_out, name="try_classic"),
    path("classic/<str:client_id>/edit/", branding_classic.edit, name="edit_classic"),
    path("classic/<str:client_id>/remove/", branding_classic.reset, name="reset_classic"),
    path("styles/<str:client_id>/create/", branding_styles.create, name="create_style"),
    path("styles/<str:client_id>/edit/", branding_styles.edit, name="edit_style"),
    path("styles/<str:client_id>/default/", branding_styles.reset, name="reset_style"),
    path("styles/<str:client_id>/review/", branding_styles.review, name="review_style"),
    path("styles/<str:client_id>/save/", branding_styles.save, name="save_style"),
    path("styles/<str:client_id>/delete/", branding_styles.delete, name="delete_style"),
    path("styles/<str:client_id>/export/", branding_styles.export, name="export_style"),
    path("styles/<str:client_id>/take-over/", branding_styles.take_over, name="take_over_style"),
    path("styles/<str:client_id>/images/add/", branding_images.add, name="add_image"),
    path("styles/<str:client_id>/images/<name:image>/", branding_images.show, name="style_image"),
    path("styles/<str:client_id>/images/<name:image>/remove/", branding_images.remove, name="remove_image"),
]
