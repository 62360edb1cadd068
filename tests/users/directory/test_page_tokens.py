from django.contrib.sessions.backends.signed_cookies import SessionStore

from users.directory.page_tokens import PAGES_KEPT, PageTokens


def test_the_way_back_is_kept_page_by_page() -> None:
    session = SessionStore()
    for page in range(2, 5):
        PageTokens.of(session, "pool", "filter").visit(page, f"token {page}")
    trail = PageTokens.of(session, "pool", "filter")
    assert [trail.token_before(page) for page in (2, 3, 4, 5)] == ["", "token 2", "token 3", "token 4"]


def test_another_list_has_its_own_way() -> None:
    session = SessionStore()
    PageTokens.of(session, "pool", "filter").visit(2, "token")
    assert PageTokens.of(session, "pool", "other filter").token_before(3) is None


def test_the_first_page_costs_no_session() -> None:
    session = SessionStore()
    PageTokens.of(session, "pool", "").visit(1, "")
    assert not session.modified


def test_a_page_seen_again_costs_no_session() -> None:
    session = SessionStore()
    PageTokens.of(session, "pool", "").visit(2, "token")
    session.modified = False
    PageTokens.of(session, "pool", "").visit(2, "token")
    assert not session.modified


def test_only_the_latest_pages_are_kept() -> None:
    session = SessionStore()
    for page in range(2, 2 * PAGES_KEPT):
        PageTokens.of(session, "pool", "").visit(page, "token")
    trail = PageTokens.of(session, "pool", "")
    assert len(trail.tokens) == PAGES_KEPT
    assert trail.token_before(3) is None


def test_expired_tokens_are_forgotten() -> None:
    session = SessionStore()
    PageTokens.of(session, "pool", "").visit(2, "token")
    PageTokens.of(session, "pool", "").forget()
    assert PageTokens.of(session, "pool", "").token_before(3) is None
