from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Who signs in. Ours from the first migration, so that consultants' teams can grow on it."""
