// Made by `npm run generate`. Don't edit.

export interface paths {
    "/api/acnh/hunts/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Latest Hunt
         * @description The latest public hunt with its last five encounters, newest first.
         */
        get: operations["apps_profiles_acnh_api_get_latest_hunt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/acnh/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Stats */
        get: operations["apps_profiles_acnh_api_get_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/counts/games": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Games
         * @description How many games match, in total and by one of their facts.
         */
        get: operations["apps_browsing_api_count_games"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destiny/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Activities
         * @description The newest first.
         */
        get: operations["apps_profiles_destiny_api_list_activities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destiny/activities/{instance_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Activity
         * @description Of two characters that took turns in it, the one that played longer.
         */
        get: operations["apps_profiles_destiny_api_get_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destiny/characters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Characters
         * @description Those that were played last come first, deleted ones at the end.
         */
        get: operations["apps_profiles_destiny_api_list_characters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destiny/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Profile
         * @description Returns a 404 before a Bungie name is set.
         */
        get: operations["apps_profiles_destiny_api_get_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destiny/raids/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Raid Stats */
        get: operations["apps_profiles_destiny_api_get_raid_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destiny/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Stats */
        get: operations["apps_profiles_destiny_api_list_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destiny/stats/{mode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Stats By Mode */
        get: operations["apps_profiles_destiny_api_get_stats_by_mode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Editions
         * @description All editions in the order of their works, at most `limit` (500 by default).
         */
        get: operations["apps_library_api_list_editions"];
        put?: never;
        /** Create Edition */
        post: operations["apps_library_api_create_edition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/by-twitch/{twitch_category_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Work By Twitch Category
         * @description The work for a Twitch category.
         *
         *     If no edition has this category, it is looked up on Twitch and IGDB, if they are
         *     set up. If the game isn't in the library or the services are down, the response is
         *     a 404.
         */
        get: operations["apps_library_api_get_work_by_twitch_category"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Edition */
        get: operations["apps_library_api_get_edition"];
        put?: never;
        post?: never;
        /**
         * Delete Edition
         * @description Refused for a game's only edition and for editions that have playthroughs.
         */
        delete: operations["apps_library_api_delete_edition"];
        options?: never;
        head?: never;
        /** Update Edition */
        patch: operations["apps_library_api_update_edition"];
        trace?: never;
    };
    "/api/editions/{slug}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Edition
         * @description Merge this edition into another one of the same game.
         *
         *     Playthroughs come along, platforms of both are kept, and what the other edition
         *     lacks is filled in. The address of this edition redirects (308) from then on.
         */
        post: operations["apps_library_api_merge_edition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{slug}/merges/{merge_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Merge Of Edition
         * @description Make the two editions two again, as far as nothing was changed since.
         */
        post: operations["apps_library_api_undo_merge_of_edition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Events
         * @description Events in order: everything after `since`, or the newest ones without it.
         *
         *     To follow, ask again with `since` set to `next`, immediately while `has_more` is
         *     true. With `wait`, the response comes as soon as there is an event, or after that
         *     many seconds. `reset` says that you can't resume from `since`, and why: reload the
         *     full state, then continue from `next`.
         */
        get: operations["apps_realtime_api_list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream Events
         * @description Events as they happen, for a browser's `EventSource` or `curl -N`.
         *
         *     `data` is the event, `id` its cursor. A disconnected client reconnects with the
         *     header `Last-Event-ID`, which takes precedence over `since`, and misses nothing. A
         *     frame of type `events:reset` says that you can't resume from there: reload the full
         *     state. Without a position, the stream starts with the next event.
         */
        get: operations["apps_realtime_api_stream_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Questlog
         * @description Everything you have in one JSON file, including drafts and private rows.
         *
         *     `script/manage import_questlog` restores it into an empty Questlog.
         *     `/export/schema` describes the format. Accounts, tokens, revisions, and the event
         *     log aren't included.
         */
        get: operations["apps_exports_api_export_questlog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/games.md": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Markdown
         * @description Games, playthroughs, and lists as Markdown, which can be imported again.
         */
        get: operations["apps_exports_api_export_markdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/lists.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Lists
         * @description The entries of all lists, including drafts, as a table for spreadsheets.
         */
        get: operations["apps_exports_api_export_lists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/playthroughs.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Playthroughs
         * @description All playthroughs, including private ones, as a table for spreadsheets.
         */
        get: operations["apps_exports_api_export_playthroughs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Export Schema
         * @description The JSON Schema of the `/export` file.
         */
        get: operations["apps_exports_api_get_export_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/franchises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Franchises */
        get: operations["apps_library_api_list_franchises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/games": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Games
         * @description All games, or those that match every parameter you send.
         */
        get: operations["apps_library_api_list_games"];
        put?: never;
        /**
         * Create Game
         * @description Add a game and its first edition, an original of the same name.
         *
         *     If IGDB is set up, `igdb_id` or `name` alone adds everything IGDB knows; other
         *     fields you send take precedence. An id of an edition of another game (a port, a
         *     remaster) adds that game with this edition, unless `as_own_game` is set. A name that
         *     matches several games returns a 409 with `candidates`: send the `igdb_id` of one of
         *     them, or `"igdb_id": null` to add the game without IGDB.
         *
         *     A game that is already in the library returns a 409 with its `slug`, and nothing is
         *     added. Use `PUT /games/{slug}/sync` to update it.
         */
        post: operations["apps_library_api_create_game"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/games/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Game */
        get: operations["apps_library_api_get_game"];
        put?: never;
        post?: never;
        /**
         * Delete Game
         * @description Refused while playthroughs or list entries use the game. The response lists
         *     them.
         */
        delete: operations["apps_library_api_delete_game"];
        options?: never;
        head?: never;
        /**
         * Update Game
         * @description Change the fields you send. Renaming keeps the slug unless you send a new one.
         */
        patch: operations["apps_library_api_update_game"];
        trace?: never;
    };
    "/api/games/{slug}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Game
         * @description Merge this game into another one, which is the only one of the two afterwards.
         *
         *     Playthroughs, places on lists, editions, and profiles come along. Where both stand
         *     on a list the better rank stays. The address of this game redirects (308) to the
         *     other one from then on. A merge that isn't possible returns a 409 with the reason.
         */
        post: operations["apps_library_api_merge_game"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/games/{slug}/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Game Merges
         * @description The games that were merged into this one, the latest first; undone ones too.
         */
        get: operations["apps_library_api_list_game_merges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/games/{slug}/merges/{merge_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Game Merge
         * @description Make the two games two again, as far as nothing was changed since.
         *
         *     `kept` says what couldn't be as it was. Of several merges into a game the last one
         *     is undone first; another one returns a 409 with the reason.
         */
        post: operations["apps_library_api_undo_game_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/games/{slug}/playthroughs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Game Playthroughs
         * @description The playthroughs of one game, most recently completed first.
         */
        get: operations["apps_journal_api_list_game_playthroughs"];
        put?: never;
        /**
         * Create Playthrough
         * @description Add a playthrough of the game. Uses its first edition unless you name one.
         */
        post: operations["apps_journal_api_create_playthrough"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/games/{slug}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sync Game
         * @description Update the game and its editions from IGDB.
         *
         *     A game without an IGDB id is found by its name and year. If several match, a 409
         *     lists the `candidates`: set `igdb_id` with PATCH. What you wrote yourself stays;
         *     `offers` lists where IGDB has a different value.
         */
        put: operations["apps_library_api_sync_game"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/genres": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Genres */
        get: operations["apps_library_api_list_genres"];
        put?: never;
        /** Create Genre */
        post: operations["apps_library_api_create_genre"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/igdb/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Igdb
         * @description IGDB games that match `q`, best match first. Data from IGDB.com.
         *
         *     Finds misspelled titles, abbreviations, and names from other regions. Results are
         *     cached for ten minutes. Without a token, thirty new searches a minute are allowed.
         *     If IGDB isn't set up, a 503 says what to set.
         */
        get: operations["apps_integrations_api_search_igdb"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bulk Import
         * @description Add what is new. Existing slugs are skipped, rows that can't be saved are listed
         *     in `errors`, and all others are saved.
         */
        post: operations["apps_library_api_bulk_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ironmon/challenges/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Challenge */
        get: operations["apps_profiles_ironmon_api_get_challenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ironmon/checkpoints/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checkpoint Stats */
        get: operations["apps_profiles_ironmon_api_checkpoint_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ironmon/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Runs
         * @description Runs by number, the highest first.
         */
        get: operations["apps_profiles_ironmon_api_list_runs"];
        put?: never;
        /**
         * Create Run
         * @description Start a run. The same number of the same challenge again makes none.
         */
        post: operations["apps_profiles_ironmon_api_create_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ironmon/runs/{seed_number}/defeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Defeat
         * @description Note what ended the newest run of this number. The first defeat is final.
         */
        post: operations["apps_profiles_ironmon_api_record_defeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ironmon/runs/{seed_number}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Checkpoint
         * @description Note what the newest run of this number has cleared; a repeat does nothing.
         */
        post: operations["apps_profiles_ironmon_api_record_checkpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ironmon/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Stats */
        get: operations["apps_profiles_ironmon_api_get_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Job
         * @description Needs the login of who started the job, or one that may see all of them.
         */
        get: operations["apps_jobs_api_get_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Lists */
        get: operations["apps_lists_api_list_lists"];
        put?: never;
        /** Create List */
        post: operations["apps_lists_api_create_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get List */
        get: operations["apps_lists_api_get_list"];
        put?: never;
        post?: never;
        /**
         * Delete List
         * @description The games stay. You can restore a deleted list in the admin.
         */
        delete: operations["apps_lists_api_delete_list"];
        options?: never;
        head?: never;
        /**
         * Update List
         * @description Ranking a list again restores its earlier order and numbers games added since.
         */
        patch: operations["apps_lists_api_update_list"];
        trace?: never;
    };
    "/api/lists/{slug}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get List Activity
         * @description Changes to the entries, newest first.
         */
        get: operations["apps_lists_api_get_list_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get List Changes
         * @description What entered, left, and moved between two times.
         */
        get: operations["apps_lists_api_get_list_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Entry
         * @description Returns a 409 if the game is already on the list. Later entries move down.
         */
        post: operations["apps_lists_api_add_entry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}/entries/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bulk Add Entries
         * @description Add games that aren't on the list yet. Failures are listed in `errors`.
         */
        post: operations["apps_lists_api_bulk_add_entries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}/entries/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Entry */
        delete: operations["apps_lists_api_remove_entry"];
        options?: never;
        head?: never;
        /**
         * Update Entry
         * @description Move the entry, also to another tier, or replace its notes. Other entries move
         *     accordingly, and stay in their tiers.
         */
        patch: operations["apps_lists_api_update_entry"];
        trace?: never;
    };
    "/api/lists/{slug}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get List History
         * @description The list as it was at a given time; empty before it was first public.
         */
        get: operations["apps_lists_api_get_list_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List List Images
         * @description Images of a public list to share: the first ten games by rank, or the latest.
         *
         *     1200 by 630 for links, then 1080 by 1920 for stories; none until they are drawn,
         *     some seconds after a change.
         */
        get: operations["apps_lists_api_list_list_images"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Reorder List
         * @description Reorder the whole list in one change.
         */
        put: operations["apps_lists_api_reorder_list"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lists/{slug}/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get List Tiers
         * @description The ranked list cut into tiers from S to F; no tiers if it has none.
         */
        get: operations["apps_lists_api_get_list_tiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Platforms */
        get: operations["apps_library_api_list_platforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/play-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Play Sessions
         * @description Report sessions as a client of RomM does.
         *
         *     A ROM that is linked to a game gets a session; another one waits in the admin, under
         *     *Sessions from RomM*. What was reported before is a duplicate.
         */
        post: operations["apps_romm_api_report_play_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/playthroughs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Playthroughs */
        get: operations["apps_journal_api_list_playthroughs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/playthroughs/{playthrough_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Playthrough */
        get: operations["apps_journal_api_get_playthrough"];
        put?: never;
        post?: never;
        /** Delete Playthrough */
        delete: operations["apps_journal_api_delete_playthrough"];
        options?: never;
        head?: never;
        /**
         * Update Playthrough
         * @description Change the fields you send. Status changes that aren't possible are refused.
         */
        patch: operations["apps_journal_api_update_playthrough"];
        trace?: never;
    };
    "/api/playthroughs/{playthrough_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Session
         * @description Log a session that is over. To start the timer, use `…/sessions/start`.
         */
        post: operations["apps_journal_api_create_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/playthroughs/{playthrough_id}/sessions/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Session
         * @description Start the timer. A playthrough that was planned, paused, or dropped is being
         *     played from then on. Answers 409 while another session is running.
         */
        post: operations["apps_journal_api_begin_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/preview/lists/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get List Preview
         * @description A list as it is being edited, for your own site to show.
         *
         *     The admin opens your site with `token` in its address (`SITE_PREVIEW_URL`). It is
         *     good for an hour, and then returns a 410.
         */
        get: operations["apps_lists_api_get_list_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Profiles
         * @description Every profile by name, with a line of figures. Private ones are left out.
         */
        get: operations["apps_profiles_api_list_profiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Island
         * @description Returns a 404 before the profile is set up.
         */
        get: operations["apps_profiles_acnh_api_get_island"];
        /**
         * Put Island
         * @description Set the profile up, or change it.
         */
        put: operations["apps_profiles_acnh_api_put_island"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh/hunts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Hunts */
        get: operations["apps_profiles_acnh_api_list_hunts"];
        put?: never;
        /**
         * Create Hunt
         * @description Start a hunt for a villager, or for anyone.
         */
        post: operations["apps_profiles_acnh_api_create_hunt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh/hunts/{hunt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Hunt */
        get: operations["apps_profiles_acnh_api_get_hunt"];
        put?: never;
        post?: never;
        /**
         * Delete Hunt
         * @description Delete the hunt with all its encounters.
         */
        delete: operations["apps_profiles_acnh_api_delete_hunt"];
        options?: never;
        head?: never;
        /** Update Hunt */
        patch: operations["apps_profiles_acnh_api_update_hunt"];
        trace?: never;
    };
    "/api/profiles/acnh/hunts/{hunt_id}/encounters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Encounter
         * @description Record who is on the next island. A repeat with the same `key` returns a 200.
         */
        post: operations["apps_profiles_acnh_api_create_encounter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh/hunts/{hunt_id}/encounters/{encounter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Encounter
         * @description Take an encounter back. Those after it move up by one.
         */
        delete: operations["apps_profiles_acnh_api_delete_encounter"];
        options?: never;
        head?: never;
        /**
         * Update Encounter
         * @description Correct an encounter, also after the hunt has ended.
         */
        patch: operations["apps_profiles_acnh_api_update_encounter"];
        trace?: never;
    };
    "/api/profiles/acnh/hunts/{hunt_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish Hunt
         * @description End the hunt. Returns a 409 if it has ended.
         */
        post: operations["apps_profiles_acnh_api_finish_hunt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh/hunts/{hunt_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume Hunt
         * @description Go on with a hunt that has ended.
         */
        post: operations["apps_profiles_acnh_api_resume_hunt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Hunt Stats */
        get: operations["apps_profiles_acnh_api_get_hunt_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh/villagers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Villagers
         * @description All villagers of the game, by name.
         */
        get: operations["apps_profiles_acnh_api_list_villagers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/acnh/villagers/{villager}/odds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Odds
         * @description How likely a villager is on each island, and by now.
         */
        get: operations["apps_profiles_acnh_api_get_odds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Destiny Profile
         * @description Returns a 404 before the profile is set up.
         */
        get: operations["apps_profiles_destiny_api_get_destiny_profile"];
        /**
         * Put Destiny Profile
         * @description Set the profile up, or change it. Fetch the history with `/sync` below it.
         */
        put: operations["apps_profiles_destiny_api_put_destiny_profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Destiny Activities */
        get: operations["apps_profiles_destiny_api_list_destiny_activities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/activities/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Destiny Activity */
        get: operations["apps_profiles_destiny_api_get_destiny_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/activities/{activity_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch Destiny Report
         * @description Fetch its report from Bungie, unless it is here already.
         *
         *     `pgcr_entries` stays null if Bungie has none.
         */
        post: operations["apps_profiles_destiny_api_fetch_destiny_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Destiny Days
         * @description Days with activities, the oldest first.
         */
        get: operations["apps_profiles_destiny_api_list_destiny_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/raids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Destiny Raids
         * @description Raids and dungeons, each over all of its difficulties.
         */
        get: operations["apps_profiles_destiny_api_get_destiny_raids"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Destiny Titles
         * @description The earned ones, then the open ones, the nearest first.
         */
        get: operations["apps_profiles_destiny_api_list_destiny_titles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/triumphs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Destiny Triumphs
         * @description Those that the game shows, the latest completed ones first.
         */
        get: operations["apps_profiles_destiny_api_list_destiny_triumphs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/destiny/weapons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Destiny Weapons
         * @description The owner's, by kills, over all post-game reports that are fetched.
         */
        get: operations["apps_profiles_destiny_api_list_destiny_weapons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ffxiv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ffxiv
         * @description The profile with its characters. Returns a 404 before it is set up.
         */
        get: operations["apps_profiles_ffxiv_api_get_ffxiv"];
        /**
         * Put Ffxiv
         * @description Set the profile up, or change it.
         */
        put: operations["apps_profiles_ffxiv_api_put_ffxiv"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Update Ffxiv */
        patch: operations["apps_profiles_ffxiv_api_update_ffxiv"];
        trace?: never;
    };
    "/api/profiles/ffxiv/characters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ffxiv Characters
         * @description The main character first.
         */
        get: operations["apps_profiles_ffxiv_api_list_ffxiv_characters"];
        put?: never;
        /**
         * Add Ffxiv Character
         * @description Read a character from the Lodestone and add it; a known one is returned.
         *
         *     Its collections come with the next sync: `POST /profiles/ffxiv/sync`.
         */
        post: operations["apps_profiles_ffxiv_api_add_ffxiv_character"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ffxiv/characters/{lodestone_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Ffxiv Character */
        get: operations["apps_profiles_ffxiv_api_get_ffxiv_character"];
        put?: never;
        post?: never;
        /**
         * Delete Ffxiv Character
         * @description Delete the character with all that was stored of it.
         */
        delete: operations["apps_profiles_ffxiv_api_delete_ffxiv_character"];
        options?: never;
        head?: never;
        /** Update Ffxiv Character */
        patch: operations["apps_profiles_ffxiv_api_update_ffxiv_character"];
        trace?: never;
    };
    "/api/profiles/ffxiv/characters/{lodestone_id}/collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ffxiv Collection
         * @description Achievements, mounts, or minions: what is owned and what is missing.
         */
        get: operations["apps_profiles_ffxiv_api_list_ffxiv_collection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ffxiv/characters/{lodestone_id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ffxiv Jobs
         * @description Every job in the game's order, those that weren't begun, too.
         */
        get: operations["apps_profiles_ffxiv_api_list_ffxiv_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ffxiv/characters/{lodestone_id}/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Ffxiv Levels
         * @description The levels that syncs found, the oldest first.
         */
        get: operations["apps_profiles_ffxiv_api_list_ffxiv_levels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ffxiv/characters/{lodestone_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Ffxiv Character
         * @description Look for the code in the character's profile text on the Lodestone.
         */
        post: operations["apps_profiles_ffxiv_api_verify_ffxiv_character"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ffxiv/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Ffxiv Characters
         * @description Look for characters on the Lodestone by name and, if you give one, world.
         */
        get: operations["apps_profiles_ffxiv_api_search_ffxiv_characters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ironmon Profile
         * @description Returns a 404 before the profile is set up.
         */
        get: operations["apps_profiles_ironmon_api_get_ironmon_profile"];
        /**
         * Put Ironmon Profile
         * @description Set the profile up, with challenges to begin with, or change it.
         */
        put: operations["apps_profiles_ironmon_api_put_ironmon_profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Challenges */
        get: operations["apps_profiles_ironmon_api_list_challenges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon/challenges/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Challenge
         * @description Make a challenge, or change it: how far runs came follows the new order.
         */
        put: operations["apps_profiles_ironmon_api_put_challenge"];
        post?: never;
        /**
         * Delete Challenge
         * @description Returns a 409 if it has runs.
         */
        delete: operations["apps_profiles_ironmon_api_delete_challenge"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Current Run
         * @description The run that was started last, for overlays; it may have ended since.
         */
        get: operations["apps_profiles_ironmon_api_get_current_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Ironmon Runs */
        get: operations["apps_profiles_ironmon_api_list_ironmon_runs"];
        put?: never;
        /**
         * Start Ironmon Run
         * @description Start a run. A number that is there already returns its run with a 200.
         */
        post: operations["apps_profiles_ironmon_api_start_ironmon_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Ironmon Run */
        get: operations["apps_profiles_ironmon_api_get_ironmon_run"];
        put?: never;
        post?: never;
        /**
         * Delete Ironmon Run
         * @description Delete the run with what it cleared.
         */
        delete: operations["apps_profiles_ironmon_api_delete_ironmon_run"];
        options?: never;
        head?: never;
        /**
         * Update Ironmon Run
         * @description Set notes, or where the recording is.
         */
        patch: operations["apps_profiles_ironmon_api_update_ironmon_run"];
        trace?: never;
    };
    "/api/profiles/ironmon/runs/{run_id}/defeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Ironmon Defeat
         * @description Record what ended the run, or correct it. Returns a 409 if the run is won.
         */
        put: operations["apps_profiles_ironmon_api_put_ironmon_defeat"];
        post?: never;
        /**
         * Delete Ironmon Defeat
         * @description Take the defeat back: the run goes on.
         */
        delete: operations["apps_profiles_ironmon_api_delete_ironmon_defeat"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon/runs/{run_id}/results/{checkpoint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Ironmon Result
         * @description Note that the run cleared a checkpoint: its name in any spelling.
         */
        put: operations["apps_profiles_ironmon_api_put_ironmon_result"];
        post?: never;
        /**
         * Delete Ironmon Result
         * @description Take a checkpoint back. A victory goes with the furthest one.
         */
        delete: operations["apps_profiles_ironmon_api_delete_ironmon_result"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/ironmon/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ironmon Stats
         * @description Of one challenge; `since` and `until` leave out runs of an unknown day.
         */
        get: operations["apps_profiles_ironmon_api_get_ironmon_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/poe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Poe Profile
         * @description Returns a 404 before the profile is set up.
         */
        get: operations["apps_profiles_poe_api_get_poe_profile"];
        /**
         * Put Poe Profile
         * @description Set the profile up, or change it.
         */
        put: operations["apps_profiles_poe_api_put_poe_profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/poe/characters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Characters */
        get: operations["apps_profiles_poe_api_list_characters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/poe/characters/{character_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Character */
        get: operations["apps_profiles_poe_api_get_character"];
        put?: never;
        post?: never;
        /** Delete Character */
        delete: operations["apps_profiles_poe_api_delete_character"];
        options?: never;
        head?: never;
        /**
         * Update Character
         * @description Change what a file doesn't know. A league set here is kept by later imports.
         */
        patch: operations["apps_profiles_poe_api_update_character"];
        trace?: never;
    };
    "/api/profiles/poe/leagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Leagues
         * @description Leagues that a character is in, or was: the latest first, permanent ones last.
         */
        get: operations["apps_profiles_poe_api_list_leagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/poe/leagues/{league_id}/playthrough": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add League Playthrough
         * @description Makes a league one of the game's playthroughs; twice makes one.
         */
        post: operations["apps_profiles_poe_api_add_league_playthrough"];
        /**
         * Remove League Playthrough
         * @description Deletes the playthrough that was made of a league, with what you wrote there.
         */
        delete: operations["apps_profiles_poe_api_remove_league_playthrough"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Umamusume Profile
         * @description Returns a 404 before the profile is set up.
         */
        get: operations["apps_profiles_umamusume_api_get_umamusume_profile"];
        /**
         * Put Umamusume Profile
         * @description Set the profile up, with the game's vocabulary, or change it.
         */
        put: operations["apps_profiles_umamusume_api_put_umamusume_profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Calendar Races
         * @description The races that careers can enter, by name, with the turns they are run in.
         */
        get: operations["apps_profiles_umamusume_api_list_calendar_races"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/champions-meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Champions Meetings
         * @description Every Champions Meeting, past and predicted, the latest first.
         */
        get: operations["apps_profiles_umamusume_api_list_champions_meetings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Collection
         * @description Owned outfits and cards, and the club's months. A 404 before the set-up.
         */
        get: operations["apps_profiles_umamusume_api_get_collection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/epithets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Epithets
         * @description By name; they have no ids.
         */
        get: operations["apps_profiles_umamusume_api_list_epithets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Meeting Entries
         * @description The Champions Meetings that the owner took part in, the latest first.
         */
        get: operations["apps_profiles_umamusume_api_list_meeting_entries"];
        put?: never;
        /** Enter Meeting */
        post: operations["apps_profiles_umamusume_api_enter_meeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/meetings/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Meeting Entry */
        get: operations["apps_profiles_umamusume_api_get_meeting_entry"];
        put?: never;
        post?: never;
        /** Delete Meeting Entry */
        delete: operations["apps_profiles_umamusume_api_delete_meeting_entry"];
        options?: never;
        head?: never;
        /**
         * Update Meeting Entry
         * @description Set rounds, group, place …; `members` as a whole.
         */
        patch: operations["apps_profiles_umamusume_api_update_meeting_entry"];
        trace?: never;
    };
    "/api/profiles/umamusume/months/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Club Month
         * @description Set club, fans … of a month such as 2026-11; the answer is the collection.
         */
        put: operations["apps_profiles_umamusume_api_put_club_month"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/outfits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Outfit
         * @description Add an outfit that Questlog doesn't know yet, and its trainee with it.
         */
        post: operations["apps_profiles_umamusume_api_create_outfit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/races": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Race Records
         * @description Each race that was run: how often, and how often won. Most wins first.
         */
        get: operations["apps_profiles_umamusume_api_list_race_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Career Records
         * @description The best career of each trainee, scenario, surface, distance, and style.
         */
        get: operations["apps_profiles_umamusume_api_get_career_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Careers
         * @description Finished careers, the latest first; with `draft=true` those that are typed in.
         */
        get: operations["apps_profiles_umamusume_api_list_careers"];
        put?: never;
        /**
         * Create Career
         * @description Enter a career, or save a draft. The same `key` again is the same career.
         */
        post: operations["apps_profiles_umamusume_api_create_career"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Career
         * @description A career with skills, sparks, deck, parents, and races.
         */
        get: operations["apps_profiles_umamusume_api_get_career"];
        put?: never;
        post?: never;
        /**
         * Delete Career
         * @description Delete the career; copies of it in other careers' families stay.
         */
        delete: operations["apps_profiles_umamusume_api_delete_career"];
        options?: never;
        head?: never;
        /**
         * Update Career
         * @description Change what is sent; a list is replaced as a whole.
         */
        patch: operations["apps_profiles_umamusume_api_update_career"];
        trace?: never;
    };
    "/api/profiles/umamusume/runs/{run_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete Career
         * @description Make a draft a finished career; a repeat changes nothing.
         */
        post: operations["apps_profiles_umamusume_api_complete_career"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/runs/{run_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen Career
         * @description Make a finished career a draft again.
         */
        post: operations["apps_profiles_umamusume_api_reopen_career"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Scenarios
         * @description In order of their release, which isn't that of their ids.
         */
        get: operations["apps_profiles_umamusume_api_list_scenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Skills
         * @description By name.
         */
        get: operations["apps_profiles_umamusume_api_list_skills"];
        put?: never;
        /**
         * Create Skill
         * @description Add a skill that Questlog doesn't know yet.
         */
        post: operations["apps_profiles_umamusume_api_create_skill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/sparks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sparks
         * @description By name.
         */
        get: operations["apps_profiles_umamusume_api_list_sparks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Career Stats
         * @description Careers, fans, and wins; progress by month, ranks, races by grade.
         */
        get: operations["apps_profiles_umamusume_api_get_career_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/support-cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Support Cards
         * @description By character.
         */
        get: operations["apps_profiles_umamusume_api_list_support_cards"];
        put?: never;
        /**
         * Create Support Card
         * @description Add a support card that Questlog doesn't know yet.
         */
        post: operations["apps_profiles_umamusume_api_create_support_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Trials Teams
         * @description Teams for the Team Trials with their latest results, the newest first.
         */
        get: operations["apps_profiles_umamusume_api_list_trials_teams"];
        put?: never;
        /** Create Trials Team */
        post: operations["apps_profiles_umamusume_api_create_trials_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Trials Team
         * @description Delete the team with its results.
         */
        delete: operations["apps_profiles_umamusume_api_delete_trials_team"];
        options?: never;
        head?: never;
        /** Update Trials Team */
        patch: operations["apps_profiles_umamusume_api_update_trials_team"];
        trace?: never;
    };
    "/api/profiles/umamusume/teams/{team_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Trials Result
         * @description Note how a trial went; the answer is the team.
         */
        post: operations["apps_profiles_umamusume_api_record_trials_result"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/trainees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Trainees
         * @description Who can be trained, by name, with their outfits.
         */
        get: operations["apps_profiles_umamusume_api_list_trainees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/veterans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Veterans
         * @description The careers that are kept in the stable, the latest first.
         */
        get: operations["apps_profiles_umamusume_api_list_veterans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/umamusume/win-titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Win Titles
         * @description By id.
         */
        get: operations["apps_profiles_umamusume_api_list_win_titles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/warframe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Warframe
         * @description Returns a 404 before the profile is set up.
         */
        get: operations["apps_profiles_warframe_api_get_warframe"];
        /**
         * Put Warframe
         * @description Set the profile up, or change it.
         */
        put: operations["apps_profiles_warframe_api_put_warframe"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Update Warframe */
        patch: operations["apps_profiles_warframe_api_update_warframe"];
        trace?: never;
    };
    "/api/profiles/warframe/mastery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Mastery Items
         * @description The checklist: every item that earns mastery, and how far the account is.
         */
        get: operations["apps_profiles_warframe_api_list_mastery_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/warframe/weapons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Used Weapons
         * @description Everything that was used, with its category: weapons, frames, companions.
         */
        get: operations["apps_profiles_warframe_api_list_used_weapons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{slug}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Snapshots
         * @description The figures of a profile over time, the oldest first: one where they changed.
         */
        get: operations["apps_profiles_api_list_snapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{slug}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync Profile
         * @description Starts a sync in the background, and returns its job: follow it at `/jobs/{id}`.
         *
         *     While one is on its way, that one is returned. Where there is nothing to sync, a
         *     409 says why; `connect_url` is the page on which the owner connects an account, if
         *     that is what is missing.
         */
        post: operations["apps_profiles_api_sync_profile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/random/games": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Random Games
         * @description Games picked at random among those that match, each time others.
         */
        get: operations["apps_browsing_api_list_random_games"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/say/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say Count
         * @description How many games were finished. Values: games, times, hours.
         */
        get: operations["apps_browsing_rest_say_routes_say_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/say/count/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say Count Of Year
         * @description How many games were finished in a year. Values: games, times, hours, year.
         */
        get: operations["apps_browsing_rest_say_routes_say_count_of_year"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/say/game/{q}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say Game
         * @description A game by its name, typos included. Values: game, year, times, rating, hours,
         *     rank, list.
         */
        get: operations["apps_browsing_rest_say_routes_say_game"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/say/last": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say Last
         * @description What was finished last. Values: game, platform, date, rating, hours.
         */
        get: operations["apps_browsing_rest_say_routes_say_last"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/say/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say Now
         * @description What is being played. Values: game, platform, date, rating, hours, others.
         */
        get: operations["apps_browsing_rest_say_routes_say_now"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/say/rank/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say Top Three
         * @description The first three of a ranked list. Values: list, games.
         */
        get: operations["apps_browsing_rest_say_routes_say_top_three"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/say/rank/{slug}/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Say Rank
         * @description The game at a place of a ranked list. Values: rank, game, list.
         */
        get: operations["apps_browsing_rest_say_routes_say_rank"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description Sessions of all playthroughs, the latest day first.
         */
        get: operations["apps_journal_api_list_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Session */
        get: operations["apps_journal_api_get_session"];
        put?: never;
        post?: never;
        /**
         * Delete Session
         * @description Delete a session, also a running one. Hours that come from sessions go down.
         */
        delete: operations["apps_journal_api_delete_session"];
        options?: never;
        head?: never;
        /**
         * Update Session
         * @description Change the fields you send. A running session has to be ended first.
         */
        patch: operations["apps_journal_api_update_session"];
        trace?: never;
    };
    "/api/sessions/{session_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish Session
         * @description Stop the timer.
         */
        post: operations["apps_journal_api_finish_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop Clock
         * @description Pause a running session: the time until `resume` doesn't count.
         */
        post: operations["apps_journal_api_stop_clock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restart Clock
         * @description Go on with a paused session.
         */
        post: operations["apps_journal_api_restart_clock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Stats
         * @description Totals, hours, ratings, and records of all playthroughs, or of those that match
         *     every parameter you send.
         */
        get: operations["apps_journal_api_get_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Steam Account
         * @description Returns a 404 before the library is followed for the first time.
         */
        get: operations["apps_steam_api_get_steam_account"];
        /**
         * Put Steam Account
         * @description Follow the library of the account in the settings, or stop; show it, or don't.
         *
         *     Following it starts no sync; send `POST /steam/sync` for that.
         */
        put: operations["apps_steam_api_put_steam_account"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/achievements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Steam Achievements
         * @description What is unlocked in all games, the latest first.
         */
        get: operations["apps_steam_api_list_steam_achievements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/added-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Steam Time
         * @description Add the time of sessions to the hours of a playthrough, each once.
         *
         *     `DELETE /steam/added-time/{id}` takes it back.
         */
        post: operations["apps_steam_api_add_steam_time"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/added-time/{added_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Undo Steam Time
         * @description Take the hours back off the playthrough; the sessions can be added again.
         */
        delete: operations["apps_steam_api_undo_steam_time"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Steam Library
         * @description What the owner owns at Steam, last played first. Ignored ones are left out.
         */
        get: operations["apps_steam_api_list_steam_library"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/library/{app_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Steam App */
        get: operations["apps_steam_api_get_steam_app"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Steam App
         * @description Say which game of the library it is, or leave it out; imports go by that, too.
         */
        patch: operations["apps_steam_api_update_steam_app"];
        trace?: never;
    };
    "/api/steam/library/{app_id}/achievements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Steam App Achievements
         * @description The achievements of one game, in its own order unless you choose another.
         */
        get: operations["apps_steam_api_list_steam_app_achievements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/library/{app_id}/achievements/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh Steam Achievements
         * @description Reads the achievements of one game again in the background; see `/jobs/{id}`.
         */
        post: operations["apps_steam_api_refresh_steam_achievements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/library/{app_id}/playtime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Steam Playtime
         * @description The minutes played by the end of each day where they changed, oldest first.
         */
        get: operations["apps_steam_api_list_steam_playtime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/player": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Steam Player
         * @description The owner's Steam profile and what they are playing now. Powered by Steam.
         *
         *     Cached for half a minute. `personaState`: 0 offline, 1 online, 2 busy, 3 away,
         *     4 snooze. If Steam isn't set up, a 503 says what to set.
         */
        get: operations["apps_integrations_api_steam_player"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Steam Recent
         * @description What the owner played on Steam in the last two weeks. Powered by Steam.
         *
         *     Most played first, times in minutes, cached for five minutes. A private profile
         *     returns nothing. If Steam isn't set up, a 503 says what to set.
         */
        get: operations["apps_integrations_api_steam_recent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Steam Sessions
         * @description When what was played for how long, the latest first.
         */
        get: operations["apps_steam_api_list_steam_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/steam/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync Steam
         * @description Starts a sync in the background, and returns its job: follow it at `/jobs/{id}`.
         *
         *     While one is on its way, that one is returned. A 409 says why nothing can be synced.
         */
        post: operations["apps_steam_api_sync_steam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/affiliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Affiliations
         * @description The standing with each syndicate.
         */
        get: operations["apps_profiles_warframe_api_list_affiliations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/frames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Frames
         * @description The frames, what was worn longest first.
         */
        get: operations["apps_profiles_warframe_api_list_frames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/mastery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Mastery
         * @description The mastery rank over time: where it changed, or all snapshots with `all`.
         */
        get: operations["apps_profiles_warframe_api_get_mastery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/mastery/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Mastery Completion
         * @description Of the items that earn mastery, how many are mastered, by category.
         */
        get: operations["apps_profiles_warframe_api_get_mastery_completion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/mastery/remaining": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Mastery Remaining
         * @description What isn't mastered yet, the most points first.
         *
         *     The totals are of everything: neither the limit nor the two filters change them.
         */
        get: operations["apps_profiles_warframe_api_get_mastery_remaining"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/missions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Missions
         * @description Each node with how often it was completed, the most first.
         */
        get: operations["apps_profiles_warframe_api_list_missions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Profile
         * @description Returns a 404 before the first archive.
         */
        get: operations["apps_profiles_warframe_api_get_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/progression": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Progression
         * @description Every snapshot, the oldest first, and the rates between the first and last.
         */
        get: operations["apps_profiles_warframe_api_get_progression"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Snapshots
         * @description The counters after each archive, the newest first.
         */
        get: operations["apps_profiles_warframe_api_list_snapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Stats */
        get: operations["apps_profiles_warframe_api_get_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/weapons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Weapons
         * @description By kills, fired, hits, equip_time, accuracy, xp, or headshots, the most first.
         */
        get: operations["apps_profiles_warframe_api_list_weapons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/warframe/weapons/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Top Weapons */
        get: operations["apps_profiles_warframe_api_top_weapons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/works": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Works
         * @description All games by name, at most `limit` of them (500 by default).
         */
        get: operations["apps_library_api_list_works"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/works/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Work */
        get: operations["apps_library_api_get_work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/works/{slug}/genres": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update Work Genres
         * @description Replace the work's genres with these. Unknown ids are ignored.
         */
        put: operations["apps_library_api_update_work_genres"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/years": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Years
         * @description Reviews of a year, the newest first and all time last.
         */
        get: operations["apps_browsing_api_list_years"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/years/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Year
         * @description A review: “2025”, or “all”. Its numbers are of public playthroughs alone.
         */
        get: operations["apps_browsing_api_get_year"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** ACNHStatsSchema */
        ACNHStatsSchema: {
            /** Avg Islands Per Hunt */
            avg_islands_per_hunt: number;
            longest_hunt: components["schemas"]["HuntRecordSchema"] | null;
            /** Most Encountered */
            most_encountered: components["schemas"]["TopVillagerSchema"][];
            /** Personality Distribution */
            personality_distribution: components["schemas"]["PersonalityStatSchema"][];
            shortest_hunt: components["schemas"]["HuntRecordSchema"] | null;
            /** Species Distribution */
            species_distribution: components["schemas"]["SpeciesStatSchema"][];
            /** Total Hunts */
            total_hunts: number;
            /** Total Islands */
            total_islands: number;
        };
        /** AcquisitionSchema */
        AcquisitionSchema: {
            /** Acquisition */
            acquisition: string;
            /** Count */
            count: number;
            /** Mastery Points */
            mastery_points: number;
        };
        /** ActivityDetailSchema */
        ActivityDetailSchema: {
            /** Activity Name */
            activity_name: string;
            /** Assists */
            assists: number;
            /** Character Class */
            character_class: string;
            /** Completed */
            completed: boolean;
            /** Deaths */
            deaths: number;
            /** Duration Seconds */
            duration_seconds: number;
            /** Efficiency */
            efficiency: number;
            /** Instance Id */
            instance_id: string;
            /** Kd Ratio */
            kd_ratio: number;
            /** Kills */
            kills: number;
            /** Mode Category */
            mode_category: string;
            /** Mode Name */
            mode_name: string;
            /** Period */
            period: string;
            /**
             * Pgcr Entries
             * @description Null while its report isn't fetched
             */
            pgcr_entries: components["schemas"]["CarnageEntrySchema"][] | null;
            /** Score */
            score: number;
            /** Standing */
            standing: number | null;
            /** Team Score */
            team_score: number;
        };
        /** ActivityListSchema */
        ActivityListSchema: {
            /** Activities */
            activities: components["schemas"]["ActivitySchema"][];
            /** Total */
            total: number;
        };
        /** ActivityQuery */
        ActivityQuery: {
            /**
             * Limit
             * @description At most 500
             * @default 50
             */
            limit: number;
        };
        /** ActivitySchema */
        ActivitySchema: {
            /** Activity Name */
            activity_name: string;
            /** Assists */
            assists: number;
            /** Character Class */
            character_class: string;
            /** Completed */
            completed: boolean;
            /** Deaths */
            deaths: number;
            /** Duration Seconds */
            duration_seconds: number;
            /** Efficiency */
            efficiency: number;
            /** Has Pgcr */
            has_pgcr: boolean;
            /** Instance Id */
            instance_id: string;
            /** Kd Ratio */
            kd_ratio: number;
            /** Kills */
            kills: number;
            /** Mode Category */
            mode_category: string;
            /** Mode Name */
            mode_name: string;
            /**
             * Period
             * @description When it began
             */
            period: string;
            /** Score */
            score: number;
            /** Standing */
            standing: number | null;
            /** Team Score */
            team_score: number;
        };
        /** AddCharacterSchema */
        AddCharacterSchema: {
            /**
             * Lodestone Id
             * @description The id, or the page's address
             */
            lodestone_id: string;
        };
        /** AffiliationSchema */
        AffiliationSchema: {
            /** Standing */
            standing: number;
            /** Syndicate Tag */
            syndicate_tag: string;
            /** Title Rank */
            title_rank: number;
        };
        /** AggregateStatsSchema */
        AggregateStatsSchema: {
            /** Activities Cleared */
            activities_cleared: number;
            /** Activities Entered */
            activities_entered: number;
            /** Activities Won */
            activities_won: number;
            /** Assists */
            assists: number;
            /**
             * Average Lifespan
             * @description In seconds
             */
            average_lifespan: number;
            /** Best Single Game Kills */
            best_single_game_kills: number;
            /** Best Single Game Score */
            best_single_game_score: number;
            /** Character Id */
            character_id: string | null;
            /** Combat Rating */
            combat_rating: number;
            /** Deaths */
            deaths: number;
            /** Efficiency */
            efficiency: number;
            /**
             * Fastest Completion
             * @description In milliseconds; 0: none
             */
            fastest_completion: number;
            /** Highest Light Level */
            highest_light_level: number;
            /** Kd Ratio */
            kd_ratio: number;
            /** Kda Ratio */
            kda_ratio: number;
            /** Kills */
            kills: number;
            /**
             * Longest Kill Distance
             * @description In meters
             */
            longest_kill_distance: number;
            /** Longest Kill Spree */
            longest_kill_spree: number;
            /** Longest Single Life */
            longest_single_life: number;
            /**
             * Mode
             * @description Bungie's word: raid, allPvP, …
             */
            mode: string;
            /** Orbs Dropped */
            orbs_dropped: number;
            /** Precision Kills */
            precision_kills: number;
            /** Resurrections Performed */
            resurrections_performed: number;
            /** Resurrections Received */
            resurrections_received: number;
            /**
             * Scope
             * @description account, deleted, or character
             */
            scope: string;
            /** Seconds Played */
            seconds_played: number;
            /** Suicides */
            suicides: number;
            /**
             * Total Kill Distance
             * @description In meters
             */
            total_kill_distance: number;
        };
        /**
         * AncestorInput
         * @description A parent or grandparent; `run_id` is the career it was, if it is yours.
         */
        AncestorInput: {
            /** Affinity */
            affinity?: string;
            /** Is Borrowed */
            is_borrowed?: boolean;
            /** Outfit */
            outfit?: number | null;
            /** Position */
            position: number;
            /** Potential */
            potential?: number | null;
            /**
             * Rank
             * @description Letter
             */
            rank?: string | null;
            /** Run Id */
            run_id?: string | null;
            /** Score */
            score?: number | null;
            /** Sparks */
            sparks?: components["schemas"]["SparkInput"][];
            /** Stars */
            stars?: number | null;
            /** Win Titles */
            win_titles?: number[];
        };
        /** AncestorSchema */
        AncestorSchema: {
            /** Affinity */
            affinity: string;
            /** Is Borrowed */
            is_borrowed: boolean;
            outfit: components["schemas"]["OutfitNameSchema"] | null;
            /**
             * Position
             * @description 10, 20: parents; 11, 12, 21, 22: grandparents
             */
            position: number;
            /** Potential */
            potential: number | null;
            /** Rank */
            rank: string | null;
            /**
             * Run Id
             * @description The career it was, if it is one of yours
             */
            run_id: string | null;
            /** Score */
            score: number | null;
            /** Sparks */
            sparks: components["schemas"]["CareerSparkSchema"][];
            /** Stars */
            stars: number | null;
            /** Win Titles */
            win_titles: number[];
        };
        /** AptitudeRecordSchema */
        AptitudeRecordSchema: {
            best: components["schemas"]["CareerRecordSchema"];
            /**
             * Kind
             * @description turf, dirt, sprint … end
             */
            kind: string;
            /**
             * Runs
             * @description Careers with A or better
             */
            runs: number;
        };
        /** AptitudesSchema */
        AptitudesSchema: {
            dirt: components["schemas"]["Grade"];
            end: components["schemas"]["Grade"];
            front: components["schemas"]["Grade"];
            late: components["schemas"]["Grade"];
            long: components["schemas"]["Grade"];
            medium: components["schemas"]["Grade"];
            mile: components["schemas"]["Grade"];
            pace: components["schemas"]["Grade"];
            sprint: components["schemas"]["Grade"];
            turf: components["schemas"]["Grade"];
        };
        /**
         * BulkEditionSchema
         * @description As `EditionCreateSchema`, with the work's slug.
         */
        BulkEditionSchema: {
            /** Cover Url */
            cover_url?: string | null;
            /** Edition Type */
            edition_type?: string;
            /** Igdb Data */
            igdb_data?: {
                [key: string]: unknown;
            } | null;
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name: string;
            /** Platforms */
            platforms?: string[] | null;
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug: string;
            /** Summary */
            summary?: string | null;
            /** Twitch Category Id */
            twitch_category_id?: string | null;
            /** Work Slug */
            work_slug: string;
        };
        /** BulkEntryCreateSchema */
        BulkEntryCreateSchema: {
            /** Entries */
            entries: components["schemas"]["EntryCreateSchema"][];
        };
        /** BulkEntryResultSchema */
        BulkEntryResultSchema: {
            /** Created */
            created: number;
            /** Errors */
            errors: string[];
            /** Skipped */
            skipped: number;
        };
        /** BulkFranchiseSchema */
        BulkFranchiseSchema: {
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** BulkImportResultSchema */
        BulkImportResultSchema: {
            /** Editions Created */
            editions_created: number;
            /** Editions Skipped */
            editions_skipped: number;
            /** Errors */
            errors: string[];
            /** Franchises Created */
            franchises_created: number;
            /** Franchises Skipped */
            franchises_skipped: number;
            /** Works Created */
            works_created: number;
            /** Works Skipped */
            works_skipped: number;
        };
        /** BulkImportSchema */
        BulkImportSchema: {
            /** Editions */
            editions?: components["schemas"]["BulkEditionSchema"][];
            /** Franchises */
            franchises?: components["schemas"]["BulkFranchiseSchema"][];
            /** Works */
            works?: components["schemas"]["BulkWorkSchema"][];
        };
        /** BulkWorkSchema */
        BulkWorkSchema: {
            /** Franchise Slug */
            franchise_slug?: string | null;
            /** Name */
            name: string;
            /** Original Release Year */
            original_release_year?: number | null;
            /** Slug */
            slug: string;
        };
        /** CalendarQuery */
        CalendarQuery: {
            /** Year */
            year?: number | null;
        };
        /**
         * CardInput
         * @description `position` is the place in the list by default.
         */
        CardInput: {
            /**
             * Card
             * @description The game’s id; below zero: yours
             */
            card: number;
            /** Is Borrowed */
            is_borrowed?: boolean;
            /** Limit Break */
            limit_break?: number | null;
            /** Position */
            position?: number | null;
        };
        /** CareerAnswerSchema */
        CareerAnswerSchema: {
            /** Ancestors */
            ancestors: components["schemas"]["AncestorSchema"][];
            aptitudes: components["schemas"]["AptitudesSchema"] | null;
            /** Created At */
            created_at: string;
            /** Deck */
            deck: components["schemas"]["CareerCardSchema"][];
            /** Epithet */
            epithet: string;
            /** Epithets */
            epithets: string[];
            /** Fans */
            fans: number | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Finished On
             * @description Null where it is unknown
             */
            finished_on: string | null;
            /** Guts */
            guts: number | null;
            /** Id */
            id: string;
            /** Is Draft */
            is_draft: boolean;
            /** Is Favorite */
            is_favorite: boolean;
            /**
             * Is Kept
             * @description Whether it is in the stable
             */
            is_kept: boolean;
            /** Is Locked */
            is_locked: boolean;
            /** Is Public */
            is_public: boolean;
            /** Notes */
            notes: string;
            outfit: components["schemas"]["OutfitNameSchema"] | null;
            /** Potential */
            potential: number | null;
            /** Power */
            power: number | null;
            /** Races */
            races: components["schemas"]["CareerRaceSchema"][];
            /**
             * Rank
             * @description Letter, such as “A+”
             */
            rank: string | null;
            running_style: components["schemas"]["RunningStyle"] | null;
            scenario: components["schemas"]["NamedIdSchema"] | null;
            /** Score */
            score: number | null;
            /** Skills */
            skills: components["schemas"]["CareerSkillSchema"][];
            /**
             * Source
             * @description “import”, or empty
             */
            source: string;
            /** Sparks */
            sparks: components["schemas"]["CareerSparkSchema"][];
            /** Speed */
            speed: number | null;
            /** Stamina */
            stamina: number | null;
            /** Stars */
            stars: number | null;
            /**
             * Starts
             * @description Races run
             */
            starts: number | null;
            /**
             * Stat Total
             * @description Null unless all five known
             */
            stat_total: number | null;
            /** Tags */
            tags: string[];
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
            /**
             * Warnings
             * @description What looks wrong; it is stored all the same
             */
            warnings: components["schemas"]["WarningSchema"][];
            /** Win Titles */
            win_titles: number[];
            /** Wins */
            wins: number | null;
            /** Wit */
            wit: number | null;
        };
        /** CareerCardSchema */
        CareerCardSchema: {
            /** Character */
            character: string | null;
            /** Id */
            id: number;
            /** Is Borrowed */
            is_borrowed: boolean;
            /** Limit Break */
            limit_break: number | null;
            /** Name */
            name: string;
            /** Position */
            position: number;
            /** Type */
            type: string | null;
        };
        /**
         * CareerCreateSchema
         * @description A finished career, or a draft if `is_draft` is true (false by default).
         *
         *     The same `key` again makes none, so that a repeat after a lost answer is safe.
         */
        CareerCreateSchema: {
            /** Ancestors */
            ancestors?: components["schemas"]["AncestorInput"][];
            /**
             * Aptitudes
             * @description All ten, or null
             */
            aptitudes?: {
                [key: string]: components["schemas"]["Grade"];
            } | null;
            /** Deck */
            deck?: components["schemas"]["CardInput"][];
            /** Epithet */
            epithet?: string;
            /** Epithets */
            epithets?: string[];
            /** Fans */
            fans?: number | null;
            /** Finished At */
            finished_at?: string | null;
            /** Finished On */
            finished_on?: string | null;
            /** Guts */
            guts?: number | null;
            /** Is Draft */
            is_draft?: boolean;
            /** Is Favorite */
            is_favorite?: boolean;
            /** Is Kept */
            is_kept?: boolean;
            /** Is Locked */
            is_locked?: boolean;
            /** Is Public */
            is_public?: boolean;
            /** Key */
            key?: string | null;
            /** Notes */
            notes?: string;
            /** Outfit */
            outfit?: number | null;
            /** Potential */
            potential?: number | null;
            /** Power */
            power?: number | null;
            /** Races */
            races?: components["schemas"]["RaceInput"][];
            /**
             * Rank
             * @description Only where it isn’t the score’s
             */
            rank?: string;
            running_style?: components["schemas"]["RunningStyle"] | null;
            /** Scenario */
            scenario?: number | null;
            /** Score */
            score?: number | null;
            /** Skills */
            skills?: components["schemas"]["SkillInput"][];
            /** Sparks */
            sparks?: components["schemas"]["SparkInput"][];
            /** Speed */
            speed?: number | null;
            /** Stamina */
            stamina?: number | null;
            /** Stars */
            stars?: number | null;
            /** Starts */
            starts?: number | null;
            /** Tags */
            tags?: components["schemas"]["RunTag"][];
            /** Win Titles */
            win_titles?: number[];
            /** Wins */
            wins?: number | null;
            /** Wit */
            wit?: number | null;
        };
        /**
         * CareerFilters
         * @description Parameters of `GET /profiles/umamusume/runs`; careers match all of them.
         */
        CareerFilters: {
            distance?: components["schemas"]["DistanceCategory"] | null;
            /**
             * Draft
             * @description Drafts instead; with `include=private` only
             * @default false
             */
            draft: boolean;
            /** Favorite */
            favorite?: boolean | null;
            /**
             * @description At least this for surface, distance, and style
             * @default A
             */
            grade: "G" | "F" | "E" | "D" | "C" | "B" | "A" | "S";
            /** Kept */
            kept?: boolean | null;
            /**
             * Ordering
             * @default -finished_on
             */
            ordering: string;
            /**
             * Outfit
             * @description The game’s id
             */
            outfit?: number | null;
            /**
             * Rank
             * @description This letter or a better one
             */
            rank?: string | null;
            /**
             * Scenario
             * @description Name, or the game’s id
             */
            scenario?: string | null;
            /** Since */
            since?: string | null;
            /**
             * Skill
             * @description The game’s id of a skill
             */
            skill?: number | null;
            /**
             * Spark
             * @description The game’s id of a spark
             */
            spark?: number | null;
            /**
             * Stars
             * @description Of the spark, at least
             * @default 1
             */
            stars: number;
            style?: components["schemas"]["RunningStyle"] | null;
            surface?: components["schemas"]["Surface"] | null;
            /**
             * Tag
             * @default []
             */
            tag: ("parent" | "ace" | "debuffer" | "team_trials" | "fans" | "story")[];
            /**
             * Trainee
             * @description Name, or the game’s id
             */
            trainee?: string | null;
            /** Until */
            until?: string | null;
        };
        /** CareerMonthSchema */
        CareerMonthSchema: {
            /** Average Score */
            average_score: number | null;
            /** Best Score */
            best_score: number | null;
            /**
             * Best So Far
             * @description Up to this month
             */
            best_so_far: number | null;
            /** Fans */
            fans: number;
            /**
             * Month
             * @description Such as 2026-11
             */
            month: string;
            /** Runs */
            runs: number;
        };
        /** CareerPageSchema */
        CareerPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["CareerSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** CareerRaceSchema */
        CareerRaceSchema: {
            /**
             * Date
             * @description “Classic Late Oct”
             */
            date: string | null;
            /** Ground */
            ground: string | null;
            /** Place */
            place: number | null;
            /** Popularity */
            popularity: number | null;
            /** Program */
            program: number;
            race: components["schemas"]["RaceNameSchema"];
            style: components["schemas"]["RunningStyle"] | null;
            /** Turn */
            turn: number | null;
            /** Weather */
            weather: string | null;
        };
        /**
         * CareerRecordSchema
         * @description A career that is the best of its kind.
         */
        CareerRecordSchema: {
            /** Finished On */
            finished_on: string | null;
            outfit: components["schemas"]["OutfitNameSchema"];
            /** Rank */
            rank: string | null;
            /** Run Id */
            run_id: string;
            /** Score */
            score: number | null;
        };
        /** CareerRecordsSchema */
        CareerRecordsSchema: {
            best: components["schemas"]["CareerRecordSchema"] | null;
            /** Distances */
            distances: components["schemas"]["AptitudeRecordSchema"][];
            /**
             * Scenarios
             * @description In order of release
             */
            scenarios: components["schemas"]["ScenarioRecordSchema"][];
            /**
             * Stats
             * @description The highest of each
             */
            stats: components["schemas"]["StatRecordSchema"][];
            /** Styles */
            styles: components["schemas"]["AptitudeRecordSchema"][];
            /** Surfaces */
            surfaces: components["schemas"]["AptitudeRecordSchema"][];
            /**
             * Trainees
             * @description The best score first
             */
            trainees: components["schemas"]["TraineeRecordSchema"][];
        };
        /** CareerSchema */
        CareerSchema: {
            aptitudes: components["schemas"]["AptitudesSchema"] | null;
            /** Created At */
            created_at: string;
            /** Epithet */
            epithet: string;
            /** Fans */
            fans: number | null;
            /**
             * Finished On
             * @description Null where it is unknown
             */
            finished_on: string | null;
            /** Guts */
            guts: number | null;
            /** Id */
            id: string;
            /** Is Draft */
            is_draft: boolean;
            /** Is Favorite */
            is_favorite: boolean;
            /**
             * Is Kept
             * @description Whether it is in the stable
             */
            is_kept: boolean;
            /** Is Locked */
            is_locked: boolean;
            /** Is Public */
            is_public: boolean;
            outfit: components["schemas"]["OutfitNameSchema"] | null;
            /** Power */
            power: number | null;
            /**
             * Rank
             * @description Letter, such as “A+”
             */
            rank: string | null;
            running_style: components["schemas"]["RunningStyle"] | null;
            scenario: components["schemas"]["NamedIdSchema"] | null;
            /** Score */
            score: number | null;
            /** Speed */
            speed: number | null;
            /** Stamina */
            stamina: number | null;
            /**
             * Starts
             * @description Races run
             */
            starts: number | null;
            /**
             * Stat Total
             * @description Null unless all five known
             */
            stat_total: number | null;
            /** Tags */
            tags: string[];
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
            /** Wins */
            wins: number | null;
            /** Wit */
            wit: number | null;
        };
        /** CareerSkillSchema */
        CareerSkillSchema: {
            /** Id */
            id: number;
            /** Level */
            level: number;
            /** Name */
            name: string;
            /** Rarity */
            rarity: string | null;
        };
        /** CareerSparkSchema */
        CareerSparkSchema: {
            /** Id */
            id: number;
            /** Kind */
            kind: string | null;
            /** Name */
            name: string;
            /** Stars */
            stars: number;
        };
        /** CareerStatsSchema */
        CareerStatsSchema: {
            /** Average Score */
            average_score: number | null;
            /** Best Score */
            best_score: number | null;
            /** Fans */
            fans: number;
            /**
             * Grades
             * @description Races whose place is known
             */
            grades: components["schemas"]["GradeRecordSchema"][];
            /**
             * Months
             * @description Careers whose day is known
             */
            months: components["schemas"]["CareerMonthSchema"][];
            /**
             * Ranks
             * @description The lowest first
             */
            ranks: components["schemas"]["RankCountSchema"][];
            /** Runs */
            runs: number;
            /** Starts */
            starts: number;
            /**
             * Trainees
             * @description How many of them were trained
             */
            trainees: number;
            /**
             * Veterans
             * @description Those that are kept
             */
            veterans: number;
            /**
             * Win Rate
             * @description From 0 to 1
             */
            win_rate: number | null;
            /** Wins */
            wins: number;
        };
        /**
         * CareerUpdateSchema
         * @description `version`: refuse with a 409 if the career has another one by now.
         */
        CareerUpdateSchema: {
            /** Ancestors */
            ancestors?: components["schemas"]["AncestorInput"][];
            /**
             * Aptitudes
             * @description All ten, or null
             */
            aptitudes?: {
                [key: string]: components["schemas"]["Grade"];
            } | null;
            /** Deck */
            deck?: components["schemas"]["CardInput"][];
            /** Epithet */
            epithet?: string;
            /** Epithets */
            epithets?: string[];
            /** Fans */
            fans?: number | null;
            /** Finished At */
            finished_at?: string | null;
            /** Finished On */
            finished_on?: string | null;
            /** Guts */
            guts?: number | null;
            /** Is Favorite */
            is_favorite?: boolean;
            /** Is Kept */
            is_kept?: boolean;
            /** Is Locked */
            is_locked?: boolean;
            /** Is Public */
            is_public?: boolean;
            /** Notes */
            notes?: string;
            /** Outfit */
            outfit?: number | null;
            /** Potential */
            potential?: number | null;
            /** Power */
            power?: number | null;
            /** Races */
            races?: components["schemas"]["RaceInput"][];
            /**
             * Rank
             * @description Only where it isn’t the score’s
             */
            rank?: string;
            running_style?: components["schemas"]["RunningStyle"] | null;
            /** Scenario */
            scenario?: number | null;
            /** Score */
            score?: number | null;
            /** Skills */
            skills?: components["schemas"]["SkillInput"][];
            /** Sparks */
            sparks?: components["schemas"]["SparkInput"][];
            /** Speed */
            speed?: number | null;
            /** Stamina */
            stamina?: number | null;
            /** Stars */
            stars?: number | null;
            /** Starts */
            starts?: number | null;
            /** Tags */
            tags?: components["schemas"]["RunTag"][];
            /** Version */
            version?: number | null;
            /** Win Titles */
            win_titles?: number[];
            /** Wins */
            wins?: number | null;
            /** Wit */
            wit?: number | null;
        };
        /** CarnageEntrySchema */
        CarnageEntrySchema: {
            /** Assists */
            assists: number;
            /** Character Class */
            character_class: string;
            /** Completed */
            completed: boolean;
            /** Deaths */
            deaths: number;
            /** Display Name */
            display_name: string;
            /** Is Self */
            is_self: boolean;
            /** Kills */
            kills: number;
            /** Light Level */
            light_level: number;
            /** Score */
            score: number;
            /** Time Played Seconds */
            time_played_seconds: number;
        };
        /**
         * Category
         * @description What kind of activity it is, the most telling of its modes.
         * @enum {string}
         */
        Category: "raid" | "dungeon" | "gambit" | "pvp" | "nightfall" | "strike" | "story" | "patrol" | "other";
        /** CategoryCompletionSchema */
        CategoryCompletionSchema: {
            /** Category */
            category: string;
            /** Mastered */
            mastered: number;
            /** Pct */
            pct: number;
            /** Total */
            total: number;
        };
        /** ChallengeCheckpointSchema */
        ChallengeCheckpointSchema: {
            /**
             * Aliases
             * @description Other names that are taken
             */
            aliases: string[];
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Order */
            order: number;
            /** Trainer */
            trainer: string;
            /**
             * Trainer Ids
             * @description As the trackers know them
             */
            trainer_ids: number[];
        };
        /** ChallengeDetailSchema */
        ChallengeDetailSchema: {
            /** Checkpoints */
            checkpoints: components["schemas"]["CheckpointDetailSchema"][];
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** ChallengeQuery */
        ChallengeQuery: {
            /**
             * Challenge
             * @description Slug. Default: the first challenge
             */
            challenge?: string | null;
        };
        /**
         * ChallengeUpdateSchema
         * @description `checkpoints` in their order; without them they stay as they are.
         */
        ChallengeUpdateSchema: {
            /** Checkpoints */
            checkpoints?: components["schemas"]["CheckpointInputSchema"][] | null;
            /** Name */
            name: string;
        };
        /** ChampionsMeetingSchema */
        ChampionsMeetingSchema: {
            /** Course */
            course: number | null;
            /** Direction */
            direction: string;
            /** Distance */
            distance: number;
            /** Distance Category */
            distance_category: string;
            /** End */
            end: string | null;
            /** Ground */
            ground: string;
            /** Id */
            id: number;
            /** Is Confirmed */
            is_confirmed: boolean;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Name */
            name: string;
            /** Racetrack */
            racetrack: string;
            /** Season */
            season: string;
            /** Start */
            start: string;
            /** Surface */
            surface: string;
            /** Weather */
            weather: string;
        };
        /** ChangeCharacterSchema */
        ChangeCharacterSchema: {
            /**
             * Is Main
             * @description True shows this character first
             */
            is_main: boolean;
        };
        /** ChangesQuery */
        ChangesQuery: {
            /**
             * Since
             * Format: date-time
             * @description A date (its end) or an ISO 8601 time
             */
            since: string;
            /**
             * Until
             * @description A date (its end) or an ISO 8601 time. Default: now
             */
            until?: string | null;
        };
        /**
         * ChangesSchema
         * @description How the list differs between two times, in the order of the later one.
         */
        ChangesSchema: {
            /** Changes */
            changes: components["schemas"]["RankChangeSchema"][];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Slug */
            slug: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /** CharacterSchema */
        CharacterSchema: {
            /**
             * Character Class
             * @description Empty if it isn't known
             */
            character_class: string;
            /** Character Id */
            character_id: string;
            /** Date Last Played */
            date_last_played: string | null;
            /** Emblem Background Path */
            emblem_background_path: string;
            /**
             * Emblem Path
             * @description Below https://www.bungie.net
             */
            emblem_path: string;
            /** Gender */
            gender: string;
            /** Id */
            id: string;
            /** Is Deleted */
            is_deleted: boolean;
            /** Light Level */
            light_level: number;
            /** Minutes Played */
            minutes_played: number;
            /** Race */
            race: string;
        };
        /** CharacterSearchSchema */
        CharacterSearchSchema: {
            /** Items */
            items: components["schemas"]["FoundCharacterSchema"][];
            /** Page */
            page: number;
            /** Pages */
            pages: number;
        };
        /** CheckpointDetailSchema */
        CheckpointDetailSchema: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Order */
            order: number;
            /** Trainer */
            trainer: string;
        };
        /**
         * CheckpointInputSchema
         * @description One known by its id or name keeps the fields that you don't send.
         */
        CheckpointInputSchema: {
            /** Aliases */
            aliases?: string[];
            /**
             * Id
             * @description Of one that is there already, to rename it
             */
            id?: number | null;
            /** Name */
            name: string;
            /** Trainer */
            trainer?: string;
            /** Trainer Ids */
            trainer_ids?: number[];
        };
        /** CheckpointResultResponseSchema */
        CheckpointResultResponseSchema: {
            /** Checkpoint */
            checkpoint: string;
            /** Checkpoint Order */
            checkpoint_order: number;
            /** Created */
            created: boolean;
            /** Seed Number */
            seed_number: number;
        };
        /** CheckpointStatSchema */
        CheckpointStatSchema: {
            /**
             * Entered
             * @description Runs that came past the checkpoint before
             */
            entered: number;
            /** Name */
            name: string;
            /** Order */
            order: number;
            /**
             * Survival Rate
             * @description From 0 to 1
             */
            survival_rate: number;
            /**
             * Survived
             * @description Runs whose furthest checkpoint is this or a later one
             */
            survived: number;
            /** Trainer */
            trainer: string;
        };
        /** ClubMonthInput */
        ClubMonthInput: {
            /** Club */
            club?: string;
            /** Club Rank */
            club_rank?: string;
            /** Fans */
            fans?: number | null;
            /** Notes */
            notes?: string;
        };
        /** ClubMonthSchema */
        ClubMonthSchema: {
            /** Club */
            club: string;
            /** Club Rank */
            club_rank: string;
            /** Fans */
            fans: number | null;
            /**
             * Month
             * @description Such as 2026-11
             */
            month: string;
            /** Notes */
            notes: string;
        };
        /** CollectableFilters */
        CollectableFilters: {
            /** Category */
            category?: string | null;
            kind: components["schemas"]["Kind"];
            /**
             * Ordering
             * @default name
             */
            ordering: string;
            /** Owned */
            owned?: boolean | null;
            /** Q */
            q?: string | null;
            /**
             * Source
             * @description Type of a source, as in Trial
             */
            source?: string | null;
        };
        /** CollectablePageSchema */
        CollectablePageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["CollectableSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** CollectableSchema */
        CollectableSchema: {
            /** Category */
            category: string;
            /** Description */
            description: string;
            /**
             * Earned At
             * @description Only of achievements that were earned
             */
            earned_at: string | null;
            /**
             * Game Id
             * @description The game's own id
             */
            game_id: number;
            /** Group */
            group: string;
            /** Icon Url */
            icon_url: string;
            /** Id */
            id: string;
            /** Image Url */
            image_url: string;
            /** Is Owned */
            is_owned: boolean;
            /** Kind */
            kind: string;
            /**
             * Missing Since
             * @description Since when answers lack it for the character
             */
            missing_since: string | null;
            /**
             * Name
             * @description Empty while the catalogue lacks it
             */
            name: string;
            /**
             * Owned Percent
             * @description Of the characters on FFXIV Collect
             */
            owned_percent: number | null;
            /** Patch */
            patch: string;
            /** Points */
            points: number | null;
            /** Reward */
            reward: string;
            /**
             * Sources
             * @description Where to get it
             */
            sources: components["schemas"]["SourceSchema"][];
            /** Tradeable */
            tradeable: boolean | null;
        };
        /** CollectionCountSchema */
        CollectionCountSchema: {
            /**
             * Hidden Since
             * @description Set while the list is private; counts stay
             */
            hidden_since: string | null;
            /** Owned */
            owned: number;
            /**
             * Total
             * @description How many there are in the game
             */
            total: number;
        };
        /** CollectionSchema */
        CollectionSchema: {
            /** Cards */
            cards: components["schemas"]["OwnedCardSchema"][];
            /** Months */
            months: components["schemas"]["ClubMonthSchema"][];
            /** Outfits */
            outfits: components["schemas"]["OwnedOutfitSchema"][];
        };
        /** CompletionSchema */
        CompletionSchema: {
            /** Categories */
            categories: components["schemas"]["CategoryCompletionSchema"][];
            /** Completion Pct */
            completion_pct: number;
            /** Total Masterable */
            total_masterable: number;
            /** Total Mastered */
            total_mastered: number;
        };
        /** CountSchema */
        CountSchema: {
            /** Count */
            count: number;
            /** Name */
            name: string;
        };
        /**
         * CoverSchema
         * @description The cover that this server keeps: the owner's own, or the one of `cover_url`
         *     once it has been fetched. An address always leads to the same image.
         */
        CoverSchema: {
            /**
             * Color
             * @description The average color, to show while it loads: #336699
             */
            color: string;
            /**
             * Height
             * @description Of the largest size, in pixels
             */
            height: number;
            /**
             * Srcset
             * @description All sizes, smallest first
             */
            srcset: components["schemas"]["CoverSizeSchema"][];
            /**
             * Url
             * @description Its largest size, from the root of this server: /media/covers
             */
            url: string;
            /**
             * Width
             * @description Of the largest size, in pixels
             */
            width: number;
        };
        /** CoverSizeSchema */
        CoverSizeSchema: {
            /**
             * Url
             * @description From the root of this server
             */
            url: string;
            /** Width */
            width: number;
        };
        /** CreateRunSchema */
        CreateRunSchema: {
            /** Challenge Slug */
            challenge_slug: string;
            /** Seed Number */
            seed_number: number;
        };
        /** CurrentRunSchema */
        CurrentRunSchema: {
            /** @description The run that was started last; null before the first one */
            run: components["schemas"]["IronmonRunDetailSchema"] | null;
        };
        /** DayStatSchema */
        DayStatSchema: {
            /** Date */
            date: string;
            /** Runs */
            runs: number;
        };
        /** DefeatResponseSchema */
        DefeatResponseSchema: {
            /** Defeated By */
            defeated_by: {
                [key: string]: unknown;
            } | null;
            /** Recorded */
            recorded: boolean;
            /** Seed Number */
            seed_number: number;
        };
        /**
         * DestinyAccountSchema
         * @description The profile, with its game.
         */
        DestinyAccountSchema: {
            /** Activity Count */
            activity_count: number;
            /**
             * Bungie Name
             * @description As in Guardian#0042; or empty
             */
            bungie_name: string;
            /** Characters */
            characters: components["schemas"]["CharacterSchema"][];
            /** Created At */
            created_at: string;
            game: components["schemas"]["ProfileGameSchema"];
            /** Guardian Rank */
            guardian_rank: number | null;
            /** Is Public */
            is_public: boolean;
            /** Last Synced */
            last_synced: string | null;
            /** Lifetime Triumph Score */
            lifetime_triumph_score: number | null;
            /** Membership Id */
            membership_id: string;
            /** Membership Type */
            membership_type: number;
            /**
             * Platform
             * @description Empty before the first sync
             */
            platform: string;
            /**
             * Private Since
             * @description Since when Bungie shows the history to nobody
             */
            private_since: string | null;
            /** Sync Error */
            sync_error: string;
            /** Triumph Score */
            triumph_score: number | null;
            /** Updated At */
            updated_at: string;
        };
        /** DestinyAccountUpdateSchema */
        DestinyAccountUpdateSchema: {
            /**
             * Bungie Name
             * @description With its number, as in Guardian#0042. The next sync finds the account.
             */
            bungie_name?: string | null;
            /**
             * Game
             * @description Slug; by itself, found or made by its name
             */
            game?: string | null;
            /** Is Public */
            is_public?: boolean;
        };
        /** DestinyActivityDetailSchema */
        DestinyActivityDetailSchema: {
            /** Activity Name */
            activity_name: string;
            /** Assists */
            assists: number;
            /** Character Class */
            character_class: string;
            /** Character Id */
            character_id: string;
            /** Completed */
            completed: boolean;
            /** Deaths */
            deaths: number;
            /** Duration Seconds */
            duration_seconds: number;
            /** Efficiency */
            efficiency: number;
            /** Has Pgcr */
            has_pgcr: boolean;
            /** Id */
            id: string;
            /**
             * Image Path
             * @description Below https://www.bungie.net
             */
            image_path: string;
            /** Instance Id */
            instance_id: string;
            /**
             * Is Clear
             * @description Completed, by its objective
             */
            is_clear: boolean;
            /** Kd Ratio */
            kd_ratio: number;
            /** Kills */
            kills: number;
            /** Mode Category */
            mode_category: string;
            /** Mode Name */
            mode_name: string;
            /**
             * Period
             * @description When it began
             */
            period: string;
            /**
             * Pgcr Entries
             * @description Null while its report isn't fetched
             */
            pgcr_entries: components["schemas"]["DestinyCarnageEntrySchema"][] | null;
            /** Player Count */
            player_count: number;
            /**
             * Raid
             * @description The name without the difficulty, of any activity
             */
            raid: string;
            /** Score */
            score: number;
            /** Standing */
            standing: number | null;
            /** Team Score */
            team_score: number;
            /** Time Played Seconds */
            time_played_seconds: number;
            /**
             * Values
             * @description Every figure, by Bungie's id of it
             */
            values: {
                [key: string]: number;
            };
        };
        /** DestinyActivityFilters */
        DestinyActivityFilters: {
            category?: components["schemas"]["Category"] | null;
            /** Character Id */
            character_id?: string | null;
            /** Is Clear */
            is_clear?: boolean | null;
            /**
             * Ordering
             * @description period, duration_seconds, kills; -… for descending
             * @default -period
             */
            ordering: string;
            /**
             * Raid
             * @description Name without the difficulty, in any case
             */
            raid?: string | null;
            /**
             * Since
             * @description First day, of the owner
             */
            since?: string | null;
            /**
             * Until
             * @description Last day, of the owner
             */
            until?: string | null;
        };
        /** DestinyActivityPageSchema */
        DestinyActivityPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["DestinyActivitySchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** DestinyActivityQuery */
        DestinyActivityQuery: {
            /** Character Id */
            character_id?: string | null;
            /** Completed */
            completed?: boolean | null;
            /**
             * Limit
             * @default 50
             */
            limit: number;
            /** Mode Category */
            mode_category?: string | null;
            /**
             * Offset
             * @default 0
             */
            offset: number;
        };
        /**
         * DestinyActivitySchema
         * @description An activity of one character, with what its report shows.
         */
        DestinyActivitySchema: {
            /** Activity Name */
            activity_name: string;
            /** Assists */
            assists: number;
            /** Character Class */
            character_class: string;
            /** Character Id */
            character_id: string;
            /** Completed */
            completed: boolean;
            /** Deaths */
            deaths: number;
            /** Duration Seconds */
            duration_seconds: number;
            /** Efficiency */
            efficiency: number;
            /** Has Pgcr */
            has_pgcr: boolean;
            /** Id */
            id: string;
            /**
             * Image Path
             * @description Below https://www.bungie.net
             */
            image_path: string;
            /** Instance Id */
            instance_id: string;
            /**
             * Is Clear
             * @description Completed, by its objective
             */
            is_clear: boolean;
            /** Kd Ratio */
            kd_ratio: number;
            /** Kills */
            kills: number;
            /** Mode Category */
            mode_category: string;
            /** Mode Name */
            mode_name: string;
            /**
             * Period
             * @description When it began
             */
            period: string;
            /** Player Count */
            player_count: number;
            /**
             * Raid
             * @description The name without the difficulty, of any activity
             */
            raid: string;
            /** Score */
            score: number;
            /** Standing */
            standing: number | null;
            /** Team Score */
            team_score: number;
            /** Time Played Seconds */
            time_played_seconds: number;
        };
        /** DestinyCarnageEntrySchema */
        DestinyCarnageEntrySchema: {
            /** Assists */
            assists: number;
            /** Character Class */
            character_class: string;
            /** Completed */
            completed: boolean;
            /** Deaths */
            deaths: number;
            /** Display Name */
            display_name: string;
            /** Is Self */
            is_self: boolean;
            /** Kills */
            kills: number;
            /** Light Level */
            light_level: number;
            /** Score */
            score: number;
            /** Time Played Seconds */
            time_played_seconds: number;
            /**
             * Weapons
             * @description Most kills first
             */
            weapons: components["schemas"]["DestinyWeaponUseSchema"][];
        };
        /** DestinyDaySchema */
        DestinyDaySchema: {
            /** Activities */
            activities: number;
            /**
             * Date
             * @description Of the owner's time zone
             */
            date: string;
            /** Seconds Played */
            seconds_played: number;
        };
        /** DestinyProfileSchema */
        DestinyProfileSchema: {
            /** Activity Count */
            activity_count: number;
            /** Bungie Name */
            bungie_name: string;
            /** Bungie Name Code */
            bungie_name_code: number | null;
            /** Character Count */
            character_count: number;
            /** Characters */
            characters: components["schemas"]["CharacterSchema"][];
            /** Id */
            id: string;
            /** Last Synced */
            last_synced: string | null;
            /** Membership Id */
            membership_id: string;
            /** Membership Type */
            membership_type: number;
        };
        /**
         * DestinyRaidSchema
         * @description A raid or dungeon over all of its difficulties.
         */
        DestinyRaidSchema: {
            /**
             * Activity Name
             * @description Without the difficulty
             */
            activity_name: string;
            /** Attempts */
            attempts: number;
            /**
             * Category
             * @enum {string}
             */
            category: "raid" | "dungeon";
            /** Clears */
            clears: number;
            /** Deaths */
            deaths: number;
            /**
             * Fastest Seconds
             * @description Of clears from the start; null without one
             */
            fastest_seconds: number | null;
            /**
             * Fewest Players
             * @description Who took part in the smallest clear from the start
             */
            fewest_players: number | null;
            /** First Clear */
            first_clear: string | null;
            /**
             * Flawless Clears
             * @description From the start, and nobody died; by the reports fetched
             */
            flawless_clears: number;
            /** Image Path */
            image_path: string;
            /** Kills */
            kills: number;
            /** Last Clear */
            last_clear: string | null;
            /** Seconds Played */
            seconds_played: number;
        };
        /** DestinyRaidsSchema */
        DestinyRaidsSchema: {
            /** Raids */
            raids: components["schemas"]["DestinyRaidSchema"][];
            /**
             * Reports Missing
             * @description Raids and dungeons whose report isn't fetched
             */
            reports_missing: number;
        };
        /** DestinyTitleSchema */
        DestinyTitleSchema: {
            /**
             * Earned After
             * @description The last sync that saw it open; null: it was earned before
             */
            earned_after: string | null;
            /**
             * Earned By
             * @description The first sync that saw it; null while it is open
             */
            earned_by: string | null;
            /** Gilded Count */
            gilded_count: number;
            /**
             * Goal
             * @description Triumphs that it takes; 0 if unknown
             */
            goal: number;
            /** Is Earned */
            is_earned: boolean;
            /** Name */
            name: string;
            /**
             * Progress
             * @description Of `goal`
             */
            progress: number;
            /** Record Hash */
            record_hash: number;
            /** Seal */
            seal: string;
        };
        /** DestinyTriumphFilters */
        DestinyTriumphFilters: {
            /** Is Complete */
            is_complete?: boolean | null;
            /**
             * Name
             * @description Part of the name, in any case
             */
            name?: string | null;
            /**
             * Ordering
             * @description earned_by, record_hash; -… for descending
             * @default -earned_by
             */
            ordering: string;
            /**
             * Title
             * @description Its name, in any case
             */
            title?: string | null;
        };
        /** DestinyTriumphPageSchema */
        DestinyTriumphPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["DestinyTriumphSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /**
         * DestinyTriumphSchema
         * @description A record of the game, on the account or on its best character.
         */
        DestinyTriumphSchema: {
            /** Completed Count */
            completed_count: number;
            /** Description */
            description: string;
            /**
             * Earned After
             * @description The last sync that saw it open; null: it was earned before
             */
            earned_after: string | null;
            /**
             * Earned By
             * @description The first sync that saw it; null while it is open
             */
            earned_by: string | null;
            /** Goal */
            goal: number;
            /** Id */
            id: string;
            /** Is Complete */
            is_complete: boolean;
            /**
             * Kind
             * @description Such as Triumphs; empty if unknown
             */
            kind: string;
            /** Name */
            name: string;
            /**
             * Progress
             * @description Of `goal`
             */
            progress: number;
            /** Record Hash */
            record_hash: number;
            /** Score */
            score: number;
            /**
             * Title
             * @description The title that it counts for
             */
            title: string | null;
        };
        /**
         * DestinyWeaponSchema
         * @description A weapon over all reports that are fetched, reissues counted together.
         */
        DestinyWeaponSchema: {
            /**
             * Activities
             * @description One with two reissues of it counts twice
             */
            activities: number;
            /**
             * Image Path
             * @description Below https://www.bungie.net
             */
            image_path: string;
            /** Kills */
            kills: number;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Precision Kills */
            precision_kills: number;
        };
        /**
         * DestinyWeaponUseSchema
         * @description A weapon in one activity.
         */
        DestinyWeaponUseSchema: {
            /**
             * Image Path
             * @description Below https://www.bungie.net
             */
            image_path: string;
            /** Item Hash */
            item_hash: number;
            /** Kills */
            kills: number;
            /**
             * Kind
             * @description Such as Hand Cannon; empty if unknown
             */
            kind: string;
            /** Name */
            name: string;
            /** Precision Kills */
            precision_kills: number;
        };
        /** DestinyWeaponsQuery */
        DestinyWeaponsQuery: {
            category?: components["schemas"]["Category"] | null;
            /**
             * Limit
             * @default 50
             */
            limit: number;
        };
        /** @enum {string} */
        DistanceCategory: "sprint" | "mile" | "medium" | "long";
        /**
         * EditionCreateSchema
         * @description `edition_type` is "original" by default. Unknown platforms are created; common
         *     names such as "PS5" are recognized.
         */
        EditionCreateSchema: {
            /** Cover Url */
            cover_url?: string | null;
            /** Edition Type */
            edition_type?: string;
            /** Igdb Data */
            igdb_data?: {
                [key: string]: unknown;
            } | null;
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name: string;
            /**
             * Platforms
             * @description Slugs or names of platforms
             */
            platforms?: string[] | null;
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug: string;
            /** Summary */
            summary?: string | null;
            /** Twitch Category Id */
            twitch_category_id?: string | null;
            /** Work Id */
            work_id: string;
        };
        /**
         * EditionFilters
         * @description The parameters of `GET /editions`.
         */
        EditionFilters: {
            /**
             * Limit
             * @description At most 5000
             * @default 500
             */
            limit: number;
            /**
             * Offset
             * @default 0
             */
            offset: number;
            /**
             * Work
             * @description Slug
             */
            work?: string | null;
        };
        /**
         * EditionMergeCreateSchema
         * @description `into` is the edition that stays, of the same game.
         */
        EditionMergeCreateSchema: {
            /** Into */
            into: string;
        };
        /**
         * EditionMergeSchema
         * @description One edition merged into another one of its game.
         */
        EditionMergeSchema: {
            /** Id */
            id: string;
            /** @description The edition that has it all */
            into: components["schemas"]["MergedEditionSchema"];
            /** @description The edition as it was */
            merged: components["schemas"]["MergedEditionSchema"];
            /** Merged At */
            merged_at: string;
            /** Undone At */
            undone_at: string | null;
        };
        /**
         * EditionMergeUndoneSchema
         * @description An edition that is back, and what couldn't be as it was, in sentences.
         */
        EditionMergeUndoneSchema: {
            edition: components["schemas"]["MergedEditionSchema"];
            /** Kept */
            kept: string[];
        };
        /** EditionSchema */
        EditionSchema: {
            /** Cover Url */
            cover_url?: string | null;
            /** Edition Type */
            edition_type: string;
            /** Id */
            id: string;
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name: string;
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug: string;
            /** Summary */
            summary?: string | null;
            /** Twitch Category Id */
            twitch_category_id?: string | null;
            /** Work Id */
            work_id: string;
        };
        /**
         * EditionUpdateSchema
         * @description Fields you don't send stay as they are; `platforms` by slug or name.
         */
        EditionUpdateSchema: {
            /** Cover Url */
            cover_url?: string | null;
            /** Edition Type */
            edition_type?: string;
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name?: string;
            /** Platforms */
            platforms?: string[];
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug?: string;
            /** Summary */
            summary?: string | null;
            /** Twitch Category Id */
            twitch_category_id?: string | null;
        };
        /**
         * EncounterCreateSchema
         * @description `key` makes repeats safe: the same key records one encounter.
         */
        EncounterCreateSchema: {
            /** Key */
            key?: string | null;
            /** Notes */
            notes?: string;
            /** Recruited */
            recruited?: boolean;
            /**
             * Villager
             * @description Number, id (UUID), game id (cat23), or name
             */
            villager: number | string;
        };
        /** EncounterSchema */
        EncounterSchema: {
            /**
             * Encounters
             * @description How often they were met by then, on all hunts
             */
            encounters: number;
            /** Id */
            id: string;
            /** Notes */
            notes: string;
            /** Recruited */
            recruited: boolean;
            /** Timestamp */
            timestamp: string;
            villager: components["schemas"]["VillagerSchema"];
        };
        /**
         * EncounterUpdateSchema
         * @description Fields you don't send stay as they are.
         */
        EncounterUpdateSchema: {
            /** Notes */
            notes?: string;
            /** Recruited */
            recruited?: boolean;
            /**
             * Villager
             * @description Number, id (UUID), game id (cat23), or name
             */
            villager?: number | string;
        };
        /**
         * EntryCreateSchema
         * @description A game to add: at `position` (from 1), or at the end.
         *
         *     In a ranked list, a position past the end means last, and one before 1 means first.
         *     In an unranked list it is kept, or the next free one if it is taken.
         */
        EntryCreateSchema: {
            /** Notes */
            notes?: string;
            /** Position */
            position?: number | null;
            /** Work Slug */
            work_slug: string;
        };
        /** EntrySchema */
        EntrySchema: {
            /** Id */
            id: string;
            /** Notes */
            notes: string;
            /** Position */
            position?: number | null;
            /** Work Id */
            work_id: string;
            /** Work Name */
            work_name: string;
            /** Work Slug */
            work_slug: string;
        };
        /**
         * EntryUpdateSchema
         * @description A new position, new notes, a tier to move to the end of, or several of these.
         *
         *     With a position within the tier, the entry moves there.
         */
        EntryUpdateSchema: {
            /** Notes */
            notes?: string;
            /** Position */
            position?: number;
            /**
             * Tier
             * @enum {string}
             */
            tier?: "S" | "A" | "B" | "C" | "D" | "E" | "F";
        };
        /** EpithetSchema */
        EpithetSchema: {
            /**
             * Characters
             * @description Empty: everyone
             */
            characters: string[];
            /** Name */
            name: string;
            /** Scenario */
            scenario: string | null;
        };
        /**
         * EventSchema
         * @description An event: the same bytes here, on Redis, and on the WebSocket.
         */
        EventSchema: {
            /**
             * Epoch
             * @description Changes when the log is restored or lost
             */
            epoch: string;
            /**
             * Id
             * Format: uuid
             * @description The same each time the event is delivered
             */
            id: string;
            /** Payload */
            payload: {
                [key: string]: unknown;
            };
            /**
             * Sequence
             * @description Increases by one with each event
             */
            sequence: number;
            /**
             * Subject
             * @description What it is about, such as `playthrough:42`
             */
            subject: string;
            /**
             * Timestamp
             * Format: date-time
             * @description When it happened, in UTC
             */
            timestamp: string;
            /**
             * Type
             * @example questlog:playthrough_complete
             */
            type: string;
            /**
             * Version
             * @description Version of this type's payload
             */
            version: number;
        };
        /**
         * ExportQuery
         * @description The parameters of `GET /export`.
         */
        ExportQuery: {
            /**
             * Gzip
             * @description Compressed, as a .json.gz
             * @default false
             */
            gzip: boolean;
        };
        /** FFXIVCharacterSchema */
        FFXIVCharacterSchema: {
            /**
             * Access
             * @description What the Lodestone shows: open, header, private, or gone
             */
            access: string;
            /** Access Since */
            access_since: string | null;
            /** Achievement Points */
            achievement_points: number;
            achievements: components["schemas"]["CollectionCountSchema"];
            /** Avatar Url */
            avatar_url: string;
            /** City State */
            city_state: string;
            /** Clan */
            clan: string;
            /** Collections Read At */
            collections_read_at: string | null;
            /** Data Center */
            data_center: string;
            /** Free Company */
            free_company: string;
            /**
             * Free Company Id
             * @description 19 digits
             */
            free_company_id: string;
            /** Gender */
            gender: string;
            /** Grand Company */
            grand_company: string;
            /** Grand Company Rank */
            grand_company_rank: string;
            /** Guardian */
            guardian: string;
            /** Id */
            id: string;
            /** Is Main */
            is_main: boolean;
            /**
             * Is Verified
             * @description Proven to be the owner's
             */
            is_verified: boolean;
            /** Jobs At Max */
            jobs_at_max: number;
            /** Jobs Read At */
            jobs_read_at: string | null;
            /** Lodestone Id */
            lodestone_id: string;
            minions: components["schemas"]["CollectionCountSchema"];
            mounts: components["schemas"]["CollectionCountSchema"];
            /** Name */
            name: string;
            /** Nameday */
            nameday: string;
            /** Portrait Url */
            portrait_url: string;
            /** Race */
            race: string;
            /** Title */
            title: string;
            /** World */
            world: string;
        };
        /** FFXIVJobSchema */
        FFXIVJobSchema: {
            /** Exp */
            exp: number | null;
            /** Exp To Next */
            exp_to_next: number | null;
            /** Is Max */
            is_max: boolean;
            /** Is Specialist */
            is_specialist: boolean;
            /** Job */
            job: string;
            /**
             * Level
             * @description 0 for a job that wasn't begun
             */
            level: number;
            /**
             * Role
             * @description Tank, Healer, Melee, Ranged, Magic, Hand, Land, or Other
             */
            role: string;
        };
        /** FFXIVProfileSchema */
        FFXIVProfileSchema: {
            /** Catalogue Synced */
            catalogue_synced: string | null;
            /** Characters */
            characters: components["schemas"]["FFXIVCharacterSchema"][];
            /** Created At */
            created_at: string;
            game: components["schemas"]["ProfileGameSchema"];
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /** Last Synced */
            last_synced: string | null;
            /** Sync Error */
            sync_error: string;
            /** Updated At */
            updated_at: string;
        };
        /** FFXIVUpdateSchema */
        FFXIVUpdateSchema: {
            /**
             * Game
             * @description Slug; by itself, found or made by its name
             */
            game?: string | null;
            /** Is Public */
            is_public?: boolean;
        };
        /** FeedPage */
        FeedPage: {
            /** Events */
            events: components["schemas"]["EventSchema"][];
            /**
             * Has More
             * @description There are more events; ask again immediately
             */
            has_more: boolean;
            /**
             * Next
             * @description The `since` for the next request, even if `types` filtered everything out
             */
            next: string;
            reset: components["schemas"]["ResetSchema"] | null;
        };
        /** FeedQuery */
        FeedQuery: {
            /**
             * Limit
             * @default 100
             */
            limit: number;
            /**
             * Since
             * @description Where to resume: `<epoch>.<sequence>` (a cursor, or the header `Questlog-Event-Position` of any read), `<sequence>`, `earliest`, or `latest`.
             */
            since?: string | null;
            /**
             * Token
             * @description One of QUESTLOG_EVENTS_TOKENS, if Questlog requires one and you can't send the header `Authorization: Bearer <token>`.
             */
            token?: string | null;
            /**
             * Types
             * @description Only these types, separated by commas; `*` matches anything: `questlog:list_*,questlog:playthrough_complete`.
             * @default
             */
            types: string;
            /**
             * Wait
             * @description Seconds to wait if there is no event yet. The response comes as soon as there is one.
             * @default 0
             */
            wait: number;
        };
        /**
         * FieldErrorSchema
         * @description One invalid value: where it was sent, its dotted name, and what to change.
         */
        FieldErrorSchema: {
            /** Field */
            field: string;
            /**
             * In
             * @description body, query, or path
             */
            in: string;
            /** Message */
            message: string;
        };
        /** FigureSchema */
        FigureSchema: {
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /** FoundCharacterSchema */
        FoundCharacterSchema: {
            /** Avatar Url */
            avatar_url: string;
            /** Data Center */
            data_center: string;
            /** Lodestone Id */
            lodestone_id: string;
            /** Name */
            name: string;
            /** World */
            world: string;
        };
        /** FrameSchema */
        FrameSchema: {
            /** Equip Time Hours */
            equip_time_hours: number;
            /** Equip Time Seconds */
            equip_time_seconds: number;
            /** Image Name */
            image_name: string;
            /** Is Prime */
            is_prime: boolean;
            /** Kills */
            kills: number;
            /** Mastery Req */
            mastery_req: number;
            /** Name */
            name: string;
            /** Weapon Path */
            weapon_path: string;
        };
        /** FranchiseSchema */
        FranchiseSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * GameConflictSchema
         * @description `slug` is the existing game, `candidates` the games that match.
         */
        GameConflictSchema: {
            /** Candidates */
            candidates?: components["schemas"]["IGDBCandidateSchema"][] | null;
            /** Detail */
            detail: string;
            /**
             * Error
             * @description The same as `detail`
             */
            error: string;
            /** Errors */
            errors?: components["schemas"]["FieldErrorSchema"][] | null;
            /** Slug */
            slug?: string | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * GameCountSchema
         * @description How many games have one value.
         */
        GameCountSchema: {
            /**
             * Games
             * @description Counts games
             * @example 42
             */
            games: number;
            /**
             * Key
             * @description What the filter of this name takes: a slug, status, or year. Null for games without a value
             * @example snes
             */
            key: string | null;
            /**
             * Name
             * @example Super Nintendo
             */
            name: string | null;
        };
        /** GameCountsQuery */
        GameCountsQuery: {
            /**
             * By
             * @description What the games are counted by
             * @example platform
             * @enum {string}
             */
            by: "status" | "platform" | "genre" | "franchise" | "list" | "completed_year" | "original_release_year";
        };
        /**
         * GameCountsSchema
         * @description The most frequent values first, at most 200. A game can have several.
         */
        GameCountsSchema: {
            /**
             * By
             * @enum {string}
             */
            by: "status" | "platform" | "genre" | "franchise" | "list" | "completed_year" | "original_release_year";
            /** Items */
            items: components["schemas"]["GameCountSchema"][];
            /**
             * Total
             * @description Counts all games that match
             */
            total: number;
        };
        /**
         * GameCreateSchema
         * @description A name or an IGDB id is required. The slug defaults to one made from the name.
         *
         *     If IGDB is set up, it fills in the fields you don't send: from the game with this
         *     `igdb_id`, or from the one named `name`. `"igdb_id": null` adds a game without IGDB.
         */
        GameCreateSchema: {
            /** Aliases */
            aliases?: string[];
            /**
             * As Own Game
             * @description Add a remake or port on IGDB as a separate game, not as an edition of the original game
             */
            as_own_game?: boolean;
            /** Cover Url */
            cover_url?: string | null;
            /** Franchise */
            franchise?: string | null;
            /** Genres */
            genres?: string[];
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name?: string;
            /** Original Release Year */
            original_release_year?: number | null;
            /** Platforms */
            platforms?: string[];
            /**
             * Primary Genre
             * @description Slug of one of the game's genres
             */
            primary_genre?: string | null;
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug?: string;
            /**
             * Sort Name
             * @description The name to sort by, if different from its name
             */
            sort_name?: string;
            /** Summary */
            summary?: string;
        };
        /** GameDetailSchema */
        GameDetailSchema: {
            /** Aliases */
            aliases: string[];
            /**
             * Best Rating
             * @description The highest rating of its playthroughs: 0.5 to 5, in halves
             */
            best_rating: number | null;
            cover: components["schemas"]["CoverSchema"] | null;
            /** Cover Url */
            cover_url: string | null;
            /** Editions */
            editions: components["schemas"]["GameEditionSchema"][];
            franchise: components["schemas"]["FranchiseSchema"] | null;
            /** Genres */
            genres: components["schemas"]["GameGenreSchema"][];
            /** Id */
            id: string;
            /** Igdb Id */
            igdb_id: number | null;
            /** Lists */
            lists: components["schemas"]["GameListSchema"][];
            /** Name */
            name: string;
            /** Original Release Year */
            original_release_year: number | null;
            /** Platforms */
            platforms: components["schemas"]["PlatformSchema"][];
            /** Playthroughs */
            playthroughs: components["schemas"]["GamePlaythroughSchema"][];
            /** Release Date */
            release_date: string | null;
            /** Slug */
            slug: string;
            /**
             * Sort Name
             * @description The name to sort by, if different from its name
             */
            sort_name: string;
            /** Status */
            status: ("planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped") | null;
            /** Summary */
            summary: string;
            time_to_beat: components["schemas"]["TimeToBeatSchema"] | null;
            /**
             * Times Completed
             * @description Counts the game's completed playthroughs
             */
            times_completed: number;
            /** Updated At */
            updated_at: string;
        };
        /** GameEditionSchema */
        GameEditionSchema: {
            cover: components["schemas"]["CoverSchema"] | null;
            /** Cover Url */
            cover_url?: string | null;
            /** Edition Type */
            edition_type: string;
            /** Id */
            id: string;
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name: string;
            /** Platforms */
            platforms: components["schemas"]["PlatformSchema"][];
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug: string;
            /** Summary */
            summary?: string | null;
            /** Twitch Category Id */
            twitch_category_id?: string | null;
            /** Work Id */
            work_id: string;
        };
        /** GameExpandQuery */
        GameExpandQuery: {
            /**
             * Expand
             * @description More of each game in the same response: editions, playthroughs, lists, or several separated by commas
             * @example playthroughs,lists
             */
            expand?: string | null;
        };
        /**
         * GameFilters
         * @description The parameters of `GET /games`; games must match all of them.
         */
        GameFilters: {
            /**
             * Completed Year
             * @description Completed in that year
             * @example 2025
             */
            completed_year?: number | null;
            /**
             * Franchise
             * @description Slug, or several separated by commas: games of any of them
             * @example final-fantasy,chrono
             */
            franchise?: string | null;
            /**
             * Genre
             * @description Slug, or several separated by commas: games in any of them. Includes subgenres
             * @example jrpg,tactical-rpg
             */
            genre?: string | null;
            /**
             * Genre All
             * @description Slugs separated by commas: games in all of these genres
             * @example jrpg,strategy
             */
            genre_all?: string | null;
            /**
             * List
             * @description Slug of a list that the game is on, or several separated by commas: games on any of them
             * @example top-rpgs
             */
            list?: string | null;
            /**
             * List All
             * @description Slugs separated by commas: games that are on all of these lists
             * @example top-rpgs,short-games
             */
            list_all?: string | null;
            /**
             * Max Rating
             * @description Has a playthrough with at most this rating
             * @example 2
             */
            max_rating?: number | null;
            /**
             * Min Rating
             * @description Has a playthrough with at least this rating
             * @example 4.5
             */
            min_rating?: number | null;
            /**
             * Ordering
             * @description name, original_release_year, created_at, updated_at, best_rating, times_completed, or completed_at; with one `list`, also position. Prefix it with - to reverse the order; up to three can be separated by commas. Games without a value come last.
             * @default name
             * @example -best_rating,name
             */
            ordering: string;
            /**
             * Platform
             * @description Slug, or several separated by commas: games available or played on any of them
             * @example snes,ps1
             */
            platform?: string | null;
            /**
             * Platform All
             * @description Slugs separated by commas: games available or played on all of these platforms
             * @example snes,ps1
             */
            platform_all?: string | null;
            /**
             * Q
             * @description Words from a name or alias, in any spelling. If nothing has them, up to 20 games whose names look like it
             * @example final fantasy 7
             */
            q?: string | null;
            /**
             * Released From
             * @description First released in this year or later
             * @example 1990
             */
            released_from?: number | null;
            /**
             * Released To
             * @description First released in this year or earlier
             * @example 1999
             */
            released_to?: number | null;
            /**
             * Status
             * @description Has a playthrough in this status, or in any of several separated by commas: planned, playing, ongoing, paused, completed, dropped
             * @example playing,ongoing
             */
            status?: string | null;
        };
        /** GameGenreSchema */
        GameGenreSchema: {
            /** Id */
            id: string;
            /** Is Primary */
            is_primary: boolean;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** GameListSchema */
        GameListSchema: {
            /** Name */
            name: string;
            /** Position */
            position: number | null;
            /** Slug */
            slug: string;
        };
        /**
         * GameMergeCreateSchema
         * @description `into` is the game that stays; its id and address do, too.
         */
        GameMergeCreateSchema: {
            /** Into */
            into: string;
            /**
             * Take
             * @description The fields whose value the merged game has better: it replaces that of the other. If not sent, the owner's word goes before a service's, and a value before none. Names, genres, and platforms of both are kept anyway
             */
            take?: ("name" | "sort_name" | "franchise" | "original_release_year" | "release_date" | "summary" | "cover" | "igdb")[] | null;
        };
        /**
         * GameMergeSchema
         * @description One game merged into another.
         */
        GameMergeSchema: {
            /** Id */
            id: string;
            /** @description The game that has it all */
            into: components["schemas"]["MergedGameSchema"];
            /** @description The game as it was */
            merged: components["schemas"]["MergedGameSchema"];
            /** Merged At */
            merged_at: string;
            /** Undone At */
            undone_at: string | null;
        };
        /**
         * GameMergeUndoneSchema
         * @description A game that is back, and what couldn't be as it was, in sentences.
         */
        GameMergeUndoneSchema: {
            game: components["schemas"]["MergedGameSchema"];
            /** Kept */
            kept: string[];
        };
        /** GamePageSchema */
        GamePageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["GameSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** GamePlaythroughSchema */
        GamePlaythroughSchema: {
            /** Completed At */
            completed_at: string | null;
            /** Created At */
            created_at: string;
            edition: components["schemas"]["PlayedEditionSchema"];
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /**
             * Notes
             * @description To oneself: empty unless you ask with `include=private`, for which you need permission. What others may read is the review.
             */
            notes: string;
            platform: components["schemas"]["PlatformSchema"] | null;
            /** Playtime Hours */
            playtime_hours: number | null;
            /** Rating */
            rating: number | null;
            /**
             * Review
             * @description For others
             */
            review: string;
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped";
            /** Updated At */
            updated_at: string;
        };
        /**
         * GameSchema
         * @description A game of a list of games. The last three are there if `expand` names them.
         */
        GameSchema: {
            /**
             * Best Rating
             * @description The highest rating of its playthroughs: 0.5 to 5, in halves
             */
            best_rating: number | null;
            cover: components["schemas"]["CoverSchema"] | null;
            /** Cover Url */
            cover_url: string | null;
            /** Editions */
            editions?: components["schemas"]["GameEditionSchema"][];
            franchise: components["schemas"]["FranchiseSchema"] | null;
            /** Genres */
            genres: components["schemas"]["GameGenreSchema"][];
            /** Id */
            id: string;
            /** Igdb Id */
            igdb_id: number | null;
            /** Lists */
            lists?: components["schemas"]["GameListSchema"][];
            /** Name */
            name: string;
            /** Original Release Year */
            original_release_year: number | null;
            /** Platforms */
            platforms: components["schemas"]["PlatformSchema"][];
            /** Playthroughs */
            playthroughs?: components["schemas"]["GamePlaythroughSchema"][];
            /** Release Date */
            release_date: string | null;
            /** Slug */
            slug: string;
            /**
             * Sort Name
             * @description The name to sort by, if different from its name
             */
            sort_name: string;
            /** Status */
            status: ("planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped") | null;
            /**
             * Times Completed
             * @description Counts the game's completed playthroughs
             */
            times_completed: number;
            /** Updated At */
            updated_at: string;
        };
        /**
         * GameSyncedSchema
         * @description The game after a sync. `offers` lists where IGDB's value differs from yours;
         *     accept or decline them in the admin. `gone_since` is when IGDB no longer had the
         *     game.
         */
        GameSyncedSchema: {
            /** Aliases */
            aliases: string[];
            /**
             * Best Rating
             * @description The highest rating of its playthroughs: 0.5 to 5, in halves
             */
            best_rating: number | null;
            cover: components["schemas"]["CoverSchema"] | null;
            /** Cover Url */
            cover_url: string | null;
            /** Editions */
            editions: components["schemas"]["GameEditionSchema"][];
            franchise: components["schemas"]["FranchiseSchema"] | null;
            /** Genres */
            genres: components["schemas"]["GameGenreSchema"][];
            /** Gone Since */
            gone_since: string | null;
            /** Id */
            id: string;
            /** Igdb Id */
            igdb_id: number | null;
            /** Last Synced */
            last_synced: string | null;
            /** Lists */
            lists: components["schemas"]["GameListSchema"][];
            /** Name */
            name: string;
            /** Offers */
            offers: components["schemas"]["OfferSchema"][];
            /** Original Release Year */
            original_release_year: number | null;
            /** Platforms */
            platforms: components["schemas"]["PlatformSchema"][];
            /** Playthroughs */
            playthroughs: components["schemas"]["GamePlaythroughSchema"][];
            /** Release Date */
            release_date: string | null;
            /** Slug */
            slug: string;
            /**
             * Sort Name
             * @description The name to sort by, if different from its name
             */
            sort_name: string;
            /** Status */
            status: ("planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped") | null;
            /** Summary */
            summary: string;
            time_to_beat: components["schemas"]["TimeToBeatSchema"] | null;
            /**
             * Times Completed
             * @description Counts the game's completed playthroughs
             */
            times_completed: number;
            /** Updated At */
            updated_at: string;
        };
        /**
         * GameUpdateSchema
         * @description Franchise, genres, and platforms by slug. Fields you don't send stay as they
         *     are.
         */
        GameUpdateSchema: {
            /** Aliases */
            aliases?: string[];
            /** Cover Url */
            cover_url?: string | null;
            /** Franchise */
            franchise?: string | null;
            /** Genres */
            genres?: string[];
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name?: string;
            /** Original Release Year */
            original_release_year?: number | null;
            /** Platforms */
            platforms?: string[];
            /**
             * Primary Genre
             * @description Slug of one of the game's genres
             */
            primary_genre?: string | null;
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug?: string;
            /**
             * Sort Name
             * @description The name to sort by, if different from its name
             */
            sort_name?: string;
            /** Summary */
            summary?: string;
        };
        /**
         * GameWrittenSchema
         * @description The game after a write.
         */
        GameWrittenSchema: {
            /** Aliases */
            aliases: string[];
            /**
             * Best Rating
             * @description The highest rating of its playthroughs: 0.5 to 5, in halves
             */
            best_rating: number | null;
            cover: components["schemas"]["CoverSchema"] | null;
            /** Cover Url */
            cover_url: string | null;
            /** Editions */
            editions: components["schemas"]["GameEditionSchema"][];
            franchise: components["schemas"]["FranchiseSchema"] | null;
            /** Genres */
            genres: components["schemas"]["GameGenreSchema"][];
            /** Id */
            id: string;
            /** Igdb Id */
            igdb_id: number | null;
            /** Lists */
            lists: components["schemas"]["GameListSchema"][];
            /** Name */
            name: string;
            /** Original Release Year */
            original_release_year: number | null;
            /** Platforms */
            platforms: components["schemas"]["PlatformSchema"][];
            /** Playthroughs */
            playthroughs: components["schemas"]["GamePlaythroughSchema"][];
            /** Release Date */
            release_date: string | null;
            /** Slug */
            slug: string;
            /**
             * Sort Name
             * @description The name to sort by, if different from its name
             */
            sort_name: string;
            /** Status */
            status: ("planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped") | null;
            /** Summary */
            summary: string;
            time_to_beat: components["schemas"]["TimeToBeatSchema"] | null;
            /**
             * Times Completed
             * @description Counts the game's completed playthroughs
             */
            times_completed: number;
            /** Updated At */
            updated_at: string;
            /**
             * Warnings
             * @description Omitted if there are none. Things worth checking, such as a list with the same slug as the game; everything was saved.
             */
            warnings?: string[];
        };
        /** GemGroupSchema */
        GemGroupSchema: {
            /**
             * Gems
             * @description Linked with each other
             */
            gems: components["schemas"]["GemSchema"][];
            /** Is Main */
            is_main: boolean;
            /** Label */
            label: string;
            /**
             * Slot
             * @description What the gems are in; empty if nothing
             */
            slot: string;
        };
        /** GemSchema */
        GemSchema: {
            /** Is Enabled */
            is_enabled: boolean;
            /** Is Support */
            is_support: boolean;
            /** Level */
            level: number | null;
            /** Name */
            name: string;
            /** Quality */
            quality: number | null;
        };
        /** GenreCreateSchema */
        GenreCreateSchema: {
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id?: string | null;
            /** Slug */
            slug: string;
        };
        /** GenreSchema */
        GenreSchema: {
            /** Id */
            id: string;
            /** Igdb Id */
            igdb_id?: number | null;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id?: string | null;
            /** Slug */
            slug: string;
        };
        /** @enum {string} */
        Grade: "G" | "F" | "E" | "D" | "C" | "B" | "A" | "S";
        /** GradeRecordSchema */
        GradeRecordSchema: {
            /** Grade */
            grade: string;
            /** Starts */
            starts: number;
            /** Win Rate */
            win_rate: number;
            /** Wins */
            wins: number;
        };
        /**
         * HuntCreateSchema
         * @description All fields are optional: a public hunt for anyone that begins today.
         */
        HuntCreateSchema: {
            /**
             * Date
             * Format: date
             */
            date?: string;
            /** Is Public */
            is_public?: boolean;
            /** Notes */
            notes?: string;
            /** Target */
            target?: (number | string) | null;
        };
        /** HuntDetailSchema */
        HuntDetailSchema: {
            /** Created At */
            created_at: string;
            /** Date */
            date: string;
            /** Encounter Count */
            encounter_count: number;
            /**
             * Encounters
             * @description All of them, newest first
             */
            encounters: components["schemas"]["HuntEncounterSchema"][];
            /** Ended At */
            ended_at: string | null;
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /** Is Running */
            is_running: boolean;
            /** Notes */
            notes: string;
            result: components["schemas"]["VillagerSchema"] | null;
            target: components["schemas"]["VillagerSchema"] | null;
            /** Updated At */
            updated_at: string;
        };
        /** HuntEncounterSchema */
        HuntEncounterSchema: {
            /**
             * Encounters
             * @description How often they were met by then, on all hunts
             */
            encounters: number;
            /** Id */
            id: string;
            /** Is Target */
            is_target: boolean;
            /** Notes */
            notes: string;
            /**
             * Number
             * @description Which island of the hunt, from 1
             */
            number: number;
            /**
             * Recorded By
             * @description Account; empty in public answers
             */
            recorded_by: string;
            /** Recruited */
            recruited: boolean;
            /** Timestamp */
            timestamp: string;
            villager: components["schemas"]["VillagerSchema"];
        };
        /**
         * HuntEndSchema
         * @description Without `result`, it is who was recruited; null says that nobody was.
         */
        HuntEndSchema: {
            /** Result */
            result?: (number | string) | null;
        };
        /**
         * HuntFilters
         * @description The parameters of `GET /profiles/acnh/hunts`; hunts must match all of them.
         */
        HuntFilters: {
            /**
             * Ordering
             * @default -date
             */
            ordering: string;
            /** Running */
            running?: boolean | null;
            /**
             * Target
             * @description Number, game id, or name of a villager
             */
            target?: string | null;
        };
        /** HuntPageSchema */
        HuntPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["HuntSummarySchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** HuntRecordSchema */
        HuntRecordSchema: {
            /** Date */
            date: string;
            /** Encounter Count */
            encounter_count: number;
            /** Id */
            id: string;
            result_villager: components["schemas"]["VillagerSchema"] | null;
        };
        /** HuntResponseSchema */
        HuntResponseSchema: {
            hunt: components["schemas"]["HuntSchema"] | null;
        };
        /** HuntSchema */
        HuntSchema: {
            /** Date */
            date: string;
            /** Encounter Count */
            encounter_count: number;
            /**
             * Encounters
             * @description The last five, newest first
             */
            encounters: components["schemas"]["EncounterSchema"][];
            /** Id */
            id: string;
            result_villager: components["schemas"]["VillagerSchema"] | null;
            target_villager: components["schemas"]["VillagerSchema"] | null;
        };
        /** HuntStatsSchema */
        HuntStatsSchema: {
            /** Avg Islands Per Hunt */
            avg_islands_per_hunt: number;
            /** Different Villagers */
            different_villagers: number;
            longest_hunt: components["schemas"]["HuntRecordSchema"] | null;
            /**
             * Months
             * @description By the day the hunt began
             */
            months: components["schemas"]["MonthStatSchema"][];
            /** Most Encountered */
            most_encountered: components["schemas"]["TopVillagerSchema"][];
            /** Personality Distribution */
            personality_distribution: components["schemas"]["PersonalityStatSchema"][];
            /**
             * Recruited
             * @description Hunts that ended with a recruit
             */
            recruited: number;
            shortest_hunt: components["schemas"]["HuntRecordSchema"] | null;
            /** Species Distribution */
            species_distribution: components["schemas"]["SpeciesStatSchema"][];
            /** Total Hunts */
            total_hunts: number;
            /** Total Islands */
            total_islands: number;
        };
        /** HuntSummarySchema */
        HuntSummarySchema: {
            /** Created At */
            created_at: string;
            /** Date */
            date: string;
            /** Encounter Count */
            encounter_count: number;
            /** Ended At */
            ended_at: string | null;
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /** Is Running */
            is_running: boolean;
            /** Notes */
            notes: string;
            result: components["schemas"]["VillagerSchema"] | null;
            target: components["schemas"]["VillagerSchema"] | null;
            /** Updated At */
            updated_at: string;
        };
        /**
         * HuntUpdateSchema
         * @description Fields you don't send stay as they are.
         */
        HuntUpdateSchema: {
            /**
             * Date
             * Format: date
             */
            date?: string;
            /** Is Public */
            is_public?: boolean;
            /** Notes */
            notes?: string;
            /** Target */
            target?: (number | string) | null;
        };
        /**
         * IGDBCandidateSchema
         * @description An IGDB game that matches.
         */
        IGDBCandidateSchema: {
            /** Cover Url */
            cover_url: string | null;
            /**
             * Edition Of
             * @description IGDB id of the game it is an edition of
             */
            edition_of: number | null;
            /** Igdb Id */
            igdb_id: number;
            /**
             * Kind
             * @description game, expansion, or the edition type: port, remake…
             */
            kind: string;
            /** Name */
            name: string;
            /** Year */
            year: number | null;
        };
        /** IGDBGameSchema */
        IGDBGameSchema: {
            /** Cover Url */
            cover_url?: string | null;
            /** Igdb Data */
            igdb_data?: {
                [key: string]: unknown;
            } | null;
            /** Igdb Id */
            igdb_id: number;
            /** Name */
            name: string;
            /** Release Date */
            release_date?: string | null;
            /** Slug */
            slug: string;
            /** Summary */
            summary?: string | null;
        };
        /** IGDBSearchQuery */
        IGDBSearchQuery: {
            /**
             * Limit
             * @description At most 50
             * @default 10
             */
            limit: number;
            /**
             * Q
             * @description A game's name, in any spelling
             */
            q: string;
        };
        /** IGDBSearchResponse */
        IGDBSearchResponse: {
            /** Results */
            results: components["schemas"]["IGDBGameSchema"][];
        };
        /** IronMONStatsSchema */
        IronMONStatsSchema: {
            /**
             * Challenge
             * @description Its name; empty where there is none
             */
            challenge: string;
            /** Checkpoints */
            checkpoints: components["schemas"]["CheckpointStatSchema"][];
            /** Runs With Results */
            runs_with_results: number;
            /** Total Runs */
            total_runs: number;
            /** Victories */
            victories: number;
            /**
             * Victory Rate
             * @description From 0 to 1
             */
            victory_rate: number;
        };
        /** IronmonChallengeSchema */
        IronmonChallengeSchema: {
            /** Checkpoints */
            checkpoints: components["schemas"]["ChallengeCheckpointSchema"][];
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Run Count */
            run_count: number;
            /** Slug */
            slug: string;
        };
        /**
         * IronmonDefeatSchema
         * @description What ended the run; it replaces what was recorded before.
         */
        IronmonDefeatSchema: {
            /** Is Wild */
            is_wild?: boolean;
            /** Level */
            level?: number | null;
            /** Place */
            place?: string;
            /** Pokemon */
            pokemon: string;
            /** Pokemon Id */
            pokemon_id?: number | null;
            /** Trainer */
            trainer?: string | null;
        };
        /**
         * IronmonProfileSchema
         * @description The profile; its challenges and runs have addresses of their own.
         */
        IronmonProfileSchema: {
            /** Created At */
            created_at: string;
            game: components["schemas"]["ProfileGameSchema"];
            /** Is Public */
            is_public: boolean;
            /** Last Synced */
            last_synced: string | null;
            /** Sync Error */
            sync_error: string;
            /** Updated At */
            updated_at: string;
        };
        /**
         * IronmonProfileUpdateSchema
         * @description Sets the profile up where it isn't yet. Fields you don't send stay.
         */
        IronmonProfileUpdateSchema: {
            /**
             * Game
             * @description Slug; by itself, found or made by its name
             */
            game?: string | null;
            /** Is Public */
            is_public?: boolean;
        };
        /** IronmonRunDetailSchema */
        IronmonRunDetailSchema: {
            /**
             * Challenge
             * @description Its name
             */
            challenge: string;
            /** Challenge Slug */
            challenge_slug: string;
            /** Created At */
            created_at: string;
            /**
             * Defeat Place
             * @description Empty where it is unknown
             */
            defeat_place: string;
            /** Defeated By */
            defeated_by: {
                [key: string]: unknown;
            } | null;
            /** Ended At */
            ended_at: string | null;
            /** @description Cleared */
            furthest: components["schemas"]["CheckpointDetailSchema"] | null;
            /** Id */
            id: string;
            /** Notes */
            notes: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "running" | "lost" | "won";
            /** Results */
            results: components["schemas"]["RunResultSchema"][];
            /** Seed Number */
            seed_number: number;
            /**
             * Started At
             * @description Null where it is unknown
             */
            started_at: string | null;
            /** Updated At */
            updated_at: string;
            /**
             * Vod Seconds
             * @description Where the run begins in the recording
             */
            vod_seconds: number | null;
            /** Vod Url */
            vod_url: string;
        };
        /**
         * IronmonRunFilters
         * @description Parameters of `GET /profiles/ironmon/runs`; runs match all of them.
         */
        IronmonRunFilters: {
            /**
             * Challenge
             * @description Slug
             */
            challenge?: string | null;
            /**
             * Furthest
             * @description Name of the furthest checkpoint
             */
            furthest?: string | null;
            /**
             * Ordering
             * @default -seed_number
             */
            ordering: string;
            /** Outcome */
            outcome?: ("running" | "lost" | "won") | null;
        };
        /** IronmonRunPageSchema */
        IronmonRunPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["IronmonRunSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** IronmonRunSchema */
        IronmonRunSchema: {
            /**
             * Challenge
             * @description Its name
             */
            challenge: string;
            /** Challenge Slug */
            challenge_slug: string;
            /** Created At */
            created_at: string;
            /**
             * Defeat Place
             * @description Empty where it is unknown
             */
            defeat_place: string;
            /** Defeated By */
            defeated_by: {
                [key: string]: unknown;
            } | null;
            /** Ended At */
            ended_at: string | null;
            /** @description Cleared */
            furthest: components["schemas"]["CheckpointDetailSchema"] | null;
            /** Id */
            id: string;
            /** Notes */
            notes: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "running" | "lost" | "won";
            /** Seed Number */
            seed_number: number;
            /**
             * Started At
             * @description Null where it is unknown
             */
            started_at: string | null;
            /** Updated At */
            updated_at: string;
            /**
             * Vod Seconds
             * @description Where the run begins in the recording
             */
            vod_seconds: number | null;
            /** Vod Url */
            vod_url: string;
        };
        /**
         * IronmonRunStartSchema
         * @description Without a number the run gets the next one.
         */
        IronmonRunStartSchema: {
            /**
             * Challenge Slug
             * @description Default: the challenge of the current run
             */
            challenge_slug?: string | null;
            /** Seed Number */
            seed_number?: number | null;
        };
        /**
         * IronmonRunUpdateSchema
         * @description Fields you don't send stay as they are.
         */
        IronmonRunUpdateSchema: {
            /** Notes */
            notes?: string;
            /** Vod Seconds */
            vod_seconds?: number | null;
            /** Vod Url */
            vod_url?: string;
        };
        /** IronmonStatsSchema */
        IronmonStatsSchema: {
            /**
             * Challenge
             * @description Its name; empty where there is none
             */
            challenge: string;
            /** Checkpoints */
            checkpoints: components["schemas"]["CheckpointStatSchema"][];
            /**
             * Current Streak
             * @description Latest runs in a row past the first checkpoint
             */
            current_streak: number;
            /**
             * Days
             * @description Runs whose day is known
             */
            days: components["schemas"]["DayStatSchema"][];
            /**
             * Defeated By
             * @description Pokémon, the top 10
             */
            defeated_by: components["schemas"]["CountSchema"][];
            /**
             * Defeats
             * @description Runs whose defeat is recorded
             */
            defeats: number;
            /** Longest Streak */
            longest_streak: number;
            personal_best: components["schemas"]["PersonalBestSchema"] | null;
            /**
             * Places
             * @description The top 10
             */
            places: components["schemas"]["CountSchema"][];
            /** Runs With Results */
            runs_with_results: number;
            /** Total Runs */
            total_runs: number;
            /**
             * Trainers
             * @description The top 10
             */
            trainers: components["schemas"]["CountSchema"][];
            /** Victories */
            victories: number;
            /**
             * Victory Rate
             * @description From 0 to 1
             */
            victory_rate: number;
            /** @description Where the least survive, of those that ten runs came to */
            wall: components["schemas"]["CheckpointStatSchema"] | null;
        };
        /** IslandSchema */
        IslandSchema: {
            /** Created At */
            created_at: string;
            game: components["schemas"]["ProfileGameSchema"];
            /** Is Public */
            is_public: boolean;
            /** Last Synced */
            last_synced: string | null;
            /** Residents */
            residents: components["schemas"]["VillagerSchema"][];
            /** Sync Error */
            sync_error: string;
            /** Updated At */
            updated_at: string;
        };
        /**
         * IslandUpdateSchema
         * @description Sets the profile up where it isn't yet. Fields you don't send stay.
         */
        IslandUpdateSchema: {
            /**
             * Game
             * @description Slug; by itself, found or made by its name
             */
            game?: string | null;
            /** Is Public */
            is_public?: boolean;
            /** Residents */
            residents?: (number | string)[];
        };
        /**
         * JobSchema
         * @description A piece of background work; ask again until `state` is one of the last three.
         */
        JobSchema: {
            /** Created At */
            created_at: string;
            /**
             * Done
             * @description Steps that are done
             */
            done: number;
            /**
             * Error
             * @description Why it failed, or what its last attempt ran into
             */
            error: string;
            /**
             * Failure Count
             * @description Things that went wrong while the rest went on
             */
            failure_count: number;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: string;
            /**
             * Message
             * @description What it is doing now
             */
            message: string;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            /** Title */
            title: string;
            /**
             * Total
             * @description Of so many, if that is known
             */
            total: number | null;
        };
        /**
         * Kind
         * @enum {string}
         */
        Kind: "achievement" | "mount" | "minion";
        /** LevelSchema */
        LevelSchema: {
            /** Job */
            job: string;
            /** Level */
            level: number;
            /**
             * Seen At
             * @description When a sync found it
             */
            seen_at: string;
        };
        /**
         * ListActivitySchema
         * @description `metadata`: `version`, `is_ranked`, and `moves` with `from` and `to`.
         */
        ListActivitySchema: {
            /**
             * Entries
             * @description Slugs of the games
             */
            entries: string[];
            /** Id */
            id: string;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Timestamp */
            timestamp: string;
            /** Verb */
            verb: string;
        };
        /**
         * ListCreateSchema
         * @description A new list, unranked and public by default.
         *
         *     `publish_at` is when a draft or private list becomes public.
         *
         *     The slug defaults to one made from the name.
         */
        ListCreateSchema: {
            /** Description */
            description?: string;
            /** Is Ranked */
            is_ranked?: boolean;
            /** Name */
            name: string;
            /** Publish At */
            publish_at?: string | null;
            /** Slug */
            slug?: string | null;
            /**
             * Visibility
             * @enum {string}
             */
            visibility?: "draft" | "public" | "private";
        };
        /** ListDetailSchema */
        ListDetailSchema: {
            /** Description */
            description: string;
            /** Entries */
            entries: components["schemas"]["EntrySchema"][];
            /** Id */
            id: string;
            /** Is Ranked */
            is_ranked: boolean;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * ListImageSchema
         * @description A PNG whose address changes with what is in it.
         */
        ListImageSchema: {
            /**
             * Height
             * @description Pixels
             * @example 630
             */
            height: number;
            /**
             * Url
             * @description From the root
             * @example /media/shares/0a1b.png
             */
            url: string;
            /**
             * Width
             * @description Pixels
             * @example 1200
             */
            width: number;
        };
        /** ListSchema */
        ListSchema: {
            /** Description */
            description: string;
            /** Entry Count */
            entry_count: number;
            /** Id */
            id: string;
            /** Is Ranked */
            is_ranked: boolean;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * ListUpdateSchema
         * @description The fields to change. Fields you don't send stay as they are.
         *
         *     `tier_ends` has the last rank of each of the tiers S, A, B, C, D, and E of a ranked
         *     list; F is the rest. Send an empty array to have no tiers. `publish_at` is when a
         *     draft or private list becomes public, null for never.
         */
        ListUpdateSchema: {
            /** Description */
            description?: string;
            /** Is Ranked */
            is_ranked?: boolean;
            /** Name */
            name?: string;
            /** Publish At */
            publish_at?: string | null;
            /** Slug */
            slug?: string;
            /** Tier Ends */
            tier_ends?: number[];
            /**
             * Visibility
             * @enum {string}
             */
            visibility?: "draft" | "public" | "private";
        };
        /**
         * MarkdownQuery
         * @description The parameters of `GET /export/games.md`.
         */
        MarkdownQuery: {
            /**
             * Private
             * @description Include private playthroughs and lists that aren't public
             * @default false
             */
            private: boolean;
        };
        /** MasteryFilters */
        MasteryFilters: {
            /**
             * Acquisition
             * @description Where to get it; empty for unknown
             */
            acquisition?: string | null;
            /** Category */
            category?: string | null;
            /** Equippable */
            equippable?: boolean | null;
            /** Mastered */
            mastered?: boolean | null;
            /**
             * Ordering
             * @default -points
             */
            ordering: string;
            /** Owned */
            owned?: boolean | null;
            /** Prime */
            prime?: boolean | null;
            /** Q */
            q?: string | null;
            /** Vaulted */
            vaulted?: boolean | null;
        };
        /** MasteryItemSchema */
        MasteryItemSchema: {
            /** Acquisition */
            acquisition: string;
            /** Cap */
            cap: number;
            /** Category */
            category: string;
            /** Equippable */
            equippable: boolean;
            /** Id */
            id: string;
            /** Image Name */
            image_name: string;
            /** Is Mastered */
            is_mastered: boolean;
            /**
             * Is Owned
             * @description Whether it ever earned affinity
             */
            is_owned: boolean;
            /** Is Prime */
            is_prime: boolean;
            /** Kind */
            kind: string;
            /** Mastery Req */
            mastery_req: number;
            /** Name */
            name: string;
            /** Path */
            path: string;
            /** Percent */
            percent: number;
            /**
             * Points
             * @description Mastery points at the full rank
             */
            points: number;
            /**
             * Rank
             * @description Rank of the item by now
             */
            rank: number;
            /** Tags */
            tags: string[];
            /**
             * Threshold
             * @description Affinity at which it is mastered
             */
            threshold: number;
            /** Vault Date */
            vault_date: string | null;
            /** Vaulted */
            vaulted: boolean;
            /** Xp */
            xp: number;
        };
        /** MasteryPageSchema */
        MasteryPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["MasteryItemSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** MasteryPointSchema */
        MasteryPointSchema: {
            /** Date */
            date: string;
            /** Mastery Rank */
            mastery_rank: number;
        };
        /** MasterySchema */
        MasterySchema: {
            /** Current Rank */
            current_rank: number;
            /** History */
            history: components["schemas"]["MasteryPointSchema"][];
        };
        /** MeetingEntryCreateSchema */
        MeetingEntryCreateSchema: {
            /**
             * Group
             * @enum {string}
             */
            group?: "" | "A" | "B";
            /** Is Public */
            is_public?: boolean;
            /**
             * League
             * @enum {string}
             */
            league?: "graded" | "open";
            /**
             * Meeting
             * @description The game’s id; below zero: yours
             */
            meeting: number;
            /** Members */
            members?: components["schemas"]["MemberInput"][];
            /** Notes */
            notes?: string;
            /** Place */
            place?: number | null;
            /** Round1 Races */
            round1_races?: number | null;
            /** Round1 Wins */
            round1_wins?: number | null;
            /** Round2 Races */
            round2_races?: number | null;
            /** Round2 Wins */
            round2_wins?: number | null;
        };
        /** MeetingEntryPageSchema */
        MeetingEntryPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["MeetingEntrySchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** MeetingEntrySchema */
        MeetingEntrySchema: {
            /** Created At */
            created_at: string;
            /** Group */
            group: string;
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /** League */
            league: string;
            meeting: components["schemas"]["MeetingNameSchema"];
            /** Members */
            members: components["schemas"]["MeetingMemberSchema"][];
            /** Notes */
            notes: string;
            /** Place */
            place: number | null;
            /** Round1 Races */
            round1_races: number | null;
            /** Round1 Wins */
            round1_wins: number | null;
            /** Round2 Races */
            round2_races: number | null;
            /** Round2 Wins */
            round2_wins: number | null;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * MeetingEntryUpdateSchema
         * @description `version`: refuse with a 409 if the entry has another one by now.
         */
        MeetingEntryUpdateSchema: {
            /**
             * Group
             * @enum {string}
             */
            group?: "" | "A" | "B";
            /** Is Public */
            is_public?: boolean;
            /**
             * League
             * @enum {string}
             */
            league?: "graded" | "open";
            /** Members */
            members?: components["schemas"]["MemberInput"][];
            /** Notes */
            notes?: string;
            /** Place */
            place?: number | null;
            /** Round1 Races */
            round1_races?: number | null;
            /** Round1 Wins */
            round1_wins?: number | null;
            /** Round2 Races */
            round2_races?: number | null;
            /** Round2 Wins */
            round2_wins?: number | null;
            /** Version */
            version?: number | null;
        };
        /** MeetingMemberSchema */
        MeetingMemberSchema: {
            outfit: components["schemas"]["OutfitNameSchema"] | null;
            /** Position */
            position: number;
            /** Role */
            role: string;
            /**
             * Run Id
             * @description Her career, if you may see it
             */
            run_id: string | null;
            style: components["schemas"]["RunningStyle"] | null;
            /** Wins */
            wins: number | null;
        };
        /** MeetingNameSchema */
        MeetingNameSchema: {
            /** Distance */
            distance: number | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Racetrack */
            racetrack: string | null;
            /** Start */
            start: string | null;
            /** Surface */
            surface: string | null;
        };
        /**
         * MemberInput
         * @description One of the three: her career (`run_id`), or her outfit alone.
         */
        MemberInput: {
            /** Outfit */
            outfit?: number | null;
            /**
             * Role
             * @enum {string}
             */
            role?: "" | "ace" | "blocker" | "debuffer";
            /** Run Id */
            run_id?: string | null;
            style?: components["schemas"]["RunningStyle"] | null;
            /** Wins */
            wins?: number | null;
        };
        /**
         * MergedEditionSchema
         * @description An edition by what it is called.
         */
        MergedEditionSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * MergedGameSchema
         * @description A game by what it is called.
         */
        MergedGameSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** MissionSchema */
        MissionSchema: {
            /** Completes */
            completes: number;
            /** Node Tag */
            node_tag: string;
        };
        /** MonthStatSchema */
        MonthStatSchema: {
            /** Hunts */
            hunts: number;
            /** Islands */
            islands: number;
            /**
             * Month
             * @description 2026-11
             */
            month: string;
        };
        /**
         * NamedIdSchema
         * @description A thing of the game; an id without a name yet is called “unknown (id)”.
         */
        NamedIdSchema: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** OddsQuery */
        OddsQuery: {
            /**
             * Islands
             * @description Islands so far
             * @default 0
             */
            islands: number;
        };
        /** OddsSchema */
        OddsSchema: {
            /**
             * Chance
             * @description On each island, from 0 to 1
             */
            chance: number;
            /**
             * Found By Now
             * @description Share of hunters who are done after `islands`
             */
            found_by_now: number;
            /**
             * Half By
             * @description Islands after which half are
             */
            half_by: number | null;
            /**
             * Is Possible
             * @description False for amiibo-only villagers and residents
             */
            is_possible: boolean;
            /** Nine In Ten By */
            nine_in_ten_by: number | null;
            /**
             * One In
             * @description 1 in so many islands; also the number to expect
             */
            one_in: number | null;
            villager: components["schemas"]["VillagerDetailSchema"];
        };
        /**
         * OfferSchema
         * @description Where the owner's value and IGDB's differ, as text, as shown in the admin.
         */
        OfferSchema: {
            /**
             * Edition
             * @description Slug of the edition; null for the game's own
             */
            edition: string | null;
            /** Field */
            field: string;
            /** Igdb */
            igdb: string;
            /** Yours */
            yours: string;
        };
        /**
         * OrderSchema
         * @description The id of every entry of a ranked list once, first to last.
         */
        OrderSchema: {
            /** Entries */
            entries: string[];
        };
        /**
         * OutfitCreateSchema
         * @description An outfit that Questlog doesn't know yet; without `id` it gets one below zero.
         */
        OutfitCreateSchema: {
            /**
             * Aptitudes
             * @description All ten, or null
             */
            aptitudes?: {
                [key: string]: components["schemas"]["Grade"];
            } | null;
            /** Id */
            id?: number | null;
            /** Name */
            name: string;
            /** Rarity */
            rarity?: number;
            /**
             * Trainee
             * @description Name; one that is unknown is added, too
             */
            trainee: string;
        };
        /**
         * OutfitNameSchema
         * @description A trainee in an outfit; unknown ids are called “unknown (id)”.
         */
        OutfitNameSchema: {
            /** Id */
            id: number;
            /** Title */
            title: string;
            /** Trainee */
            trainee: string;
            /** Trainee Id */
            trainee_id: number | null;
        };
        /** OutfitSchema */
        OutfitSchema: {
            aptitudes: components["schemas"]["AptitudesSchema"] | null;
            /** Id */
            id: number;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Name */
            name: string;
            /**
             * Rarity
             * @description Stars, without any upgrade
             */
            rarity: number;
            /** Released */
            released: string | null;
            /** Trainee */
            trainee: string;
            /** Trainee Id */
            trainee_id: number;
            /** Unique Skill */
            unique_skill: number | null;
        };
        /** OwnedCardSchema */
        OwnedCardSchema: {
            /** Character */
            character: string | null;
            /** Id */
            id: number;
            /** Level */
            level: number | null;
            /** Limit Break */
            limit_break: number | null;
            /** Name */
            name: string;
            /** Type */
            type: string | null;
        };
        /** OwnedOutfitSchema */
        OwnedOutfitSchema: {
            outfit: components["schemas"]["OutfitNameSchema"];
            /** Potential */
            potential: number | null;
            /** Stars */
            stars: number | null;
        };
        /**
         * PageQuery
         * @description The parameters of a page: `page: Query[PageQuery]` in an endpoint.
         */
        PageQuery: {
            /**
             * Cursor
             * @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit: number;
            /**
             * Offset
             * @default 0
             */
            offset: number;
        };
        /** PagedRunSchema */
        PagedRunSchema: {
            /** Count */
            count: number;
            /** Items */
            items: components["schemas"]["RunSchema"][];
        };
        /** PastEntrySchema */
        PastEntrySchema: {
            /** Position */
            position?: number | null;
            /** Work Id */
            work_id: string;
            /** Work Name */
            work_name: string;
            /** Work Slug */
            work_slug: string;
        };
        /** PersonalBestSchema */
        PersonalBestSchema: {
            /** Checkpoint */
            checkpoint: string;
            /** Checkpoint Order */
            checkpoint_order: number;
            /** Run Id */
            run_id: string;
            /** Seed Number */
            seed_number: number;
        };
        /** PersonalityStatSchema */
        PersonalityStatSchema: {
            /** Count */
            count: number;
            /** Personality */
            personality: string;
        };
        /** PlatformSchema */
        PlatformSchema: {
            /** Abbreviation */
            abbreviation: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** PlayedEditionSchema */
        PlayedEditionSchema: {
            /** Edition Type */
            edition_type: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** PlayedGameSchema */
        PlayedGameSchema: {
            /** Cover Url */
            cover_url: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * PlayedShareSchema
         * @description One platform, genre, or franchise. Counts playthroughs, not games. A playthrough
         *     counts for each genre of its game.
         */
        PlayedShareSchema: {
            /**
             * Completed
             * @description Counts completed playthroughs: a game that was completed twice counts twice
             */
            completed: number;
            /**
             * Hours
             * @description The sum over playthroughs
             */
            hours: number;
            /** Name */
            name: string;
            /**
             * Playthroughs
             * @description Counts playthroughs
             */
            playthroughs: number;
            /** Slug */
            slug: string;
        };
        /**
         * PlaythroughCreateSchema
         * @description All fields are optional. The default is a playthrough of the game's first edition
         *     that is now being played, or completed if it has a completion date.
         */
        PlaythroughCreateSchema: {
            /** Completed At */
            completed_at?: string | null;
            /**
             * Edition
             * @description Slug of one of the game's editions
             */
            edition?: string;
            /** Is Public */
            is_public?: boolean;
            /**
             * Notes
             * @description To oneself
             */
            notes?: string;
            /**
             * Platform
             * @description Slug or name of a platform
             */
            platform?: string | null;
            /** Playtime Hours */
            playtime_hours?: number | null;
            /** Rating */
            rating?: number | null;
            /**
             * Review
             * @description For others
             */
            review?: string;
            /** Started At */
            started_at?: string | null;
            /**
             * Status
             * @enum {string}
             */
            status?: "planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped";
        };
        /**
         * PlaythroughFilters
         * @description The parameters of `GET /playthroughs`; playthroughs must match all of them.
         */
        PlaythroughFilters: {
            /**
             * Franchise
             * @description Slug of the game's franchise, or several separated by commas
             * @example final-fantasy
             */
            franchise?: string | null;
            /**
             * Game
             * @description Slug, or several separated by commas
             * @example chrono-trigger
             */
            game?: string | null;
            /**
             * Genre
             * @description Slug of one of the game's genres, or several separated by commas. Includes subgenres
             * @example jrpg
             */
            genre?: string | null;
            /**
             * Max Rating
             * @description Rated at most this
             * @example 2
             */
            max_rating?: number | null;
            /**
             * Min Rating
             * @description Rated at least this
             * @example 4.5
             */
            min_rating?: number | null;
            /**
             * Ordering
             * @description completed_at, started_at, created_at, updated_at, rating, playtime_hours, or game. Prefix it with - to reverse the order; up to three can be separated by commas. Playthroughs without a value come last.
             * @default -completed_at
             * @example -rating,game
             */
            ordering: string;
            /**
             * Platform
             * @description Slug, or several separated by commas
             * @example snes,ps1
             */
            platform?: string | null;
            /**
             * Status
             * @description A status, or several separated by commas: planned, playing, ongoing, paused, completed, dropped
             * @example completed,ongoing
             */
            status?: string | null;
            /**
             * Year
             * @description Completed in that year, or started in it if the completion date is unknown
             * @example 2025
             */
            year?: number | null;
        };
        /** PlaythroughPageSchema */
        PlaythroughPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["PlaythroughSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** PlaythroughSchema */
        PlaythroughSchema: {
            /** Completed At */
            completed_at: string | null;
            /** Created At */
            created_at: string;
            edition: components["schemas"]["PlayedEditionSchema"];
            game: components["schemas"]["PlayedGameSchema"];
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /**
             * Notes
             * @description To oneself: empty unless you ask with `include=private`, for which you need permission. What others may read is the review.
             */
            notes: string;
            platform: components["schemas"]["PlatformSchema"] | null;
            /** Playtime Hours */
            playtime_hours: number | null;
            /** Rating */
            rating: number | null;
            /**
             * Review
             * @description For others
             */
            review: string;
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped";
            /** Updated At */
            updated_at: string;
        };
        /**
         * PlaythroughUpdateSchema
         * @description Fields you don't send stay as they are. Leaving `completed` clears its date.
         */
        PlaythroughUpdateSchema: {
            /** Completed At */
            completed_at?: string | null;
            /**
             * Edition
             * @description Slug of one of the game's editions
             */
            edition?: string;
            /** Is Public */
            is_public?: boolean;
            /**
             * Notes
             * @description To oneself
             */
            notes?: string;
            /**
             * Platform
             * @description Slug or name of a platform
             */
            platform?: string | null;
            /** Playtime Hours */
            playtime_hours?: number | null;
            /** Rating */
            rating?: number | null;
            /**
             * Review
             * @description For others
             */
            review?: string;
            /** Started At */
            started_at?: string | null;
            /**
             * Status
             * @enum {string}
             */
            status?: "planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped";
        };
        /** PoeCharacterDetailSchema */
        PoeCharacterDetailSchema: {
            /**
             * Ascendancy
             * @description Empty if there is none
             */
            ascendancy: string;
            /** Class Name */
            class_name: string;
            /** Created At */
            created_at: string;
            /** Deaths */
            deaths: number | null;
            /** Equipment */
            equipment: components["schemas"]["PoeEquipmentSchema"][];
            /** Experience */
            experience: number | null;
            /**
             * Gem Groups
             * @description The main one first
             */
            gem_groups: components["schemas"]["GemGroupSchema"][];
            /** Hours */
            hours: number | null;
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /**
             * League
             * @description Empty if unknown
             */
            league: string;
            /** Level */
            level: number;
            /**
             * Main Skill
             * @description Empty if unknown
             */
            main_skill: string;
            /**
             * Missing Since
             * @description Since when the account no longer has it
             */
            missing_since: string | null;
            /** Name */
            name: string;
            /** Notes */
            notes: string;
            /** Passive Count */
            passive_count: number;
            /**
             * Passives
             * @description Numbers of the nodes in the passive tree
             */
            passives: number[];
            /**
             * Past Leagues
             * @description Before its present one
             */
            past_leagues: components["schemas"]["PoePastLeagueSchema"][];
            /**
             * Realm
             * @description pc, xbox, sony, or poe2
             */
            realm: string;
            /** Updated At */
            updated_at: string;
        };
        /**
         * PoeCharacterFilters
         * @description Parameters of `GET /profiles/poe/characters`; characters match all of them.
         */
        PoeCharacterFilters: {
            /**
             * Class Name
             * @description A class or an ascendancy
             */
            class_name?: string | null;
            /** League */
            league?: string | null;
            /**
             * Ordering
             * @default -level
             */
            ordering: string;
            realm?: components["schemas"]["Realm"] | null;
        };
        /** PoeCharacterPageSchema */
        PoeCharacterPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["PoeCharacterSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** PoeCharacterSchema */
        PoeCharacterSchema: {
            /**
             * Ascendancy
             * @description Empty if there is none
             */
            ascendancy: string;
            /** Class Name */
            class_name: string;
            /** Created At */
            created_at: string;
            /** Deaths */
            deaths: number | null;
            /** Experience */
            experience: number | null;
            /** Hours */
            hours: number | null;
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /**
             * League
             * @description Empty if unknown
             */
            league: string;
            /** Level */
            level: number;
            /**
             * Main Skill
             * @description Empty if unknown
             */
            main_skill: string;
            /**
             * Missing Since
             * @description Since when the account no longer has it
             */
            missing_since: string | null;
            /** Name */
            name: string;
            /** Notes */
            notes: string;
            /** Passive Count */
            passive_count: number;
            /**
             * Past Leagues
             * @description Before its present one
             */
            past_leagues: components["schemas"]["PoePastLeagueSchema"][];
            /**
             * Realm
             * @description pc, xbox, sony, or poe2
             */
            realm: string;
            /** Updated At */
            updated_at: string;
        };
        /**
         * PoeCharacterUpdateSchema
         * @description Fields you don't send stay as they are.
         */
        PoeCharacterUpdateSchema: {
            /** Deaths */
            deaths?: number | null;
            /** Hours */
            hours?: number | null;
            /** Is Public */
            is_public?: boolean;
            /** League */
            league?: string;
            /** Name */
            name?: string;
            /** Notes */
            notes?: string;
        };
        /** PoeEquipmentSchema */
        PoeEquipmentSchema: {
            /** Base */
            base: string;
            /** Explicits */
            explicits: string[];
            /** Implicits */
            implicits: string[];
            /** Is Corrupted */
            is_corrupted: boolean;
            /** Item Level */
            item_level: number | null;
            /** Name */
            name: string;
            /** Properties */
            properties: string[];
            /**
             * Rarity
             * @description normal, magic, rare, unique, or relic
             */
            rarity: string;
            /**
             * Slot
             * @description Helmet, Ring, Flask 1, Jewel …
             */
            slot: string;
            /**
             * Sockets
             * @description R-R-G B: the first three are linked
             */
            sockets: string;
        };
        /**
         * PoeLeagueSchema
         * @description A league of one realm that a character is in, or was.
         */
        PoeLeagueSchema: {
            /**
             * Characters
             * @description That are in it or were, of those you may see
             */
            characters: number;
            /**
             * Ends At
             * @description Null if unknown, or never
             */
            ends_at: string | null;
            /**
             * Highest Level
             * @description Of those that are in it
             */
            highest_level: number | null;
            /**
             * Hours
             * @description Played in it, as you entered it
             */
            hours: number | null;
            /** Id */
            id: string;
            /** Is Event */
            is_event: boolean;
            /**
             * Missing Since
             * @description Since when Path of Exile no longer lists it
             */
            missing_since: string | null;
            /** Name */
            name: string;
            /**
             * Playthrough Id
             * @description Id of its playthrough, if you may see one
             */
            playthrough_id: string | null;
            /**
             * Realm
             * @description pc, xbox, sony, or poe2
             */
            realm: string;
            /**
             * Starts At
             * @description Null if unknown, or never
             */
            starts_at: string | null;
        };
        /** PoePastLeagueSchema */
        PoePastLeagueSchema: {
            /**
             * Hours
             * @description Played there; null if unknown
             */
            hours: number | null;
            /** League */
            league: string;
            /**
             * Level
             * @description When it was there last
             */
            level: number;
            /**
             * Until
             * @description When it was found to have left
             */
            until: string;
        };
        /** PoeProfileSchema */
        PoeProfileSchema: {
            /** Characters */
            characters: number;
            /** Created At */
            created_at: string;
            game: components["schemas"]["ProfileGameSchema"];
            /** Is Public */
            is_public: boolean;
            /** Last Synced */
            last_synced: string | null;
            /**
             * Leagues
             * @description Of all characters that you may see, by name
             */
            leagues: string[];
            /**
             * Makes Playthroughs
             * @description Whether a sync makes each league a playthrough
             */
            makes_playthroughs: boolean;
            /**
             * Realms
             * @description Which a sync reads
             */
            realms: ("pc" | "xbox" | "sony" | "poe2")[];
            /** Sync Error */
            sync_error: string;
            /** Updated At */
            updated_at: string;
        };
        /** PoeUpdateSchema */
        PoeUpdateSchema: {
            /**
             * Game
             * @description Slug; by itself, found or made by its name
             */
            game?: string | null;
            /** Is Public */
            is_public?: boolean;
            /**
             * Makes Playthroughs
             * @description Whether a sync makes each league a playthrough
             */
            makes_playthroughs?: boolean | null;
            /**
             * Realms
             * @description Which a sync reads
             */
            realms?: ("pc" | "xbox" | "sony" | "poe2")[] | null;
        };
        /**
         * ProblemSchema
         * @description The response to any failed request (RFC 9457).
         */
        ProblemSchema: {
            /** Detail */
            detail: string;
            /**
             * Error
             * @description The same as `detail`
             */
            error: string;
            /**
             * Errors
             * @default null
             */
            errors: components["schemas"]["FieldErrorSchema"][] | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** ProfileGameSchema */
        ProfileGameSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * ProfileSnapshotSchema
         * @description The figures of a profile at one moment.
         */
        ProfileSnapshotSchema: {
            /**
             * Figures
             * @description By what they are called
             */
            figures: {
                [key: string]: number;
            };
            /** Taken At */
            taken_at: string;
        };
        /**
         * ProfileSummarySchema
         * @description A profile in the overview; `game` and what follows it are null before set-up.
         */
        ProfileSummarySchema: {
            /** About */
            about: string;
            /** Figures */
            figures: components["schemas"]["FigureSchema"][];
            game: components["schemas"]["ProfileGameSchema"] | null;
            /** Is Public */
            is_public: boolean | null;
            /** Is Set Up */
            is_set_up: boolean;
            /** Last Synced */
            last_synced: string | null;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Sync Error */
            sync_error: string | null;
            /**
             * Takes
             * @description What its set-up takes
             */
            takes: string;
            /** Updated At */
            updated_at: string | null;
        };
        /**
         * ProfileUpdateSchema
         * @description Sets the profile up where it isn't yet. Fields you don't send stay.
         */
        ProfileUpdateSchema: {
            /**
             * Game
             * @description Slug; by itself, found or made by its name
             */
            game?: string | null;
            /** Is Public */
            is_public?: boolean;
        };
        /** ProgressionPointSchema */
        ProgressionPointSchema: {
            /** Date */
            date: string;
            /** Mastery Rank */
            mastery_rank: number;
            /** Missions Completed */
            missions_completed: number;
            /** Time Played Hours */
            time_played_hours: number;
            /** Total Weapon Kills */
            total_weapon_kills: number;
            /** Weapons Tracked */
            weapons_tracked: number;
        };
        /** ProgressionSchema */
        ProgressionSchema: {
            /** Series */
            series: components["schemas"]["ProgressionPointSchema"][];
            summary: components["schemas"]["ProgressionSummarySchema"];
        };
        /** ProgressionSummarySchema */
        ProgressionSummarySchema: {
            /** Avg Session Hours */
            avg_session_hours: number;
            /** Current Hours Played */
            current_hours_played: number;
            /** Current Mastery Rank */
            current_mastery_rank: number;
            /** Days Tracked */
            days_tracked: number;
            /** Hours In Window */
            hours_in_window: number;
            /** Hours Per Week */
            hours_per_week: number;
            /** Mr Gained */
            mr_gained: number;
            /** Mr Per Month */
            mr_per_month: number;
            /** Projected Mr30 Date */
            projected_mr30_date: string | null;
            /** Sessions */
            sessions: number;
            /** Tracked Since */
            tracked_since: string;
        };
        /** RaceDateSchema */
        RaceDateSchema: {
            /** Is Variant */
            is_variant: boolean;
            /** Program */
            program: number;
            /** Turns */
            turns: number[];
        };
        /** RaceInput */
        RaceInput: {
            /** Ground */
            ground?: ("Firm" | "Good" | "Soft" | "Heavy") | null;
            /** Place */
            place?: number | null;
            /** Popularity */
            popularity?: number | null;
            /**
             * Program
             * @description The game’s id; below zero: yours
             */
            program: number;
            style?: components["schemas"]["RunningStyle"] | null;
            /** Turn */
            turn?: number | null;
            /** Weather */
            weather?: ("Sunny" | "Cloudy" | "Rainy" | "Snowy") | null;
        };
        /**
         * RaceNameSchema
         * @description A race of the calendar; null fields where the id is unknown.
         */
        RaceNameSchema: {
            /** Distance */
            distance: number | null;
            /** Distance Category */
            distance_category: string | null;
            /** Grade */
            grade: string | null;
            /**
             * Id
             * @description The game’s id of the race
             */
            id: number | null;
            /** Name */
            name: string;
            /** Racetrack */
            racetrack: string | null;
            /** Surface */
            surface: string | null;
        };
        /** RacePageSchema */
        RacePageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["RaceSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** RaceQuery */
        RaceQuery: {
            distance?: components["schemas"]["DistanceCategory"] | null;
            /** Grade */
            grade?: ("G1" | "G2" | "G3" | "OP" | "Pre-OP" | "Maiden" | "Debut" | "Finale") | null;
            /**
             * Q
             * @description Words of the name, in any order
             */
            q?: string | null;
            surface?: components["schemas"]["Surface"] | null;
            /** Turn */
            turn?: number | null;
        };
        /** RaceRecordSchema */
        RaceRecordSchema: {
            /** Best Place */
            best_place: number;
            race: components["schemas"]["RaceNameSchema"];
            /** Starts */
            starts: number;
            /** Win Rate */
            win_rate: number;
            /** Wins */
            wins: number;
        };
        /** RaceSchema */
        RaceSchema: {
            /** Course */
            course: number | null;
            /** Direction */
            direction: string;
            /** Distance */
            distance: number;
            /** Distance Category */
            distance_category: string;
            /** Fans */
            fans: number | null;
            /** Fans Needed */
            fans_needed: number | null;
            /** Grade */
            grade: string;
            /** Id */
            id: number;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Name */
            name: string;
            /** Programs */
            programs: components["schemas"]["RaceDateSchema"][];
            /** Racetrack */
            racetrack: string;
            /**
             * Scenarios
             * @description Empty: all of them
             */
            scenarios: number[];
            /** Surface */
            surface: string;
        };
        /** RaidBreakdownSchema */
        RaidBreakdownSchema: {
            /**
             * Activity Name
             * @description Without the difficulty
             */
            activity_name: string;
            /** Attempts */
            attempts: number;
            /** Clears */
            clears: number;
            /**
             * Fastest Seconds
             * @description Of clears from the start; null without one
             */
            fastest_seconds: number | null;
        };
        /** RaidStatsSchema */
        RaidStatsSchema: {
            /**
             * Clear Rate
             * @description From 0 to 1
             */
            clear_rate: number;
            /** Raids */
            raids: components["schemas"]["RaidBreakdownSchema"][];
            /** Total Attempts */
            total_attempts: number;
            /** Total Clears */
            total_clears: number;
            /** Total Deaths */
            total_deaths: number;
            /** Total Kills */
            total_kills: number;
        };
        /**
         * RankChangeSchema
         * @description `places` is how many up (positive) or down; 0 for an entry or departure.
         */
        RankChangeSchema: {
            /** After */
            after?: number | null;
            /** Before */
            before?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "entered" | "left" | "up" | "down" | "same";
            /** Places */
            places: number;
            /** Work Id */
            work_id: string;
            /** Work Name */
            work_name: string;
            /** Work Slug */
            work_slug: string;
        };
        /** RankCountSchema */
        RankCountSchema: {
            /** Count */
            count: number;
            /** Rank */
            rank: string;
        };
        /** RatingCountSchema */
        RatingCountSchema: {
            /**
             * Playthroughs
             * @description Counts playthroughs with this rating
             */
            playthroughs: number;
            /** Rating */
            rating: number;
        };
        /**
         * Realm
         * @enum {string}
         */
        Realm: "pc" | "xbox" | "sony" | "poe2";
        /** RecordCheckpointSchema */
        RecordCheckpointSchema: {
            /**
             * Checkpoint Name
             * @description In any spelling, or the tracker's id of the trainer
             */
            checkpoint_name: number | string;
        };
        /**
         * RecordDefeatSchema
         * @description `is_wild` is false by default; a wild Pokémon has no trainer.
         */
        RecordDefeatSchema: {
            /** Is Wild */
            is_wild?: boolean;
            /** Level */
            level?: number | null;
            /** Pokemon */
            pokemon: string;
            /** Pokemon Id */
            pokemon_id?: number | null;
            /** Trainer */
            trainer?: string | null;
        };
        /** RemainingItemSchema */
        RemainingItemSchema: {
            /** Acquisition */
            acquisition: string;
            /** Category */
            category: string;
            /** Equippable */
            equippable: boolean;
            /** Is Prime */
            is_prime: boolean;
            /** Mastery Progress */
            mastery_progress: number;
            /** Mastery Req */
            mastery_req: number;
            /** Mastery Value */
            mastery_value: number;
            /** Name */
            name: string;
            /** Owned */
            owned: boolean;
            /** Tags */
            tags: string[];
            /** Vault Date */
            vault_date: string;
            /** Vaulted */
            vaulted: boolean;
        };
        /** RemainingSchema */
        RemainingSchema: {
            /** By Acquisition */
            by_acquisition: components["schemas"]["AcquisitionSchema"][];
            /** Current Mastery Rank */
            current_mastery_rank: number;
            /** Items */
            items: components["schemas"]["RemainingItemSchema"][];
            /** Obtainable Mastery Points */
            obtainable_mastery_points: number;
            /** Total Obtainable */
            total_obtainable: number;
            /** Total Remaining */
            total_remaining: number;
        };
        /**
         * ReplayedSchema
         * @description One game.
         */
        ReplayedSchema: {
            game: components["schemas"]["PlayedGameSchema"];
            /**
             * Times Completed
             * @description Counts the game's completed playthroughs
             */
            times_completed: number;
        };
        /** @enum {string} */
        ResetReason: "epoch" | "too_old" | "ahead";
        /**
         * ResetSchema
         * @description You can't resume from `since`: reload the full state.
         */
        ResetSchema: {
            /** Epoch */
            epoch: string;
            reason: components["schemas"]["ResetReason"];
            /** Sequence */
            sequence: number;
        };
        /**
         * RommResultSchema
         * @description `id` is the number of the report, null where it was refused.
         */
        RommResultSchema: {
            /** Detail */
            detail: string | null;
            /** Id */
            id: number | null;
            /** Index */
            index: number;
            /**
             * Status
             * @enum {string}
             */
            status: "created" | "duplicate" | "error";
        };
        /** RommResultsSchema */
        RommResultsSchema: {
            /** Created Count */
            created_count: number;
            /** Results */
            results: components["schemas"]["RommResultSchema"][];
            /** Skipped Count */
            skipped_count: number;
        };
        /**
         * RommSessionSchema
         * @description Time played of one ROM. Times without an offset are UTC; microseconds are cut.
         */
        RommSessionSchema: {
            /** Duration Ms */
            duration_ms: number;
            /**
             * End Time
             * Format: date-time
             * @example 2026-11-22T21:30:00Z
             */
            end_time: string;
            /** Rom Id */
            rom_id?: number | null;
            /** Save Slot */
            save_slot?: string | null;
            /**
             * Start Time
             * Format: date-time
             * @example 2026-11-22T20:00:00Z
             */
            start_time: string;
        };
        /** RommSessionsSchema */
        RommSessionsSchema: {
            /** Device Id */
            device_id?: string | null;
            /** Sessions */
            sessions: components["schemas"]["RommSessionSchema"][];
        };
        /** RunQuery */
        RunQuery: {
            /**
             * Challenge
             * @description Slug. Default: runs of all challenges
             */
            challenge?: string | null;
            /**
             * Limit
             * @description At most 500
             * @default 100
             */
            limit: number;
            /**
             * Offset
             * @default 0
             */
            offset: number;
        };
        /** RunResponseSchema */
        RunResponseSchema: {
            /** Challenge */
            challenge: string;
            /** Created */
            created: boolean;
            /** Seed Number */
            seed_number: number;
        };
        /** RunResultSchema */
        RunResultSchema: {
            checkpoint: components["schemas"]["CheckpointDetailSchema"];
            /**
             * Cleared At
             * @description Null where it is unknown
             */
            cleared_at: string | null;
        };
        /** RunSchema */
        RunSchema: {
            /** Challenge */
            challenge: string;
            /** Defeated By */
            defeated_by: {
                [key: string]: unknown;
            } | null;
            /** Highest Checkpoint */
            highest_checkpoint: string | null;
            /** Highest Checkpoint Order */
            highest_checkpoint_order: number | null;
            /** Is Victory */
            is_victory: boolean;
            /** Seed Number */
            seed_number: number;
            /**
             * Started At
             * @description When it was recorded, where its start is unknown
             */
            started_at: string;
        };
        /** @enum {string} */
        RunTag: "parent" | "ace" | "debuffer" | "team_trials" | "fans" | "story";
        /** @enum {string} */
        RunningStyle: "front" | "pace" | "late" | "end";
        /** ScenarioRecordSchema */
        ScenarioRecordSchema: {
            /** Average Score */
            average_score: number | null;
            best: components["schemas"]["CareerRecordSchema"];
            /** Runs */
            runs: number;
            scenario: components["schemas"]["NamedIdSchema"];
        };
        /** ScenarioSchema */
        ScenarioSchema: {
            /** Finale */
            finale: string;
            /** Id */
            id: number;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Name */
            name: string;
            /** Other Names */
            other_names: string[];
            /** Release Order */
            release_order: number;
            /** Released */
            released: string | null;
            /** Short Name */
            short_name: string;
            /** Stat Caps */
            stat_caps: number[];
        };
        /** SearchQuery */
        SearchQuery: {
            /** Name */
            name: string;
            /**
             * Page
             * @default 1
             */
            page: number;
            /**
             * World
             * @default
             */
            world: string;
        };
        /**
         * SessionCreateSchema
         * @description A session that is over: from when to when, or how long on which day.
         *
         *     Without `day` and times it was today. Of two requests with the same `id` the second
         *     one answers with the session that the first one logged.
         */
        SessionCreateSchema: {
            /**
             * Counted
             * @description Whether to add the time to the hours even if the owner typed these. Otherwise only hours that come from sessions grow.
             */
            counted?: boolean;
            /** Day */
            day?: string | null;
            /** Ended At */
            ended_at?: string | null;
            /**
             * Id
             * @description Your own id for it, a UUID
             */
            id?: string | null;
            /** Minutes */
            minutes?: number | null;
            /**
             * Note
             * @description Only the owner can read it
             */
            note?: string;
            /** Started At */
            started_at?: string | null;
            /** Vod Seconds */
            vod_seconds?: number | null;
            /**
             * Vod Url
             * @description Address of a video of it, or empty
             */
            vod_url?: string;
        };
        /**
         * SessionEndSchema
         * @description An empty body ends it now, or at the beginning of the pause it is in.
         */
        SessionEndSchema: {
            /** At */
            at?: string | null;
            /**
             * Note
             * @description Only the owner can read it
             */
            note?: string;
            /** Vod Seconds */
            vod_seconds?: number | null;
            /**
             * Vod Url
             * @description Address of a video of it, or empty
             */
            vod_url?: string;
        };
        /**
         * SessionFilters
         * @description Parameters of `GET /sessions`; sessions match all of them.
         */
        SessionFilters: {
            /**
             * Game
             * @description Slug of a game
             */
            game?: string | null;
            /**
             * Ordering
             * @description day, started_at, minutes, or created_at. Prefix it with - to reverse the order.
             * @default -day
             */
            ordering: string;
            /**
             * Playthrough
             * @description Id of a playthrough
             */
            playthrough?: string | null;
            /**
             * Running
             * @description Whether it has no end yet; at most one has
             */
            running?: boolean | null;
            /**
             * Since
             * @description On this day, or later
             */
            since?: string | null;
            /** Source */
            source?: ("owner" | "timer" | "steam" | "romm" | "import") | null;
            /**
             * Until
             * @description On this day, or earlier
             */
            until?: string | null;
        };
        /** SessionPageSchema */
        SessionPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["SessionSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /**
         * SessionPauseSchema
         * @description An empty body pauses it, or goes on, now.
         */
        SessionPauseSchema: {
            /** At */
            at?: string | null;
        };
        /**
         * SessionSchema
         * @description Time that was played on one day.
         *
         *     Its exact times are null where only the day is known. While it is running,
         *     `ended_at` and `minutes` are null: it has been played since `started_at`, less
         *     `paused_seconds`, and until `paused_at` if that isn't null.
         */
        SessionSchema: {
            /** Created At */
            created_at: string;
            /**
             * Day
             * Format: date
             * @description In the owner’s time zone
             * @example 2026-11-22
             */
            day: string;
            edition: components["schemas"]["PlayedEditionSchema"];
            /** Ended At */
            ended_at: string | null;
            game: components["schemas"]["PlayedGameSchema"];
            /** Id */
            id: string;
            /** Is Running */
            is_running: boolean;
            /** Minutes */
            minutes: number | null;
            /**
             * Note
             * @description Null unless you asked for private rows
             */
            note: string | null;
            /** Paused At */
            paused_at: string | null;
            /** Paused Seconds */
            paused_seconds: number;
            platform: components["schemas"]["PlatformSchema"] | null;
            /** Playthrough Id */
            playthrough_id: string;
            /**
             * Source
             * @enum {string}
             */
            source: "owner" | "timer" | "steam" | "romm" | "import";
            /** Started At */
            started_at: string | null;
            /** Updated At */
            updated_at: string;
            /** Vod Seconds */
            vod_seconds: number | null;
            /** Vod Url */
            vod_url: string;
        };
        /**
         * SessionStartSchema
         * @description An empty body starts it now.
         */
        SessionStartSchema: {
            /** At */
            at?: string | null;
        };
        /** SessionTimeCreateSchema */
        SessionTimeCreateSchema: {
            /**
             * Playthrough
             * @description Id of the playthrough
             */
            playthrough: string;
            /**
             * Sessions
             * @description Ids of sessions
             */
            sessions: string[];
        };
        /**
         * SessionTimeSchema
         * @description The hours that were added to a playthrough, of one or more sessions.
         */
        SessionTimeSchema: {
            /** Created At */
            created_at: string;
            /** Hours */
            hours: number;
            /** Id */
            id: string;
            /** Playthrough Id */
            playthrough_id: string;
        };
        /**
         * SessionUpdateSchema
         * @description Fields you don't send stay as they are.
         *
         *     Send two of `started_at`, `ended_at`, and `minutes`, or `day` and `minutes`.
         */
        SessionUpdateSchema: {
            /** Day */
            day?: string | null;
            /** Ended At */
            ended_at?: string | null;
            /** Minutes */
            minutes?: number | null;
            /**
             * Note
             * @description Only the owner can read it
             */
            note?: string;
            /** Started At */
            started_at?: string | null;
            /** Vod Seconds */
            vod_seconds?: number | null;
            /**
             * Vod Url
             * @description Address of a video of it, or empty
             */
            vod_url?: string;
        };
        /**
         * SkillCreateSchema
         * @description A skill that Questlog doesn't know yet; without `id` it gets one below zero.
         */
        SkillCreateSchema: {
            /** Id */
            id?: number | null;
            /** Name */
            name: string;
            /**
             * Rarity
             * @enum {string}
             */
            rarity: "unique" | "inherited" | "rare" | "normal" | "evolved";
            /** Sp Cost */
            sp_cost?: number | null;
        };
        /**
         * SkillInput
         * @description `level` is 1 by default.
         */
        SkillInput: {
            /** Level */
            level?: number;
            /**
             * Skill
             * @description The game’s id; below zero: yours
             */
            skill: number;
        };
        /** SkillPageSchema */
        SkillPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["SkillSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** SkillQuery */
        SkillQuery: {
            /**
             * Q
             * @description Words of the name, in any order
             */
            q?: string | null;
            /** Rarity */
            rarity?: ("unique" | "inherited" | "rare" | "normal" | "evolved") | null;
        };
        /** SkillSchema */
        SkillSchema: {
            /** Group */
            group: number | null;
            /** Id */
            id: number;
            /** Is Negative */
            is_negative: boolean;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Name */
            name: string;
            /** Rarity */
            rarity: string;
            /** Score */
            score: number | null;
            /** Sp Cost */
            sp_cost: number | null;
        };
        /**
         * SlotInput
         * @description A runner: her career (`run_id`), or her outfit alone.
         */
        SlotInput: {
            category: components["schemas"]["TrialsCategory"];
            /** Outfit */
            outfit?: number | null;
            /** Position */
            position: number;
            /** Run Id */
            run_id?: string | null;
            style?: components["schemas"]["RunningStyle"] | null;
        };
        /** SnapshotSchema */
        SnapshotSchema: {
            /** Captured At */
            captured_at: string;
            /** Id */
            id: string;
            /** Mastery Rank */
            mastery_rank: number;
            /** Missions Completed */
            missions_completed: number;
            /** Pickup Count */
            pickup_count: number;
            /** Time Played Seconds */
            time_played_seconds: number;
            /** Total Weapon Kills */
            total_weapon_kills: number;
            /** Trigger */
            trigger: string;
            /** Weapons Tracked */
            weapons_tracked: number;
        };
        /** SourceSchema */
        SourceSchema: {
            /** Text */
            text: string;
            /** Type */
            type: string;
        };
        /** SpanFilters */
        SpanFilters: {
            /**
             * Scenario
             * @description Name, or the game’s id
             */
            scenario?: string | null;
            /** Since */
            since?: string | null;
            /** Until */
            until?: string | null;
        };
        /** SpanQuery */
        SpanQuery: {
            /**
             * Challenge
             * @description Slug. Default: the first challenge
             */
            challenge?: string | null;
            /**
             * Since
             * @description Runs from this day on
             */
            since?: string | null;
            /**
             * Until
             * @description Runs up to this day
             */
            until?: string | null;
        };
        /** SparkInput */
        SparkInput: {
            /**
             * Spark
             * @description The game’s id; below zero: yours
             */
            spark: number;
            /** Stars */
            stars: number;
        };
        /** SparkPageSchema */
        SparkPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["SparkSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** SparkSchema */
        SparkSchema: {
            /** Id */
            id: number;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Skill */
            skill: number | null;
            /**
             * Stars
             * @description At most
             */
            stars: number;
        };
        /** SpeciesStatSchema */
        SpeciesStatSchema: {
            /** Count */
            count: number;
            /** Species */
            species: string;
        };
        /** StandingQuery */
        StandingQuery: {
            /**
             * On
             * Format: date-time
             * @description A date (its end) or an ISO 8601 time
             */
            on: string;
        };
        /**
         * StandingSchema
         * @description The list as it was at a given time.
         */
        StandingSchema: {
            /** Entries */
            entries: components["schemas"]["PastEntrySchema"][];
            /** Is Ranked */
            is_ranked: boolean;
            /**
             * On
             * Format: date-time
             */
            on: string;
            /** Slug */
            slug: string;
        };
        /** StatRecordSchema */
        StatRecordSchema: {
            best: components["schemas"]["CareerRecordSchema"];
            /** Stat */
            stat: string;
            /** Value */
            value: number;
        };
        /**
         * StatsFilters
         * @description The parameters of `GET /stats`.
         */
        StatsFilters: {
            /**
             * Franchise
             * @description Slug of the game's franchise, or several separated by commas
             * @example final-fantasy
             */
            franchise?: string | null;
            /**
             * Game
             * @description Slug, or several separated by commas
             * @example chrono-trigger
             */
            game?: string | null;
            /**
             * Genre
             * @description Slug of one of the game's genres, or several separated by commas. Includes subgenres
             * @example jrpg
             */
            genre?: string | null;
            /**
             * Max Rating
             * @description Rated at most this
             * @example 2
             */
            max_rating?: number | null;
            /**
             * Min Rating
             * @description Rated at least this
             * @example 4.5
             */
            min_rating?: number | null;
            /**
             * Platform
             * @description Slug, or several separated by commas
             * @example snes,ps1
             */
            platform?: string | null;
            /**
             * Status
             * @description A status, or several separated by commas: planned, playing, ongoing, paused, completed, dropped
             * @example completed,ongoing
             */
            status?: string | null;
            /**
             * Year
             * @description Only playthroughs completed in that year
             * @example 2025
             */
            year?: number | null;
        };
        /**
         * StatsPlaythroughSchema
         * @description One playthrough. A game can appear several times.
         */
        StatsPlaythroughSchema: {
            /** Completed At */
            completed_at: string | null;
            game: components["schemas"]["PlayedGameSchema"];
            /**
             * Hours
             * @description Of this playthrough alone
             */
            hours: number;
            /** Id */
            id: string;
        };
        /** StatsQuery */
        StatsQuery: {
            /** Character Id */
            character_id?: string | null;
            /** Mode */
            mode?: string | null;
            /** Scope */
            scope?: string | null;
        };
        /**
         * StatsSchema
         * @description Counts public playthroughs, unless you asked for private ones. A game can have
         *     several genres, so the numbers by genre can add up to more than the total.
         */
        StatsSchema: {
            /**
             * Average Rating
             * @description Average over rated playthroughs; null if there are none
             */
            average_rating: number | null;
            /**
             * By Franchise
             * @description Counts playthroughs
             */
            by_franchise: components["schemas"]["PlayedShareSchema"][];
            /**
             * By Genre
             * @description Counts playthroughs
             */
            by_genre: components["schemas"]["PlayedShareSchema"][];
            /**
             * By Platform
             * @description Counts playthroughs
             */
            by_platform: components["schemas"]["PlayedShareSchema"][];
            /**
             * By Status
             * @description Counts playthroughs
             */
            by_status: components["schemas"]["StatusCountSchema"][];
            /**
             * By Year
             * @description Counts playthroughs by year of completion, latest first
             */
            by_year: components["schemas"]["YearSchema"][];
            /**
             * Completed
             * @description Counts completed playthroughs: a game that was completed twice counts twice
             */
            completed: number;
            /**
             * Fastest
             * @description Completed playthroughs, at most 10
             */
            fastest: components["schemas"]["StatsPlaythroughSchema"][];
            /**
             * Games
             * @description Counts games with at least one playthrough
             */
            games: number;
            /**
             * Games Completed
             * @description Counts games with at least one completed playthrough
             */
            games_completed: number;
            /**
             * Hours
             * @description The sum over playthroughs
             */
            hours: number;
            /**
             * Longest
             * @description Completed playthroughs, at most 10
             */
            longest: components["schemas"]["StatsPlaythroughSchema"][];
            /**
             * Most Replayed
             * @description Games completed more than once, at most 10
             */
            most_replayed: components["schemas"]["ReplayedSchema"][];
            /**
             * Playthroughs
             * @description Counts playthroughs
             */
            playthroughs: number;
            /**
             * Ratings
             * @description Counts playthroughs by rating: 0.5 to 5, all ten
             */
            ratings: components["schemas"]["RatingCountSchema"][];
        };
        /** StatusCountSchema */
        StatusCountSchema: {
            /**
             * Playthroughs
             * @description Counts playthroughs
             */
            playthroughs: number;
            /**
             * Status
             * @enum {string}
             */
            status: "planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped";
        };
        /**
         * SteamAccountSchema
         * @description The account, and how much of it is here. The owner's profile is `/steam/player`.
         *
         *     `withheld_since` says since when Steam hasn't shown the library.
         */
        SteamAccountSchema: {
            /**
             * Achievements
             * @description Achievements that are unlocked
             */
            achievements: number;
            /** Created At */
            created_at: string;
            /**
             * Games
             * @description Games without those that are ignored
             */
            games: number;
            /** Id */
            id: string;
            /** Is Followed */
            is_followed: boolean;
            /** Is Public */
            is_public: boolean;
            /** Last Synced */
            last_synced: string | null;
            /** Library Read At */
            library_read_at: string | null;
            /**
             * Minutes
             * @description Minutes played of all games
             */
            minutes: number;
            /** Played Games */
            played_games: number;
            /**
             * Sync Error
             * @description Empty if the last sync succeeded
             */
            sync_error: string;
            /** Updated At */
            updated_at: string;
            /** Withheld Since */
            withheld_since: string | null;
        };
        /**
         * SteamAccountUpdateSchema
         * @description Fields you don't send stay.
         */
        SteamAccountUpdateSchema: {
            /**
             * Is Followed
             * @description Whether it is synced every day
             */
            is_followed?: boolean;
            /** Is Public */
            is_public?: boolean;
        };
        /**
         * SteamAchievementFilters
         * @description Parameters of `GET /steam/library/{app_id}/achievements`.
         */
        SteamAchievementFilters: {
            /**
             * Ordering
             * @default position
             */
            ordering: string;
            /** Unlocked */
            unlocked?: boolean | null;
        };
        /** SteamAchievementPageSchema */
        SteamAchievementPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["SteamAchievementSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** SteamAchievementSchema */
        SteamAchievementSchema: {
            /**
             * App Id
             * @description Number of it at Steam
             */
            app_id: number;
            /** App Name */
            app_name: string;
            /** Description */
            description: string;
            /** @description The game of the library; null if it isn’t known there */
            game: components["schemas"]["PlayedGameSchema"] | null;
            /**
             * Icon
             * @description Path of the icon in this Questlog; null until it is here
             */
            icon: string | null;
            /**
             * Icon Url
             * @description At Steam, once unlocked
             */
            icon_url: string;
            /** Id */
            id: string;
            /**
             * Is Hidden
             * @description Secret until it is unlocked
             */
            is_hidden: boolean;
            /** Is Unlocked */
            is_unlocked: boolean;
            /**
             * Key
             * @description What the game calls it
             */
            key: string;
            /**
             * Locked Icon Url
             * @description At Steam, before that
             */
            locked_icon_url: string;
            /**
             * Missing Since
             * @description Since when Steam hasn’t shown it, or not as unlocked
             */
            missing_since: string | null;
            /** Name */
            name: string;
            /**
             * Rarity
             * @description Percent of all players who have it
             */
            rarity: number | null;
            /**
             * Unlocked At
             * @description Null also where Steam doesn’t know when
             */
            unlocked_at: string | null;
        };
        /**
         * SteamAppFilters
         * @description Parameters of `GET /steam/library`; games match all of them.
         */
        SteamAppFilters: {
            /**
             * Game
             * @description Slug of a game
             */
            game?: string | null;
            /**
             * Linked
             * @description Whether its game of the library is known
             */
            linked?: boolean | null;
            /**
             * Missing
             * @description Whether Steam no longer shows it
             */
            missing?: boolean | null;
            /**
             * Ordering
             * @default -played_at
             */
            ordering: string;
            /** Played */
            played?: boolean | null;
            /** Q */
            q?: string | null;
        };
        /** SteamAppPageSchema */
        SteamAppPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["SteamAppSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /**
         * SteamAppSchema
         * @description A game in the Steam library. Times are minutes.
         */
        SteamAppSchema: {
            /**
             * Achievements
             * @description How many it has, as far as known
             */
            achievements: number;
            /**
             * Achievements Error
             * @description Why the last look at them failed; empty if it didn’t
             */
            achievements_error: string;
            /** Achievements Read At */
            achievements_read_at: string | null;
            /**
             * App Id
             * @description Number of it at Steam
             */
            app_id: number;
            /** First Seen At */
            first_seen_at: string;
            /** @description The game of the library; null if it isn’t known there */
            game: components["schemas"]["PlayedGameSchema"] | null;
            /**
             * Icon Url
             * @description At Steam; empty if there isn’t one
             */
            icon_url: string;
            /** Id */
            id: string;
            /**
             * Is Ignored
             * @description Whether the owner left it out
             */
            is_ignored: boolean;
            /** Minutes */
            minutes: number;
            /**
             * Missing Since
             * @description Since when Steam hasn’t shown it
             */
            missing_since: string | null;
            /** Name */
            name: string;
            /**
             * Played At
             * @description When it was last played
             */
            played_at: string | null;
            /**
             * Recent Minutes
             * @description In the last two weeks
             */
            recent_minutes: number;
            /** Unlocked Achievements */
            unlocked_achievements: number;
        };
        /**
         * SteamAppUpdateSchema
         * @description Send one of them. `game` null forgets which game it is.
         */
        SteamAppUpdateSchema: {
            /**
             * Game
             * @description Slug of a game
             */
            game?: string | null;
            /**
             * Is Ignored
             * @description Whether to leave it out here and in imports
             */
            is_ignored?: boolean;
        };
        /** SteamPlayerSchema */
        SteamPlayerSchema: {
            /** Avatarurl */
            avatarUrl: string;
            /** Currentgame */
            currentGame?: string | null;
            /** Currentgameid */
            currentGameId?: string | null;
            /** Personaname */
            personaName: string;
            /** Personastate */
            personaState: number;
        };
        /** SteamRecentGameSchema */
        SteamRecentGameSchema: {
            /** Appid */
            appId: number;
            /** Iconurl */
            iconUrl: string;
            /** Name */
            name: string;
            /** Playtime2Weeks */
            playtime2Weeks: number;
            /** Playtimeforever */
            playtimeForever: number;
        };
        /** SteamRecentQuery */
        SteamRecentQuery: {
            /**
             * Count
             * @description At most 100
             * @default 10
             */
            count: number;
        };
        /**
         * SteamSessionFilters
         * @description Parameters of `GET /steam/sessions`; sessions match all of them.
         */
        SteamSessionFilters: {
            /**
             * Added
             * @description Whether its time is added to a playthrough
             */
            added?: boolean | null;
            /** App Id */
            app_id?: number | null;
            /**
             * Game
             * @description Slug of a game
             */
            game?: string | null;
            /**
             * Ordering
             * @default -last_day
             */
            ordering: string;
            /**
             * Since
             * @description That ended on this day, or later
             */
            since?: string | null;
            /**
             * Until
             * @description That began on this day, or earlier
             */
            until?: string | null;
        };
        /** SteamSessionPageSchema */
        SteamSessionPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["SteamSessionSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /**
         * SteamSessionSchema
         * @description Time played between two looks at the library.
         *
         *     It was played from `first_day` to `last_day`: the same day, where that is known.
         */
        SteamSessionSchema: {
            /** @description Null if it isn’t added, or to what you may not see */
            added: components["schemas"]["SessionTimeSchema"] | null;
            /**
             * After
             * @description When the library was looked at before
             */
            after: string;
            /**
             * App Id
             * @description Number of it at Steam
             */
            app_id: number;
            /** App Name */
            app_name: string;
            /**
             * First Day
             * @description In the owner’s time zone
             */
            first_day: string;
            /** @description The game of the library; null if it isn’t known there */
            game: components["schemas"]["PlayedGameSchema"] | null;
            /** Id */
            id: string;
            /**
             * Last Day
             * @description In the owner’s time zone
             */
            last_day: string;
            /** Minutes */
            minutes: number;
            /**
             * Until
             * @description When it was looked at then
             */
            until: string;
        };
        /**
         * SteamTotalSchema
         * @description Minutes played by the end of a day.
         */
        SteamTotalSchema: {
            /**
             * Day
             * @description In the owner’s time zone
             */
            day: string;
            /** Minutes */
            minutes: number;
            /** Taken At */
            taken_at: string;
        };
        /** StreamHeaders */
        StreamHeaders: {
            /**
             * Last-Event-Id
             * @description The `id` of the last frame received; browsers send it.
             * @default
             */
            "Last-Event-ID": string;
        };
        /** StreamQuery */
        StreamQuery: {
            /**
             * Named
             * @description Use the event type as the name of each frame, for `addEventListener`. `onmessage` then doesn't receive them.
             * @default false
             */
            named: boolean;
            /**
             * Since
             * @description Where to resume: `<epoch>.<sequence>` (a cursor, or the header `Questlog-Event-Position` of any read), `<sequence>`, `earliest`, or `latest`.
             */
            since?: string | null;
            /**
             * Token
             * @description One of QUESTLOG_EVENTS_TOKENS, if Questlog requires one and you can't send the header `Authorization: Bearer <token>`.
             */
            token?: string | null;
            /**
             * Types
             * @description Only these types, separated by commas; `*` matches anything: `questlog:list_*,questlog:playthrough_complete`.
             * @default
             */
            types: string;
        };
        /**
         * SupportCardCreateSchema
         * @description A card that Questlog doesn't know yet; without `id` it gets one below zero.
         */
        SupportCardCreateSchema: {
            /** Character */
            character: string;
            /** Id */
            id?: number | null;
            /**
             * Name
             * @description Its title
             */
            name: string;
            /**
             * Rarity
             * @enum {string}
             */
            rarity: "R" | "SR" | "SSR";
            /**
             * Type
             * @enum {string}
             */
            type: "speed" | "stamina" | "power" | "guts" | "wit" | "friend" | "group";
        };
        /** SupportCardPageSchema */
        SupportCardPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["SupportCardSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** SupportCardQuery */
        SupportCardQuery: {
            /**
             * Q
             * @description Words of the name, in any order
             */
            q?: string | null;
            /** Rarity */
            rarity?: ("R" | "SR" | "SSR") | null;
            /** Type */
            type?: ("speed" | "stamina" | "power" | "guts" | "wit" | "friend" | "group") | null;
        };
        /** SupportCardSchema */
        SupportCardSchema: {
            /** Character */
            character: string;
            /** Character Id */
            character_id: number | null;
            /** Id */
            id: number;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Name */
            name: string;
            /**
             * Rarity
             * @description 1: R, 2: SR, 3: SSR
             */
            rarity: number;
            /** Released */
            released: string | null;
            /** Type */
            type: string;
        };
        /** @enum {string} */
        Surface: "turf" | "dirt";
        /** TierSchema */
        TierSchema: {
            /**
             * Entries
             * @description By rank; may be empty
             */
            entries: components["schemas"]["EntrySchema"][];
            /**
             * Name
             * @description S, A, B, C, D, E, or F
             * @example S
             */
            name: string;
        };
        /**
         * TiersSchema
         * @description `tiers` is empty for a list without tiers, else it has all seven.
         */
        TiersSchema: {
            /** Slug */
            slug: string;
            /**
             * Tier Ends
             * @description Last ranks of the tiers S, A, B, C, D, and E, as PATCH takes them
             * @example [
             *       2,
             *       5,
             *       9,
             *       9,
             *       9,
             *       9
             *     ]
             */
            tier_ends: number[];
            /** Tiers */
            tiers: components["schemas"]["TierSchema"][];
        };
        /**
         * TimeToBeatSchema
         * @description Hours players took, from IGDB: hastily, normally, completely.
         */
        TimeToBeatSchema: {
            /** Completely */
            completely: number | null;
            /**
             * Count
             * @description How many players reported times, at least 3
             */
            count: number;
            /** Hastily */
            hastily: number | null;
            /** Normally */
            normally: number | null;
        };
        /** TopVillagerSchema */
        TopVillagerSchema: {
            /** Count */
            count: number;
            villager: components["schemas"]["VillagerSchema"];
        };
        /** TraineePageSchema */
        TraineePageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["TraineeSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** TraineeRecordSchema */
        TraineeRecordSchema: {
            /** Average Score */
            average_score: number | null;
            best: components["schemas"]["CareerRecordSchema"];
            /** Fans */
            fans: number;
            /** Runs */
            runs: number;
            /** Starts */
            starts: number;
            trainee: components["schemas"]["NamedIdSchema"];
            /**
             * Win Rate
             * @description From 0 to 1
             */
            win_rate: number | null;
            /** Wins */
            wins: number;
        };
        /** TraineeSchema */
        TraineeSchema: {
            /** Id */
            id: number;
            /**
             * Is Upcoming
             * @description Known from the Japanese game only, so far
             */
            is_upcoming: boolean;
            /** Name */
            name: string;
            /** Outfits */
            outfits: components["schemas"]["OutfitSchema"][];
        };
        /** @enum {string} */
        TrialsCategory: "sprint" | "mile" | "medium" | "long" | "dirt";
        /**
         * TrialsResultInput
         * @description `date` is today by default.
         */
        TrialsResultInput: {
            /** Date */
            date?: string | null;
            /** Notes */
            notes?: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome?: "" | "promoted" | "stayed" | "demoted";
            /** Score */
            score?: number | null;
            /** Team Class */
            team_class?: number | null;
            /** Wins */
            wins?: number | null;
        };
        /** TrialsResultSchema */
        TrialsResultSchema: {
            /** Date */
            date: string;
            /** Id */
            id: string;
            /** Notes */
            notes: string;
            /** Outcome */
            outcome: string;
            /** Score */
            score: number | null;
            /** Team Class */
            team_class: number | null;
            /** Wins */
            wins: number | null;
        };
        /** TrialsSlotSchema */
        TrialsSlotSchema: {
            /** Category */
            category: string;
            outfit: components["schemas"]["OutfitNameSchema"] | null;
            /** Position */
            position: number;
            /**
             * Run Id
             * @description Her career, if you may see it
             */
            run_id: string | null;
            style: components["schemas"]["RunningStyle"] | null;
        };
        /**
         * TrialsTeamInput
         * @description Fields you don't send stay; `slots` are set as a whole.
         */
        TrialsTeamInput: {
            /** Is Public */
            is_public?: boolean;
            /** Name */
            name?: string;
            /** Notes */
            notes?: string;
            /** Slots */
            slots?: components["schemas"]["SlotInput"][];
        };
        /** TrialsTeamSchema */
        TrialsTeamSchema: {
            /** Created At */
            created_at: string;
            /** Id */
            id: string;
            /** Is Public */
            is_public: boolean;
            /** Name */
            name: string;
            /** Notes */
            notes: string;
            /**
             * Results
             * @description The latest hundred
             */
            results: components["schemas"]["TrialsResultSchema"][];
            /** Slots */
            slots: components["schemas"]["TrialsSlotSchema"][];
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** UmamusumeProfileSchema */
        UmamusumeProfileSchema: {
            /** Created At */
            created_at: string;
            game: components["schemas"]["ProfileGameSchema"];
            /** Is Public */
            is_public: boolean;
            /** Last Synced */
            last_synced: string | null;
            /** Sync Error */
            sync_error: string;
            /** Updated At */
            updated_at: string;
            /**
             * Vocabulary Version
             * @description Of which day the trainees, cards, skills … are
             */
            vocabulary_version: string;
        };
        /**
         * UnlockedAchievementFilters
         * @description Parameters of `GET /steam/achievements`: what is unlocked, of all games.
         */
        UnlockedAchievementFilters: {
            /**
             * Game
             * @description Slug of a game
             */
            game?: string | null;
            /**
             * Ordering
             * @default -unlocked_at
             */
            ordering: string;
            /** Q */
            q?: string | null;
        };
        /** VerificationSchema */
        VerificationSchema: {
            /**
             * Code
             * @description Put it into the character's profile text
             */
            code: string;
            /** Is Verified */
            is_verified: boolean;
        };
        /** VersionSchema */
        VersionSchema: {
            /** Version */
            version?: number | null;
        };
        /** VillagerDetailSchema */
        VillagerDetailSchema: {
            /**
             * Birthday
             * @description Month and day: 8/11
             */
            birthday: string;
            /**
             * Catchphrase
             * @description Empty until villagers are refreshed from Nookipedia
             */
            catchphrase: string;
            /**
             * Game Id
             * @description The game's own id; null if it isn't known yet
             */
            game_id: string | null;
            /** Gender */
            gender: string;
            /** Icon Url */
            icon_url: string;
            /** Id */
            id: number;
            /** Image Url */
            image_url: string;
            /** Name */
            name: string;
            /**
             * On Islands
             * @description False if they come by amiibo only
             */
            on_islands: boolean;
            /** Personality */
            personality: string;
            /**
             * Portrait Url
             * @description Where Questlog itself serves their icon; null if it can't
             */
            portrait_url: string | null;
            /** Species */
            species: string;
        };
        /**
         * VillagerFilters
         * @description Parameters of `GET /profiles/acnh/villagers`; villagers match all of them.
         */
        VillagerFilters: {
            /** Personality */
            personality?: string | null;
            /**
             * Q
             * @description What the name begins with
             */
            q?: string | null;
            /** Species */
            species?: string | null;
        };
        /** VillagerPageSchema */
        VillagerPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["VillagerDetailSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** VillagerSchema */
        VillagerSchema: {
            /** Icon Url */
            icon_url: string;
            /** Id */
            id: number;
            /** Image Url */
            image_url: string;
            /** Name */
            name: string;
            /** Personality */
            personality: string;
            /** Species */
            species: string;
        };
        /** VocabularyQuery */
        VocabularyQuery: {
            /**
             * Q
             * @description Words of the name, in any order
             */
            q?: string | null;
        };
        /** WarframeDetailSchema */
        WarframeDetailSchema: {
            /** Account Id */
            account_id: string;
            /** Created At */
            created_at: string;
            /** Daily Focus */
            daily_focus: number;
            /** Display Name */
            display_name: string;
            game: components["schemas"]["ProfileGameSchema"];
            /** Id */
            id: string;
            /** Intrinsic Points */
            intrinsic_points: number;
            /** Is Public */
            is_public: boolean;
            /**
             * Item Points
             * @description Mastery points of items; nodes and junctions are extra
             */
            item_points: number;
            /** Junction Points */
            junction_points: number;
            /** Last Synced */
            last_synced: string | null;
            /** Masterable Items */
            masterable_items: number;
            /** Mastered Items */
            mastered_items: number;
            /** Mastery Rank */
            mastery_rank: number;
            /** Migrated To Console */
            migrated_to_console: boolean;
            /** Missions Completed */
            missions_completed: number;
            /** Missions Dumped */
            missions_dumped: number;
            /** Missions Failed */
            missions_failed: number;
            /** Missions Interrupted */
            missions_interrupted: number;
            /** Missions Quit */
            missions_quit: number;
            /** Pickup Count */
            pickup_count: number;
            /** Platform */
            platform: string;
            /** Player Level */
            player_level: number;
            /** Rank Name */
            rank_name: string;
            /** Sync Error */
            sync_error: string;
            /** Time Played Seconds */
            time_played_seconds: number;
            /** Title */
            title: string;
            /** Total Weapon Kills */
            total_weapon_kills: number;
            /** Updated At */
            updated_at: string;
            /** Weapons Tracked */
            weapons_tracked: number;
            /** Wf Created At */
            wf_created_at: string | null;
        };
        /** WarframeProfileSchema */
        WarframeProfileSchema: {
            /** Account Id */
            account_id: string;
            /** Daily Focus */
            daily_focus: number;
            /** Display Name */
            display_name: string;
            /** Id */
            id: string;
            /** Last Synced */
            last_synced: string | null;
            /** Mastery Rank */
            mastery_rank: number;
            /** Migrated To Console */
            migrated_to_console: boolean;
            /** Missions Completed */
            missions_completed: number;
            /** Missions Dumped */
            missions_dumped: number;
            /** Missions Failed */
            missions_failed: number;
            /** Missions Interrupted */
            missions_interrupted: number;
            /** Missions Quit */
            missions_quit: number;
            /** Pickup Count */
            pickup_count: number;
            /** Platform */
            platform: string;
            /** Player Level */
            player_level: number;
            /** Time Played Seconds */
            time_played_seconds: number;
            /** Title */
            title: string;
            /** Total Weapon Kills */
            total_weapon_kills: number;
            /** Weapons Tracked */
            weapons_tracked: number;
            /** Wf Created At */
            wf_created_at: string | null;
        };
        /** WarframeStatsSchema */
        WarframeStatsSchema: {
            /** Mastery Rank */
            mastery_rank: number;
            /** Missions Completed */
            missions_completed: number;
            /** Missions Failed */
            missions_failed: number;
            /** Missions Quit */
            missions_quit: number;
            /** Nodes Played */
            nodes_played: number;
            /** Overall Accuracy */
            overall_accuracy: number;
            /** Overall Headshot Rate */
            overall_headshot_rate: number;
            /** Snapshots Captured */
            snapshots_captured: number;
            /** Syndicates Joined */
            syndicates_joined: number;
            /** Time Played Hours */
            time_played_hours: number;
            /** Time Played Seconds */
            time_played_seconds: number;
            /** Total Headshots */
            total_headshots: number;
            /** Total Weapon Fired */
            total_weapon_fired: number;
            /** Total Weapon Hits */
            total_weapon_hits: number;
            /** Total Weapon Kills */
            total_weapon_kills: number;
            /** Weapons Tracked */
            weapons_tracked: number;
        };
        /** WarframeUpdateSchema */
        WarframeUpdateSchema: {
            /**
             * Game
             * @description Slug; by itself, found or made by its name
             */
            game?: string | null;
            /** Is Public */
            is_public?: boolean;
        };
        /** WarningSchema */
        WarningSchema: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /** WeaponDetailSchema */
        WeaponDetailSchema: {
            /** Accuracy */
            accuracy: number;
            /** Assists */
            assists: number;
            /**
             * Category
             * @description Null for what isn't in the catalogue
             */
            category: string | null;
            /** Equip Time Seconds */
            equip_time_seconds: number;
            /** Fired */
            fired: number;
            /** Headshot Rate */
            headshot_rate: number;
            /** Headshots */
            headshots: number;
            /** Hits */
            hits: number;
            /** Id */
            id: string;
            /** Image Name */
            image_name: string | null;
            /** Kills */
            kills: number;
            /** Kind */
            kind: string | null;
            /** Weapon Name */
            weapon_name: string;
            /** Weapon Path */
            weapon_path: string;
            /** Xp */
            xp: number;
        };
        /** WeaponFilters */
        WeaponFilters: {
            /** Category */
            category?: string | null;
            /**
             * Ordering
             * @default -kills
             */
            ordering: string;
            /** Q */
            q?: string | null;
            /**
             * Used
             * @description Whether it has kills or was equipped
             */
            used?: boolean | null;
        };
        /** WeaponListSchema */
        WeaponListSchema: {
            /** Total */
            total: number;
            /** Weapons */
            weapons: components["schemas"]["WeaponSchema"][];
        };
        /** WeaponPageSchema */
        WeaponPageSchema: {
            /**
             * Count
             * @description Total number of rows on all pages
             */
            count: number;
            /** Items */
            items: components["schemas"]["WeaponDetailSchema"][];
            /**
             * Next Cursor
             * @description Null on the last page
             */
            next_cursor: string | null;
        };
        /** WeaponSchema */
        WeaponSchema: {
            /** Accuracy */
            accuracy: number;
            /** Assists */
            assists: number;
            /** Equip Time Seconds */
            equip_time_seconds: number;
            /** Fired */
            fired: number;
            /** Headshot Rate */
            headshot_rate: number;
            /** Headshots */
            headshots: number;
            /** Hits */
            hits: number;
            /** Kills */
            kills: number;
            /** Weapon Name */
            weapon_name: string;
            /** Weapon Path */
            weapon_path: string;
            /** Xp */
            xp: number;
        };
        /**
         * WinTitleSchema
         * @description What a win earns: a G1, or a crown of several races.
         */
        WinTitleSchema: {
            /** Id */
            id: number;
            /**
             * Kind
             * @description title, G1, G2, or G3
             */
            kind: string;
            /** Name */
            name: string;
            /**
             * Races
             * @description Ids of the races it takes
             */
            races: number[];
        };
        /** WorkDetailSchema */
        WorkDetailSchema: {
            /** Editions */
            editions: components["schemas"]["EditionSchema"][];
            franchise?: components["schemas"]["FranchiseSchema"] | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Original Release Year */
            original_release_year?: number | null;
            /** Slug */
            slug: string;
        };
        /**
         * WorkFilters
         * @description The parameters of `GET /works`.
         */
        WorkFilters: {
            /**
             * Franchise
             * @description Slug
             */
            franchise?: string | null;
            /**
             * Limit
             * @description At most 5000
             * @default 500
             */
            limit: number;
            /**
             * Offset
             * @default 0
             */
            offset: number;
        };
        /**
         * WorkGenresSchema
         * @description By slug, the primary genre first.
         */
        WorkGenresSchema: {
            /** Genres */
            genres: string[];
            /** Primary Genre */
            primary_genre: string | null;
            /** Work */
            work: string;
        };
        /**
         * WorkGenresUpdateSchema
         * @description Unknown ids are ignored.
         */
        WorkGenresUpdateSchema: {
            /** Genre Ids */
            genre_ids: string[];
            /** Primary Genre Id */
            primary_genre_id?: string | null;
        };
        /** WorkSchema */
        WorkSchema: {
            franchise?: components["schemas"]["FranchiseSchema"] | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Original Release Year */
            original_release_year?: number | null;
            /** Slug */
            slug: string;
        };
        /**
         * YearDetailSchema
         * @description A review with its numbers, which are those of public playthroughs alone.
         */
        YearDetailSchema: {
            /** Average Rating */
            average_rating: number | null;
            /** By Platform */
            by_platform: components["schemas"]["YearShareSchema"][];
            /**
             * Completed
             * @description Completed playthroughs
             */
            completed: number;
            /**
             * Days Played
             * @description Days with a session; 0 for all time
             */
            days_played: number;
            game_of_the_year: components["schemas"]["YearHighlightSchema"] | null;
            /**
             * Games
             * @description What was finished: of a year in order, of all time the best 120 first
             */
            games: components["schemas"]["YearFinishSchema"][];
            /** Games Completed */
            games_completed: number;
            /** Highlights */
            highlights: components["schemas"]["YearHighlightSchema"][];
            /** Hours */
            hours: number;
            /** Id */
            id: string;
            /**
             * Images
             * @description Empty until they are drawn, and for drafts
             */
            images: components["schemas"]["YearImageSchema"][];
            /**
             * Introduction
             * @description The owner's, or a sentence with the numbers
             */
            introduction: string;
            /** Is Public */
            is_public: boolean;
            /**
             * Published At
             * @description When it was first published
             */
            published_at: string | null;
            /**
             * Slug
             * @description “2025”, or “all”
             */
            slug: string;
            /** Title */
            title: string;
            /**
             * Url
             * @description Its page, from the root of this server
             */
            url: string;
            /**
             * Year
             * @description Null for the review of all time
             */
            year: number | null;
        };
        /** YearFinishSchema */
        YearFinishSchema: {
            /**
             * Completed At
             * @description The latest time: a year, a month, or a day
             */
            completed_at: string | null;
            /**
             * Cover Url
             * @description The cover that this server keeps, from its root
             */
            cover_url: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Rating
             * @description The best of its ratings
             */
            rating: number | null;
            /** Slug */
            slug: string;
        };
        /** YearGameSchema */
        YearGameSchema: {
            /**
             * Cover Url
             * @description The cover that this server keeps, from its root
             */
            cover_url: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /** YearHighlightSchema */
        YearHighlightSchema: {
            game: components["schemas"]["YearGameSchema"];
            /**
             * Text
             * @description What the owner says about it
             */
            text: string;
        };
        /**
         * YearImageSchema
         * @description A picture to share. Another picture has another address.
         */
        YearImageSchema: {
            /** Height */
            height: number;
            /**
             * Url
             * @description From the root of this server
             */
            url: string;
            /** Width */
            width: number;
        };
        /** YearListSchema */
        YearListSchema: {
            /** Count */
            count: number;
            /** Items */
            items: components["schemas"]["YearReviewSchema"][];
        };
        /** YearReviewSchema */
        YearReviewSchema: {
            /** Id */
            id: string;
            /**
             * Images
             * @description Empty until they are drawn, and for drafts
             */
            images: components["schemas"]["YearImageSchema"][];
            /** Is Public */
            is_public: boolean;
            /**
             * Published At
             * @description When it was first published
             */
            published_at: string | null;
            /**
             * Slug
             * @description “2025”, or “all”
             */
            slug: string;
            /** Title */
            title: string;
            /**
             * Url
             * @description Its page, from the root of this server
             */
            url: string;
            /**
             * Year
             * @description Null for the review of all time
             */
            year: number | null;
        };
        /**
         * YearSchema
         * @description The playthroughs completed in one year.
         */
        YearSchema: {
            /**
             * Completed
             * @description Counts completed playthroughs: a game that was completed twice counts twice
             */
            completed: number;
            /**
             * Hours
             * @description The sum over the playthroughs completed in that year
             */
            hours: number;
            /** Year */
            year: number;
        };
        /** YearShareSchema */
        YearShareSchema: {
            /** Completed */
            completed: number;
            /** Hours */
            hours: number;
            /** Name */
            name: string;
            /** Playthroughs */
            playthroughs: number;
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
    apps_profiles_acnh_api_get_latest_hunt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntResponseSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_get_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ACNHStatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_api_count_games: {
        parameters: {
            query: {
                /**
                 * @description What the games are counted by
                 * @example platform
                 */
                by: "status" | "platform" | "genre" | "franchise" | "list" | "completed_year" | "original_release_year";
                /**
                 * @description Words from a name or alias, in any spelling. If nothing has them, up to 20 games whose names look like it
                 * @example final fantasy 7
                 */
                q?: string | null;
                /**
                 * @description Slug, or several separated by commas: games of any of them
                 * @example final-fantasy,chrono
                 */
                franchise?: string | null;
                /**
                 * @description Slug, or several separated by commas: games in any of them. Includes subgenres
                 * @example jrpg,tactical-rpg
                 */
                genre?: string | null;
                /**
                 * @description Slugs separated by commas: games in all of these genres
                 * @example jrpg,strategy
                 */
                genre_all?: string | null;
                /**
                 * @description Slug, or several separated by commas: games available or played on any of them
                 * @example snes,ps1
                 */
                platform?: string | null;
                /**
                 * @description Slugs separated by commas: games available or played on all of these platforms
                 * @example snes,ps1
                 */
                platform_all?: string | null;
                /**
                 * @description Slug of a list that the game is on, or several separated by commas: games on any of them
                 * @example top-rpgs
                 */
                list?: string | null;
                /**
                 * @description Slugs separated by commas: games that are on all of these lists
                 * @example top-rpgs,short-games
                 */
                list_all?: string | null;
                /**
                 * @description Has a playthrough in this status, or in any of several separated by commas: planned, playing, ongoing, paused, completed, dropped
                 * @example playing,ongoing
                 */
                status?: string | null;
                /**
                 * @description Completed in that year
                 * @example 2025
                 */
                completed_year?: number | null;
                /**
                 * @description Has a playthrough with at least this rating
                 * @example 4.5
                 */
                min_rating?: number | null;
                /**
                 * @description Has a playthrough with at most this rating
                 * @example 2
                 */
                max_rating?: number | null;
                /**
                 * @description First released in this year or later
                 * @example 1990
                 */
                released_from?: number | null;
                /**
                 * @description First released in this year or earlier
                 * @example 1999
                 */
                released_to?: number | null;
                /**
                 * @description name, original_release_year, created_at, updated_at, best_rating, times_completed, or completed_at; with one `list`, also position. Prefix it with - to reverse the order; up to three can be separated by commas. Games without a value come last.
                 * @example -best_rating,name
                 */
                ordering?: string;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameCountsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_activities: {
        parameters: {
            query?: {
                mode_category?: string | null;
                character_id?: string | null;
                completed?: boolean | null;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityListSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_get_activity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_characters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CharacterSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_get_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_get_raid_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaidStatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_stats: {
        parameters: {
            query?: {
                scope?: string | null;
                mode?: string | null;
                character_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AggregateStatsSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_get_stats_by_mode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AggregateStatsSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_list_editions: {
        parameters: {
            query?: {
                /** @description Slug */
                work?: string | null;
                /** @description At most 5000 */
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_create_edition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditionCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_get_work_by_twitch_category: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                twitch_category_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_get_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_delete_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_update_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditionUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_merge_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditionMergeCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionMergeSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_undo_merge_of_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionMergeUndoneSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_realtime_api_list_events: {
        parameters: {
            query?: {
                /** @description Where to resume: `<epoch>.<sequence>` (a cursor, or the header `Questlog-Event-Position` of any read), `<sequence>`, `earliest`, or `latest`. */
                since?: string | null;
                /** @description Only these types, separated by commas; `*` matches anything: `questlog:list_*,questlog:playthrough_complete`. */
                types?: string;
                /** @description One of QUESTLOG_EVENTS_TOKENS, if Questlog requires one and you can't send the header `Authorization: Bearer <token>`. */
                token?: string | null;
                limit?: number;
                /** @description Seconds to wait if there is no event yet. The response comes as soon as there is one. */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedPage"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_realtime_api_stream_events: {
        parameters: {
            query?: {
                /** @description Where to resume: `<epoch>.<sequence>` (a cursor, or the header `Questlog-Event-Position` of any read), `<sequence>`, `earliest`, or `latest`. */
                since?: string | null;
                /** @description Only these types, separated by commas; `*` matches anything: `questlog:list_*,questlog:playthrough_complete`. */
                types?: string;
                /** @description One of QUESTLOG_EVENTS_TOKENS, if Questlog requires one and you can't send the header `Authorization: Bearer <token>`. */
                token?: string | null;
                /** @description Use the event type as the name of each frame, for `addEventListener`. `onmessage` then doesn't receive them. */
                named?: boolean;
            };
            header?: {
                /** @description The `id` of the last frame received; browsers send it. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each event as `data`, with its cursor as `id` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_exports_api_export_questlog: {
        parameters: {
            query?: {
                /** @description Compressed, as a .json.gz */
                gzip?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                    "application/json": {
                        counts: {
                            [key: string]: number;
                        };
                        /** Format: date-time */
                        exported_at?: string;
                        format: string;
                        version: number;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_exports_api_export_markdown: {
        parameters: {
            query?: {
                /** @description Include private playthroughs and lists that aren't public */
                private?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_exports_api_export_lists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_exports_api_export_playthroughs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_exports_api_get_export_schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_list_franchises: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FranchiseSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_list_games: {
        parameters: {
            query?: {
                /**
                 * @description Words from a name or alias, in any spelling. If nothing has them, up to 20 games whose names look like it
                 * @example final fantasy 7
                 */
                q?: string | null;
                /**
                 * @description Slug, or several separated by commas: games of any of them
                 * @example final-fantasy,chrono
                 */
                franchise?: string | null;
                /**
                 * @description Slug, or several separated by commas: games in any of them. Includes subgenres
                 * @example jrpg,tactical-rpg
                 */
                genre?: string | null;
                /**
                 * @description Slugs separated by commas: games in all of these genres
                 * @example jrpg,strategy
                 */
                genre_all?: string | null;
                /**
                 * @description Slug, or several separated by commas: games available or played on any of them
                 * @example snes,ps1
                 */
                platform?: string | null;
                /**
                 * @description Slugs separated by commas: games available or played on all of these platforms
                 * @example snes,ps1
                 */
                platform_all?: string | null;
                /**
                 * @description Slug of a list that the game is on, or several separated by commas: games on any of them
                 * @example top-rpgs
                 */
                list?: string | null;
                /**
                 * @description Slugs separated by commas: games that are on all of these lists
                 * @example top-rpgs,short-games
                 */
                list_all?: string | null;
                /**
                 * @description Has a playthrough in this status, or in any of several separated by commas: planned, playing, ongoing, paused, completed, dropped
                 * @example playing,ongoing
                 */
                status?: string | null;
                /**
                 * @description Completed in that year
                 * @example 2025
                 */
                completed_year?: number | null;
                /**
                 * @description Has a playthrough with at least this rating
                 * @example 4.5
                 */
                min_rating?: number | null;
                /**
                 * @description Has a playthrough with at most this rating
                 * @example 2
                 */
                max_rating?: number | null;
                /**
                 * @description First released in this year or later
                 * @example 1990
                 */
                released_from?: number | null;
                /**
                 * @description First released in this year or earlier
                 * @example 1999
                 */
                released_to?: number | null;
                /**
                 * @description name, original_release_year, created_at, updated_at, best_rating, times_completed, or completed_at; with one `list`, also position. Prefix it with - to reverse the order; up to three can be separated by commas. Games without a value come last.
                 * @example -best_rating,name
                 */
                ordering?: string;
                /**
                 * @description More of each game in the same response: editions, playthroughs, lists, or several separated by commas
                 * @example playthroughs,lists
                 */
                expand?: string | null;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GamePageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_create_game: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GameCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameWrittenSchema"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["GameConflictSchema"];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_get_game: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_delete_game: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_update_game: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GameUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameWrittenSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_merge_game: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GameMergeCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameMergeSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_list_game_merges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameMergeSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_undo_game_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameMergeUndoneSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_list_game_playthroughs: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaythroughPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_create_playthrough: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaythroughCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaythroughSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_sync_game: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameSyncedSchema"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["GameConflictSchema"];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_list_genres: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenreSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_create_genre: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenreCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenreSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_integrations_api_search_igdb: {
        parameters: {
            query: {
                /** @description A game's name, in any spelling */
                q: string;
                /** @description At most 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IGDBSearchResponse"];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_bulk_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkImportSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description A list and a game have the same slug, so a site may be able to show only one of them */
                    "Questlog-Warning"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkImportResultSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_get_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_checkpoint_stats: {
        parameters: {
            query?: {
                /** @description Slug. Default: the first challenge */
                challenge?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointStatSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_list_runs: {
        parameters: {
            query?: {
                /** @description Slug. Default: runs of all challenges */
                challenge?: string | null;
                /** @description At most 500 */
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedRunSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_create_run: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRunSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunResponseSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_record_defeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seed_number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordDefeatSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefeatResponseSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_record_checkpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seed_number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordCheckpointSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckpointResultResponseSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_get_stats: {
        parameters: {
            query?: {
                /** @description Slug. Default: the first challenge */
                challenge?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronMONStatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_jobs_api_get_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_list_lists: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_create_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description A list and a game have the same slug, so a site may be able to show only one of them */
                    "Questlog-Warning"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_get_list: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_delete_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_update_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description A list and a game have the same slug, so a site may be able to show only one of them */
                    "Questlog-Warning"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_get_list_activity: {
        parameters: {
            query?: {
                /** @description At most 500 */
                limit?: number;
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListActivitySchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_get_list_changes: {
        parameters: {
            query: {
                /** @description A date (its end) or an ISO 8601 time */
                since: string;
                /** @description A date (its end) or an ISO 8601 time. Default: now */
                until?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_add_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntrySchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_bulk_add_entries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkEntryCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkEntryResultSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_remove_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_update_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntrySchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_get_list_history: {
        parameters: {
            query: {
                /** @description A date (its end) or an ISO 8601 time */
                on: string;
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_list_list_images: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListImageSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_reorder_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_get_list_tiers: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TiersSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_list_platforms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_romm_api_report_play_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RommSessionsSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RommResultsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_list_playthroughs: {
        parameters: {
            query?: {
                /**
                 * @description A status, or several separated by commas: planned, playing, ongoing, paused, completed, dropped
                 * @example completed,ongoing
                 */
                status?: string | null;
                /**
                 * @description Slug, or several separated by commas
                 * @example snes,ps1
                 */
                platform?: string | null;
                /**
                 * @description Slug, or several separated by commas
                 * @example chrono-trigger
                 */
                game?: string | null;
                /**
                 * @description Slug of the game's franchise, or several separated by commas
                 * @example final-fantasy
                 */
                franchise?: string | null;
                /**
                 * @description Slug of one of the game's genres, or several separated by commas. Includes subgenres
                 * @example jrpg
                 */
                genre?: string | null;
                /**
                 * @description Rated at least this
                 * @example 4.5
                 */
                min_rating?: number | null;
                /**
                 * @description Rated at most this
                 * @example 2
                 */
                max_rating?: number | null;
                /**
                 * @description Completed in that year, or started in it if the completion date is unknown
                 * @example 2025
                 */
                year?: number | null;
                /**
                 * @description completed_at, started_at, created_at, updated_at, rating, playtime_hours, or game. Prefix it with - to reverse the order; up to three can be separated by commas. Playthroughs without a value come last.
                 * @example -rating,game
                 */
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaythroughPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_get_playthrough: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                playthrough_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaythroughSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_delete_playthrough: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                playthrough_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_update_playthrough: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                playthrough_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaythroughUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaythroughSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_create_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                playthrough_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_begin_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                playthrough_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStartSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_lists_api_get_list_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDetailSchema"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description Gone */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_api_list_profiles: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileSummarySchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_get_island: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IslandSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_put_island: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IslandUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IslandSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IslandSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_list_hunts: {
        parameters: {
            query?: {
                running?: boolean | null;
                /** @description Number, game id, or name of a villager */
                target?: string | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_create_hunt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HuntCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_get_hunt: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                hunt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_delete_hunt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hunt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_update_hunt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hunt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HuntUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_create_encounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hunt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EncounterCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntEncounterSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntEncounterSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_delete_encounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hunt_id: string;
                encounter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_update_encounter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hunt_id: string;
                encounter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EncounterUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntEncounterSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_finish_hunt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hunt_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["HuntEndSchema"] | null;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_resume_hunt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hunt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_get_hunt_stats: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HuntStatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_list_villagers: {
        parameters: {
            query?: {
                species?: string | null;
                personality?: string | null;
                /** @description What the name begins with */
                q?: string | null;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VillagerPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_acnh_api_get_odds: {
        parameters: {
            query?: {
                /** @description Islands so far */
                islands?: number;
            };
            header?: never;
            path: {
                villager: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OddsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_get_destiny_profile: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyAccountSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_put_destiny_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DestinyAccountUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyAccountSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyAccountSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_destiny_activities: {
        parameters: {
            query?: {
                category?: components["schemas"]["Category"] | null;
                character_id?: string | null;
                /** @description Name without the difficulty, in any case */
                raid?: string | null;
                is_clear?: boolean | null;
                /** @description First day, of the owner */
                since?: string | null;
                /** @description Last day, of the owner */
                until?: string | null;
                /** @description period, duration_seconds, kills; -… for descending */
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyActivityPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_get_destiny_activity: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyActivityDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_fetch_destiny_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyActivityDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_destiny_days: {
        parameters: {
            query?: {
                year?: number | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyDaySchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_get_destiny_raids: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyRaidsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_destiny_titles: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyTitleSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_destiny_triumphs: {
        parameters: {
            query?: {
                is_complete?: boolean | null;
                /** @description Its name, in any case */
                title?: string | null;
                /** @description Part of the name, in any case */
                name?: string | null;
                /** @description earned_by, record_hash; -… for descending */
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyTriumphPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_destiny_api_list_destiny_weapons: {
        parameters: {
            query?: {
                category?: components["schemas"]["Category"] | null;
                limit?: number;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinyWeaponSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_get_ffxiv: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_put_ffxiv: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FFXIVUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVProfileSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_update_ffxiv: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FFXIVUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_list_ffxiv_characters: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVCharacterSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_add_ffxiv_character: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCharacterSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVCharacterSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVCharacterSchema"];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_get_ffxiv_character: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                lodestone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVCharacterSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_delete_ffxiv_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lodestone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_update_ffxiv_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lodestone_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCharacterSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVCharacterSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_list_ffxiv_collection: {
        parameters: {
            query: {
                kind: "achievement" | "mount" | "minion";
                owned?: boolean | null;
                q?: string | null;
                /** @description Type of a source, as in Trial */
                source?: string | null;
                category?: string | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path: {
                lodestone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectablePageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_list_ffxiv_jobs: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                lodestone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FFXIVJobSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_list_ffxiv_levels: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                lodestone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_verify_ffxiv_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lodestone_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationSchema"];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ffxiv_api_search_ffxiv_characters: {
        parameters: {
            query: {
                name: string;
                world?: string;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CharacterSearchSchema"];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_get_ironmon_profile: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_put_ironmon_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IronmonProfileUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonProfileSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_list_challenges: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonChallengeSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_put_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengeUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonChallengeSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonChallengeSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_delete_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_get_current_run: {
        parameters: {
            query?: {
                /** @description Slug. Default: the first challenge */
                challenge?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentRunSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_list_ironmon_runs: {
        parameters: {
            query?: {
                /** @description Slug */
                challenge?: string | null;
                outcome?: ("running" | "lost" | "won") | null;
                /** @description Name of the furthest checkpoint */
                furthest?: string | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonRunPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_start_ironmon_run: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IronmonRunStartSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonRunDetailSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonRunDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_get_ironmon_run: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonRunDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_delete_ironmon_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_update_ironmon_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IronmonRunUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonRunDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_put_ironmon_defeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IronmonDefeatSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonRunDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_delete_ironmon_defeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_put_ironmon_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
                checkpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonRunDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_delete_ironmon_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
                checkpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_ironmon_api_get_ironmon_stats: {
        parameters: {
            query?: {
                /** @description Slug. Default: the first challenge */
                challenge?: string | null;
                /** @description Runs from this day on */
                since?: string | null;
                /** @description Runs up to this day */
                until?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IronmonStatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_get_poe_profile: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_put_poe_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PoeUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeProfileSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_list_characters: {
        parameters: {
            query?: {
                league?: string | null;
                /** @description A class or an ascendancy */
                class_name?: string | null;
                realm?: components["schemas"]["Realm"] | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeCharacterPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_get_character: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                character_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeCharacterDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_delete_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                character_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_update_character: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                character_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PoeCharacterUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeCharacterDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_list_leagues: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeLeagueSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_add_league_playthrough: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                league_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoeLeagueSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_poe_api_remove_league_playthrough: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                league_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_get_umamusume_profile: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UmamusumeProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_put_umamusume_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UmamusumeProfileSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UmamusumeProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_calendar_races: {
        parameters: {
            query?: {
                /** @description Words of the name, in any order */
                q?: string | null;
                grade?: ("G1" | "G2" | "G3" | "OP" | "Pre-OP" | "Maiden" | "Debut" | "Finale") | null;
                surface?: components["schemas"]["Surface"] | null;
                distance?: components["schemas"]["DistanceCategory"] | null;
                turn?: number | null;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RacePageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_champions_meetings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChampionsMeetingSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_get_collection: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_epithets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpithetSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_meeting_entries: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingEntryPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_enter_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingEntryCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingEntrySchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_get_meeting_entry: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingEntrySchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_delete_meeting_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_update_meeting_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingEntryUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingEntrySchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_put_club_month: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClubMonthInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_create_outfit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutfitCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutfitSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_race_records: {
        parameters: {
            query?: {
                /** @description Name, or the game’s id */
                scenario?: string | null;
                since?: string | null;
                until?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RaceRecordSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_get_career_records: {
        parameters: {
            query?: {
                /** @description Name, or the game’s id */
                scenario?: string | null;
                since?: string | null;
                until?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerRecordsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_careers: {
        parameters: {
            query?: {
                /** @description Name, or the game’s id */
                trainee?: string | null;
                /** @description The game’s id */
                outfit?: number | null;
                /** @description Name, or the game’s id */
                scenario?: string | null;
                /** @description This letter or a better one */
                rank?: string | null;
                surface?: components["schemas"]["Surface"] | null;
                distance?: components["schemas"]["DistanceCategory"] | null;
                style?: components["schemas"]["RunningStyle"] | null;
                /** @description At least this for surface, distance, and style */
                grade?: "G" | "F" | "E" | "D" | "C" | "B" | "A" | "S";
                /** @description The game’s id of a spark */
                spark?: number | null;
                /** @description Of the spark, at least */
                stars?: number;
                /** @description The game’s id of a skill */
                skill?: number | null;
                tag?: ("parent" | "ace" | "debuffer" | "team_trials" | "fans" | "story")[];
                kept?: boolean | null;
                favorite?: boolean | null;
                /** @description Drafts instead; with `include=private` only */
                draft?: boolean;
                since?: string | null;
                until?: string | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_create_career: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CareerCreateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerAnswerSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerAnswerSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_get_career: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerAnswerSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_delete_career: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_update_career: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CareerUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerAnswerSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_complete_career: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VersionSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerAnswerSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_reopen_career: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerAnswerSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_scenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_skills: {
        parameters: {
            query?: {
                /** @description Words of the name, in any order */
                q?: string | null;
                rarity?: ("unique" | "inherited" | "rare" | "normal" | "evolved") | null;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_create_skill: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_sparks: {
        parameters: {
            query?: {
                /** @description Words of the name, in any order */
                q?: string | null;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SparkPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_get_career_stats: {
        parameters: {
            query?: {
                /** @description Name, or the game’s id */
                scenario?: string | null;
                since?: string | null;
                until?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerStatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_support_cards: {
        parameters: {
            query?: {
                /** @description Words of the name, in any order */
                q?: string | null;
                type?: ("speed" | "stamina" | "power" | "guts" | "wit" | "friend" | "group") | null;
                rarity?: ("R" | "SR" | "SSR") | null;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportCardPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_create_support_card: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupportCardCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportCardSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_trials_teams: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialsTeamSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_create_trials_team: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialsTeamInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialsTeamSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_delete_trials_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_update_trials_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialsTeamInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialsTeamSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_record_trials_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialsResultInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialsTeamSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_trainees: {
        parameters: {
            query?: {
                /** @description Words of the name, in any order */
                q?: string | null;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraineePageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_veterans: {
        parameters: {
            query?: {
                /** @description Name, or the game’s id */
                trainee?: string | null;
                /** @description The game’s id */
                outfit?: number | null;
                /** @description Name, or the game’s id */
                scenario?: string | null;
                /** @description This letter or a better one */
                rank?: string | null;
                surface?: components["schemas"]["Surface"] | null;
                distance?: components["schemas"]["DistanceCategory"] | null;
                style?: components["schemas"]["RunningStyle"] | null;
                /** @description At least this for surface, distance, and style */
                grade?: "G" | "F" | "E" | "D" | "C" | "B" | "A" | "S";
                /** @description The game’s id of a spark */
                spark?: number | null;
                /** @description Of the spark, at least */
                stars?: number;
                /** @description The game’s id of a skill */
                skill?: number | null;
                tag?: ("parent" | "ace" | "debuffer" | "team_trials" | "fans" | "story")[];
                kept?: boolean | null;
                favorite?: boolean | null;
                /** @description Drafts instead; with `include=private` only */
                draft?: boolean;
                since?: string | null;
                until?: string | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CareerPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_umamusume_api_list_win_titles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WinTitleSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_get_warframe: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarframeDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_put_warframe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WarframeUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarframeDetailSchema"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarframeDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_update_warframe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WarframeUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarframeDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_list_mastery_items: {
        parameters: {
            query?: {
                q?: string | null;
                category?: string | null;
                /** @description Where to get it; empty for unknown */
                acquisition?: string | null;
                mastered?: boolean | null;
                owned?: boolean | null;
                vaulted?: boolean | null;
                prime?: boolean | null;
                equippable?: boolean | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MasteryPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_list_used_weapons: {
        parameters: {
            query?: {
                q?: string | null;
                category?: string | null;
                /** @description Whether it has kills or was equipped */
                used?: boolean | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeaponPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_api_list_snapshots: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileSnapshotSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_api_sync_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_api_list_random_games: {
        parameters: {
            query?: {
                /**
                 * @description Words from a name or alias, in any spelling. If nothing has them, up to 20 games whose names look like it
                 * @example final fantasy 7
                 */
                q?: string | null;
                /**
                 * @description Slug, or several separated by commas: games of any of them
                 * @example final-fantasy,chrono
                 */
                franchise?: string | null;
                /**
                 * @description Slug, or several separated by commas: games in any of them. Includes subgenres
                 * @example jrpg,tactical-rpg
                 */
                genre?: string | null;
                /**
                 * @description Slugs separated by commas: games in all of these genres
                 * @example jrpg,strategy
                 */
                genre_all?: string | null;
                /**
                 * @description Slug, or several separated by commas: games available or played on any of them
                 * @example snes,ps1
                 */
                platform?: string | null;
                /**
                 * @description Slugs separated by commas: games available or played on all of these platforms
                 * @example snes,ps1
                 */
                platform_all?: string | null;
                /**
                 * @description Slug of a list that the game is on, or several separated by commas: games on any of them
                 * @example top-rpgs
                 */
                list?: string | null;
                /**
                 * @description Slugs separated by commas: games that are on all of these lists
                 * @example top-rpgs,short-games
                 */
                list_all?: string | null;
                /**
                 * @description Has a playthrough in this status, or in any of several separated by commas: planned, playing, ongoing, paused, completed, dropped
                 * @example playing,ongoing
                 */
                status?: string | null;
                /**
                 * @description Completed in that year
                 * @example 2025
                 */
                completed_year?: number | null;
                /**
                 * @description Has a playthrough with at least this rating
                 * @example 4.5
                 */
                min_rating?: number | null;
                /**
                 * @description Has a playthrough with at most this rating
                 * @example 2
                 */
                max_rating?: number | null;
                /**
                 * @description First released in this year or later
                 * @example 1990
                 */
                released_from?: number | null;
                /**
                 * @description First released in this year or earlier
                 * @example 1999
                 */
                released_to?: number | null;
                /**
                 * @description name, original_release_year, created_at, updated_at, best_rating, times_completed, or completed_at; with one `list`, also position. Prefix it with - to reverse the order; up to three can be separated by commas. Games without a value come last.
                 * @example -best_rating,name
                 */
                ordering?: string;
                /**
                 * @description More of each game in the same response: editions, playthroughs, lists, or several separated by commas
                 * @example playthroughs,lists
                 */
                expand?: string | null;
                limit?: number;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GameSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_rest_say_routes_say_count: {
        parameters: {
            query?: {
                template?: (string | null) | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 400 characters, whatever was asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Playing Celeste on Nintendo Switch */
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_rest_say_routes_say_count_of_year: {
        parameters: {
            query?: {
                template?: (string | null) | null;
            };
            header?: never;
            path: {
                year: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 400 characters, whatever was asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Playing Celeste on Nintendo Switch */
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_rest_say_routes_say_game: {
        parameters: {
            query?: {
                template?: (string | null) | null;
            };
            header?: never;
            path: {
                q: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 400 characters, whatever was asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Playing Celeste on Nintendo Switch */
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_rest_say_routes_say_last: {
        parameters: {
            query?: {
                template?: (string | null) | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 400 characters, whatever was asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Playing Celeste on Nintendo Switch */
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_rest_say_routes_say_now: {
        parameters: {
            query?: {
                template?: (string | null) | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 400 characters, whatever was asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Playing Celeste on Nintendo Switch */
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_rest_say_routes_say_top_three: {
        parameters: {
            query?: {
                template?: (string | null) | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 400 characters, whatever was asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Playing Celeste on Nintendo Switch */
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_rest_say_routes_say_rank: {
        parameters: {
            query?: {
                template?: (string | null) | null;
            };
            header?: never;
            path: {
                slug: string;
                position: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 400 characters, whatever was asked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example Playing Celeste on Nintendo Switch */
                    "text/plain": string;
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_list_sessions: {
        parameters: {
            query?: {
                /** @description Slug of a game */
                game?: string | null;
                /** @description Id of a playthrough */
                playthrough?: string | null;
                /** @description On this day, or later */
                since?: string | null;
                /** @description On this day, or earlier */
                until?: string | null;
                /** @description Whether it has no end yet; at most one has */
                running?: boolean | null;
                source?: ("owner" | "timer" | "steam" | "romm" | "import") | null;
                /** @description day, started_at, minutes, or created_at. Prefix it with - to reverse the order. */
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_get_session: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_update_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_finish_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionEndSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_stop_clock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionPauseSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_restart_clock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionPauseSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_journal_api_get_stats: {
        parameters: {
            query?: {
                /**
                 * @description A status, or several separated by commas: planned, playing, ongoing, paused, completed, dropped
                 * @example completed,ongoing
                 */
                status?: string | null;
                /**
                 * @description Slug, or several separated by commas
                 * @example snes,ps1
                 */
                platform?: string | null;
                /**
                 * @description Slug, or several separated by commas
                 * @example chrono-trigger
                 */
                game?: string | null;
                /**
                 * @description Slug of the game's franchise, or several separated by commas
                 * @example final-fantasy
                 */
                franchise?: string | null;
                /**
                 * @description Slug of one of the game's genres, or several separated by commas. Includes subgenres
                 * @example jrpg
                 */
                genre?: string | null;
                /**
                 * @description Rated at least this
                 * @example 4.5
                 */
                min_rating?: number | null;
                /**
                 * @description Rated at most this
                 * @example 2
                 */
                max_rating?: number | null;
                /**
                 * @description Only playthroughs completed in that year
                 * @example 2025
                 */
                year?: number | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_get_steam_account: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamAccountSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_put_steam_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SteamAccountUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamAccountSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_list_steam_achievements: {
        parameters: {
            query?: {
                q?: string | null;
                /** @description Slug of a game */
                game?: string | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamAchievementPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_add_steam_time: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionTimeCreateSchema"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTimeSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_undo_steam_time: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                added_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_list_steam_library: {
        parameters: {
            query?: {
                q?: string | null;
                /** @description Slug of a game */
                game?: string | null;
                /** @description Whether its game of the library is known */
                linked?: boolean | null;
                played?: boolean | null;
                /** @description Whether Steam no longer shows it */
                missing?: boolean | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamAppPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_get_steam_app: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                app_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamAppSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_update_steam_app: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                app_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SteamAppUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamAppSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_list_steam_app_achievements: {
        parameters: {
            query?: {
                unlocked?: boolean | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path: {
                app_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamAchievementPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_refresh_steam_achievements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                app_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_list_steam_playtime: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                app_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamTotalSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_integrations_api_steam_player: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamPlayerSchema"];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_integrations_api_steam_recent: {
        parameters: {
            query?: {
                /** @description At most 100 */
                count?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamRecentGameSchema"][];
                };
            };
            /** @description The service failed or sent an invalid response */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The integration isn't set up; says what to set */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description The service didn't respond in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_list_steam_sessions: {
        parameters: {
            query?: {
                /** @description Slug of a game */
                game?: string | null;
                app_id?: number | null;
                /** @description That ended on this day, or later */
                since?: string | null;
                /** @description That began on this day, or earlier */
                until?: string | null;
                /** @description Whether its time is added to a playthrough */
                added?: boolean | null;
                ordering?: string;
                limit?: number;
                offset?: number;
                /** @description The `next_cursor` of the previous page. Stays correct while rows are added and removed, at any depth. Can't be combined with `offset`. */
                cursor?: string | null;
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SteamSessionPageSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_steam_api_sync_steam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_list_affiliations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AffiliationSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_list_frames: {
        parameters: {
            query?: {
                limit?: number;
                prime_only?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FrameSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_get_mastery: {
        parameters: {
            query?: {
                granularity?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MasterySchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_get_mastery_completion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_get_mastery_remaining: {
        parameters: {
            query?: {
                include_vaulted?: boolean;
                include_primes?: boolean;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemainingSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_list_missions: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MissionSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_get_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarframeProfileSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_get_progression: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgressionSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_list_snapshots: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_get_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarframeStatsSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_list_weapons: {
        parameters: {
            query?: {
                sort?: string;
                limit?: number;
                offset?: number;
                min_kills?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeaponListSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_profiles_warframe_api_top_weapons: {
        parameters: {
            query?: {
                by?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeaponSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_list_works: {
        parameters: {
            query?: {
                /** @description Slug */
                franchise?: string | null;
                /** @description At most 5000 */
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkSchema"][];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_get_work: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_library_api_update_work_genres: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkGenresUpdateSchema"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkGenresSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_api_list_years: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearListSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
    apps_browsing_api_get_year: {
        parameters: {
            query?: {
                include?: "private" | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearDetailSchema"];
                };
            };
            /** @description What went wrong, and how to fix it */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemSchema"];
                };
            };
        };
    };
}
