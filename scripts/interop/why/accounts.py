"""Who is known to the servers of the table: a user, a client with a secret and a client without."""

USER = "marta"
PASSWORD = "marta-password"
WEB = "web-app"
WEB_SECRET = "web-app-secret"
NATIVE = "native-app"
