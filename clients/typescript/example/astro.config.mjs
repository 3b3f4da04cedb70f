import { defineConfig } from "astro/config";

export default defineConfig({
  // The rows of Questlog between two builds. Where a service builds the site, let it keep
  // this folder: then a build reads only what has changed.
  cacheDir: "./.cache",
  devToolbar: { enabled: false },
  // For live collections; Astro 6 has them without the flag.
  experimental: { liveContentCollections: true },
});
