// Generated from openapi.json by `npm run generate`. Do not edit.
export interface paths {
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what. */
        get: operations["get_governance_list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow the chain from its anchor to its end. */
        get: operations["get_governance_check_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many agree to what, where the group is large enough to say. */
        get: operations["get_governance_count_consents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/declaration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every signed version. */
        get: operations["get_governance_list_declarations"];
        put?: never;
        /** Sign the next version. */
        post: operations["post_governance_sign_declaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/declaration/modes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which modes a declaration could name, before it is signed. */
        get: operations["get_governance_list_open_modes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invitations that stand open. */
        get: operations["get_users_list_invitations"];
        put?: never;
        /** Invite somebody; the link goes by mail. */
        post: operations["post_users_invite_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back. */
        delete: operations["delete_users_revoke_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put another model into service; frames are answered all the while. */
        post: operations["post_releases_serve_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/model/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Serve the model before the last change again. */
        post: operations["post_releases_roll_back_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which models could answer here. */
        get: operations["get_releases_list_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be changed while the server runs. */
        get: operations["get_governance_read_settings"];
        /** Change it. */
        put: operations["put_governance_save_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/support/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways to a person that students are shown. */
        get: operations["get_support_course_read_contacts"];
        /** Change them. */
        put: operations["put_support_course_save_contacts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How this process fares now. */
        get: operations["get_system_read_system"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/system/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last hours, all processes together. */
        get: operations["get_system_read_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find people. */
        get: operations["get_users_list_users"];
        put?: never;
        /** Make an account for somebody. */
        post: operations["post_users_create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change somebody's account. */
        patch: operations["patch_users_edit_user"];
        trace?: never;
    };
    "/api/admin/users/{user_id}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase somebody who asks for it and cannot log in. This cannot be undone. */
        post: operations["post_users_erase_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/guardian-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link for a guardian who stands before me. */
        post: operations["post_guardian_make_guardian_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link for a new password, for somebody who stands before me. */
        post: operations["post_users_make_reset_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{user_id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take away the second step of somebody who lost telephone and paper. */
        delete: operations["delete_users_reset_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite many people by a CSV. */
        post: operations["post_users_import_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/announcements/{announcement_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an announcement back. */
        delete: operations["delete_bulletins_delete_announcement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation is for. */
        post: operations["post_auth_read_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in; a browser that was logged in gets a new login, never the old one. */
        post: operations["post_auth_log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this login. */
        post: operations["post_auth_log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every login of mine. */
        post: operations["post_auth_log_out_everywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change my password; every other login ends. */
        post: operations["post_auth_change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the password once more, so that far-reaching things can be done for some minutes. */
        post: operations["post_security_prove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make my account, by a course's code or by an invitation, and be logged in. */
        post: operations["post_auth_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password by a link. */
        post: operations["post_auth_reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a link to set a new password; the answer is always the same. */
        post: operations["post_auth_request_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/briefing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a reading cannot tell. */
        get: operations["get_briefing_read_briefing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/briefing/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** I have read it. */
        post: operations["post_briefing_acknowledge_briefing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything I can agree to, unticked where I did not decide. */
        get: operations["get_privacy_list_consents"];
        /** Agree or refuse; both give a receipt. */
        put: operations["put_privacy_decide_consents"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My receipts. */
        get: operations["get_privacy_list_receipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consents/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw everything at once. */
        post: operations["post_privacy_withdraw_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My courses; an administrator sees all. */
        get: operations["get_courses_list_courses"];
        put?: never;
        /** Make a course. */
        post: operations["post_courses_create_course"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One course. */
        get: operations["get_courses_read_course"];
        put?: never;
        post?: never;
        /** Delete an archived course. */
        delete: operations["delete_courses_delete_course"];
        options?: never;
        head?: never;
        /** Change a course. */
        patch: operations["patch_courses_edit_course"];
        trace?: never;
    };
    "/api/courses/{course_id}/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the course was told, newest first. */
        get: operations["get_bulletins_list_announcements"];
        put?: never;
        /** Tell the course something. */
        post: operations["post_bulletins_announce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/discussion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The threads, newest first. */
        get: operations["get_discussions_list_threads"];
        put?: never;
        /** Open a thread. */
        post: operations["post_discussions_start_thread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/enrolments/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enrol many people by a CSV. */
        post: operations["post_roster_import_members"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The study groups of a course. */
        get: operations["get_discussions_list_groups"];
        put?: never;
        /** Make a study group. */
        post: operations["post_discussions_create_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/modules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The table of contents. */
        get: operations["get_courses_read_outline"];
        put?: never;
        /** Add a chapter. */
        post: operations["post_courses_add_module"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put modules and lessons in another order. */
        put: operations["put_courses_reorder_course"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My questions; a tutor sees everybody's. */
        get: operations["get_bulletins_list_questions"];
        put?: never;
        /** Ask the tutors. */
        post: operations["post_bulletins_ask_tutors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A course over some time, for its tutors. */
        get: operations["get_reports_read_course_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table. */
        get: operations["get_reports_export_course_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roster, for those who teach. */
        get: operations["get_roster_list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/roster.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roster as a file for a spreadsheet. */
        get: operations["get_roster_export_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/roster/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a member out, or leave the course oneself. */
        delete: operations["delete_roster_remove_member"];
        options?: never;
        head?: never;
        /** Let a member teach, or no longer. */
        patch: operations["patch_roster_change_member_role"];
        trace?: never;
    };
    "/api/courses/{course_id}/support/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often the camera's view fitted what students said, when enough of them are counted. */
        get: operations["get_support_course_read_course_agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/support/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Our own messages. */
        get: operations["get_support_course_list_course_messages"];
        put?: never;
        /** Add one; words that may not be said are refused with the reason. */
        post: operations["post_support_course_add_course_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{course_id}/support/messages/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take one away. */
        delete: operations["delete_support_course_delete_course_message"];
        options?: never;
        head?: never;
        /** Change one. */
        patch: operations["patch_support_course_edit_course_message"];
        trace?: never;
    };
    "/api/courses/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join a course by its code. */
        post: operations["post_courses_join_course"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/declaration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the deployer declared; open to everyone, as a notice must be. */
        get: operations["get_privacy_read_declaration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a browser needs to read faces without sending one; 404 where that is not lawful. */
        get: operations["get_device_read_device_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a file; pictures and videos are shown, everything else is saved. */
        get: operations["get_files_read_file"];
        put?: never;
        post?: never;
        /** Delete a file. */
        delete: operations["delete_files_delete_file"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Dissolve a study group. */
        delete: operations["delete_discussions_delete_group"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join a study group. */
        post: operations["post_discussions_join_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a study group. */
        post: operations["post_discussions_leave_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody must agree for me, and who did. */
        get: operations["get_guardian_read_guardian"];
        put?: never;
        /** Write to my parent or guardian. */
        post: operations["post_guardian_ask_guardian"];
        /** I do not want it, or not any more. */
        delete: operations["delete_guardian_take_back_as_child"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The guardian's yes. */
        post: operations["post_guardian_agree_as_guardian"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian/assent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** I want it too. */
        post: operations["post_guardian_give_assent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the link is about. */
        post: operations["post_guardian_read_guardian_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The guardian's no, at first or later; the link ends with it. */
        post: operations["post_guardian_refuse_as_guardian"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For load balancers and container checks. */
        get: operations["get_status_read_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{lesson_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A lesson with everything its page needs. */
        get: operations["get_lessons_read_lesson"];
        put?: never;
        post?: never;
        /** Delete a lesson. */
        delete: operations["delete_lessons_delete_lesson"];
        options?: never;
        head?: never;
        /** Change a lesson. */
        patch: operations["patch_lessons_edit_lesson"];
        trace?: never;
    };
    "/api/lessons/{lesson_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a video, a picture or an attachment to a lesson.
         * @description Send the file as the form field `file`; its type is read from its bytes.
         */
        post: operations["post_files_add_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{lesson_id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Remember where I am. */
        put: operations["put_lessons_save_progress"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{lesson_id}/quiz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Write a lesson's quiz. */
        put: operations["put_quizzes_save_quiz"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Render Markdown without saving it. */
        post: operations["post_lessons_preview_lesson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The live classes of a course, newest first. */
        get: operations["get_live_classes_list_live_classes"];
        put?: never;
        /** Open a class on a lesson. */
        post: operations["post_live_classes_open_live_class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-classes/{live_class_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One live class. */
        get: operations["get_live_classes_read_live_class"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-classes/{live_class_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the class. */
        post: operations["post_live_classes_end_live_class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-classes/{live_class_id}/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Take the class to another place in the lesson. */
        patch: operations["patch_live_classes_move_live_class"];
        trace?: never;
    };
    "/api/live-classes/{live_class_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One live class, for its tutors. */
        get: operations["get_reports_read_class_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live-classes/{live_class_id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table. */
        get: operations["get_reports_export_class_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I. */
        get: operations["get_me_read_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change my profile. */
        patch: operations["patch_me_edit_me"];
        trace?: never;
    };
    "/api/me/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am logged in. */
        get: operations["get_me_list_logins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/logins/{login_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my logins. */
        delete: operations["delete_me_end_login"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where my account stands. */
        get: operations["get_security_read_second_factor"];
        put?: never;
        /** A new secret for my app. */
        post: operations["post_security_begin_second_factor"];
        /** Go back to the password alone. */
        delete: operations["delete_security_remove_second_factor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first code; from now on a login asks for one. */
        post: operations["post_security_confirm_second_factor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What model runs here, on what data it was made, how well it does, and what it must not be used for. */
        get: operations["get_model_read_model_card"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/modules/{module_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an empty chapter. */
        delete: operations["delete_courses_delete_module"];
        options?: never;
        head?: never;
        /** Rename a chapter. */
        patch: operations["patch_courses_edit_module"];
        trace?: never;
    };
    "/api/modules/{module_id}/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a lesson to a chapter. */
        post: operations["post_lessons_add_lesson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds for me now. */
        get: operations["get_privacy_read_policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take my words back. */
        delete: operations["delete_discussions_delete_post"];
        options?: never;
        head?: never;
        /** Change my own words. */
        patch: operations["patch_discussions_edit_post"];
        trace?: never;
    };
    "/api/posts/{post_id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The replies to a thread, oldest first. */
        get: operations["get_discussions_list_replies"];
        put?: never;
        /** Reply. */
        post: operations["post_discussions_reply_to"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase my account. This cannot be undone. */
        post: operations["post_privacy_erase_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything about me in one zip. */
        post: operations["post_privacy_export_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long what is kept; open to everyone. */
        get: operations["get_privacy_read_retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at my data, and what was done with it. */
        get: operations["get_privacy_list_views"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{question_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Answer a student's question. */
        put: operations["put_bulletins_answer_question"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quizzes/{quiz_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A quiz to take, or for its tutors with the answers. */
        get: operations["get_quizzes_read_quiz"];
        put?: never;
        post?: never;
        /** Delete a quiz with its attempts. */
        delete: operations["delete_quizzes_delete_quiz"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quizzes/{quiz_id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My attempts. */
        get: operations["get_quizzes_list_own_attempts"];
        put?: never;
        /** Hand in my answers and read the feedback. */
        post: operations["post_quizzes_submit_attempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quizzes/{quiz_id}/attempts/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody's attempts, for those who teach. */
        get: operations["get_quizzes_list_all_attempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For load balancers: 503 while this process should get no requests. */
        get: operations["get_system_read_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I left off. */
        get: operations["get_courses_list_resume_points"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say what kind of deployment this is and the most its camera may do. */
        get: operations["get_status_read_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agreement by model version, and corrections by label. */
        get: operations["get_support_course_read_agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/agreement/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often the camera's view fitted what I said. */
        get: operations["get_support_read_my_agreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether messages help, nulls included. */
        get: operations["get_support_course_read_effect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My messages, newest first. */
        get: operations["get_support_list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/messages/{message_id}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether a message helped. */
        post: operations["post_support_rate_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I chose. */
        get: operations["get_support_read_preferences"];
        /** Choose; it holds from the next message on. */
        put: operations["put_support_save_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/wellbeing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A breath, and every way to a person. */
        get: operations["get_support_read_wellbeing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One measure over time, perhaps compared. */
        get: operations["get_trends_read_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same numbers for a spreadsheet. */
        get: operations["get_trends_export_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A day a square. */
        get: operations["get_trends_read_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends/distribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How class hours differ, not only their mean. */
        get: operations["get_trends_read_distribution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends/heat-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where in a lesson its classes got lost. */
        get: operations["get_trends_read_heat_map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends/individual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One student's own trend; the look and its reason are written down for the student. */
        post: operations["post_trends_read_individual"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends/subjects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which courses' trends I may see. */
        get: operations["get_trends_list_subjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views I saved. */
        get: operations["get_trends_list_saved_views"];
        put?: never;
        /** Save a view. */
        post: operations["post_trends_save_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trends/views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a view of mine. */
        delete: operations["delete_trends_delete_saved_view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AgreeIn
         * @description The guardian's yes: the name they sign by, and the words they read.
         */
        AgreeIn: {
            /** Name */
            name: string;
            /** Text Hash */
            text_hash: string;
            /** Token */
            token: string;
        };
        /**
         * AgreementOut
         * @description Cohen's kappa over "is it going well?", with its 95 % interval, and the pairs behind it.
         *
         *     A group's numbers are rounded, stand until several people add to them, and leave out what few said.
         */
        AgreementOut: {
            /**
             * Camera Silent
             * @description the camera is not listened to
             */
            camera_silent: boolean;
            /** Confusion */
            confusion: components["schemas"]["CellOut"][];
            /**
             * Fits
             * @description the share of pairs that say the same
             */
            fits: number | null;
            /** Floor */
            floor: number;
            /** High */
            high: number | null;
            /** Kappa */
            kappa: number | null;
            /** Low */
            low: number | null;
            /**
             * Model
             * @description null: all versions together
             */
            model: string | null;
            /**
             * N
             * @description of a group at least
             */
            n: number;
            /**
             * Suppressed
             * @description too few people to say anything
             */
            suppressed: boolean;
            /**
             * Why
             * @enum {string}
             */
            why: "agrees" | "below_floor" | "too_few";
        };
        /**
         * AgreementReportOut
         * @description Every model version, and every label of each.
         */
        AgreementReportOut: {
            /** Corrections */
            corrections: components["schemas"]["CorrectionRateOut"][];
            /** Models */
            models: components["schemas"]["AgreementOut"][];
        };
        /**
         * AnnouncementIn
         * @description What the course is told, in Markdown.
         */
        AnnouncementIn: {
            /** Body */
            body: string;
            /** Title */
            title: string;
        };
        /**
         * AnnouncementOut
         * @description What the course was told.
         */
        AnnouncementOut: {
            /** Author */
            author: string | null;
            /** Body */
            body: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Html */
            html: string;
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /**
         * AnnouncementPage
         * @description One page of announcements.
         */
        AnnouncementPage: {
            /** Items */
            items: components["schemas"]["AnnouncementOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * AnswerIn
         * @description My answer to one question.
         */
        AnswerIn: {
            /** Choices */
            choices?: number[];
            /** Item Id */
            item_id: number;
            /**
             * Number
             * @default null
             */
            number?: number | null;
            /**
             * Text
             * @default null
             */
            text?: string | null;
        };
        /**
         * AnswerToQuestionIn
         * @description A tutor's answer.
         */
        AnswerToQuestionIn: {
            /** Answer */
            answer: string;
            /**
             * Answered At
             * @description of the answer that was shown, null for none; 412 when another came since
             */
            answered_at: string | null;
        };
        /**
         * AskedOut
         * @description A question that came in during the class or just after.
         */
        AskedOut: {
            /** Answered */
            answered: boolean;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Body */
            body: string;
        };
        /**
         * AskIn
         * @description The address of a parent or guardian.
         */
        AskIn: {
            /** Email */
            email: string;
        };
        /**
         * AssentIn
         * @description My own yes, to these words.
         */
        AssentIn: {
            /** Text Hash */
            text_hash: string;
        };
        /**
         * AttemptIn
         * @description All my answers to the quiz as it was shown.
         */
        AttemptIn: {
            /** Answers */
            answers: components["schemas"]["AnswerIn"][];
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * AttemptOut
         * @description A submitted quiz.
         */
        AttemptOut: {
            /** Id */
            id: number;
            /** Passed */
            passed: boolean;
            /** Points */
            points: number;
            /** Points Possible */
            points_possible: number;
            /** Quiz Id */
            quiz_id: number;
            /** Results */
            results: components["schemas"]["ItemResultOut"][];
            /**
             * Student
             * @default null
             */
            student: string | null;
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
        };
        /**
         * AttemptPage
         * @description One page of attempts.
         */
        AttemptPage: {
            /** Items */
            items: components["schemas"]["AttemptOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * AuditCheck
         * @description Whether the log is whole; else the first line that does not follow from the one before.
         */
        AuditCheck: {
            /** First Break */
            first_break: number | null;
            /** Sound */
            sound: boolean;
        };
        /**
         * AuditOut
         * @description One line of the log. People are named as long as their account exists.
         */
        AuditOut: {
            /** Action */
            action: string;
            /** Actor */
            actor: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "person" | "gone" | "system";
            /** Details */
            details: {
                [key: string]: unknown;
            };
            /** Hash */
            hash: string;
            /** Id */
            id: number;
            /** Subject */
            subject: string | null;
        };
        /**
         * AuditPage
         * @description One page of the log, newest first.
         */
        AuditPage: {
            /** Items */
            items: components["schemas"]["AuditOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * BinOut
         * @description How much of the class time had a value from `low` up to `high`.
         */
        BinOut: {
            /** High */
            high: number;
            /** Low */
            low: number;
            /** Share */
            share: number;
        };
        /**
         * BreathingOut
         * @description A slow breath, in seconds, and how many of them.
         */
        BreathingOut: {
            /** Breaths */
            breaths: number;
            /** Exhale S */
            exhale_s: number;
            /** Inhale S */
            inhale_s: number;
        };
        /**
         * BriefingOut
         * @description The page, its version, and whether I have read it.
         */
        BriefingOut: {
            /** Is Read */
            is_read: boolean;
            /** Points */
            points: components["schemas"]["Point"][];
            /** Text Hash */
            text_hash: string;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * CalendarDayOut
         * @description One day and how many live classes it had.
         */
        CalendarDayOut: {
            /** Classes */
            classes: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            point: components["schemas"]["PointOut"];
        };
        /**
         * CalendarOut
         * @description Days in order; `key` is the value that colours them.
         */
        CalendarOut: {
            /** Days */
            days: components["schemas"]["CalendarDayOut"][];
            /** Key */
            key: string;
        };
        /**
         * CellOut
         * @description How often the camera's view and a word came together.
         */
        CellOut: {
            /** Camera */
            camera: string;
            /**
             * Count
             * @description null for a group, which has rounded shares alone
             */
            count: number | null;
            /** Said */
            said: string;
            /**
             * Share
             * @description of all pairs
             */
            share: number;
        };
        /**
         * ChoiceIn
         * @description One choice, and what is said to whom ticks it.
         */
        ChoiceIn: {
            /**
             * Feedback
             * @default
             */
            feedback?: string;
            /** Text */
            text: string;
        };
        /**
         * ChoiceOut
         * @description One choice; what is said about it stays hidden until the quiz is submitted.
         */
        ChoiceOut: {
            /**
             * Feedback
             * @default null
             */
            feedback: string | null;
            /** Html */
            html: string;
            /** Text */
            text: string;
        };
        /**
         * ClassLineOut
         * @description One live class in one line.
         */
        ClassLineOut: {
            /** Ended At */
            ended_at: string | null;
            /** Engagement */
            engagement: number | null;
            /** Lesson Id */
            lesson_id: number;
            /** Lesson Title */
            lesson_title: string;
            /** Live Class Id */
            live_class_id: number;
            /** Present */
            present: number | null;
            /** Sharing */
            sharing: number | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
        };
        /**
         * ClassReportOut
         * @description Everything about one live class. Not final: its groups are published when it has ended.
         *
         *     Check-ins and calls are counted for its tutors alone; of check-ins the shares were published.
         */
        ClassReportOut: {
            /** Alerts */
            alerts: components["schemas"]["NotedOut"][];
            /** Check In Shares */
            check_in_shares: {
                [key: string]: number;
            } | null;
            /** Check Ins */
            check_ins: {
                [key: string]: number;
            } | null;
            /** Cohort */
            cohort: number;
            /** Course Id */
            course_id: number;
            /** Course Title */
            course_title: string;
            /** Ended At */
            ended_at: string | null;
            /** Engagement */
            engagement: number | null;
            /** Final */
            final: boolean;
            help: components["schemas"]["HelpOut"] | null;
            /** Interventions */
            interventions: components["schemas"]["NotedOut"][];
            /** Lesson Id */
            lesson_id: number;
            /** Lesson Title */
            lesson_title: string;
            /** Live Class Id */
            live_class_id: number;
            messages: components["schemas"]["ReceptionOut"];
            /** Moments */
            moments: components["schemas"]["MomentOut"][];
            /** Polls */
            polls: components["schemas"]["ReportPollOut"][];
            /** Present */
            present: number | null;
            /** Questions */
            questions: components["schemas"]["AskedOut"][];
            quiz: components["schemas"]["QuizResultOut"] | null;
            /** Sharing */
            sharing: number | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Timeline */
            timeline: components["schemas"]["MinuteOut"][];
            /** Tutor */
            tutor: string | null;
            /** Values */
            values: {
                [key: string]: number;
            } | null;
        };
        /**
         * CodeIn
         * @description What the app shows now.
         */
        CodeIn: {
            /** Code */
            code: string;
        };
        /**
         * ConsentList
         * @description All of them.
         */
        ConsentList: {
            /** Items */
            items: components["schemas"]["ConsentOut"][];
        };
        /**
         * ConsentOut
         * @description One thing to agree to, in today's words, and where I stand.
         */
        ConsentOut: {
            /**
             * Asked
             * @description whether the law where I live asks for it
             */
            asked: boolean;
            /** Body */
            body: string;
            /** Decided */
            decided: boolean;
            /** Granted */
            granted: boolean;
            /** Outdated */
            outdated: boolean;
            scope: components["schemas"]["Scope"];
            /** Text Hash */
            text_hash: string;
            /** Text Version */
            text_version: number;
            /** Title */
            title: string;
        };
        /**
         * ConsentRegister
         * @description All scopes.
         */
        ConsentRegister: {
            /** Items */
            items: components["schemas"]["ScopeCountOut"][];
        };
        /**
         * ContactsIn
         * @description Ways to a person that students are shown.
         */
        ContactsIn: {
            /** Helplines */
            helplines: components["schemas"]["HelplineIn"][];
        };
        /**
         * ContactsOut
         * @description The same, as it holds.
         */
        ContactsOut: {
            /** Helplines */
            helplines: components["schemas"]["HelplineIn"][];
        };
        /**
         * CorrectionRateOut
         * @description How often one label of one model version was corrected; null: too few people to say.
         */
        CorrectionRateOut: {
            /** Label */
            label: string;
            /** Model */
            model: string;
            rate: components["schemas"]["RateOut"] | null;
        };
        /**
         * CourseEdit
         * @description What may change about a course.
         */
        CourseEdit: {
            /**
             * Archived
             * @default null
             */
            archived?: boolean | null;
            /**
             * Join Open
             * @default null
             */
            join_open?: boolean | null;
            /**
             * Language
             * @default null
             */
            language?: ("en" | "es" | "hi") | null;
            /** @default null */
            mode_limit?: components["schemas"]["Mode"] | null;
            /**
             * New Join Code
             * @default false
             */
            new_join_code?: boolean;
            /**
             * Summary
             * @default null
             */
            summary?: string | null;
            /**
             * Title
             * @default null
             */
            title?: string | null;
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * CourseIn
         * @description What a course is made of.
         */
        CourseIn: {
            /**
             * Language
             * @default en
             * @enum {string}
             */
            language?: "en" | "es" | "hi";
            /** @default individual */
            mode_limit?: components["schemas"]["Mode"];
            /**
             * Summary
             * @default
             */
            summary?: string;
            /** Title */
            title: string;
        };
        /**
         * CourseMessageEdit
         * @description What changes about it.
         */
        CourseMessageEdit: {
            /**
             * Cause
             * @default null
             */
            cause?: ("item" | "explanation" | "ask" | "setback" | "worry" | "fatigue" | "boredom" | "progress") | null;
            /**
             * Enabled
             * @default null
             */
            enabled?: boolean | null;
            /**
             * Locale
             * @default null
             */
            locale?: ("en" | "es") | null;
            /**
             * Text
             * @default null
             */
            text?: string | null;
            /**
             * Tone
             * @default null
             */
            tone?: ("warm" | "plain" | "brief") | null;
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * CourseMessageIn
         * @description A message of our own for this course.
         */
        CourseMessageIn: {
            /**
             * Cause
             * @enum {string}
             */
            cause: "item" | "explanation" | "ask" | "setback" | "worry" | "fatigue" | "boredom" | "progress";
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Locale
             * @default en
             * @enum {string}
             */
            locale?: "en" | "es";
            /** Text */
            text: string;
            /**
             * Tone
             * @default plain
             * @enum {string}
             */
            tone?: "warm" | "plain" | "brief";
        };
        /**
         * CourseMessageList
         * @description All of a course.
         */
        CourseMessageList: {
            /** Items */
            items: components["schemas"]["CourseMessageOut"][];
        };
        /**
         * CourseMessageOut
         * @description The same, as it is kept.
         */
        CourseMessageOut: {
            /**
             * Cause
             * @enum {string}
             */
            cause: "item" | "explanation" | "ask" | "setback" | "worry" | "fatigue" | "boredom" | "progress";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Enabled */
            enabled: boolean;
            /** Id */
            id: number;
            /**
             * Locale
             * @enum {string}
             */
            locale: "en" | "es";
            /** Text */
            text: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "warm" | "plain" | "brief";
            /** Version */
            version: number;
        };
        /**
         * CourseOut
         * @description A course, and the asker's part in it. Only those who teach see the join code.
         */
        CourseOut: {
            /** Archived */
            archived: boolean;
            /** Completed */
            completed: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Join Code */
            join_code: string | null;
            /** Join Open */
            join_open: boolean;
            /** Language */
            language: string;
            /** Lessons */
            lessons: number;
            mode_limit: components["schemas"]["Mode"];
            /**
             * Role
             * @enum {string}
             */
            role: "student" | "tutor" | "admin";
            /** Students */
            students: number;
            /** Summary */
            summary: string;
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * CoursePage
         * @description One page of courses.
         */
        CoursePage: {
            /** Items */
            items: components["schemas"]["CourseOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * CourseReportOut
         * @description A course over some time; check-ins and calls are counted for its tutors alone.
         */
        CourseReportOut: {
            /** Check Ins */
            check_ins: {
                [key: string]: number;
            } | null;
            /** Classes */
            classes: components["schemas"]["ClassLineOut"][];
            /** Course Id */
            course_id: number;
            /**
             * First
             * Format: date
             */
            first: string;
            help: components["schemas"]["HelpOut"] | null;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Lessons */
            lessons: components["schemas"]["LessonLineOut"][];
            messages: components["schemas"]["ReceptionOut"];
            /** Time Zone */
            time_zone: string;
            /** Title */
            title: string;
        };
        /**
         * DecisionIn
         * @description My answer to one of them.
         */
        DecisionIn: {
            /** Granted */
            granted: boolean;
            scope: components["schemas"]["Scope"];
            /**
             * Text Hash
             * @description of the words that were on the page
             * @default null
             */
            text_hash?: string | null;
        };
        /**
         * DecisionsIn
         * @description My answers; what is not named stays as it is.
         */
        DecisionsIn: {
            /** Decisions */
            decisions: components["schemas"]["DecisionIn"][];
        };
        /**
         * DeclarationIn
         * @description What is signed. `based_on` is the version it replaces, null for the first; the password signs.
         */
        DeclarationIn: {
            /**
             * Ages
             * @enum {string}
             */
            ages: "adults" | "mixed" | "minors";
            /** Based On */
            based_on: number | null;
            /** Contact */
            contact: string;
            /**
             * Impact Assessment
             * @default
             */
            impact_assessment?: string;
            /**
             * Institution
             * @enum {string}
             */
            institution: "none" | "school" | "higher_education" | "training_provider" | "workplace";
            /** Jurisdictions */
            jurisdictions: ("eu" | "uk" | "us" | "us-il" | "us-tx" | "us-wa" | "in" | "other")[];
            /** Lawful Basis */
            lawful_basis: string;
            /**
             * Legal Opinion
             * @default
             */
            legal_opinion?: string;
            mode: components["schemas"]["Mode"];
            /** Password */
            password: string;
            /** Purpose */
            purpose: string;
        };
        /**
         * DeclarationList
         * @description Every version, newest first.
         */
        DeclarationList: {
            /** Items */
            items: components["schemas"]["DeclarationOut"][];
        };
        /**
         * DeclarationOut
         * @description A signed version.
         */
        DeclarationOut: {
            /** Ages */
            ages: string;
            /** Contact */
            contact: string;
            /** Impact Assessment */
            impact_assessment: string;
            /** Institution */
            institution: string;
            /** Jurisdictions */
            jurisdictions: string[];
            /** Lawful Basis */
            lawful_basis: string;
            /** Legal Opinion */
            legal_opinion: string;
            mode: components["schemas"]["Mode"];
            /** Purpose */
            purpose: string;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Version */
            version: number;
        };
        /**
         * DeclarationSummary
         * @description What students are shown of the deployer's declaration.
         */
        DeclarationSummary: {
            /** Ages */
            ages: string;
            /** Contact */
            contact: string;
            /** Impact Assessment */
            impact_assessment: string;
            /** Institution */
            institution: string;
            /** Jurisdictions */
            jurisdictions: string[];
            /** Lawful Basis */
            lawful_basis: string;
            mode: components["schemas"]["Mode"];
            /** Purpose */
            purpose: string;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Version */
            version: number;
        };
        /**
         * DeclarationView
         * @description The declaration, if there is one.
         */
        DeclarationView: {
            declaration: components["schemas"]["DeclarationSummary"] | null;
        };
        /**
         * DeviceCrop
         * @description Where eyes and mouth stand in a crop, as shares of its side.
         */
        DeviceCrop: {
            /** Eye Distance */
            eye_distance: number;
            /** Eye To Mouth */
            eye_to_mouth: number | null;
            /** Eye Y */
            eye_y: number;
        };
        /**
         * DeviceFile
         * @description A network: where it lies and what it must contain.
         */
        DeviceFile: {
            /** Bytes */
            bytes: number;
            /** Sha256 */
            sha256: string;
            /** Url */
            url: string;
        };
        /**
         * DeviceFiles
         * @description The expression model and both face detectors.
         */
        DeviceFiles: {
            back: components["schemas"]["DeviceFile"];
            front: components["schemas"]["DeviceFile"];
            model: components["schemas"]["DeviceFile"];
        };
        /**
         * DeviceInput
         * @description What the network wants to see: x = (pixels / scale - mean) / std.
         */
        DeviceInput: {
            /** Channels */
            channels: number;
            /** Color */
            color: string;
            /** Mean */
            mean: number[];
            /** Scale */
            scale: number;
            /** Size */
            size: number;
            /** Std */
            std: number[];
        };
        /**
         * DeviceModel
         * @description The part of the model's card that decides how a frame becomes a reading.
         */
        DeviceModel: {
            /** Abstain Below */
            abstain_below: number;
            crop: components["schemas"]["DeviceCrop"];
            input: components["schemas"]["DeviceInput"];
            /** Labels */
            labels: string[];
            /** Model Id */
            model_id: string;
            quality: components["schemas"]["DeviceQuality"];
            /** Temperature */
            temperature: number;
        };
        /**
         * DeviceOut
         * @description Everything together, so that one request suffices.
         */
        DeviceOut: {
            files: components["schemas"]["DeviceFiles"];
            model: components["schemas"]["DeviceModel"];
            rules: components["schemas"]["DeviceRules"];
        };
        /**
         * DeviceQuality
         * @description Below or beyond these a face gets no reading.
         */
        DeviceQuality: {
            /** Max Yaw */
            max_yaw: number;
            /** Min Brightness */
            min_brightness: number;
            /** Min Face Px */
            min_face_px: number;
            /** Min Sharpness */
            min_sharpness: number;
        };
        /**
         * DeviceRules
         * @description The numbers the server's own pipeline runs with; their reasons stand in config.yaml.
         */
        DeviceRules: {
            /** Absence S */
            absence_s: number;
            /** Brief */
            brief: string[];
            /** Empty Search Every */
            empty_search_every: number;
            /** Face Score */
            face_score: number;
            /** Full Scan S */
            full_scan_s: number;
            /** Label Margin */
            label_margin: number;
            /** Largest Growth */
            largest_growth: number;
            /** Max Oversampling */
            max_oversampling: number;
            /** Other Face Ratio */
            other_face_ratio: number;
            /** Region Scale */
            region_scale: number;
            /** Same Face Iou */
            same_face_iou: number;
            /** Same Face Overlap */
            same_face_overlap: number;
            /** Smoothing S */
            smoothing_s: number;
            /** Surely Empty */
            surely_empty: number;
            /** Tracked Score */
            tracked_score: number;
        };
        /**
         * DifferenceOut
         * @description How much more than in what it is compared with, and the 95 % range, days being what varies.
         */
        DifferenceOut: {
            /**
             * Could Be Chance
             * @description the range, widened by what was not named, reaches zero
             */
            could_be_chance: boolean;
            /** High */
            high: number;
            /** Key */
            key: string;
            /** Low */
            low: number;
            /** Value */
            value: number;
        };
        /**
         * DistributionOut
         * @description How class hours differ from each other.
         */
        DistributionOut: {
            /** Bins */
            bins: components["schemas"]["BinOut"][];
            /**
             * Hidden Hours
             * @description class hours of which the value was not named; they are in no bin
             */
            hidden_hours: number;
            /** Hours */
            hours: number;
            /** Key */
            key: string;
            /** Quantiles */
            quantiles: {
                [key: string]: number;
            } | null;
        };
        /**
         * Done
         * @description It was done and there is nothing more to say.
         */
        Done: {
            /**
             * Ok
             * @default true
             */
            ok: boolean;
        };
        /**
         * EffectLineOut
         * @description Progress in the next five minutes, with a message and without; null: too few moments or people.
         *
         *     Counts are rounded down, shares to a step, the interval outwards.
         */
        EffectLineOut: {
            /** Control Share */
            control_share: number | null;
            /** Controls */
            controls: number;
            /** Difference */
            difference: number | null;
            /** High */
            high: number | null;
            /** Includes Zero */
            includes_zero: boolean | null;
            /** Key */
            key: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "all" | "cause" | "message";
            /** Low */
            low: number | null;
            /** Rated */
            rated: number;
            /** Rated Helped */
            rated_helped: number;
            /** Shown */
            shown: number;
            /** Shown Share */
            shown_share: number | null;
            /** Suppressed */
            suppressed: boolean;
            /**
             * Text
             * @description what a message says, by language, a tutor's own in its one; empty for groups
             */
            text: {
                [key: string]: string;
            };
            /** Unobserved */
            unobserved: number;
        };
        /**
         * EffectOut
         * @description Whether messages help. Lines whose interval includes zero are shown like all others.
         */
        EffectOut: {
            /**
             * Compared
             * @description lines with an interval; one in twenty would miss zero by chance alone
             */
            compared: number;
            /** Controls Share */
            controls_share: number;
            /** Lines */
            lines: components["schemas"]["EffectLineOut"][];
            /** Min Per Arm */
            min_per_arm: number;
            /** Running */
            running: boolean;
            /**
             * Why
             * @enum {string}
             */
            why: "demo" | "approved" | "switched_off" | "no_approval" | "expired";
        };
        /**
         * EnrolmentOut
         * @description What an authenticator app wants to know; shown once.
         */
        EnrolmentOut: {
            /** Link */
            link: string;
            /** Secret */
            secret: string;
        };
        /**
         * Erased
         * @description How many rows of which table were removed or cut loose.
         */
        Erased: {
            /** Rows */
            rows: {
                [key: string]: number;
            };
        };
        /**
         * FactorOut
         * @description Whether there is a second step, must be one, and how many paper codes are left.
         */
        FactorOut: {
            /** Paper Codes */
            paper_codes: number;
            /** Required */
            required: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "none" | "begun" | "on";
        };
        /**
         * FiguresOut
         * @description Since the last look. Null: nothing was measured, or this process has no live side.
         */
        FiguresOut: {
            /** Classes */
            classes: number | null;
            /**
             * Cpu Percent
             * @description of one core: two full cores are 200
             */
            cpu_percent: number | null;
            /** Database Bytes */
            database_bytes: number | null;
            /** Dropped Rows */
            dropped_rows: number | null;
            /** Errors Per S */
            errors_per_s: number | null;
            /** Failed Flushes */
            failed_flushes: number | null;
            /** Frame P50 Ms */
            frame_p50_ms: number | null;
            /** Frame P95 Ms */
            frame_p95_ms: number | null;
            /** Frame P99 Ms */
            frame_p99_ms: number | null;
            /** Frames Per S */
            frames_per_s: number | null;
            /** Memory Bytes */
            memory_bytes: number | null;
            /** Rate Hz */
            rate_hz: number | null;
            /** Refused Per S */
            refused_per_s: number | null;
            /** Request P50 Ms */
            request_p50_ms: number | null;
            /** Request P95 Ms */
            request_p95_ms: number | null;
            /** Request P99 Ms */
            request_p99_ms: number | null;
            /** Requests Per S */
            requests_per_s: number | null;
            /** Restarts */
            restarts: number | null;
            /** Sittings */
            sittings: number | null;
            /** Sockets */
            sockets: number | null;
            /** Waiting */
            waiting: number | null;
            /** Workers */
            workers: number | null;
        };
        /**
         * FileOut
         * @description A video, picture or attachment.
         */
        FileOut: {
            /** Bytes */
            bytes: number;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Media Type */
            media_type: string;
            /** Name */
            name: string;
            /** Url */
            url: string;
        };
        /**
         * GroupIn
         * @description A new study group.
         */
        GroupIn: {
            /**
             * About
             * @default
             */
            about?: string;
            /**
             * Capacity
             * @default 6
             */
            capacity?: number;
            /** Name */
            name: string;
        };
        /**
         * GroupList
         * @description All groups of a course.
         */
        GroupList: {
            /** Items */
            items: components["schemas"]["GroupOut"][];
        };
        /**
         * GroupOut
         * @description A study group; `mine` is the one I made.
         */
        GroupOut: {
            /** About */
            about: string;
            /** Capacity */
            capacity: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Joined */
            joined: boolean;
            /** Members */
            members: string[];
            /** Mine */
            mine: boolean;
            /** Name */
            name: string;
        };
        /**
         * GuardianOut
         * @description Where the two agreements stand, for the child.
         */
        GuardianOut: {
            /** Asked */
            asked: string | null;
            /** Child Assented */
            child_assented: boolean;
            /** Guardian Agreed */
            guardian_agreed: boolean;
            /** Needed */
            needed: boolean;
            /** Outdated */
            outdated: boolean;
            words: components["schemas"]["WordsOut"];
        };
        /**
         * GuardianPage
         * @description What a guardian sees behind the link.
         */
        GuardianPage: {
            /** Agreed */
            agreed: boolean;
            /** Child */
            child: string;
            declaration: components["schemas"]["DeclarationSummary"] | null;
            /** Guardian Name */
            guardian_name: string;
            /** Outdated */
            outdated: boolean;
            /** Site */
            site: string;
            words: components["schemas"]["WordsOut"];
        };
        /**
         * HeadlineOut
         * @description A sentence as a key and its numbers.
         */
        HeadlineOut: {
            /**
             * Key
             * @enum {string}
             */
            key: "nothing_yet" | "too_few" | "not_named" | "level" | "most_often" | "difficult_share" | "at_least_difficult" | "difficult_hidden" | "sharing_share" | "highest" | "lowest" | "more" | "less" | "no_clear_change" | "not_enough_to_compare" | "mostly_hidden";
            /** Params */
            params: {
                [key: string]: number | string;
            };
        };
        /**
         * Health
         * @description The database answered.
         */
        Health: {
            /** Ok */
            ok: boolean;
        };
        /**
         * HeatMapOut
         * @description Where in a lesson its classes got lost.
         */
        HeatMapOut: {
            /**
             * Axis
             * @enum {string}
             */
            axis: "section" | "minute";
            /** Columns */
            columns: components["schemas"]["MapColumnOut"][];
            /** Lesson Id */
            lesson_id: number;
            /** Rows */
            rows: components["schemas"]["MapRowOut"][];
            /** Title */
            title: string;
        };
        /**
         * HelplineIn
         * @description A service people can call or write to.
         */
        HelplineIn: {
            /** Contact */
            contact: string;
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note?: string;
        };
        /**
         * HelplineOut
         * @description A service people can call or write to.
         */
        HelplineOut: {
            /** Contact */
            contact: string;
            /** Name */
            name: string;
            /** Note */
            note: string;
        };
        /**
         * HelpOut
         * @description Silent calls.
         */
        HelpOut: {
            /** Calls */
            calls: number;
            /** Median Wait S */
            median_wait_s: number | null;
            /** People */
            people: number;
        };
        /**
         * HistoryOut
         * @description At most 300 steps, oldest first; a gap: the server did not run.
         */
        HistoryOut: {
            /** Hours */
            hours: number;
            /** Items */
            items: components["schemas"]["HistoryPointOut"][];
        };
        /**
         * HistoryPointOut
         * @description One step: rates and sizes on average, percentiles at their worst.
         */
        HistoryPointOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            figures: components["schemas"]["FiguresOut"];
        };
        /**
         * ImportIn
         * @description A CSV with a column `email`; try it with `dry_run` first.
         */
        ImportIn: {
            /** Csv */
            csv: string;
            /**
             * Dry Run
             * @default true
             */
            dry_run?: boolean;
        };
        /**
         * ImportReportOut
         * @description What was done, or would be. With an error in any line nothing is written.
         */
        ImportReportOut: {
            /** Already */
            already: string[];
            /** Dry Run */
            dry_run: boolean;
            /** Enrolled */
            enrolled: string[];
            /** Errors */
            errors: components["schemas"]["RowErrorOut"][];
            /** Unknown */
            unknown: string[];
        };
        /**
         * IndividualIn
         * @description Whose trend, and why; the student reads the reason.
         */
        IndividualIn: {
            /**
             * Days
             * @default null
             */
            days?: number | null;
            /**
             * From
             * @default null
             */
            from?: string | null;
            /** Reason */
            reason: string;
            /**
             * To
             * @default null
             */
            to?: string | null;
            /** User Id */
            user_id: number;
        };
        /**
         * IndividualOut
         * @description What was kept of one student's live sessions, oldest first.
         */
        IndividualOut: {
            /** Name */
            name: string;
            /** Sittings */
            sittings: components["schemas"]["SittingOut"][];
            /** Time Zone */
            time_zone: string;
            /** User Id */
            user_id: number;
        };
        /**
         * InvitationIn
         * @description Whom to invite as what; perhaps straight into a course.
         */
        InvitationIn: {
            /**
             * Course Id
             * @default null
             */
            course_id?: number | null;
            /** Email */
            email: string;
            /** @default student */
            role?: components["schemas"]["Role"];
        };
        /**
         * InvitationOut
         * @description An open invitation; its secret stands in the letter only.
         */
        InvitationOut: {
            /** Course Id */
            course_id: number | null;
            /** Course Title */
            course_title: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Email */
            email: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Id */
            id: number;
            role: components["schemas"]["Role"];
        };
        /**
         * InvitationPage
         * @description One page of invitations.
         */
        InvitationPage: {
            /** Items */
            items: components["schemas"]["InvitationOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * InvitationView
         * @description What an invitation is for.
         */
        InvitationView: {
            /** Email */
            email: string;
            role: components["schemas"]["Role"];
        };
        /**
         * ItemResultOut
         * @description What grading says about one answer.
         */
        ItemResultOut: {
            /** Correct */
            correct: boolean;
            /** Feedback */
            feedback: string;
            /** Item Id */
            item_id: number;
            /** Points */
            points: number;
            /** Points Possible */
            points_possible: number;
        };
        /**
         * JoinIn
         * @description A course's code, as a tutor reads it out.
         */
        JoinIn: {
            /** Code */
            code: string;
        };
        /**
         * LessonEdit
         * @description What may change about a lesson.
         */
        LessonEdit: {
            /**
             * Body
             * @default null
             */
            body?: string | null;
            /**
             * Minutes
             * @default null
             */
            minutes?: number | null;
            /**
             * Title
             * @default null
             */
            title?: string | null;
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * LessonIn
         * @description A new lesson.
         */
        LessonIn: {
            /**
             * Body
             * @default
             */
            body?: string;
            /**
             * Minutes
             * @default 10
             */
            minutes?: number;
            /** Title */
            title: string;
        };
        /**
         * LessonLineOut
         * @description One lesson, and its quiz beside it.
         */
        LessonLineOut: {
            /** Check Ins */
            check_ins: {
                [key: string]: number;
            } | null;
            /** Engagement */
            engagement: number | null;
            /** Lesson Id */
            lesson_id: number;
            quiz: components["schemas"]["QuizResultOut"] | null;
            /** Sharing */
            sharing: number | null;
            /** Title */
            title: string;
        };
        /**
         * LessonOut
         * @description A whole lesson, ready to show.
         */
        LessonOut: {
            /** Attachments */
            attachments: components["schemas"]["FileOut"][];
            /**
             * Body
             * @description the Markdown, for those who teach
             */
            body: string | null;
            /** Course Id */
            course_id: number;
            /** Course Title */
            course_title: string;
            /** Html */
            html: string;
            /** Id */
            id: number;
            /** Minutes */
            minutes: number;
            /** Module Id */
            module_id: number;
            /** Module Title */
            module_title: string;
            /** Next Id */
            next_id: number | null;
            /** Pictures */
            pictures: components["schemas"]["FileOut"][];
            /** Previous Id */
            previous_id: number | null;
            progress: components["schemas"]["ProgressOut"] | null;
            /** Quiz Id */
            quiz_id: number | null;
            /** Sections */
            sections: components["schemas"]["SectionOut"][];
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
            video: components["schemas"]["FileOut"] | null;
        };
        /**
         * LinkIn
         * @description The secret part of the guardian's link.
         */
        LinkIn: {
            /** Token */
            token: string;
        };
        /**
         * LinkOut
         * @description To be handed to the guardian in person.
         */
        LinkOut: {
            /** Link */
            link: string;
        };
        /**
         * LiveClassIn
         * @description Which lesson, and where the call is held, if there is one (Zoom, Meet, Jitsi, BigBlueButton).
         */
        LiveClassIn: {
            /**
             * Call Url
             * @default null
             */
            call_url?: string | null;
            /** Lesson Id */
            lesson_id: number;
        };
        /**
         * LiveClassOut
         * @description A live class and where its tutor is, so that a latecomer catches up.
         */
        LiveClassOut: {
            /** Call Url */
            call_url: string | null;
            /** Course Id */
            course_id: number;
            /** Course Title */
            course_title: string;
            /** Ended At */
            ended_at: string | null;
            /** Id */
            id: number;
            /** Lesson Id */
            lesson_id: number;
            /** Lesson Title */
            lesson_title: string;
            /** Playing */
            playing: boolean;
            /**
             * Position At
             * Format: date-time
             */
            position_at: string;
            /** Section */
            section: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Tutor */
            tutor: string | null;
            /** Video Seconds */
            video_seconds: number;
        };
        /**
         * LiveClassPage
         * @description One page of live classes.
         */
        LiveClassPage: {
            /** Items */
            items: components["schemas"]["LiveClassOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * LoginIn
         * @description Who, and the proof.
         */
        LoginIn: {
            /**
             * Code
             * @default null
             */
            code?: string | null;
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * LoginOut
         * @description One browser I am logged in with.
         */
        LoginOut: {
            /** Browser */
            browser: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current */
            current: boolean;
            /** Id */
            id: number;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
        };
        /**
         * Logins
         * @description All of them.
         */
        Logins: {
            /** Items */
            items: components["schemas"]["LoginOut"][];
        };
        /**
         * MapCellOut
         * @description Engagement, and the share of those present who said stuck or lost or asked for help; null: not said.
         */
        MapCellOut: {
            /** Engagement */
            engagement: number | null;
            /** Signals */
            signals: number | null;
        };
        /**
         * MapColumnOut
         * @description A section of the lesson, or the minute of the class at which five minutes begin.
         */
        MapColumnOut: {
            /** Index */
            index: number;
            /** Title */
            title: string | null;
        };
        /**
         * MapRowOut
         * @description One live class; a cell for each column.
         */
        MapRowOut: {
            /** Cells */
            cells: components["schemas"]["MapCellOut"][];
            /** Live Class Id */
            live_class_id: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
        };
        /**
         * Me
         * @description My account.
         */
        Me: {
            /** Birth Year */
            birth_year: number | null;
            /** Email */
            email: string;
            /** Id */
            id: number;
            /** Locale */
            locale: string;
            /** Name */
            name: string;
            /** Region */
            region: ("eu" | "uk" | "us" | "us-il" | "us-tx" | "us-wa" | "in" | "other") | null;
            role: components["schemas"]["Role"];
            /** Version */
            version: number;
        };
        /**
         * MeEdit
         * @description What I may change about myself; the birth year only while it is unknown.
         */
        MeEdit: {
            /**
             * Birth Year
             * @default null
             */
            birth_year?: number | null;
            /**
             * Locale
             * @default null
             */
            locale?: ("en" | "es" | "hi") | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Region
             * @default null
             */
            region?: ("eu" | "uk" | "us" | "us-il" | "us-tx" | "us-wa" | "in" | "other") | null;
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * MemberEdit
         * @description A member's new part in the course.
         */
        MemberEdit: {
            /**
             * Role
             * @enum {string}
             */
            role: "student" | "tutor";
        };
        /**
         * MemberOut
         * @description One member of a course.
         */
        MemberOut: {
            /** Completed */
            completed: number;
            /** Email */
            email: string;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "student" | "tutor";
            /** User Id */
            user_id: number;
        };
        /**
         * MemberPage
         * @description One page of the roster.
         */
        MemberPage: {
            /** Items */
            items: components["schemas"]["MemberOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * MessageOut
         * @description A message I was shown.
         */
        MessageOut: {
            /** Actions */
            actions: ("break" | "breathing" | "human" | "replay" | "ask")[];
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Cause */
            cause: string;
            /** Id */
            id: number;
            /** Lesson Id */
            lesson_id: number;
            /** Rating */
            rating: ("helped" | "not_helped" | "not_me") | null;
            /** Strategy */
            strategy: string;
            /** Text */
            text: string;
            /**
             * Tone
             * @enum {string}
             */
            tone: "warm" | "plain" | "brief";
        };
        /**
         * MessagePage
         * @description One page of them, newest first.
         */
        MessagePage: {
            /** Items */
            items: components["schemas"]["MessageOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * MinuteOut
         * @description One minute of the class, as published; null: not published.
         */
        MinuteOut: {
            /** Engagement */
            engagement: number | null;
            /** Minute */
            minute: number;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /** Values */
            values: {
                [key: string]: number;
            } | null;
        };
        /**
         * Mode
         * @description How far expressions may travel, from nowhere to a named tutor.
         * @enum {string}
         */
        Mode: "off" | "self_only" | "aggregate" | "individual";
        /**
         * ModelCard
         * @description The card, as it stands beside the model, and those of its figures that hold for the file in service.
         */
        ModelCard: {
            /** Card */
            card: {
                [key: string]: unknown;
            };
            /** Figures */
            figures: {
                [key: string]: unknown;
            };
        };
        /**
         * ModesOut
         * @description The modes somebody could be offered, weakest first.
         */
        ModesOut: {
            /** Modes */
            modes: components["schemas"]["Mode"][];
        };
        /**
         * ModuleEdit
         * @description A chapter's new name.
         */
        ModuleEdit: {
            /** Title */
            title: string;
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * ModuleIn
         * @description A chapter.
         */
        ModuleIn: {
            /** Title */
            title: string;
        };
        /**
         * ModuleOut
         * @description A chapter.
         */
        ModuleOut: {
            /** Course Id */
            course_id: number;
            /** Id */
            id: number;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * MomentOut
         * @description A moment worth opening again: how many signalled, and how far engagement lay below its mean.
         */
        MomentOut: {
            /** Dip */
            dip: number | null;
            /** Minute */
            minute: number;
            /** People */
            people: number | null;
            /** Section */
            section: number | null;
            /** Section Title */
            section_title: string | null;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /** Video Seconds */
            video_seconds: number | null;
        };
        /**
         * NotedOut
         * @description An alert, or a mark "I helped" with the class before and after.
         */
        NotedOut: {
            /** After */
            after: number | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Before */
            before: number | null;
            /** Cause */
            cause: string | null;
            /** Could Be Chance */
            could_be_chance: boolean | null;
        };
        /**
         * OrderIn
         * @description The whole course in its new order.
         */
        OrderIn: {
            /** Modules */
            modules: components["schemas"]["OrderModule"][];
        };
        /**
         * OrderModule
         * @description A chapter and its lessons in their new order.
         */
        OrderModule: {
            /** Lesson Ids */
            lesson_ids: number[];
            /** Module Id */
            module_id: number;
        };
        /**
         * Outline
         * @description The table of contents.
         */
        Outline: {
            /** Items */
            items: components["schemas"]["OutlineModuleOut"][];
        };
        /**
         * OutlineLessonOut
         * @description One line of the table of contents.
         */
        OutlineLessonOut: {
            /** Completed */
            completed: boolean;
            /** Has Quiz */
            has_quiz: boolean;
            /** Id */
            id: number;
            /** Minutes */
            minutes: number;
            /** Started */
            started: boolean;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * OutlineModuleOut
         * @description One chapter.
         */
        OutlineModuleOut: {
            /** Id */
            id: number;
            /** Lessons */
            lessons: components["schemas"]["OutlineLessonOut"][];
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * PaperCodes
         * @description Codes for when the telephone is gone; each works once, and they are shown once.
         */
        PaperCodes: {
            /** Codes */
            codes: string[];
        };
        /**
         * PasswordIn
         * @description The password as it is, and as it shall be.
         */
        PasswordIn: {
            /** Current */
            current: string;
            /** New */
            new: string;
        };
        /**
         * Point
         * @description One thing a reading cannot tell.
         */
        Point: {
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /**
         * PointOut
         * @description One step. Null values: nothing was published, `suppressed` because there were too few people.
         */
        PointOut: {
            /**
             * Coverage
             * @description share of those present who were counted, if it may be said
             */
            coverage: number | null;
            /**
             * Main
             * @description the value of `key`, or at least that beside `hidden`; null where it was not named
             */
            main: number | null;
            /**
             * N Rounded
             * @description people in the largest group of this step, rounded down
             */
            n_rounded: number;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /** Suppressed */
            suppressed: boolean;
            /** Values */
            values: {
                [key: string]: number;
            } | null;
            /**
             * Weight
             * @description person-minutes, or people where minutes mean nothing
             */
            weight: number;
        };
        /**
         * PolicyOut
         * @description What the camera may be used for now, and why not for more.
         */
        PolicyOut: {
            /** Allowed */
            allowed: components["schemas"]["Mode"][];
            /** Declaration Version */
            declaration_version: number | null;
            /**
             * Missing
             * @description consents that would allow the most that is offered
             */
            missing: components["schemas"]["Scope"][];
            mode: components["schemas"]["Mode"];
            /** Notice */
            notice: string;
            /** Reason */
            reason: string;
        };
        /**
         * PositionIn
         * @description Where the tutor is in the lesson.
         */
        PositionIn: {
            /**
             * Playing
             * @default false
             */
            playing?: boolean;
            /**
             * Section
             * @default 0
             */
            section?: number;
            /**
             * Video Seconds
             * @default 0
             */
            video_seconds?: number;
        };
        /**
         * PostEdit
         * @description Other words.
         */
        PostEdit: {
            /** Body */
            body: string;
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * PostOut
         * @description A contribution; `deleted` ones keep their place without words.
         */
        PostOut: {
            /** Author */
            author: string | null;
            /** Body */
            body: string;
            /** Course Id */
            course_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Deleted */
            deleted: boolean;
            /** Edited At */
            edited_at: string | null;
            /** Group Id */
            group_id: number | null;
            /** Html */
            html: string;
            /** Id */
            id: number;
            /** Mine */
            mine: boolean;
            /** Parent Id */
            parent_id: number | null;
            /** Replies */
            replies: number;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * PostPage
         * @description One page of contributions.
         */
        PostPage: {
            /** Items */
            items: components["schemas"]["PostOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * PreferencesIn
         * @description Whether, how and from when on I want messages.
         */
        PreferencesIn: {
            /**
             * Messages
             * @enum {string}
             */
            messages: "on" | "off";
            /**
             * Muted Until
             * @default null
             */
            muted_until?: string | null;
            /**
             * Tone
             * @enum {string}
             */
            tone: "warm" | "plain" | "brief";
        };
        /**
         * PreferencesOut
         * @description The same, as it holds.
         */
        PreferencesOut: {
            /**
             * Messages
             * @enum {string}
             */
            messages: "on" | "off";
            /** Muted Until */
            muted_until: string | null;
            /**
             * Tone
             * @enum {string}
             */
            tone: "warm" | "plain" | "brief";
        };
        /**
         * Preview
         * @description How it will look.
         */
        Preview: {
            /** Html */
            html: string;
            /** Sections */
            sections: components["schemas"]["SectionOut"][];
        };
        /**
         * PreviewIn
         * @description Markdown to look at before it is saved.
         */
        PreviewIn: {
            /** Body */
            body: string;
        };
        /**
         * Problem
         * @description Every error has this shape.
         */
        Problem: {
            /**
             * Code
             * @description stable; for programs
             */
            code: string;
            /**
             * Details
             * @default null
             */
            details: {
                [key: string]: unknown;
            } | null;
            /**
             * Message
             * @description one sentence; for people
             */
            message: string;
        };
        /**
         * ProgressIn
         * @description Where I am now; `completed` only ever adds.
         */
        ProgressIn: {
            /**
             * Completed
             * @default false
             */
            completed?: boolean;
            /**
             * Section
             * @default 0
             */
            section?: number;
            /**
             * Video Seconds
             * @default 0
             */
            video_seconds?: number;
        };
        /**
         * ProgressOut
         * @description How far I am.
         */
        ProgressOut: {
            /** Completed */
            completed: boolean;
            /** Section */
            section: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Video Seconds */
            video_seconds: number;
        };
        /**
         * ProofIn
         * @description The password once more.
         */
        ProofIn: {
            /** Password */
            password: string;
        };
        /**
         * ProveIn
         * @description The password once more.
         */
        ProveIn: {
            /** Password */
            password: string;
        };
        /**
         * QuestionIn
         * @description A question that only the tutors see.
         */
        QuestionIn: {
            /** Body */
            body: string;
            /**
             * Lesson Id
             * @default null
             */
            lesson_id?: number | null;
        };
        /**
         * QuestionOut
         * @description A question and perhaps its answer.
         */
        QuestionOut: {
            /** Answer */
            answer: string | null;
            /** Answered At */
            answered_at: string | null;
            /** Body */
            body: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Lesson Id */
            lesson_id: number | null;
            /** Student */
            student: string;
        };
        /**
         * QuestionPage
         * @description One page of questions.
         */
        QuestionPage: {
            /** Items */
            items: components["schemas"]["QuestionOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * QuizIn
         * @description A lesson's whole quiz. `version` is null for a new one.
         */
        QuizIn: {
            /** Items */
            items: components["schemas"]["QuizItemIn"][];
            /**
             * Max Attempts
             * @default null
             */
            max_attempts?: number | null;
            /**
             * Pass Percent
             * @default 60
             */
            pass_percent?: number;
            /** Title */
            title: string;
            /**
             * Version
             * @default null
             */
            version?: number | null;
        };
        /**
         * QuizItemIn
         * @description A question; with its old id it stays the same question.
         */
        QuizItemIn: {
            answer: components["schemas"]["SolutionIn"];
            /** Choices */
            choices?: components["schemas"]["ChoiceIn"][];
            /**
             * Feedback
             * @default
             */
            feedback?: string;
            /**
             * Id
             * @default null
             */
            id?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "single" | "multiple" | "numeric" | "text";
            /**
             * Points
             * @default 1
             */
            points?: number;
            /** Prompt */
            prompt: string;
        };
        /**
         * QuizItemOut
         * @description A question.
         */
        QuizItemOut: {
            /** @description for those who teach */
            answer: components["schemas"]["SolutionOut"] | null;
            /** Choices */
            choices: components["schemas"]["ChoiceOut"][];
            /**
             * Feedback
             * @description for those who teach
             */
            feedback: string | null;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "single" | "multiple" | "numeric" | "text";
            /** Points */
            points: number;
            /** Prompt */
            prompt: string;
            /** Prompt Html */
            prompt_html: string;
        };
        /**
         * QuizOut
         * @description A quiz, ready to take.
         */
        QuizOut: {
            /** Attempts Used */
            attempts_used: number;
            /** Id */
            id: number;
            /** Items */
            items: components["schemas"]["QuizItemOut"][];
            /** Lesson Id */
            lesson_id: number;
            /** Max Attempts */
            max_attempts: number | null;
            /** Pass Percent */
            pass_percent: number;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * QuizResultOut
         * @description How a lesson's quiz went; stands beside expressions and is joined with them for nobody.
         */
        QuizResultOut: {
            /** Lesson Id */
            lesson_id: number;
            /** Lesson Title */
            lesson_title: string;
            /** Mean Percent */
            mean_percent: number;
            /** Passed Share */
            passed_share: number;
            /** People */
            people: number;
            /** Title */
            title: string;
        };
        /**
         * RateOut
         * @description A share with its 95 % interval.
         */
        RateOut: {
            /** High */
            high: number;
            /** Low */
            low: number;
            /** Share */
            share: number;
        };
        /**
         * RatingIn
         * @description What I think of a message; `not_me` says that it did not fit how I was.
         */
        RatingIn: {
            /**
             * Value
             * @enum {string}
             */
            value: "helped" | "not_helped" | "not_me";
        };
        /**
         * ReadIn
         * @description The version that was on the page.
         */
        ReadIn: {
            /** Version */
            version: number;
        };
        /**
         * Readiness
         * @description Whether requests should be sent here, and what is missing if not.
         */
        Readiness: {
            /** Database */
            database: boolean;
            /** Migrated */
            migrated: boolean;
            /** Ready */
            ready: boolean;
            /** Workers */
            workers: boolean;
        };
        /**
         * ReceiptList
         * @description Proofs, newest first.
         */
        ReceiptList: {
            /** Items */
            items: components["schemas"]["ReceiptOut"][];
        };
        /**
         * ReceiptOut
         * @description Proof of one decision.
         */
        ReceiptOut: {
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /** Decision */
            decision: string;
            /** Declaration Version */
            declaration_version: number | null;
            /** Id */
            id: number;
            /** Purged */
            purged: {
                [key: string]: number;
            };
            /** Scope */
            scope: components["schemas"]["Scope"] | ("guardian" | "assent");
            /** Text Hash */
            text_hash: string;
            /** Text Version */
            text_version: number;
        };
        /**
         * ReceptionOut
         * @description How many at least were shown messages and what they said, null: too few; how often the tutor wrote.
         */
        ReceptionOut: {
            /** Helped */
            helped: number | null;
            /** Not Helped */
            not_helped: number | null;
            /** Not Me */
            not_me: number | null;
            /** People */
            people: number | null;
            /** Words */
            words: number;
        };
        /**
         * RegisterIn
         * @description A new account. With an invitation, the address stands in the invitation.
         */
        RegisterIn: {
            /**
             * Birth Year
             * @default null
             */
            birth_year?: number | null;
            /**
             * Email
             * @default null
             */
            email?: string | null;
            /**
             * Invitation
             * @default null
             */
            invitation?: string | null;
            /**
             * Join Code
             * @default null
             */
            join_code?: string | null;
            /** Name */
            name: string;
            /** Password */
            password: string;
            /**
             * Region
             * @default null
             */
            region?: ("eu" | "uk" | "us" | "us-il" | "us-tx" | "us-wa" | "in" | "other") | null;
        };
        /**
         * ReleaseChoice
         * @description The name of a release, as it stands in the list.
         */
        ReleaseChoice: {
            /** Name */
            name: string;
        };
        /**
         * ReleaseList
         * @description All releases by name, the one in service and the one a roll-back would bring.
         */
        ReleaseList: {
            /** In Service */
            in_service: string;
            /** Items */
            items: components["schemas"]["ReleaseOut"][];
            /** Roll Back To */
            roll_back_to: string | null;
        };
        /**
         * ReleaseOut
         * @description A released model. `needs_restart`: it names other expressions. `damaged`: only its name is known.
         */
        ReleaseOut: {
            /** Accuracy */
            accuracy: number | null;
            /** Labels */
            labels: string[];
            /** Name */
            name: string;
            /**
             * State
             * @enum {string}
             */
            state: "in_service" | "ready" | "needs_restart" | "damaged";
            /** Version */
            version: string;
        };
        /**
         * ReplyIn
         * @description A reply.
         */
        ReplyIn: {
            /** Body */
            body: string;
        };
        /**
         * ReportPollOut
         * @description A pulse poll; counts in the order of the choices, null while too few answered.
         */
        ReportPollOut: {
            /** Answers */
            answers: number | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Choices */
            choices: string[];
            /** Counts */
            counts: number[] | null;
            /** Question */
            question: string;
        };
        /**
         * ResetIn
         * @description The secret part of the link, and the new password.
         */
        ResetIn: {
            /** Password */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * ResetLinkOut
         * @description To be handed over in person.
         */
        ResetLinkOut: {
            /** Link */
            link: string;
        };
        /**
         * ResetRequestIn
         * @description Where the link shall be sent.
         */
        ResetRequestIn: {
            /** Email */
            email: string;
        };
        /**
         * ResumeList
         * @description The last few, newest first.
         */
        ResumeList: {
            /** Items */
            items: components["schemas"]["ResumeOut"][];
        };
        /**
         * ResumeOut
         * @description Where someone left off.
         */
        ResumeOut: {
            /** Course Id */
            course_id: number;
            /** Course Title */
            course_title: string;
            /** Lesson Id */
            lesson_id: number;
            /** Lesson Title */
            lesson_title: string;
            /** Section */
            section: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Video Seconds */
            video_seconds: number;
        };
        /**
         * RetentionOut
         * @description How long what is kept.
         */
        RetentionOut: {
            /** Audit Days */
            audit_days: number;
            /** Chat Hours */
            chat_hours: number;
            /** Ended Login Days */
            ended_login_days: number;
            /** Invitation Days */
            invitation_days: number;
            /** Retention Every Minutes */
            retention_every_minutes: number;
            /** Spell Hours */
            spell_hours: number;
            /** Summary Days */
            summary_days: number;
            /** Window Days */
            window_days: number;
        };
        /**
         * Role
         * @description What a person is in the whole deployment, least first; who teaches a course its enrolment says.
         * @enum {string}
         */
        Role: "student" | "tutor" | "admin";
        /**
         * RowErrorOut
         * @description What is wrong with one line.
         */
        RowErrorOut: {
            /** Line */
            line: number;
            /** Message */
            message: string;
        };
        /**
         * SavedViewList
         * @description One's own, oldest first.
         */
        SavedViewList: {
            /** Items */
            items: components["schemas"]["SavedViewOut"][];
        };
        /**
         * SavedViewOut
         * @description A kept view.
         */
        SavedViewOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Query */
            query: {
                [key: string]: string | number | null;
            };
        };
        /**
         * Scope
         * @description What a person can agree to, each on its own.
         * @enum {string}
         */
        Scope: "camera" | "own_analysis" | "keep_summaries" | "share_aggregate" | "share_tutors" | "share_admins" | "research" | "biometric_release";
        /**
         * ScopeCountOut
         * @description How many students agree, in steps; null where the group is too small to say.
         */
        ScopeCountOut: {
            /** Granted */
            granted: number | null;
            scope: components["schemas"]["Scope"];
        };
        /**
         * SectionOut
         * @description A part of the text; `<section data-section="index">` in the HTML.
         */
        SectionOut: {
            /** Index */
            index: number;
            /** Title */
            title: string;
        };
        /**
         * SeriesOut
         * @description One line or stack. `values` are the means over the whole time, `main` the one of `key`.
         */
        SeriesOut: {
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Main */
            main: number | null;
            /** Points */
            points: components["schemas"]["PointOut"][];
            /** Title */
            title: string | null;
            /** Values */
            values: {
                [key: string]: number;
            } | null;
        };
        /**
         * SiteIn
         * @description The same, to be changed.
         */
        SiteIn: {
            /** Help Contact */
            help_contact: string;
            /** Help Text */
            help_text: string;
            /** Name */
            name: string;
        };
        /**
         * SiteOut
         * @description What people see of the deployment.
         */
        SiteOut: {
            /** Help Contact */
            help_contact: string;
            /** Help Text */
            help_text: string;
            /** Name */
            name: string;
        };
        /**
         * SittingOut
         * @description One live session, summed up.
         */
        SittingOut: {
            /** Corrections */
            corrections: number;
            /** Course Title */
            course_title: string;
            /** Coverage */
            coverage: number;
            /** Engagement */
            engagement: number | null;
            /** Engagement High */
            engagement_high: number | null;
            /** Engagement Low */
            engagement_low: number | null;
            /** Lesson Title */
            lesson_title: string;
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /** Values */
            values: {
                [key: string]: number;
            } | null;
        };
        /**
         * SolutionIn
         * @description What is right; only the part that belongs to the question's kind is looked at.
         */
        SolutionIn: {
            /** Accepted */
            accepted?: string[];
            /**
             * Choice
             * @default null
             */
            choice?: number | null;
            /** Choices */
            choices?: number[];
            /**
             * Tolerance
             * @default 0
             */
            tolerance?: number;
            /**
             * Value
             * @default null
             */
            value?: number | null;
        };
        /**
         * SolutionOut
         * @description What is right.
         */
        SolutionOut: {
            /** Accepted */
            accepted: string[];
            /**
             * Choice
             * @default null
             */
            choice: number | null;
            /** Choices */
            choices: number[];
            /**
             * Tolerance
             * @default 0
             */
            tolerance: number;
            /**
             * Value
             * @default null
             */
            value: number | null;
        };
        /**
         * Status
         * @description What a page must know before anyone logs in.
         */
        Status: {
            /** Demo */
            demo: boolean;
            /**
             * Deployment
             * @enum {string}
             */
            deployment: "demo" | "production";
            /** Help Contact */
            help_contact: string;
            /** Help Text */
            help_text: string;
            mode: components["schemas"]["Mode"];
            /** Name */
            name: string;
            /**
             * On Device
             * @enum {string}
             */
            on_device: "nobody" | "members" | "everyone";
            /** Version */
            version: string;
        };
        /**
         * SubjectList
         * @description All of them; `all`: also everything together.
         */
        SubjectList: {
            /** All */
            all: boolean;
            /** Items */
            items: components["schemas"]["SubjectOut"][];
        };
        /**
         * SubjectOut
         * @description A course whose trends may be seen.
         */
        SubjectOut: {
            /** Course Id */
            course_id: number;
            /** Title */
            title: string;
        };
        /**
         * SystemOut
         * @description Now. `sampled_s` is the time the rates and percentiles speak of.
         */
        SystemOut: {
            /** Cores */
            cores: number;
            figures: components["schemas"]["FiguresOut"];
            /** Model */
            model: string;
            /** Model Version */
            model_version: string;
            /** Sampled S */
            sampled_s: number;
            /** Up S */
            up_s: number;
            /** Version */
            version: string;
        };
        /**
         * ThreadIn
         * @description A new thread, in the course or in one of its groups.
         */
        ThreadIn: {
            /** Body */
            body: string;
            /**
             * Group Id
             * @default null
             */
            group_id?: number | null;
            /** Title */
            title: string;
        };
        /**
         * TokenIn
         * @description The secret part of a link.
         */
        TokenIn: {
            /** Token */
            token: string;
        };
        /**
         * TrendOut
         * @description A chart. `hidden` among the values are people whose share is left out, their group being too small.
         */
        TrendOut: {
            /**
             * By
             * @enum {string}
             */
            by: "hour" | "day" | "week";
            difference: components["schemas"]["DifferenceOut"] | null;
            /** Differences */
            differences: components["schemas"]["DifferenceOut"][];
            /**
             * First
             * Format: date
             */
            first: string;
            /** Headline */
            headline: components["schemas"]["HeadlineOut"][];
            /**
             * Key
             * @description which value stands for the measure; `difficult` is stuck and lost together
             */
            key: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Main */
            main: number | null;
            /**
             * Measure
             * @enum {string}
             */
            measure: "expressions" | "engagement" | "check_ins" | "coverage" | "abstention" | "agreement";
            other: components["schemas"]["SeriesOut"] | null;
            /** Points */
            points: components["schemas"]["PointOut"][];
            previous: components["schemas"]["SeriesOut"] | null;
            /** Time Zone */
            time_zone: string;
            /** Title */
            title: string | null;
            /**
             * Unit
             * @enum {string}
             */
            unit: "share" | "index";
            /** Values */
            values: {
                [key: string]: number;
            } | null;
        };
        /**
         * TutorOut
         * @description Who teaches one of my courses.
         */
        TutorOut: {
            /** Course */
            course: string;
            /** Name */
            name: string;
        };
        /**
         * UserEdit
         * @description What an administrator may change. Another role or being disabled ends the person's logins.
         */
        UserEdit: {
            /**
             * Birth Year
             * @default null
             */
            birth_year?: number | null;
            /**
             * Disabled
             * @default null
             */
            disabled?: boolean | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Region
             * @default null
             */
            region?: ("eu" | "uk" | "us" | "us-il" | "us-tx" | "us-wa" | "in" | "other") | null;
            /** @default null */
            role?: components["schemas"]["Role"] | null;
            /**
             * Version
             * @description the version that was shown; 412 when it is not the newest
             */
            version: number;
        };
        /**
         * UserImportIn
         * @description A CSV with columns `email` and `role`; try it with `dry_run` first.
         */
        UserImportIn: {
            /** Csv */
            csv: string;
            /**
             * Dry Run
             * @default true
             */
            dry_run?: boolean;
        };
        /**
         * UserImportOut
         * @description Who was, or would be, invited. With an error in any line nobody is.
         */
        UserImportOut: {
            /** Already */
            already: string[];
            /** Dry Run */
            dry_run: boolean;
            /** Errors */
            errors: components["schemas"]["RowErrorOut"][];
            /** Invited */
            invited: string[];
        };
        /**
         * UserIn
         * @description A new account with a first password.
         */
        UserIn: {
            /**
             * Birth Year
             * @default null
             */
            birth_year?: number | null;
            /** Email */
            email: string;
            /** Name */
            name: string;
            /** Password */
            password: string;
            /**
             * Region
             * @default null
             */
            region?: ("eu" | "uk" | "us" | "us-il" | "us-tx" | "us-wa" | "in" | "other") | null;
            /** @default student */
            role?: components["schemas"]["Role"];
        };
        /**
         * UserOut
         * @description A person, as administrators see them.
         */
        UserOut: {
            /** Birth Year */
            birth_year: number | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Disabled */
            disabled: boolean;
            /** Email */
            email: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Region */
            region: ("eu" | "uk" | "us" | "us-il" | "us-tx" | "us-wa" | "in" | "other") | null;
            role: components["schemas"]["Role"];
            /** Version */
            version: number;
        };
        /**
         * UserPage
         * @description One page of people.
         */
        UserPage: {
            /** Items */
            items: components["schemas"]["UserOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ViewIn
         * @description A view to keep; a name that is taken is overwritten.
         */
        ViewIn: {
            /** Name */
            name: string;
            query: components["schemas"]["ViewQuery"];
        };
        /**
         * ViewOut
         * @description One look at my data, or act on it.
         */
        ViewOut: {
            /** Action */
            action: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * @enum {string}
             */
            by: "me" | "person" | "gone" | "system";
            /**
             * Reason
             * @description what they gave as their reason, where a look asks for one
             */
            reason: string | null;
            /**
             * Who
             * @description the name, where `by` is a person
             */
            who: string | null;
        };
        /**
         * ViewPage
         * @description One page of them, newest first.
         */
        ViewPage: {
            /** Items */
            items: components["schemas"]["ViewOut"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * ViewQuery
         * @description What a saved view asks; `page` is the tab it was saved on.
         */
        ViewQuery: {
            /**
             * By
             * @default day
             * @enum {string}
             */
            by?: "hour" | "day" | "week";
            /**
             * Compare
             * @default null
             */
            compare?: string | null;
            /**
             * Course Id
             * @default null
             */
            course_id?: number | null;
            /**
             * Days
             * @default null
             */
            days?: number | null;
            /**
             * From
             * @default null
             */
            from?: string | null;
            /**
             * Lesson Id
             * @default null
             */
            lesson_id?: number | null;
            /**
             * Measure
             * @default expressions
             * @enum {string}
             */
            measure?: "expressions" | "engagement" | "check_ins" | "coverage" | "abstention" | "agreement";
            /**
             * Page
             * @default trends
             * @enum {string}
             */
            page?: "trends" | "calendar" | "distribution" | "heat_map";
            /**
             * To
             * @default null
             */
            to?: string | null;
        };
        /**
         * WellbeingOut
         * @description A breathing exercise and every way to a person. Nobody learns that I looked.
         */
        WellbeingOut: {
            breathing: components["schemas"]["BreathingOut"];
            /** Help Contact */
            help_contact: string;
            /** Help Text */
            help_text: string;
            /** Helplines */
            helplines: components["schemas"]["HelplineOut"][];
            /** Tutors */
            tutors: components["schemas"]["TutorOut"][];
        };
        /**
         * WordsOut
         * @description What is agreed to, and the hash of exactly these words.
         */
        WordsOut: {
            /** Body */
            body: string;
            /** Text Hash */
            text_hash: string;
            /** Title */
            title: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_governance_list_audit: {
        parameters: {
            query?: {
                action?: string;
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_governance_check_audit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheck"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_governance_count_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentRegister"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_governance_list_declarations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_governance_sign_declaration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclarationIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_governance_list_open_modes: {
        parameters: {
            query?: {
                impact_assessment?: boolean;
                institution?: "none" | "school" | "higher_education" | "training_provider" | "workplace";
                legal_opinion?: boolean;
                places?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModesOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_users_list_invitations: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_users_invite_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_users_revoke_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_releases_serve_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseChoice"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_releases_roll_back_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_releases_list_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_governance_read_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_governance_save_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_course_read_contacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactsOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_support_course_save_contacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactsIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactsOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_system_read_system: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_system_read_history: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_users_list_users: {
        parameters: {
            query?: {
                cursor?: string | null;
                disabled?: boolean | null;
                limit?: number;
                role?: components["schemas"]["Role"] | null;
                search?: string;
                sort?: "name" | "-name" | "email" | "-email" | "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_users_create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_users_edit_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_users_erase_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_guardian_make_guardian_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_users_make_reset_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetLinkOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_users_reset_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_users_import_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserImportIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserImportOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_bulletins_delete_announcement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                announcement_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_read_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_log_out_everywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_security_prove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProveIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_auth_request_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetRequestIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_briefing_read_briefing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BriefingOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_briefing_acknowledge_briefing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BriefingOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_privacy_list_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_privacy_decide_consents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionsIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_privacy_list_receipts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_privacy_withdraw_all: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_courses_list_courses: {
        parameters: {
            query?: {
                archived?: boolean;
                cursor?: string | null;
                limit?: number;
                search?: string;
                sort?: "title" | "-title" | "created_at" | "-created_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoursePage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_courses_create_course: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_courses_read_course: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_courses_delete_course: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_courses_edit_course: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_bulletins_list_announcements: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncementPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_bulletins_announce: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnouncementIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncementOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_discussions_list_threads: {
        parameters: {
            query?: {
                cursor?: string | null;
                group_id?: number | null;
                limit?: number;
                search?: string;
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_discussions_start_thread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_roster_import_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReportOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_discussions_list_groups: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_discussions_create_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_courses_read_outline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outline"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_courses_add_module: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModuleIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_courses_reorder_course: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_bulletins_list_questions: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                open_only?: boolean;
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_bulletins_ask_tutors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reports_read_course_report: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseReportOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reports_export_course_report: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the same numbers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_roster_list_members: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                search?: string;
            };
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_roster_export_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the roster */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_roster_remove_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                user_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_roster_change_member_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                user_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_course_read_course_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_course_list_course_messages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseMessageList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_support_course_add_course_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseMessageIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseMessageOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_support_course_delete_course_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                message_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_support_course_edit_course_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                course_id: number;
                message_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseMessageEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseMessageOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_courses_join_course: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_privacy_read_declaration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationView"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_device_read_device_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_files_read_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_files_delete_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_discussions_delete_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_discussions_join_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_discussions_leave_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_guardian_read_guardian: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_guardian_ask_guardian: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_guardian_take_back_as_child: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_guardian_agree_as_guardian: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreeIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_guardian_give_assent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssentIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_guardian_read_guardian_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_guardian_refuse_as_guardian: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_status_read_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_read_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lesson_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_delete_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lesson_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_lessons_edit_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lesson_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessonEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_files_add_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lesson_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lessons_save_progress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lesson_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgressIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgressOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_quizzes_save_quiz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lesson_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuizIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuizOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_preview_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_live_classes_list_live_classes: {
        parameters: {
            query: {
                course_id: number;
                cursor?: string | null;
                limit?: number;
                open_only?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveClassPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_live_classes_open_live_class: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveClassIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveClassOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_live_classes_read_live_class: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                live_class_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveClassOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_live_classes_end_live_class: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                live_class_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveClassOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_live_classes_move_live_class: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                live_class_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PositionIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveClassOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reports_read_class_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                live_class_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassReportOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_reports_export_class_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                live_class_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the same numbers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_read_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_me_edit_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_list_logins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Logins"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_me_end_login: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                login_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_security_read_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_security_begin_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_security_remove_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_security_confirm_second_factor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperCodes"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_model_read_model_card: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCard"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_courses_delete_module: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                module_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_courses_edit_module: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                module_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModuleEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModuleOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_add_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                module_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessonIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_privacy_read_policy: {
        parameters: {
            query?: {
                course_id?: number | null;
                opted_in?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_discussions_delete_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_discussions_edit_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostEdit"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_discussions_list_replies: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                post_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_discussions_reply_to: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_privacy_erase_person: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_privacy_export_person: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofIn"];
            };
        };
        responses: {
            /** @description a zip */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_privacy_read_retention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_privacy_list_views: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_bulletins_answer_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerToQuestionIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_quizzes_read_quiz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quiz_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuizOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_quizzes_delete_quiz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quiz_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_quizzes_list_own_attempts: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                quiz_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_quizzes_submit_attempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quiz_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttemptIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_quizzes_list_all_attempts: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                quiz_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptPage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_system_read_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_courses_list_resume_points: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResumeList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_status_read_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_course_read_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementReportOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_read_my_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_course_read_effect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_list_messages: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_support_rate_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_read_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_support_save_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_support_read_wellbeing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WellbeingOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trends_read_trend: {
        parameters: {
            query?: {
                by?: "hour" | "day" | "week";
                compare?: string | null;
                course_id?: number | null;
                days?: number | null;
                from?: string | null;
                lesson_id?: number | null;
                measure?: "expressions" | "engagement" | "check_ins" | "coverage" | "abstention" | "agreement";
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trends_export_trend: {
        parameters: {
            query?: {
                by?: "hour" | "day" | "week";
                compare?: string | null;
                course_id?: number | null;
                days?: number | null;
                from?: string | null;
                lesson_id?: number | null;
                measure?: "expressions" | "engagement" | "check_ins" | "coverage" | "abstention" | "agreement";
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the same numbers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trends_read_calendar: {
        parameters: {
            query?: {
                course_id?: number | null;
                days?: number | null;
                from?: string | null;
                lesson_id?: number | null;
                measure?: "expressions" | "engagement" | "check_ins" | "coverage" | "abstention" | "agreement";
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trends_read_distribution: {
        parameters: {
            query?: {
                course_id?: number | null;
                days?: number | null;
                from?: string | null;
                key?: string | null;
                lesson_id?: number | null;
                measure?: "expressions" | "engagement" | "check_ins" | "coverage" | "abstention" | "agreement";
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trends_read_heat_map: {
        parameters: {
            query: {
                lesson_id: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeatMapOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_trends_read_individual: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IndividualIn"];
            };
        };
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndividualOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trends_list_subjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trends_list_saved_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewList"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_trends_save_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewIn"];
            };
        };
        responses: {
            /** @description Successful response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViewOut"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_trends_delete_saved_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description It failed; why is in the envelope. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
