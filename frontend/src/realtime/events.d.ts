// Generated from socket.json by `npm run generate`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Activity
         * @description What the student does with the lesson, in broad steps; never keys, never their rhythm.
         */
        Activity: {
            /**
             * Item
             * @description the section or question reached, or tried again
             * @default null
             */
            item: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "item" | "rewind" | "idle" | "resume" | "retry";
            /**
             * Video Second
             * @default null
             */
            video_second: number | null;
        };
        /**
         * Alert
         * @description Something worth the tutor's attention, with one suggested move. Its count never changes.
         */
        Alert: {
            /** At */
            at: string;
            /** Cause */
            cause: string;
            /**
             * Count
             * @description students, at least; null where too few to say
             * @default null
             */
            count: number | null;
            /** Id */
            id: number;
            /**
             * Move
             * @description a stable key
             */
            move: string;
            /**
             * Text
             * @description the suggested move in the tutor's language
             */
            text: string;
        };
        /**
         * AnswerPoll
         * @description A student's choice; another one replaces it while the poll is open.
         */
        AnswerPoll: {
            /** Choice */
            choice: number;
            /** Poll Id */
            poll_id: number;
        };
        /**
         * AskPoll
         * @description A tutor asks the class; what was asked before is closed.
         */
        AskPoll: {
            /** Choices */
            choices: string[];
            /** Live Class Id */
            live_class_id: number;
            /** Question */
            question: string;
        };
        /**
         * Chat
         * @description What stands in the chat: the newest lines, the oldest of them first.
         */
        Chat: {
            /** Lines */
            lines: components["schemas"]["ChatLine"][];
            /**
             * Open
             * @description students may write
             */
            open: boolean;
        };
        /**
         * ChatLine
         * @description One line, as one person sees it.
         */
        ChatLine: {
            /** At */
            at: string;
            /** By Tutor */
            by_tutor: boolean;
            /** From Name */
            from_name: string;
            /** Id */
            id: number;
            /** Mine */
            mine: boolean;
            /** Text */
            text: string;
        };
        /**
         * ChatOpened
         * @description Students may write from now on, or no longer.
         */
        ChatOpened: {
            /** On */
            on: boolean;
        };
        /**
         * CheckIn
         * @description What the student says about how it goes.
         */
        CheckIn: {
            /**
             * Value
             * @enum {string}
             */
            value: "well" | "stuck" | "lost" | "tired" | "bored";
        };
        /**
         * CheckInAnswer
         * @description The answer to `check_in`.
         */
        CheckInAnswer: {
            /** At */
            at: string;
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            /**
             * Small
             * @description so few are in the class that a count may be a person
             */
            small: boolean;
        };
        /**
         * ClassPoll
         * @description What the tutor asks, as one student sees it.
         */
        ClassPoll: {
            /** Choices */
            choices: string[];
            /** Chosen */
            chosen: number | null;
            /** Poll Id */
            poll_id: number;
            /** Question */
            question: string;
        };
        /**
         * ClassPosition
         * @description Where the tutor is in the lesson.
         */
        ClassPosition: {
            /** Lesson Id */
            lesson_id: number;
            /** Live Class Id */
            live_class_id: number;
            /** Playing */
            playing: boolean;
            /** Section */
            section: number;
            /** Video Seconds */
            video_seconds: number;
        };
        /**
         * ClosePoll
         * @description A tutor ends the answering.
         */
        ClosePoll: {
            /** Poll Id */
            poll_id: number;
        };
        /**
         * Correct
         * @description The latest readings were wrong: another label, or none at all.
         */
        Correct: {
            /**
             * Label
             * @default null
             */
            label: string | null;
        };
        /**
         * Coverage
         * @description How much the class mood rests on: a group in steps of k. `None` means: no mood is shown now.
         */
        Coverage: {
            /** Present */
            present: number;
            /** Sharing */
            sharing: number | null;
            /** Unsure */
            unsure: number | null;
        };
        /**
         * DeviceReading
         * @description What the model in the browser said: probabilities in card order, or why it could not say.
         *
         *     The label is the one the student sees; it may lag behind the likeliest one for a moment.
         */
        DeviceReading: {
            /**
             * Abstained
             * @default null
             */
            abstained: string | null;
            /**
             * Label
             * @default null
             */
            label: string | null;
            /**
             * Model
             * @description which one said it
             */
            model: string;
            /**
             * Number
             * @description rises by at least one with every reading of a live session
             */
            number: number;
            /**
             * Probabilities
             * @default null
             */
            probabilities: number[] | null;
        };
        /**
         * Done
         * @description The answer when something is done and there is no more to say.
         */
        Done: {
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
        };
        /**
         * Ended
         * @description The live class is over.
         */
        Ended: {
            /** Live Class Id */
            live_class_id: number;
        };
        /**
         * FrameAnswer
         * @description The answer to `frame`.
         */
        FrameAnswer: {
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            /** Rate Hz */
            rate_hz: number;
            reading: components["schemas"]["Reading"];
        };
        /**
         * Hand
         * @description A raised hand, taken up or put down: to say something before everybody, when the tutor asks.
         */
        Hand: {
            /** On */
            on: boolean;
        };
        /**
         * Help
         * @description Raise or lower the silent help signal.
         */
        Help: {
            /** On */
            on: boolean;
        };
        /**
         * HelpAnswer
         * @description The answer to `help`.
         */
        HelpAnswer: {
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            /**
             * Watched
             * @description a tutor has the panel of this class open now
             */
            watched: boolean;
        };
        /**
         * Helped
         * @description A tutor who watches a class marks that they helped, perhaps because of an alert.
         */
        Helped: {
            /**
             * Alert Id
             * @default null
             */
            alert_id: number | null;
        };
        /**
         * HelpSignal
         * @description A student who asks for help, silently, of the tutor alone.
         */
        HelpSignal: {
            /** Name */
            name: string;
            /** Since */
            since: string;
            /** User Id */
            user_id: number;
        };
        /**
         * Intervention
         * @description A mark "I helped": the share of the class in trouble before and after; null: too few, or not yet.
         */
        Intervention: {
            /** After */
            after: number | null;
            /** At */
            at: string;
            /** Before */
            before: number | null;
            /** Cause */
            cause: string | null;
            /**
             * Could Be Chance
             * @description null until there is an after
             */
            could_be_chance: boolean | null;
            /** Id */
            id: number;
        };
        /**
         * Join
         * @description Start, or take up again, a sitting in a lesson, alone or in a live class.
         */
        Join: {
            /** Lesson Id */
            lesson_id: number;
            /**
             * Live Class Id
             * @default null
             */
            live_class_id: number | null;
            /**
             * Opt In
             * @description let my tutors see me, this time; asked anew each time
             * @default false
             */
            opt_in: boolean;
            /**
             * Opt In Chosen
             * @description the student has just chosen it; if not, a sitting keeps its choice and a no holds
             * @default true
             */
            opt_in_chosen: boolean;
        };
        /**
         * Joined
         * @description The answer to `join`.
         */
        Joined: {
            /** @description of the class; None outside of one */
            chat: components["schemas"]["Chat"] | null;
            /**
             * Hand
             * @description my hand is up
             */
            hand: boolean;
            /** Help */
            help: boolean;
            /** Labels */
            labels: string[];
            /** Live Session Id */
            live_session_id: number;
            /**
             * Mode
             * @enum {string}
             */
            mode: "off" | "self_only" | "aggregate" | "individual";
            /** Model */
            model: string | null;
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            poll: components["schemas"]["ClassPoll"] | null;
            position: components["schemas"]["ClassPosition"] | null;
            /** Rate Hz */
            rate_hz: number;
            sharing: components["schemas"]["Sharing"];
            /**
             * Small
             * @description so few are in the class that a count may be a person
             */
            small: boolean;
            /**
             * Words
             * @description of the last minutes, the oldest first
             */
            words: components["schemas"]["TutorWords"][];
        };
        /**
         * LowerHand
         * @description A tutor has heard what a student wanted to say.
         */
        LowerHand: {
            /** Live Class Id */
            live_class_id: number;
            /** User Id */
            user_id: number;
        };
        /**
         * Mood
         * @description One frozen window. Shares are rounded; a label missing here was too small or too large to show.
         */
        Mood: {
            /**
             * Cohort
             * @description rounded down to the group size
             */
            cohort: number;
            /** End */
            end: string;
            /** Engagement */
            engagement: number | null;
            /** Shares */
            shares: {
                [key: string]: number;
            };
            /** Start */
            start: string;
            /** Unsure */
            unsure: number | null;
        };
        /**
         * Nothing
         * @description An event that carries no data.
         */
        Nothing: Record<string, never>;
        /**
         * OpenChat
         * @description A tutor lets students write, or stops them; what stands there stays.
         */
        OpenChat: {
            /** Live Class Id */
            live_class_id: number;
            /** On */
            on: boolean;
        };
        /**
         * Panel
         * @description Everything a tutor's live panel shows, once a second.
         */
        Panel: {
            /** Alerts */
            alerts: components["schemas"]["Alert"][];
            /** At */
            at: string;
            /** Check Ins */
            check_ins: {
                [key: string]: number;
            };
            coverage: components["schemas"]["Coverage"];
            /** Hands */
            hands: components["schemas"]["RaisedHand"][];
            /** Help */
            help: components["schemas"]["HelpSignal"][];
            /** Interventions */
            interventions: components["schemas"]["Intervention"][];
            /** Live Class Id */
            live_class_id: number;
            /**
             * Mode
             * @enum {string}
             */
            mode: "off" | "self_only" | "aggregate" | "individual";
            mood: components["schemas"]["Mood"] | null;
            /**
             * Mood Reason
             * @enum {string}
             */
            mood_reason: "shown" | "too_few" | "settling" | "waiting" | "off";
            poll: components["schemas"]["PanelPoll"] | null;
            /** Reactions */
            reactions: {
                [key: string]: number;
            };
            /** Tiles */
            tiles: components["schemas"]["Tile"][];
            /** Trend */
            trend: components["schemas"]["Mood"][];
        };
        /**
         * PanelPoll
         * @description The newest poll with its counts. `None`: too few answered to show what they chose.
         */
        PanelPoll: {
            /** Answered */
            answered: number;
            /** Choices */
            choices: string[];
            /** Counts */
            counts: number[] | null;
            /** Open */
            open: boolean;
            /** Poll Id */
            poll_id: number;
            /** Question */
            question: string;
            /**
             * Shown From
             * @description this many answers are needed before any count is shown
             */
            shown_from: number;
        };
        /**
         * PolicyChange
         * @description What is allowed has changed; in `off` the camera must stop.
         */
        PolicyChange: {
            /**
             * Mode
             * @enum {string}
             */
            mode: "off" | "self_only" | "aggregate" | "individual";
            /** Reason */
            reason: string;
            sharing: components["schemas"]["Sharing"];
        };
        /**
         * PollAsked
         * @description The answer to `poll`.
         */
        PollAsked: {
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            /** Poll Id */
            poll_id: number;
        };
        /**
         * PollClosed
         * @description No more answers are taken.
         */
        PollClosed: {
            /** Poll Id */
            poll_id: number;
        };
        /**
         * RaisedHand
         * @description A student who wants to say something, as the tutor sees it.
         */
        RaisedHand: {
            /** Name */
            name: string;
            /** Since */
            since: string;
            /** User Id */
            user_id: number;
        };
        /**
         * Rate
         * @description How many frames a second the server asks for.
         */
        Rate: {
            /** Rate Hz */
            rate_hz: number;
        };
        /**
         * React
         * @description A word to the tutor that needs no typing; another one replaces it.
         */
        React: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "yes" | "no" | "slower" | "thanks";
        };
        /**
         * Reacted
         * @description The answer to `react`.
         */
        Reacted: {
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            /**
             * Seconds
             * @description how long the tutor sees it
             */
            seconds: number;
        };
        /**
         * Reading
         * @description What one frame said: probabilities in card order, or why it could not say.
         */
        Reading: {
            /** Abstained */
            abstained: string | null;
            /**
             * Box
             * @description x, y, width, height of the face, relative to the frame
             */
            box: [
                number,
                number,
                number,
                number
            ] | null;
            /** Confidence */
            confidence: number;
            /**
             * Held
             * @description the last reading, repeated over a brief gap; no new evidence
             * @default false
             */
            held: boolean;
            /** Label */
            label: string | null;
            /** Model */
            model: string;
            /** Probabilities */
            probabilities: number[] | null;
        };
        /**
         * ReadingAnswer
         * @description The answer to `reading`.
         */
        ReadingAnswer: {
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            /** Rate Hz */
            rate_hz: number;
        };
        /**
         * Refusal
         * @description The answer when something is not done: a stable code, and when to try again.
         */
        Refusal: {
            /** Code */
            code: string;
            /**
             * Ok
             * @default false
             * @constant
             */
            ok: false;
            /**
             * Retry After Ms
             * @default null
             */
            retry_after_ms: number | null;
        };
        /**
         * Say
         * @description A line for everybody in the class, from somebody who sits in it or teaches it.
         */
        Say: {
            /** Live Class Id */
            live_class_id: number;
            /** Text */
            text: string;
        };
        /**
         * Sharing
         * @description What the policy and this student's consents allow in this live session.
         */
        Sharing: {
            /**
             * Analysis
             * @description frames and readings are accepted and answered
             */
            analysis: boolean;
            /**
             * Group
             * @description counts towards the class mood
             */
            group: boolean;
            /**
             * Summary
             * @description one summary of the live session is kept
             */
            summary: boolean;
            /**
             * Tile
             * @description named tutors see this student's tile
             */
            tile: boolean;
        };
        /**
         * SnoozeAlert
         * @description A tutor puts one alert aside for a while.
         */
        SnoozeAlert: {
            /** Alert Id */
            alert_id: number;
            /** Minutes */
            minutes: number;
        };
        /**
         * Spoken
         * @description The answer to `chat`: the line as it stands there now.
         */
        Spoken: {
            line: components["schemas"]["ChatLine"];
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
        };
        /**
         * SupportMessage
         * @description One message for one student, in the student's language and tone.
         */
        SupportMessage: {
            /** Actions */
            actions: ("break" | "breathing" | "human" | "replay" | "ask")[];
            /** Cause */
            cause: string;
            /** Id */
            id: number;
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
         * TakeDown
         * @description One's own line, or for a tutor anybody's, disappears for everybody.
         */
        TakeDown: {
            /** Line Id */
            line_id: number;
        };
        /**
         * TakenDown
         * @description A line disappears.
         */
        TakenDown: {
            /** Line Id */
            line_id: number;
        };
        /**
         * Tell
         * @description A tutor's words to one student of the class, or to everybody in it.
         */
        Tell: {
            /** Live Class Id */
            live_class_id: number;
            /** Text */
            text: string;
            /**
             * User Id
             * @default null
             */
            user_id: number | null;
        };
        /**
         * Tile
         * @description One student who chose to be seen by the tutors of this course.
         */
        Tile: {
            /** Abstained */
            abstained: string | null;
            /** At */
            at: string;
            /** Confidence */
            confidence: number;
            /** Corrected */
            corrected: boolean;
            /** Label */
            label: string | null;
            /** Live Session Id */
            live_session_id: number;
            /** Name */
            name: string;
            /** Present */
            present: boolean;
            /** User Id */
            user_id: number;
        };
        /**
         * Told
         * @description The answer to `tell`.
         */
        Told: {
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            /**
             * Reached
             * @description people who sit in the class now
             */
            reached: number;
        };
        /**
         * TutorWords
         * @description What the tutor wrote, to this student or to everybody.
         */
        TutorWords: {
            /** At */
            at: string;
            /** From Name */
            from_name: string;
            /** Id */
            id: number;
            /** Text */
            text: string;
            /**
             * To Me
             * @description to this student alone
             */
            to_me: boolean;
        };
        /**
         * Watch
         * @description A tutor opens the panel of one live class.
         */
        Watch: {
            /** Live Class Id */
            live_class_id: number;
        };
        /**
         * Watching
         * @description The answer to `watch`: the whole state first.
         */
        Watching: {
            chat: components["schemas"]["Chat"];
            /**
             * Ok
             * @default true
             * @constant
             */
            ok: true;
            panel: components["schemas"]["Panel"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

export type Namespace = "/live";
export type Refusal = components["schemas"]["Refusal"];
export interface ClientEvents {
  activity: { payload: components["schemas"]["Activity"]; answer: components["schemas"]["Done"] };
  answer_poll: { payload: components["schemas"]["AnswerPoll"]; answer: components["schemas"]["Done"] };
  chat: { payload: components["schemas"]["Say"]; answer: components["schemas"]["Spoken"] };
  check_in: { payload: components["schemas"]["CheckIn"]; answer: components["schemas"]["CheckInAnswer"] };
  close_poll: { payload: components["schemas"]["ClosePoll"]; answer: components["schemas"]["Done"] };
  correct: { payload: components["schemas"]["Correct"]; answer: components["schemas"]["Done"] };
  crop: { payload: ArrayBuffer; answer: components["schemas"]["FrameAnswer"] };
  frame: { payload: ArrayBuffer; answer: components["schemas"]["FrameAnswer"] };
  hand: { payload: components["schemas"]["Hand"]; answer: components["schemas"]["Done"] };
  help: { payload: components["schemas"]["Help"]; answer: components["schemas"]["HelpAnswer"] };
  helped: { payload: components["schemas"]["Helped"]; answer: components["schemas"]["Done"] };
  join: { payload: components["schemas"]["Join"]; answer: components["schemas"]["Joined"] };
  leave: { payload: components["schemas"]["Nothing"]; answer: components["schemas"]["Done"] };
  lower_hand: { payload: components["schemas"]["LowerHand"]; answer: components["schemas"]["Done"] };
  open_chat: { payload: components["schemas"]["OpenChat"]; answer: components["schemas"]["Done"] };
  poll: { payload: components["schemas"]["AskPoll"]; answer: components["schemas"]["PollAsked"] };
  react: { payload: components["schemas"]["React"]; answer: components["schemas"]["Reacted"] };
  reading: { payload: components["schemas"]["DeviceReading"]; answer: components["schemas"]["ReadingAnswer"] };
  snooze_alert: { payload: components["schemas"]["SnoozeAlert"]; answer: components["schemas"]["Done"] };
  take_down: { payload: components["schemas"]["TakeDown"]; answer: components["schemas"]["Done"] };
  tell: { payload: components["schemas"]["Tell"]; answer: components["schemas"]["Told"] };
  unwatch: { payload: components["schemas"]["Nothing"]; answer: components["schemas"]["Done"] };
  watch: { payload: components["schemas"]["Watch"]; answer: components["schemas"]["Watching"] };
}
export interface ServerEvents {
  chat: components["schemas"]["ChatLine"];
  chat_opened: components["schemas"]["ChatOpened"];
  chat_taken_down: components["schemas"]["TakenDown"];
  class_position: components["schemas"]["ClassPosition"];
  ended: components["schemas"]["Ended"];
  hand: components["schemas"]["Hand"];
  message: components["schemas"]["SupportMessage"];
  panel: components["schemas"]["Panel"];
  policy: components["schemas"]["PolicyChange"];
  poll: components["schemas"]["ClassPoll"];
  poll_closed: components["schemas"]["PollClosed"];
  rate: components["schemas"]["Rate"];
  tutor_words: components["schemas"]["TutorWords"];
}
