/** Loaders of Questlog's collections for Astro: at build time, and live. */
export type { CollectionName, DataOf, Filter } from "./collections.js";
export { type LiveLoaderOptions, questlogLiveLoader } from "./live.js";
export { type LoaderOptions, questlogLoader } from "./loader.js";
