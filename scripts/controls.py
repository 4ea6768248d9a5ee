"""The P0 controls, each with the smallest change that switches it off and the test that notices.

`old` must stand exactly once in its file, so that a control that moved is noticed. It runs nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Control:
    """What is switched off, how, and which test must then fail."""

    row: str
    what: str
    file: str
    old: str
    new: str
    test: str


CONTROLS = (
    Control(
        "L-01",
        "no camera in the permissions policy of a fresh deployment",
        "backend/api/headers.py",
        'NO_CAMERA = "camera=()',
        'NO_CAMERA = "camera=(self)',
        "backend/headers::test_without_a_declaration_no_page_may_ask_for_the_camera",
    ),
    Control(
        "L-02",
        "modes that the law leaves open",
        "backend/privacy/policy.py",
        "for mode in ORDER[: limit + 1] if mode in allowed)",
        "for mode in ORDER[: limit + 1])",
        "backend/privacy::test_consents_given_in_an_eu_institution_change_nothing",
    ),
    Control(
        "L-03",
        "places that were declared",
        "backend/privacy/policy.py",
        "if declaration is None or not _is_declared(context.jurisdiction, declaration):",
        "if declaration is None:",
        "backend/privacy::test_a_place_that_was_not_declared_is_off",
    ),
    Control(
        "L-03",
        "no camera in a European institution",
        "backend/privacy/policy.py",
        "if overridden else OFF_ONLY",
        "if True else OFF_ONLY",
        "backend/safeguards_eu::test_no_event_takes_an_expression",
    ),
    Control(
        "L-03",
        "the model goes only where a camera is lawful",
        "backend/privacy/on_device.py",
        "return find_highest_mode(declaration) is not Mode.OFF",
        "return True",
        "backend/safeguards_eu::test_no_model_is_served",
    ),
    Control(
        "L-04",
        "check-ins without a camera",
        "backend/realtime/events.py",
        "attendance, now_s = _require_seat(connection), steady_s()",
        "attendance, now_s = _require_analysis(connection), steady_s()",
        "backend/support_live::test_a_word_brings_a_fitting_message_with_the_camera_off",
    ),
    Control(
        "L-06",
        "nothing about expression is taken in `self_only`",
        "backend/realtime/access.py",
        "SERVER_MODES = (Mode.AGGREGATE,",
        "SERVER_MODES = (Mode.SELF_ONLY, Mode.AGGREGATE,",
        "backend/realtime_access::test_below_sharing_nothing_about_expression_is_taken",
    ),
    Control(
        "L-07",
        "no frame is written",
        "backend/realtime/events.py",
        "            answer = connection.link.analyze(data, kind)\n",
        "            answer = connection.link.analyze(data, kind)\n"
        "            import pathlib, tempfile\n"
        '            pathlib.Path(tempfile.mkdtemp(), "frame").write_bytes(data)\n',
        "backend/safeguards_live::test_no_picture_is_left_after_a_live_session",
    ),
    Control(
        "L-08",
        "boxes start unticked",
        "backend/privacy/consent.py",
        "ConsentState(scope, granted=False, decided=False",
        "ConsentState(scope, granted=True, decided=False",
        "backend/privacy::test_nothing_is_ticked_before_one_decides",
    ),
    Control(
        "L-09",
        "only today's words count",
        "backend/privacy/notice.py",
        "return text_hash in {find_text(scope, language).hash for language in WORDS}",
        "return True",
        "backend/privacy::test_changed_words_must_be_agreed_to_again",
    ),
    Control(
        "L-10",
        "a withdrawal cuts the camera's socket",
        "backend/realtime/guard.py",
        "if (told.analysis and not permission.analysis) or permission.reason",
        "if permission.reason",
        "backend/realtime_access::test_withdrawing_cuts_the_camera_and_purges_within_two_seconds",
    ),
    Control(
        "L-12",
        "a decision leaves no mark that others see",
        "backend/privacy/consent.py",
        "    db.session.add(receipt)\n",
        "    db.session.add(receipt)\n"
        '    __import__("backend.accounts.profile").accounts.profile.load_user(user_id).name += "*"\n',
        "backend/privacy::test_refusing_withdrawing_and_never_deciding_look_the_same_to_tutor_and_admin",
    ),
    Control(
        "L-12",
        "the administrator's log is silent about decisions",
        "backend/privacy/consent.py",
        "    finish_change(identity.user_id, ended)\n    return receipts\n",
        "    from backend.privacy.audit import write_audit\n\n"
        '    write_audit("consent.decided", identity.audit_token, identity.audit_token)\n'
        "    finish_change(identity.user_id, ended)\n    return receipts\n",
        "backend/safeguards_equal::test_what_one_does_about_the_camera_shows_nowhere",
    ),
    Control(
        "L-13",
        "grading knows no expression",
        "backend/courses/grading.py",
        "import math\n",
        "import math\n\nimport backend.recording.spell\n",
        "tests/test_boundaries.py::test_the_project_keeps_its_boundaries",
    ),
    Control(
        "L-14",
        "the child's own yes",
        "backend/privacy/facts.py",
        "row.guardian_agreed_at is None or row.child_assented_at is None",
        "row.guardian_agreed_at is None",
        "backend/safeguards_minors::test_one_of_the_two_is_not_enough",
    ),
    Control(
        "L-15",
        "no reading before the notice was answered",
        "backend/privacy/policy.py",
        "Mode.SELF_ONLY: (Scope.CAMERA, Scope.OWN_ANALYSIS),",
        "Mode.SELF_ONLY: (),",
        "backend/privacy::test_agreeing_raises_the_mode_step_by_step",
    ),
    Control(
        "L-16",
        "deletion on the second",
        "backend/privacy/retention.py",
        "where(column <= limit)",
        "where(column <= limit - timedelta(seconds=9))",
        "backend/privacy::test_each_kept_table_lives_to_its_last_second_and_not_beyond",
    ),
    Control(
        "L-17",
        "the export is whole",
        "backend/privacy/export.py",
        "if entry.personal.export and entry.personal.subject",
        "if entry.personal.export and entry.personal.subject and not entry.personal.through",
        "backend/privacy::test_my_export_holds_every_table_about_me",
    ),
    Control(
        "L-18",
        "what somebody wrote is emptied",
        "backend/privacy/erase.py",
        'emptied = _scrubbed(entry) if entry.personal.erase == "scrub" else {}',
        "emptied: dict[str, Any] = {}",
        "backend/privacy::test_after_erasure_a_dump_holds_no_trace",
    ),
    Control(
        "L-19",
        "a table that declares nothing is found",
        "backend/privacy/registry.py",
        "    if entry is None:\n        return False\n",
        "    if entry is None:\n        return True\n",
        "backend/privacy::test_a_table_that_forgets_to_declare_is_found",
    ),
    Control(
        "L-20",
        "the chain of the log covers who acted",
        "backend/privacy/audit.py",
        "        entry.actor,\n        entry.subject,\n",
        "        entry.subject,\n",
        "backend/privacy::test_the_audit_chain_breaks_when_a_row_is_changed_removed_or_cut_off",
    ),
    Control(
        "L-21",
        "a tutor's own courses only",
        "backend/realtime/access.py",
        'return role == Role.TUTOR.value and _is_enrolled(user_id, course_id, "tutor")',
        "return role == Role.TUTOR.value",
        "backend/realtime_access::test_only_the_courses_own_tutor_watches",
    ),
    Control(
        "L-22",
        "no small group is shown",
        "backend/privacy/aggregate.py",
        "for label, count in counts.items() if count >= k and total - count >= k}",
        "for label, count in counts.items() if total - count >= k}",
        "backend/recording_aggregate::test_every_published_group_and_every_rest_is_large",
    ),
    Control(
        "S-01",
        "origins on the list",
        "backend/realtime/handshake.py",
        'if environ.get("HTTP_ORIGIN", "").rstrip("/").lower() not in self._origins:',
        "if False:",
        "backend/realtime_access::test_a_page_from_elsewhere_opens_no_socket",
    ),
    Control(
        "S-02",
        "only members sit in a lesson",
        "backend/realtime/access.py",
        "if course_id is None or not _is_enrolled(user_id, course_id, None):",
        "if course_id is None:",
        "backend/realtime_access::test_a_stranger_to_the_course_joins_nothing",
    ),
    Control(
        "S-03",
        "the socket ends with the login",
        "backend/realtime/guard.py",
        "if not access.is_login_valid(connection.identity):",
        "if False:",
        "backend/realtime_access::test_logging_out_ends_the_socket_and_nothing_is_heard_after",
    ),
    Control(
        "S-04",
        "our header on unsafe requests",
        "backend/api/guard.py",
        'if request.method not in SAFE_METHODS and request.headers.get(CSRF_HEADER) != "1":',
        "if False:",
        "backend/access::test_every_unsafe_operation_wants_our_header",
    ),
    Control(
        "S-05",
        "a Secure cookie in production",
        "backend/api/guard.py",
        "        secure=not config.is_demo,\n",
        "        secure=False,\n",
        "backend/login::test_in_production_the_cookie_is_bound_to_https_and_this_host",
    ),
    Control(
        "S-06",
        "an idle login ends",
        "backend/accounts/identity.py",
        "return now >= login.expires_at or now - login.last_seen_at >= idle",
        "return now >= login.expires_at",
        "backend/login::test_a_login_ends_after_idling",
    ),
    Control(
        "S-07",
        "pixels are counted before decoding",
        "inference/decode.py",
        "if header.width * header.height > limits.max_pixels:",
        "if False:",
        "inference/decode::test_refused_bombs_cost_no_memory",
    ),
    Control(
        "S-08",
        "events per second",
        "backend/realtime/limits.py",
        "            if bucket.tokens >= 1:\n",
        "            if True:\n",
        "backend/realtime_faults::test_a_flood_of_events_is_refused_and_delays_nobody",
    ),
    Control(
        "S-09",
        "a strong key in production",
        "backend/wsgi.py",
        "if len(key) >= MIN_KEY_LENGTH and len(set(key)) >= MIN_KEY_CHARACTERS:",
        "if True:",
        "backend/cli::test_production_refuses_to_start_without_a_strong_key",
    ),
    Control(
        "S-10",
        "the same work for an unknown address",
        "backend/accounts/password.py",
        "    try:\n        HASHER.verify(",
        "    if password_hash is None:\n        return False\n    try:\n        HASHER.verify(",
        "backend/login::test_an_unknown_address_costs_as_much_work_as_a_wrong_password",
    ),
    Control(
        "S-11",
        "membership before any object of a course",
        "backend/courses/access.py",
        "if row is None or (role is None and not identity.is_admin):",
        "if row is None:",
        "backend/access::test_nobody_gets_through_where_the_table_says_no",
    ),
    Control(
        "S-12",
        "the content policy",
        "backend/api/headers.py",
        "default-src 'self';",
        "default-src *;",
        "backend/headers::test_every_answer_is_guarded",
    ),
    Control(
        "S-13",
        "the permissions policy follows the mode",
        "backend/api/headers.py",
        "OWN_CAMERA if _camera_may_be_asked() else NO_CAMERA",
        "OWN_CAMERA",
        "backend/headers::test_the_camera_follows_the_declared_mode",
    ),
    Control(
        "S-14",
        "nothing personal in a cache",
        "backend/api/headers.py",
        'response.headers.setdefault("Cache-Control", "no-store")',
        'response.headers.setdefault("Cache-Control", "private")',
        "backend/headers::test_personal_data_is_never_kept_by_a_browser",
    ),
    Control(
        "S-15",
        "pages reach this server only",
        "backend/api/headers.py",
        "connect-src 'self';",
        "connect-src *;",
        "backend/headers::test_every_answer_is_guarded",
    ),
)
