"""The site's addresses: reading at the root, quizzes under /quizzes/, the operator's admin under /admin/."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from kzproject import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("sign-in/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("sign-out/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("", include("quizzes.student.urls")),
    path("", include("articles.urls")),
]
