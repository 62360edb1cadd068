"""/pools/import/, and beside it what is asked of one pool: /pools/<connection>/<pool_id>/compare/file/"""

from django.urls import path

from pools.importing import views as importing

of_pool = [path("", importing.compare, name="compare_file")]
urlpatterns = [
    path("", importing.index, name="import"),
    path("create/", importing.create, name="create_from_file"),
]
