"""Flask extensions as bare objects; create_app() binds them."""

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase


class Database(SQLAlchemy):
    """SQLAlchemy, but for a connection that is found broken when all is done."""

    def _teardown_session(self, exc: BaseException | None) -> None:
        """End the session; what was answered stands, though the connection is gone by then.

        Without this the answer to a Send that was kept is "something went wrong".
        """
        try:
            super()._teardown_session(exc)
        except DBAPIError:
            self.session.registry.clear()


class Base(DeclarativeBase):
    """The base of every table."""


db = Database(model_class=Base)
migrate = Migrate()
csrf = CSRFProtect()
