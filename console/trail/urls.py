from django.urls import path

from console.trail import views

app_name = "audit"
# /audit/
urlpatterns = [
    path("", views.index, name="index"),
    path("export.csv", views.export_entries, {"kind": "csv"}, name="export"),
    path("export.jsonl", views.export_entries, {"kind": "jsonl"}, name="export"),
    path("<int:number>/", views.entry, name="entry"),
]
