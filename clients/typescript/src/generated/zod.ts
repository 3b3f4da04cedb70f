// Made by `npm run generate`. Don't edit.

import { z } from "astro/zod";

export const CoverSizeSchema = z.object({
  "url": z.string(),
  "width": z.number(),
});

export const CoverSchema = z.object({
  "color": z.string(),
  "height": z.number(),
  "srcset": z.array(CoverSizeSchema),
  "url": z.string(),
  "width": z.number(),
});

export const PlatformSchema = z.object({
  "abbreviation": z.string(),
  "id": z.string(),
  "name": z.string(),
  "slug": z.string(),
});

export const GameEditionSchema = z.object({
  "cover": CoverSchema.nullable(),
  "cover_url": z.string().nullable().optional(),
  "edition_type": z.string(),
  "id": z.string(),
  "igdb_id": z.number().nullable().optional(),
  "name": z.string(),
  "platforms": z.array(PlatformSchema),
  "release_date": z.string().nullable().optional(),
  "slug": z.string(),
  "summary": z.string().nullable().optional(),
  "twitch_category_id": z.string().nullable().optional(),
  "work_id": z.string(),
});

export const FranchiseSchema = z.object({
  "id": z.string(),
  "name": z.string(),
  "slug": z.string(),
});

export const GameGenreSchema = z.object({
  "id": z.string(),
  "is_primary": z.boolean(),
  "name": z.string(),
  "slug": z.string(),
});

export const GameListSchema = z.object({
  "name": z.string(),
  "position": z.number().nullable(),
  "slug": z.string(),
});

export const PlayedEditionSchema = z.object({
  "edition_type": z.string(),
  "id": z.string(),
  "name": z.string(),
  "slug": z.string(),
});

export const GamePlaythroughSchema = z.object({
  "completed_at": z.string().nullable(),
  "created_at": z.string(),
  "edition": PlayedEditionSchema,
  "id": z.string(),
  "is_public": z.boolean(),
  "notes": z.string(),
  "platform": PlatformSchema.nullable(),
  "playtime_hours": z.number().nullable(),
  "rating": z.number().nullable(),
  "review": z.string(),
  "started_at": z.string().nullable(),
  "status": z.enum(["planned","playing","ongoing","paused","completed","dropped"]),
  "updated_at": z.string(),
});

export const GameSchema = z.object({
  "best_rating": z.number().nullable(),
  "cover": CoverSchema.nullable(),
  "cover_url": z.string().nullable(),
  "editions": z.array(GameEditionSchema).optional(),
  "franchise": FranchiseSchema.nullable(),
  "genres": z.array(GameGenreSchema),
  "id": z.string(),
  "igdb_id": z.number().nullable(),
  "lists": z.array(GameListSchema).optional(),
  "name": z.string(),
  "original_release_year": z.number().nullable(),
  "platforms": z.array(PlatformSchema),
  "playthroughs": z.array(GamePlaythroughSchema).optional(),
  "release_date": z.string().nullable(),
  "slug": z.string(),
  "sort_name": z.string(),
  "status": z.enum(["planned","playing","ongoing","paused","completed","dropped"]).nullable(),
  "times_completed": z.number(),
  "updated_at": z.string(),
});

export const EntrySchema = z.object({
  "id": z.string(),
  "notes": z.string(),
  "position": z.number().nullable().optional(),
  "work_id": z.string(),
  "work_name": z.string(),
  "work_slug": z.string(),
});

export const ListDetailSchema = z.object({
  "description": z.string(),
  "entries": z.array(EntrySchema),
  "id": z.string(),
  "is_ranked": z.boolean(),
  "name": z.string(),
  "slug": z.string(),
});

export const PlayedGameSchema = z.object({
  "cover_url": z.string().nullable(),
  "id": z.string(),
  "name": z.string(),
  "slug": z.string(),
});

export const PlaythroughSchema = z.object({
  "completed_at": z.string().nullable(),
  "created_at": z.string(),
  "edition": PlayedEditionSchema,
  "game": PlayedGameSchema,
  "id": z.string(),
  "is_public": z.boolean(),
  "notes": z.string(),
  "platform": PlatformSchema.nullable(),
  "playtime_hours": z.number().nullable(),
  "rating": z.number().nullable(),
  "review": z.string(),
  "started_at": z.string().nullable(),
  "status": z.enum(["planned","playing","ongoing","paused","completed","dropped"]),
  "updated_at": z.string(),
});

export const SessionSchema = z.object({
  "created_at": z.string(),
  "day": z.string(),
  "edition": PlayedEditionSchema,
  "ended_at": z.string().nullable(),
  "game": PlayedGameSchema,
  "id": z.string(),
  "is_running": z.boolean(),
  "minutes": z.number().nullable(),
  "note": z.string().nullable(),
  "paused_at": z.string().nullable(),
  "paused_seconds": z.number(),
  "platform": PlatformSchema.nullable(),
  "playthrough_id": z.string(),
  "source": z.enum(["owner","timer","steam","romm","import"]),
  "started_at": z.string().nullable(),
  "updated_at": z.string(),
  "vod_seconds": z.number().nullable(),
  "vod_url": z.string(),
});

export const YearShareSchema = z.object({
  "completed": z.number(),
  "hours": z.number(),
  "name": z.string(),
  "playthroughs": z.number(),
});

export const YearGameSchema = z.object({
  "cover_url": z.string().nullable(),
  "id": z.string(),
  "name": z.string(),
  "slug": z.string(),
});

export const YearHighlightSchema = z.object({
  "game": YearGameSchema,
  "text": z.string(),
});

export const YearFinishSchema = z.object({
  "completed_at": z.string().nullable(),
  "cover_url": z.string().nullable(),
  "id": z.string(),
  "name": z.string(),
  "rating": z.number().nullable(),
  "slug": z.string(),
});

export const YearImageSchema = z.object({
  "height": z.number(),
  "url": z.string(),
  "width": z.number(),
});

export const YearDetailSchema = z.object({
  "average_rating": z.number().nullable(),
  "by_platform": z.array(YearShareSchema),
  "completed": z.number(),
  "days_played": z.number(),
  "game_of_the_year": YearHighlightSchema.nullable(),
  "games": z.array(YearFinishSchema),
  "games_completed": z.number(),
  "highlights": z.array(YearHighlightSchema),
  "hours": z.number(),
  "id": z.string(),
  "images": z.array(YearImageSchema),
  "introduction": z.string(),
  "is_public": z.boolean(),
  "published_at": z.string().nullable(),
  "slug": z.string(),
  "title": z.string(),
  "url": z.string(),
  "year": z.number().nullable(),
});
