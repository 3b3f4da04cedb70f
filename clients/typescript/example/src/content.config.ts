import { defineCollection } from "astro:content";
import { questlogLoader } from "questlog-client/astro";

const baseUrl = process.env.QUESTLOG_URL ?? "http://localhost:7176";

export const collections = {
  games: defineCollection({ loader: questlogLoader({ baseUrl, collection: "games" }) }),
  lists: defineCollection({ loader: questlogLoader({ baseUrl, collection: "lists" }) }),
  years: defineCollection({ loader: questlogLoader({ baseUrl, collection: "years" }) }),
};
