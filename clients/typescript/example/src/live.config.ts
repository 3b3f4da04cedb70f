import { defineLiveCollection } from "astro:content";
import { questlogLiveLoader } from "questlog-client/astro";

const baseUrl = process.env.QUESTLOG_URL ?? "http://localhost:7176";

export const collections = {
  playing: defineLiveCollection({
    loader: questlogLiveLoader({ baseUrl, collection: "playthroughs" }),
  }),
};
