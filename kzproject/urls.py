"""The site's addresses: reading at the root, quizzes under /quizzes/, the operator's admin under /admin/."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from kzproject import views
from quizzes.password_views import new_password
from quizzes.student.views.home import home
from quizzes.student.views.joining import sign_in

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("", home, name="home"),
    path("sign-in/", sign_in, name="login"),
    path("password/", new_password, name="new-password"),
    path("sign-out/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("desk/", include("quizzes.desk.urls")),
    path("", include("quizzes.student.urls")),
    path("", include("articles.urls")),
]
