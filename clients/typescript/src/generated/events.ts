// Made by `npm run generate`. Don't edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * RaidClearPayload
         * @description A raid that was finished.
         */
        RaidClearPayload: {
            /**
             * Raid
             * @description Name of the raid, without its difficulty
             */
            raid: string;
            /**
             * Activity Name
             * @description Its name with the difficulty
             */
            activity_name: string;
            /**
             * Character Class
             * @description Titan, Hunter, or Warlock; empty if unknown
             */
            character_class: string;
            /**
             * Duration Seconds
             * @description How long it took, in seconds
             */
            duration_seconds: number;
            /**
             * Kills
             * @description The owner's own kills
             */
            kills: number;
            /**
             * Deaths
             * @description The owner's own deaths
             */
            deaths: number;
            /**
             * Assists
             * @description The owner's own assists
             */
            assists: number;
            /**
             * Clear Count
             * @description How often the raid has been cleared, this one included
             */
            clear_count: number;
            /**
             * Is Fastest
             * @description Whether no earlier clear of the raid was faster
             */
            is_fastest: boolean;
            /**
             * Image Url
             * @description Picture of the raid at Bungie, if known
             */
            image_url: string | null;
            /**
             * Started At
             * @description When it began, as ISO 8601
             */
            started_at: string;
            /**
             * Instance Id
             * @description Bungie's id of the activity
             */
            instance_id: string;
            /**
             * Activity Id
             * @description Id of the activity (UUID): /api/profiles/destiny/activities/…
             */
            activity_id: string;
        };
        /**
         * HiddenRaidPayload
         * @description A raid that is no longer public: only its id, so that you can drop it.
         */
        HiddenRaidPayload: {
            /**
             * Activity Id
             * @description Id of the activity (UUID)
             */
            activity_id: string;
        };
        /**
         * AchievementPayload
         * @description An achievement that was earned.
         */
        AchievementPayload: {
            /**
             * Character
             * @description Name of the character
             */
            character: string;
            /**
             * World
             * @description Its world, as in Balmung
             */
            world: string;
            /**
             * Achievement
             * @description Name of the achievement
             */
            achievement: string;
            /**
             * Achievement Id
             * @description The game's id
             */
            achievement_id: number;
            /**
             * Points
             * @description Its points; null while they are unknown
             */
            points: number | null;
            /**
             * Icon Url
             * @description Its icon; empty while unknown
             */
            icon_url: string;
            /**
             * Earned At
             * @description When it was earned, as the Lodestone has it
             */
            earned_at: string | null;
            /**
             * Profile Id
             * @description Id of the profile (UUID)
             */
            profile_id: string;
        };
        /**
         * HiddenProfilePayload
         * @description A profile that is no longer public: only its id, so that you can drop it.
         */
        HiddenProfilePayload: {
            /**
             * Profile Id
             * @description Id of the profile (UUID)
             */
            profile_id: string;
        };
        /**
         * LevelUpPayload
         * @description The new level of a job, and the one before.
         */
        LevelUpPayload: {
            /**
             * Character
             * @description Name of the character
             */
            character: string;
            /**
             * World
             * @description Its world, as in Balmung
             */
            world: string;
            /**
             * Job
             * @description Name of the job
             */
            job: string;
            /**
             * Role
             * @description Tank, Healer, Melee, Ranged, Magic, Hand, Land, or Other
             */
            role: string;
            /**
             * Level
             * @description The level now
             */
            level: number;
            /**
             * Previous Level
             * @description The level before; 0 for a new job
             */
            previous_level: number;
            /**
             * Is Max
             * @description Whether it is the job's highest level
             */
            is_max: boolean;
            /**
             * Profile Id
             * @description Id of the profile (UUID)
             */
            profile_id: string;
        };
        /**
         * HiddenHuntPayload
         * @description A hunt that is no longer public: only its id, so that you can drop it.
         */
        HiddenHuntPayload: {
            /**
             * Hunt Id
             * @description Id of the hunt (UUID)
             */
            hunt_id: string;
        };
        /**
         * EncounterPayload
         * @description An encounter. The first six keys will never change.
         */
        EncounterPayload: {
            /**
             * Villager
             * @description Name of the villager
             */
            villager: string;
            /**
             * Personality
             * @description Their personality
             */
            personality: string;
            /**
             * Species
             * @description Their species
             */
            species: string;
            /**
             * Icon Url
             * @description Address of a portrait of the villager
             */
            icon_url: string;
            /**
             * Encounter Number
             * @description Which island of the hunt it was, from 1
             */
            encounter_number: number;
            /**
             * Is Target
             * @description Whether the hunt is for them
             */
            is_target: boolean;
            /**
             * Recruited
             * @description Whether they move in
             */
            recruited: boolean;
            /**
             * Times Met
             * @description How often they were met by then, on all public hunts
             */
            times_met: number;
            /**
             * Encounter Count
             * @description Encounters of the hunt after this
             */
            encounter_count: number;
            /**
             * Villager Id
             * @description Number of the villager
             */
            villager_id: number;
            /**
             * Met At
             * @description When they were met
             */
            met_at: string;
            /**
             * Encounter Id
             * @description Id of the encounter (UUID)
             */
            encounter_id: string;
            /**
             * Hunt Id
             * @description Id of the hunt (UUID): /api/profiles/acnh/hunts/…
             */
            hunt_id: string;
        };
        /**
         * HuntPayload
         * @description A hunt after the change.
         */
        HuntPayload: {
            /**
             * Villager
             * @description Who was recruited, or else whom it is for, or “anyone”
             */
            villager: string;
            /**
             * Target
             * @description Whom it is for; null if for anyone
             */
            target: string | null;
            /**
             * Result
             * @description Who was recruited, if anyone
             */
            result: string | null;
            /**
             * Date
             * @description The day it began
             */
            date: string;
            /**
             * Encounter Count
             * @description Islands so far
             */
            encounter_count: number;
            /**
             * Is Running
             * @description Whether it still goes on
             */
            is_running: boolean;
            /**
             * Target Icon Url
             * @description Address of a portrait of the target
             */
            target_icon_url: string | null;
            /**
             * Result Icon Url
             * @description Address of a portrait of who was recruited
             */
            result_icon_url: string | null;
            /**
             * Hunt Id
             * @description Id of the hunt (UUID): /api/profiles/acnh/hunts/…
             */
            hunt_id: string;
        };
        /**
         * ImportPayload
         * @description What an import saved, as row counts.
         */
        ImportPayload: {
            /**
             * Import Id
             * @description Id of the import (UUID); null for POST /api/import
             */
            import_id: string | null;
            /**
             * Games
             * @description Games added
             * @default 0
             */
            games: number;
            /**
             * Games Changed
             * @description Games changed
             * @default 0
             */
            games_changed: number;
            /**
             * Editions
             * @description Editions added, not counting the first one of a new game
             * @default 0
             */
            editions: number;
            /**
             * Playthroughs
             * @description Playthroughs added
             * @default 0
             */
            playthroughs: number;
            /**
             * Completions
             * @description Playthroughs now completed
             * @default 0
             */
            completions: number;
            /**
             * Playthroughs Changed
             * @description Playthroughs changed
             * @default 0
             */
            playthroughs_changed: number;
            /**
             * Franchises
             * @description Franchises added
             * @default 0
             */
            franchises: number;
            /**
             * Genres
             * @description Genres added
             * @default 0
             */
            genres: number;
            /**
             * Platforms
             * @description Platforms added
             * @default 0
             */
            platforms: number;
            /**
             * Names Changed
             * @description Franchises, genres, and platforms renamed or linked
             * @default 0
             */
            names_changed: number;
            /**
             * Lists
             * @description Lists added
             * @default 0
             */
            lists: number;
            /**
             * Entries
             * @description List entries added
             * @default 0
             */
            entries: number;
            /**
             * Already There
             * @description Games that already matched the import
             * @default 0
             */
            already_there: number;
            /**
             * Skipped
             * @description Rows left out by the owner
             * @default 0
             */
            skipped: number;
            /**
             * Undecided
             * @description Rows that are still undecided
             * @default 0
             */
            undecided: number;
        };
        /**
         * ImportUndoPayload
         * @description What undoing an import changed, as row counts.
         */
        ImportUndoPayload: {
            /**
             * Import Id
             * @description Id of the import (UUID)
             */
            import_id: string;
            /**
             * Removed
             * @description Rows the import had created, now deleted
             */
            removed: number;
            /**
             * Restored
             * @description Rows restored to their earlier values
             */
            restored: number;
            /**
             * Kept
             * @description Rows left as they are because the owner has changed them
             */
            kept: number;
        };
        /**
         * RunCheckpointPayload
         * @description A checkpoint that was cleared, and the run after it.
         */
        RunCheckpointPayload: {
            /**
             * Challenge
             * @description Name of the challenge
             */
            challenge: string;
            /**
             * Challenge Slug
             * @description Slug of the challenge
             */
            challenge_slug: string;
            /**
             * Seed Number
             * @description Number of the attempt
             */
            seed_number: number;
            /**
             * Furthest
             * @description The furthest checkpoint it has cleared
             */
            furthest: string | null;
            /**
             * Furthest Order
             * @description Which of the checkpoints that is, from 1
             */
            furthest_order: number | null;
            /**
             * Next Checkpoint
             * @description The one after it; null after the last, or without any
             */
            next_checkpoint: string | null;
            /**
             * Checkpoint Count
             * @description How many checkpoints the challenge has
             */
            checkpoint_count: number;
            /**
             * Is Victory
             * @description Whether the run is won
             */
            is_victory: boolean;
            /**
             * Is Defeat
             * @description Whether the run is lost
             */
            is_defeat: boolean;
            /**
             * Run Id
             * @description Id of the run (UUID): /api/profiles/ironmon/runs/…
             */
            run_id: string;
            /**
             * Checkpoint
             * @description What was cleared
             */
            checkpoint: string;
            /**
             * Checkpoint Order
             * @description Its place among the checkpoints, from 1
             */
            checkpoint_order: number;
            /**
             * Trainer
             * @description Who was beaten there
             */
            trainer: string;
            /**
             * Is Personal Best
             * @description Whether no other run of the challenge has come this far
             */
            is_personal_best: boolean;
        };
        /**
         * RunDefeatPayload
         * @description What ended a run, and the run after it.
         */
        RunDefeatPayload: {
            /**
             * Challenge
             * @description Name of the challenge
             */
            challenge: string;
            /**
             * Challenge Slug
             * @description Slug of the challenge
             */
            challenge_slug: string;
            /**
             * Seed Number
             * @description Number of the attempt
             */
            seed_number: number;
            /**
             * Furthest
             * @description The furthest checkpoint it has cleared
             */
            furthest: string | null;
            /**
             * Furthest Order
             * @description Which of the checkpoints that is, from 1
             */
            furthest_order: number | null;
            /**
             * Next Checkpoint
             * @description The one after it; null after the last, or without any
             */
            next_checkpoint: string | null;
            /**
             * Checkpoint Count
             * @description How many checkpoints the challenge has
             */
            checkpoint_count: number;
            /**
             * Is Victory
             * @description Whether the run is won
             */
            is_victory: boolean;
            /**
             * Is Defeat
             * @description Whether the run is lost
             */
            is_defeat: boolean;
            /**
             * Run Id
             * @description Id of the run (UUID): /api/profiles/ironmon/runs/…
             */
            run_id: string;
            /**
             * Pokemon
             * @description The Pokémon that ended the run
             */
            pokemon: string;
            /**
             * Pokemon Id
             * @description The game's own number, not that of the National Pokédex
             */
            pokemon_id: number | null;
            /**
             * Level
             * @description Its level, if known
             */
            level: number | null;
            /**
             * Trainer
             * @description Null for a wild Pokémon
             */
            trainer: string | null;
            /**
             * Is Wild
             * @description Whether it was wild
             */
            is_wild: boolean;
            /**
             * Place
             * @description Where it happened; empty if unknown
             */
            place: string;
        };
        /**
         * RunPayload
         * @description A run as it is now.
         */
        RunPayload: {
            /**
             * Challenge
             * @description Name of the challenge
             */
            challenge: string;
            /**
             * Challenge Slug
             * @description Slug of the challenge
             */
            challenge_slug: string;
            /**
             * Seed Number
             * @description Number of the attempt
             */
            seed_number: number;
            /**
             * Furthest
             * @description The furthest checkpoint it has cleared
             */
            furthest: string | null;
            /**
             * Furthest Order
             * @description Which of the checkpoints that is, from 1
             */
            furthest_order: number | null;
            /**
             * Next Checkpoint
             * @description The one after it; null after the last, or without any
             */
            next_checkpoint: string | null;
            /**
             * Checkpoint Count
             * @description How many checkpoints the challenge has
             */
            checkpoint_count: number;
            /**
             * Is Victory
             * @description Whether the run is won
             */
            is_victory: boolean;
            /**
             * Is Defeat
             * @description Whether the run is lost
             */
            is_defeat: boolean;
            /**
             * Run Id
             * @description Id of the run (UUID): /api/profiles/ironmon/runs/…
             */
            run_id: string;
        };
        /**
         * HiddenRunPayload
         * @description A run that is no longer public: only its id, so that you can drop it.
         */
        HiddenRunPayload: {
            /**
             * Run Id
             * @description Id of the run (UUID)
             */
            run_id: string;
        };
        /**
         * PersonalBestPayload
         * @description The checkpoint that no run had come to before, and how far the best one was.
         */
        PersonalBestPayload: {
            /**
             * Challenge
             * @description Name of the challenge
             */
            challenge: string;
            /**
             * Challenge Slug
             * @description Slug of the challenge
             */
            challenge_slug: string;
            /**
             * Seed Number
             * @description Number of the attempt
             */
            seed_number: number;
            /**
             * Furthest
             * @description The furthest checkpoint it has cleared
             */
            furthest: string | null;
            /**
             * Furthest Order
             * @description Which of the checkpoints that is, from 1
             */
            furthest_order: number | null;
            /**
             * Next Checkpoint
             * @description The one after it; null after the last, or without any
             */
            next_checkpoint: string | null;
            /**
             * Checkpoint Count
             * @description How many checkpoints the challenge has
             */
            checkpoint_count: number;
            /**
             * Is Victory
             * @description Whether the run is won
             */
            is_victory: boolean;
            /**
             * Is Defeat
             * @description Whether the run is lost
             */
            is_defeat: boolean;
            /**
             * Run Id
             * @description Id of the run (UUID): /api/profiles/ironmon/runs/…
             */
            run_id: string;
            /**
             * Checkpoint
             * @description What was cleared
             */
            checkpoint: string;
            /**
             * Checkpoint Order
             * @description Its place among the checkpoints, from 1
             */
            checkpoint_order: number;
            /**
             * Trainer
             * @description Who was beaten there
             */
            trainer: string;
            /**
             * Is Personal Best
             * @description Whether no other run of the challenge has come this far
             */
            is_personal_best: boolean;
            /**
             * Previous Checkpoint
             * @description The furthest of all other runs; null if there was none
             */
            previous_checkpoint: string | null;
            /**
             * Previous Checkpoint Order
             * @description Its place among the checkpoints, from 1
             */
            previous_checkpoint_order: number | null;
            /**
             * Previous Seed Number
             * @description Number of the run that held the record
             */
            previous_seed_number: number | null;
        };
        /**
         * HiddenListPayload
         * @description A list that is no longer public: only its id, so that you can drop it.
         */
        HiddenListPayload: {
            /**
             * List Id
             * @description Id of the list (UUID)
             */
            list_id: string;
        };
        /**
         * MoveSchema
         * @description The move of one game. Positions start at 1; null if not on the list or
         *     unranked.
         */
        MoveSchema: {
            /**
             * Work
             * @description Name of the game
             */
            work: string;
            /**
             * Work Slug
             * @description Address of the game: /api/works/…
             */
            work_slug: string;
            /**
             * From
             * @description Previous position, from 1
             */
            from: number | null;
            /**
             * To
             * @description New position, from 1
             */
            to: number | null;
        };
        /**
         * ListPayload
         * @description A public list and what happened to it.
         */
        ListPayload: {
            /**
             * List
             * @description Slug: /api/lists/…
             */
            list: string;
            /**
             * Name
             * @description Name of the list
             */
            name: string;
            /**
             * Is Ranked
             * @description Whether it is ranked
             */
            is_ranked: boolean;
            /**
             * Verb
             * @description What happened to its entries (added, removed, reordered, restored, annotated, merged: two games became one) or to the list itself: created, changed (name, address, description, or tiers), or published (everyone can see it now)
             * @enum {string}
             */
            verb: "added" | "removed" | "reordered" | "restored" | "merged" | "annotated" | "created" | "changed" | "published";
            /**
             * Entries
             * @description Slugs of the affected games, at most 100
             */
            entries: string[];
            /**
             * Moves
             * @description The move of each affected game, at most 100
             */
            moves: components["schemas"]["MoveSchema"][];
            /**
             * Entries Changed
             * @description Number of affected games
             */
            entries_changed: number;
            /**
             * List Id
             * @description Id of the list (UUID)
             */
            list_id: string;
            /**
             * Version
             * @description How many times the list has changed, including this time
             */
            version: number;
            /**
             * Changed
             * @description For “changed”: what changed about the list itself
             */
            changed: ("name" | "slug" | "description" | "tiers")[];
            /**
             * Previous Slug
             * @description The previous address, if it changed
             */
            previous_slug: string | null;
        };
        /**
         * PlaythroughPayload
         * @description A playthrough after the change. The first five keys will never change.
         */
        PlaythroughPayload: {
            /**
             * Work
             * @description Name of the game
             */
            work: string;
            /**
             * Edition
             * @description Name of the edition
             */
            edition: string;
            /**
             * Platform
             * @description Name of the platform
             */
            platform: string | null;
            /**
             * Playtime Hours
             * @description Hours played, to one decimal place
             */
            playtime_hours: number | null;
            /**
             * Rating
             * @description The owner's rating: 0.5 to 5, in halves
             */
            rating: number | null;
            /**
             * Work Slug
             * @description Address of the game: /api/works/…
             */
            work_slug: string;
            /**
             * Edition Slug
             * @description Address of the edition: /api/editions/…
             */
            edition_slug: string;
            /**
             * Cover Url
             * @description Address of a cover image: the edition's, or else the game's
             */
            cover_url: string | null;
            /**
             * Status
             * @description The status after the change
             * @enum {string}
             */
            status: "planned" | "playing" | "ongoing" | "paused" | "completed" | "dropped";
            /**
             * Started At
             * @description When it was started
             */
            started_at: string | null;
            /**
             * Completed At
             * @description When it was completed, if known
             */
            completed_at: string | null;
            /**
             * Playthrough Id
             * @description Id of the playthrough (UUID): /api/playthroughs/…
             */
            playthrough_id: string;
        };
        /**
         * HiddenPlaythroughPayload
         * @description A playthrough that is no longer public: only its id, so that you can drop it.
         */
        HiddenPlaythroughPayload: {
            /**
             * Playthrough Id
             * @description Id of the playthrough (UUID)
             */
            playthrough_id: string;
        };
        /**
         * HiddenCharacterPayload
         * @description A character that is no longer public: only its id, so that you can drop it.
         */
        HiddenCharacterPayload: {
            /**
             * Character Id
             * @description Id of the character (UUID)
             */
            character_id: string;
        };
        /**
         * CharacterPayload
         * @description A character after the change.
         */
        CharacterPayload: {
            /**
             * Character
             * @description Name of the character
             */
            character: string;
            /**
             * Realm
             * @description pc, xbox, sony, or poe2
             */
            realm: string;
            /**
             * League
             * @description Its league; empty if unknown
             */
            league: string;
            /**
             * Class Name
             * @description Class, such as Witch
             */
            class_name: string;
            /**
             * Ascendancy
             * @description Ascendancy, such as Necromancer; empty if none
             */
            ascendancy: string;
            /**
             * Level
             * @description Level, from 1 to 100
             */
            level: number;
            /**
             * Main Skill
             * @description What the build does; empty if unknown
             */
            main_skill: string;
            /**
             * Hours
             * @description Hours played; null if unknown
             */
            hours: number | null;
            /**
             * Deaths
             * @description Deaths; null if unknown
             */
            deaths: number | null;
            /**
             * Character Id
             * @description Id of the character (UUID): /api/profiles/poe/characters/…
             */
            character_id: string;
        };
        /**
         * ProfileImportPayload
         * @description How much a file brought; none of it has an event of its own.
         */
        ProfileImportPayload: {
            /**
             * Profile
             * @description Slug of the profile: /api/profiles/<slug>/…
             */
            profile: string;
            /**
             * Name
             * @description Name of the profile
             */
            name: string;
            /**
             * Format
             * @description What the file was recognized as
             */
            format: string;
            /**
             * Added
             * @description Rows that are new
             */
            added: number;
            /**
             * Updated
             * @description Rows that were there and were changed
             */
            updated: number;
            /**
             * Import Id
             * @description Id of the import (UUID)
             */
            import_id: string;
        };
        /**
         * ProfileImportUndoPayload
         * @description How much of an import was taken back.
         */
        ProfileImportUndoPayload: {
            /**
             * Profile
             * @description Slug of the profile: /api/profiles/<slug>/…
             */
            profile: string;
            /**
             * Name
             * @description Name of the profile
             */
            name: string;
            /**
             * Undone
             * @description Rows that were removed or restored
             */
            undone: number;
            /**
             * Kept
             * @description Rows that stayed, because they were changed since
             */
            kept: number;
            /**
             * Import Id
             * @description Id of the import (UUID)
             */
            import_id: string;
        };
        /**
         * ProfileSyncedPayload
         * @description What a sync with a service has changed.
         */
        ProfileSyncedPayload: {
            /**
             * Profile
             * @description Slug of the profile: /api/profiles/<slug>/…
             */
            profile: string;
            /**
             * Name
             * @description Name of the profile
             */
            name: string;
            /**
             * Game
             * @description Name of the game that the profile is of
             */
            game: string;
            /**
             * Changes
             * @description What changed, each in a few words; the first 50
             */
            changes: string[];
            /**
             * Change Count
             * @description How many changes there are
             */
            change_count: number;
            /**
             * Synced At
             * @description When, as ISO 8601 with time zone
             */
            synced_at: string;
        };
        /**
         * DeletedSessionPayload
         * @description A session that is no more: only its id, so that you can drop it.
         */
        DeletedSessionPayload: {
            /**
             * Session Id
             * @description Id of the session (UUID)
             */
            session_id: string;
        };
        /**
         * SessionPayload
         * @description A session after the change.
         */
        SessionPayload: {
            /**
             * Work
             * @description Name of the game
             */
            work: string;
            /**
             * Edition
             * @description Name of the edition
             */
            edition: string;
            /**
             * Platform
             * @description Name of the platform
             */
            platform: string | null;
            /**
             * Work Slug
             * @description Address of the game: /api/works/…
             */
            work_slug: string;
            /**
             * Cover Url
             * @description Address of a cover image: the edition's, or else the game's
             */
            cover_url: string | null;
            /**
             * Day
             * @description The day it began, in the owner's time zone
             */
            day: string;
            /**
             * Started At
             * @description When it began (ISO 8601); null if only the day is known
             */
            started_at: string | null;
            /**
             * Ended At
             * @description When it ended; null while it is running
             */
            ended_at: string | null;
            /**
             * Minutes
             * @description Played, without pauses; null while it is running
             */
            minutes: number | null;
            /**
             * Paused At
             * @description Since when it is paused; null if it isn't
             */
            paused_at: string | null;
            /**
             * Paused Seconds
             * @description How long it was paused in all before. A clock shows the time since `started_at`, or from there to `paused_at`, less these.
             */
            paused_seconds: number;
            /**
             * Playtime Hours
             * @description Hours of the playthrough, with this session once it ended
             */
            playtime_hours: number | null;
            /**
             * Session Id
             * @description Id of the session (UUID): /api/sessions/…
             */
            session_id: string;
            /**
             * Playthrough Id
             * @description Id of the playthrough (UUID): /api/playthroughs/…
             */
            playthrough_id: string;
        };
        /**
         * SteamAchievementPayload
         * @description An achievement that was unlocked, and how many the game has by now.
         */
        SteamAchievementPayload: {
            /**
             * Achievement
             * @description Name of the achievement
             */
            achievement: string;
            /**
             * Description
             * @description What it takes; empty if Steam keeps that hidden
             */
            description: string;
            /**
             * Game
             * @description Name of the game at Steam
             */
            game: string;
            /**
             * App Id
             * @description Number of the game at Steam
             */
            app_id: number;
            /**
             * Work
             * @description Slug of the game in the library; null if it isn’t there
             */
            work: string | null;
            /**
             * Rarity
             * @description Percent of all players who have it; null if unknown
             */
            rarity: number | null;
            /**
             * Icon Url
             * @description Its icon at Steam; empty if there isn’t one
             */
            icon_url: string;
            /**
             * Unlocked At
             * @description When, as ISO 8601 with time zone; null if unknown
             */
            unlocked_at: string | null;
            /**
             * Unlocked
             * @description How many of the game are unlocked now
             */
            unlocked: number;
            /**
             * Total
             * @description How many the game has
             */
            total: number;
            /**
             * Achievement Id
             * @description Id of the achievement here (UUID)
             */
            achievement_id: string;
            /**
             * Account Id
             * @description Id of the account here (UUID)
             */
            account_id: string;
        };
        /**
         * HiddenSteamAccountPayload
         * @description An account that is no longer public: only its id, so that you can drop it.
         */
        HiddenSteamAccountPayload: {
            /**
             * Account Id
             * @description Id of the account here (UUID)
             */
            account_id: string;
        };
        /**
         * SteamSyncedPayload
         * @description What a sync with Steam has changed.
         */
        SteamSyncedPayload: {
            /**
             * Changes
             * @description What changed, each in a few words; the first 50
             */
            changes: string[];
            /**
             * Change Count
             * @description How many changes there are
             */
            change_count: number;
            /**
             * Synced At
             * @description When, as ISO 8601 with time zone
             */
            synced_at: string;
            /**
             * Account Id
             * @description Id of the account here (UUID)
             */
            account_id: string;
        };
        /**
         * BestRankPayload
         * @description A career with a higher rank than any before, and what was the highest.
         */
        BestRankPayload: {
            /**
             * Trainee
             * @description Name of the trainee
             */
            trainee: string;
            /**
             * Outfit
             * @description Title of her outfit
             */
            outfit: string;
            /**
             * Scenario
             * @description Short name of the scenario
             */
            scenario: string | null;
            /**
             * Rank
             * @description Letter of the rank: “A+”
             */
            rank: string | null;
            /**
             * Score
             * @description Evaluation score
             */
            score: number | null;
            /**
             * Speed
             * @description Final Speed
             */
            speed: number | null;
            /**
             * Stamina
             * @description Final Stamina
             */
            stamina: number | null;
            /**
             * Power
             * @description Final Power
             */
            power: number | null;
            /**
             * Guts
             * @description Final Guts
             */
            guts: number | null;
            /**
             * Wit
             * @description Final Wit
             */
            wit: number | null;
            /**
             * Fans
             * @description Fans at the end
             */
            fans: number | null;
            /**
             * Races
             * @description Races run
             */
            races: number | null;
            /**
             * Wins
             * @description Races won
             */
            wins: number | null;
            /**
             * Is Best
             * @description Whether no other career has a score as high
             */
            is_best: boolean;
            /**
             * Run Id
             * @description Id of the run (UUID): /api/profiles/umamusume/runs/…
             */
            run_id: string;
            /**
             * Previous Rank
             * @description The best rank before; null for the first one
             */
            previous_rank: string | null;
            /**
             * Previous Score
             * @description The best score before; null for the first one
             */
            previous_score: number | null;
        };
        /**
         * HiddenEntryPayload
         * @description An entry that is no longer public: only its id, so that you can drop it.
         */
        HiddenEntryPayload: {
            /**
             * Entry Id
             * @description Id of the entry (UUID)
             */
            entry_id: string;
        };
        /**
         * MeetingMemberPayload
         * @description One of the three who ran.
         */
        MeetingMemberPayload: {
            /**
             * Trainee
             * @description Name of the trainee
             */
            trainee: string;
            /**
             * Outfit
             * @description Title of her outfit
             */
            outfit: string;
            /**
             * Role
             * @description What she ran for: ace, blocker, debuffer
             */
            role: string | null;
            /**
             * Run Id
             * @description Id of her run (UUID), if it is public
             */
            run_id: string | null;
        };
        /**
         * MeetingResultPayload
         * @description How a Champions Meeting went.
         */
        MeetingResultPayload: {
            /**
             * Meeting
             * @description Name and year of the Champions Meeting
             */
            meeting: string;
            /**
             * League
             * @description graded or open
             */
            league: string;
            /**
             * Group
             * @description Group of the final: A or B
             */
            group: string | null;
            /**
             * Place
             * @description Place in the final, 1 to 3
             */
            place: number;
            /**
             * Round1 Wins
             * @description Races won in round 1
             */
            round1_wins: number | null;
            /**
             * Round1 Races
             * @description Races run in round 1
             */
            round1_races: number | null;
            /**
             * Round2 Wins
             * @description Races won in round 2
             */
            round2_wins: number | null;
            /**
             * Round2 Races
             * @description Races run in round 2
             */
            round2_races: number | null;
            /**
             * Members
             * @description Who ran
             */
            members: components["schemas"]["MeetingMemberPayload"][];
            /**
             * Entry Id
             * @description Id of the entry (UUID): /api/profiles/umamusume/meetings/…
             */
            entry_id: string;
        };
        /**
         * CareerPayload
         * @description A finished career.
         */
        CareerPayload: {
            /**
             * Trainee
             * @description Name of the trainee
             */
            trainee: string;
            /**
             * Outfit
             * @description Title of her outfit
             */
            outfit: string;
            /**
             * Scenario
             * @description Short name of the scenario
             */
            scenario: string | null;
            /**
             * Rank
             * @description Letter of the rank: “A+”
             */
            rank: string | null;
            /**
             * Score
             * @description Evaluation score
             */
            score: number | null;
            /**
             * Speed
             * @description Final Speed
             */
            speed: number | null;
            /**
             * Stamina
             * @description Final Stamina
             */
            stamina: number | null;
            /**
             * Power
             * @description Final Power
             */
            power: number | null;
            /**
             * Guts
             * @description Final Guts
             */
            guts: number | null;
            /**
             * Wit
             * @description Final Wit
             */
            wit: number | null;
            /**
             * Fans
             * @description Fans at the end
             */
            fans: number | null;
            /**
             * Races
             * @description Races run
             */
            races: number | null;
            /**
             * Wins
             * @description Races won
             */
            wins: number | null;
            /**
             * Is Best
             * @description Whether no other career has a score as high
             */
            is_best: boolean;
            /**
             * Run Id
             * @description Id of the run (UUID): /api/profiles/umamusume/runs/…
             */
            run_id: string;
        };
        /**
         * HiddenCareerPayload
         * @description A run that is no longer public: only its id, so that you can drop it.
         */
        HiddenCareerPayload: {
            /**
             * Run Id
             * @description Id of the run (UUID)
             */
            run_id: string;
        };
        /**
         * MasteryRankPayload
         * @description The new mastery rank, and the one before.
         */
        MasteryRankPayload: {
            /**
             * Display Name
             * @description Name of the account in the game
             */
            display_name: string;
            /**
             * Mastery Rank
             * @description The rank now; from 31 on they are Legendary
             */
            mastery_rank: number;
            /**
             * Rank Name
             * @description What the game calls it
             */
            rank_name: string;
            /**
             * Previous Rank
             * @description The rank before
             */
            previous_rank: number;
            /**
             * Time Played Hours
             * @description Hours played by then
             */
            time_played_hours: number;
            /**
             * Profile Id
             * @description Id of the profile (UUID)
             */
            profile_id: string;
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
        /** GameGenreSchema */
        GameGenreSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Is Primary */
            is_primary: boolean;
        };
        /** PlatformSchema */
        PlatformSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Abbreviation */
            abbreviation: string;
        };
        /** WorkEditionSchema */
        WorkEditionSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Edition Type */
            edition_type: string;
        };
        /**
         * WorkPayload
         * @description A work after the change, as shown by `/api/works` and `/api/games`.
         */
        WorkPayload: {
            /**
             * Id
             * @description Id of the work (UUID)
             */
            id: string;
            /**
             * Name
             * @description Name of the game
             */
            name: string;
            /**
             * Slug
             * @description Address of the work: /api/works/…
             */
            slug: string;
            /** @description The series it belongs to */
            franchise: components["schemas"]["FranchiseSchema"] | null;
            /**
             * Original Release Year
             * @description Year of its first release, anywhere
             */
            original_release_year: number | null;
            /**
             * Genres
             * @description The primary one first
             */
            genres: components["schemas"]["GameGenreSchema"][];
            /**
             * Platforms
             * @description The platforms it runs on
             */
            platforms: components["schemas"]["PlatformSchema"][];
            /**
             * Release Date
             * @description Its first release: 1995, 1995-03 …
             */
            release_date: string | null;
            /**
             * Cover Url
             * @description Address of the cover image
             */
            cover_url: string | null;
            /**
             * Igdb Id
             * @description Its id at igdb.com
             */
            igdb_id: number | null;
            /**
             * Editions
             * @description The first 30, oldest in the library first
             */
            editions: components["schemas"]["WorkEditionSchema"][];
            /**
             * Edition Count
             * @description How many editions it has
             */
            edition_count: number;
            /**
             * Changed
             * @description Names of the changed fields; empty for a new work. Long texts (summary, aliases) and edition details are listed here, but their values aren't included: read /api/games/…
             */
            changed: ("aliases" | "cover_url" | "editions" | "franchise" | "genres" | "igdb_id" | "name" | "original_release_year" | "platforms" | "release_date" | "slug" | "sort_name" | "summary" | "uploaded_cover")[];
            /**
             * Previous Slug
             * @description The previous address, if it changed
             */
            previous_slug: string | null;
            /**
             * Version
             * @description How many times the work has changed, including this time
             */
            version: number;
        };
        /** WorkReferenceSchema */
        WorkReferenceSchema: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
        };
        /**
         * WorkDeletePayload
         * @description A deleted work.
         */
        WorkDeletePayload: {
            /**
             * Id
             * @description Id of the deleted work (UUID)
             */
            id: string;
            /**
             * Name
             * @description Name of the deleted game
             */
            name: string;
            /**
             * Slug
             * @description Address of the deleted work
             */
            slug: string;
            /**
             * Version
             * @description How many times it changed, including this time
             */
            version: number;
            /**
             * @description The work that it was merged into: link there instead. Null if it was deleted for good
             * @default null
             */
            merged_into: components["schemas"]["WorkReferenceSchema"] | null;
        };
        /**
         * HiddenYearPayload
         * @description A review that is no longer public: only its id, so that you can drop it.
         */
        HiddenYearPayload: {
            /**
             * Review Id
             * @description Id of the review (UUID)
             */
            review_id: string;
        };
        /**
         * YearPayload
         * @description A review of a year that everyone can see now.
         */
        YearPayload: {
            /**
             * Year
             * @description The year; null for the review of all time
             */
            year: number | null;
            /**
             * Slug
             * @description /api/years/…: “2025”, or “all”
             */
            slug: string;
            /**
             * Title
             * @description What the owner calls it; may be empty
             */
            title: string;
            /**
             * Url
             * @description Its page, from the root of this server: /year/2025/
             */
            url: string;
            /**
             * Review Id
             * @description Id of the review (UUID)
             */
            review_id: string;
        };
        /**
         * HelloPayload
         * @description Where the stream is and where this reader starts.
         */
        HelloPayload: {
            /**
             * Protocol
             * @description Protocol version: 1
             */
            protocol: number;
            /**
             * Epoch
             * @description Identifies the log; a different value means the log was replaced
             */
            epoch: string;
            /**
             * Sequence
             * @description Number of the newest event
             */
            sequence: number;
            /**
             * First Sequence
             * @description Number of the oldest event kept
             */
            first_sequence: number;
            /**
             * Resumed
             * @description Whether it resumes from `since`
             */
            resumed: boolean;
            /**
             * Replaying
             * @description Number of missed events that come first
             */
            replaying: number;
            /**
             * Keepalive
             * @description Seconds between events:position frames
             */
            keepalive: number;
            /**
             * Types
             * @description Event types; * matches any part: questlog:list_*
             */
            types: string[];
        };
        /**
         * ResetPayload
         * @description Missed events are gone. Reload the full state, then continue from here.
         */
        ResetPayload: {
            /**
             * Reason
             * @description epoch: the log was replaced; too_old: events after `since` are no longer kept; ahead: that event hasn't happened yet
             * @enum {string}
             */
            reason: "epoch" | "too_old" | "ahead";
            /**
             * Epoch
             * @description Identifies the log; a different value means the log was replaced
             */
            epoch: string;
            /**
             * Sequence
             * @description Number of the event it continues after
             */
            sequence: number;
        };
        /**
         * PositionPayload
         * @description How far this reader is, including types it didn't ask for.
         */
        PositionPayload: {
            /**
             * Epoch
             * @description Identifies the log; a different value means the log was replaced
             */
            epoch: string;
            /**
             * Sequence
             * @description Number of the last event sent
             */
            sequence: number;
        };
        /**
         * SubscribedPayload
         * @description The reply to `subscribe`.
         */
        SubscribedPayload: {
            /**
             * Types
             * @description Event types; * matches any part: questlog:list_*
             */
            types: string[];
            /**
             * Nonce
             * @default null
             */
            nonce: (string | number) | null;
        };
        /**
         * PongPayload
         * @description The reply to `ping`.
         */
        PongPayload: {
            /**
             * Nonce
             * @default null
             */
            nonce: (string | number) | null;
        };
        /**
         * ErrorPayload
         * @description The message or address was invalid.
         */
        ErrorPayload: {
            /**
             * Message
             * @description What went wrong and how to fix it
             */
            message: string;
        };
        /**
         * SubscribeMessage
         * @description Subscribes to other types from now on.
         */
        SubscribeMessage: {
            /**
             * Op
             * @constant
             */
            op: "subscribe";
            /**
             * Types
             * @description Event types; * matches any part: questlog:list_*
             */
            types: string[];
            /**
             * Nonce
             * @default null
             */
            nonce: (string | number) | null;
        };
        /**
         * PingMessage
         * @description Asks for a pong.
         */
        PingMessage: {
            /**
             * Op
             * @constant
             */
            op: "ping";
            /**
             * Nonce
             * @default null
             */
            nonce: (string | number) | null;
        };
        event_questlog_destiny_raid_clear: {
            /** @constant */
            type: "questlog:destiny_raid_clear";
            payload: components["schemas"]["RaidClearPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_destiny_raid_hide: {
            /** @constant */
            type: "questlog:destiny_raid_hide";
            payload: components["schemas"]["HiddenRaidPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ffxiv_achievement: {
            /** @constant */
            type: "questlog:ffxiv_achievement";
            payload: components["schemas"]["AchievementPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ffxiv_hide: {
            /** @constant */
            type: "questlog:ffxiv_hide";
            payload: components["schemas"]["HiddenProfilePayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ffxiv_level_up: {
            /** @constant */
            type: "questlog:ffxiv_level_up";
            payload: components["schemas"]["LevelUpPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_hunt_delete: {
            /** @constant */
            type: "questlog:hunt_delete";
            payload: components["schemas"]["HiddenHuntPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_hunt_encounter: {
            /** @constant */
            type: "questlog:hunt_encounter";
            payload: components["schemas"]["EncounterPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_hunt_end: {
            /** @constant */
            type: "questlog:hunt_end";
            payload: components["schemas"]["HuntPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_hunt_hide: {
            /** @constant */
            type: "questlog:hunt_hide";
            payload: components["schemas"]["HiddenHuntPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_hunt_start: {
            /** @constant */
            type: "questlog:hunt_start";
            payload: components["schemas"]["HuntPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_hunt_update: {
            /** @constant */
            type: "questlog:hunt_update";
            payload: components["schemas"]["HuntPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_hunt_withdraw: {
            /** @constant */
            type: "questlog:hunt_withdraw";
            payload: components["schemas"]["EncounterPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_import_complete: {
            /** @constant */
            type: "questlog:import_complete";
            payload: components["schemas"]["ImportPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 2;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_import_undo: {
            /** @constant */
            type: "questlog:import_undo";
            payload: components["schemas"]["ImportUndoPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 2;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_checkpoint: {
            /** @constant */
            type: "questlog:ironmon_checkpoint";
            payload: components["schemas"]["RunCheckpointPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_checkpoint_withdraw: {
            /** @constant */
            type: "questlog:ironmon_checkpoint_withdraw";
            payload: components["schemas"]["RunCheckpointPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_defeat: {
            /** @constant */
            type: "questlog:ironmon_defeat";
            payload: components["schemas"]["RunDefeatPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_defeat_correct: {
            /** @constant */
            type: "questlog:ironmon_defeat_correct";
            payload: components["schemas"]["RunDefeatPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_defeat_withdraw: {
            /** @constant */
            type: "questlog:ironmon_defeat_withdraw";
            payload: components["schemas"]["RunPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_delete: {
            /** @constant */
            type: "questlog:ironmon_delete";
            payload: components["schemas"]["HiddenRunPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_hide: {
            /** @constant */
            type: "questlog:ironmon_hide";
            payload: components["schemas"]["HiddenRunPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_personal_best: {
            /** @constant */
            type: "questlog:ironmon_personal_best";
            payload: components["schemas"]["PersonalBestPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_start: {
            /** @constant */
            type: "questlog:ironmon_start";
            payload: components["schemas"]["RunPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_ironmon_victory: {
            /** @constant */
            type: "questlog:ironmon_victory";
            payload: components["schemas"]["RunPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_list_delete: {
            /** @constant */
            type: "questlog:list_delete";
            payload: components["schemas"]["HiddenListPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_list_hide: {
            /** @constant */
            type: "questlog:list_hide";
            payload: components["schemas"]["HiddenListPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_list_updated: {
            /** @constant */
            type: "questlog:list_updated";
            payload: components["schemas"]["ListPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_complete: {
            /** @constant */
            type: "questlog:playthrough_complete";
            payload: components["schemas"]["PlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_delete: {
            /** @constant */
            type: "questlog:playthrough_delete";
            payload: components["schemas"]["HiddenPlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_drop: {
            /** @constant */
            type: "questlog:playthrough_drop";
            payload: components["schemas"]["PlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_hide: {
            /** @constant */
            type: "questlog:playthrough_hide";
            payload: components["schemas"]["HiddenPlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_ongoing: {
            /** @constant */
            type: "questlog:playthrough_ongoing";
            payload: components["schemas"]["PlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_pause: {
            /** @constant */
            type: "questlog:playthrough_pause";
            payload: components["schemas"]["PlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_resume: {
            /** @constant */
            type: "questlog:playthrough_resume";
            payload: components["schemas"]["PlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_playthrough_start: {
            /** @constant */
            type: "questlog:playthrough_start";
            payload: components["schemas"]["PlaythroughPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_poe_character_delete: {
            /** @constant */
            type: "questlog:poe_character_delete";
            payload: components["schemas"]["HiddenCharacterPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_poe_character_hide: {
            /** @constant */
            type: "questlog:poe_character_hide";
            payload: components["schemas"]["HiddenCharacterPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_poe_character_update: {
            /** @constant */
            type: "questlog:poe_character_update";
            payload: components["schemas"]["CharacterPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_profile_import: {
            /** @constant */
            type: "questlog:profile_import";
            payload: components["schemas"]["ProfileImportPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_profile_import_undo: {
            /** @constant */
            type: "questlog:profile_import_undo";
            payload: components["schemas"]["ProfileImportUndoPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_profile_synced: {
            /** @constant */
            type: "questlog:profile_synced";
            payload: components["schemas"]["ProfileSyncedPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_session_delete: {
            /** @constant */
            type: "questlog:session_delete";
            payload: components["schemas"]["DeletedSessionPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_session_end: {
            /** @constant */
            type: "questlog:session_end";
            payload: components["schemas"]["SessionPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_session_log: {
            /** @constant */
            type: "questlog:session_log";
            payload: components["schemas"]["SessionPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_session_pause: {
            /** @constant */
            type: "questlog:session_pause";
            payload: components["schemas"]["SessionPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_session_resume: {
            /** @constant */
            type: "questlog:session_resume";
            payload: components["schemas"]["SessionPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_session_start: {
            /** @constant */
            type: "questlog:session_start";
            payload: components["schemas"]["SessionPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_steam_achievement: {
            /** @constant */
            type: "questlog:steam_achievement";
            payload: components["schemas"]["SteamAchievementPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_steam_hide: {
            /** @constant */
            type: "questlog:steam_hide";
            payload: components["schemas"]["HiddenSteamAccountPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_steam_synced: {
            /** @constant */
            type: "questlog:steam_synced";
            payload: components["schemas"]["SteamSyncedPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_umamusume_best_rank: {
            /** @constant */
            type: "questlog:umamusume_best_rank";
            payload: components["schemas"]["BestRankPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_umamusume_meeting_delete: {
            /** @constant */
            type: "questlog:umamusume_meeting_delete";
            payload: components["schemas"]["HiddenEntryPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_umamusume_meeting_hide: {
            /** @constant */
            type: "questlog:umamusume_meeting_hide";
            payload: components["schemas"]["HiddenEntryPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_umamusume_meeting_result: {
            /** @constant */
            type: "questlog:umamusume_meeting_result";
            payload: components["schemas"]["MeetingResultPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_umamusume_run_complete: {
            /** @constant */
            type: "questlog:umamusume_run_complete";
            payload: components["schemas"]["CareerPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_umamusume_run_delete: {
            /** @constant */
            type: "questlog:umamusume_run_delete";
            payload: components["schemas"]["HiddenCareerPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_umamusume_run_hide: {
            /** @constant */
            type: "questlog:umamusume_run_hide";
            payload: components["schemas"]["HiddenCareerPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_warframe_hide: {
            /** @constant */
            type: "questlog:warframe_hide";
            payload: components["schemas"]["HiddenProfilePayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_warframe_mastery_rank: {
            /** @constant */
            type: "questlog:warframe_mastery_rank";
            payload: components["schemas"]["MasteryRankPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_work_create: {
            /** @constant */
            type: "questlog:work_create";
            payload: components["schemas"]["WorkPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_work_delete: {
            /** @constant */
            type: "questlog:work_delete";
            payload: components["schemas"]["WorkDeletePayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_work_update: {
            /** @constant */
            type: "questlog:work_update";
            payload: components["schemas"]["WorkPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_year_hide: {
            /** @constant */
            type: "questlog:year_hide";
            payload: components["schemas"]["HiddenYearPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
        };
        event_questlog_year_publish: {
            /** @constant */
            type: "questlog:year_publish";
            payload: components["schemas"]["YearPayload"];
            /**
             * Format: date-time
             * @description When it happened, in UTC with microseconds
             */
            timestamp: string;
            /**
             * Format: uuid
             * @description Use it to drop duplicates; the same on every channel
             */
            id: string;
            /** @description Position in the stream: increases by one, without gaps */
            sequence: number;
            /** @description Identifies the log; <epoch>.<sequence> is the cursor */
            epoch: string;
            /**
             * @description Version of the payload; increased when a key changes its meaning
             * @constant
             */
            version: 1;
            /** @description The row it is about: <noun>:<uuid> */
            subject: string;
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

/** Everything that can happen, told apart by `type`. */
export type AnyEvent =
  | components["schemas"]["event_questlog_destiny_raid_clear"]
  | components["schemas"]["event_questlog_destiny_raid_hide"]
  | components["schemas"]["event_questlog_ffxiv_achievement"]
  | components["schemas"]["event_questlog_ffxiv_hide"]
  | components["schemas"]["event_questlog_ffxiv_level_up"]
  | components["schemas"]["event_questlog_hunt_delete"]
  | components["schemas"]["event_questlog_hunt_encounter"]
  | components["schemas"]["event_questlog_hunt_end"]
  | components["schemas"]["event_questlog_hunt_hide"]
  | components["schemas"]["event_questlog_hunt_start"]
  | components["schemas"]["event_questlog_hunt_update"]
  | components["schemas"]["event_questlog_hunt_withdraw"]
  | components["schemas"]["event_questlog_import_complete"]
  | components["schemas"]["event_questlog_import_undo"]
  | components["schemas"]["event_questlog_ironmon_checkpoint"]
  | components["schemas"]["event_questlog_ironmon_checkpoint_withdraw"]
  | components["schemas"]["event_questlog_ironmon_defeat"]
  | components["schemas"]["event_questlog_ironmon_defeat_correct"]
  | components["schemas"]["event_questlog_ironmon_defeat_withdraw"]
  | components["schemas"]["event_questlog_ironmon_delete"]
  | components["schemas"]["event_questlog_ironmon_hide"]
  | components["schemas"]["event_questlog_ironmon_personal_best"]
  | components["schemas"]["event_questlog_ironmon_start"]
  | components["schemas"]["event_questlog_ironmon_victory"]
  | components["schemas"]["event_questlog_list_delete"]
  | components["schemas"]["event_questlog_list_hide"]
  | components["schemas"]["event_questlog_list_updated"]
  | components["schemas"]["event_questlog_playthrough_complete"]
  | components["schemas"]["event_questlog_playthrough_delete"]
  | components["schemas"]["event_questlog_playthrough_drop"]
  | components["schemas"]["event_questlog_playthrough_hide"]
  | components["schemas"]["event_questlog_playthrough_ongoing"]
  | components["schemas"]["event_questlog_playthrough_pause"]
  | components["schemas"]["event_questlog_playthrough_resume"]
  | components["schemas"]["event_questlog_playthrough_start"]
  | components["schemas"]["event_questlog_poe_character_delete"]
  | components["schemas"]["event_questlog_poe_character_hide"]
  | components["schemas"]["event_questlog_poe_character_update"]
  | components["schemas"]["event_questlog_profile_import"]
  | components["schemas"]["event_questlog_profile_import_undo"]
  | components["schemas"]["event_questlog_profile_synced"]
  | components["schemas"]["event_questlog_session_delete"]
  | components["schemas"]["event_questlog_session_end"]
  | components["schemas"]["event_questlog_session_log"]
  | components["schemas"]["event_questlog_session_pause"]
  | components["schemas"]["event_questlog_session_resume"]
  | components["schemas"]["event_questlog_session_start"]
  | components["schemas"]["event_questlog_steam_achievement"]
  | components["schemas"]["event_questlog_steam_hide"]
  | components["schemas"]["event_questlog_steam_synced"]
  | components["schemas"]["event_questlog_umamusume_best_rank"]
  | components["schemas"]["event_questlog_umamusume_meeting_delete"]
  | components["schemas"]["event_questlog_umamusume_meeting_hide"]
  | components["schemas"]["event_questlog_umamusume_meeting_result"]
  | components["schemas"]["event_questlog_umamusume_run_complete"]
  | components["schemas"]["event_questlog_umamusume_run_delete"]
  | components["schemas"]["event_questlog_umamusume_run_hide"]
  | components["schemas"]["event_questlog_warframe_hide"]
  | components["schemas"]["event_questlog_warframe_mastery_rank"]
  | components["schemas"]["event_questlog_work_create"]
  | components["schemas"]["event_questlog_work_delete"]
  | components["schemas"]["event_questlog_work_update"]
  | components["schemas"]["event_questlog_year_hide"]
  | components["schemas"]["event_questlog_year_publish"];

export type ResetPayload = components["schemas"]["ResetPayload"];
