"""A session with a running Neo4j by its official driver, whose errors are one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import SplitResult, urlsplit

from neo4j import Auth, GraphDatabase, Session
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

from kg.errors import CallError, DatabaseError

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
USERNAME, PASSWORD, DATABASE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"


@contextmanager
def session(url: str, environment: Mapping[str, str]) -> Iterator[Session]:
    """A session at ``url``; user, password and database as ``environment`` has them (without a password, no login).

    Raises CallError for a URL that is none of Neo4j's, DatabaseError where Neo4j cannot be reached, refuses, or fails.
    """
    _check(url)
    password = environment.get(PASSWORD)
    auth = Auth("basic", environment.get(USERNAME) or "neo4j", password) if password else None
    database = environment.get(DATABASE) or None
    try:
        with (
            GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF", user_agent="kg") as driver,
            driver.session(database=database, fetch_size=1000) as opened,
        ):
            driver.verify_connectivity()
            yield opened
    except AuthError as error:
        why = f"refuses the user or the password ({USERNAME}, {PASSWORD})" if auth else f"wants {USERNAME}, {PASSWORD}"
        raise DatabaseError(f"{url}: {why}") from error
    except ConfigurationError as error:
        raise CallError(f"{url}: {error}") from error
    except Neo4jError as error:
        raise DatabaseError(f"{url}: {error.message or error.code}") from error
    except (DriverError, OSError) as error:
        raise DatabaseError(f"{url}: cannot be reached ({_reason(error)})") from error


def _reason(error: BaseException) -> str:
    """What the system said where it said something, which the driver wraps in several errors; else the error itself."""
    reason, cause = str(error), error.__cause__ or error.__context__
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            reason = cause.strerror
        cause = cause.__cause__ or cause.__context__
    return reason


def _check(url: str) -> None:
    try:
        parts, whole = urlsplit(url), _is_whole(urlsplit(url))
    except ValueError:  # brackets that hold no address, a port that is no number
        raise CallError(f"{url}: no URL of Neo4j, as bolt://HOST:7687 is") from None
    if parts.username is not None or parts.password is not None:
        raise CallError(f"no user or password belongs into the URL: set {USERNAME} and {PASSWORD}")
    if not whole:
        raise CallError(f"{url}: no URL of Neo4j, as bolt://HOST:7687 is")


def _is_whole(parts: SplitResult) -> bool:
    return bool(
        parts.scheme in _SCHEMES
        and parts.hostname
        and parts.port != 0
        and parts.path in ("", "/")
        and not parts.fragment
    )
