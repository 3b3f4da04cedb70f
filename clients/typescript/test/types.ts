// What TypeScript must accept, and what it must refuse. `npm run check` reads it.
import { type Game, createQuestlog, cursorOf, QuestlogProblem } from "../src/index.js";
import { questlogLiveLoader, questlogLoader } from "../src/astro/index.js";

const questlog = createQuestlog({ baseUrl: "http://localhost:7176", token: "…" });

export async function reads(): Promise<void> {
  const page = await questlog.get("/api/games", { query: { q: "chrono", limit: 5 } });
  const first: Game | undefined = page.items[0];
  const year: number | null | undefined = first?.original_release_year;
  const csv: string = await questlog.get("/api/export/lists.csv");
  const list = await questlog.get("/api/lists/{slug}", { path: { slug: "top" } });
  const names: string[] = list.entries.map((entry) => entry.work_name);
  void [year, csv, names];

  // @ts-expect-error there is no such path
  await questlog.get("/api/gams");
  // @ts-expect-error the slug is missing
  await questlog.get("/api/games/{slug}");
  // @ts-expect-error no such parameter
  await questlog.get("/api/games", { query: { name: "chrono" } });
  // @ts-expect-error not a number
  await questlog.get("/api/games", { query: { limit: "5" } });
  // @ts-expect-error statistics can't be deleted
  await questlog.delete("/api/stats");
  // @ts-expect-error a game has no such key
  void first?.title;
}

export async function writes(): Promise<void> {
  const made = await questlog.post("/api/lists", { body: { name: "Top" } });
  const slug: string = made.slug;
  const gone: undefined = await questlog.delete("/api/lists/{slug}", { path: { slug } });
  void gone;
  // @ts-expect-error a list needs a name
  await questlog.post("/api/lists", { body: {} });
  // @ts-expect-error without a body there is nothing to write
  await questlog.post("/api/lists");
}

export async function pages(): Promise<void> {
  for await (const game of questlog.games({ status: "completed" })) {
    const rating: number | null = game.best_rating;
    void rating;
  }
  for await (const hunt of questlog.all("/api/profiles/ironmon/runs", { limit: 50 })) {
    void hunt.id;
  }
  // @ts-expect-error not in pages
  questlog.all("/api/stats");
}

export async function events(): Promise<void> {
  for await (const event of questlog.events({ since: "earliest" })) {
    switch (event.type) {
      case "questlog:playthrough_complete": {
        const { work, rating }: { work: string; rating: number | null } = event.payload;
        void [work, rating];
        break;
      }
      case "events:reset":
        void event.payload.reason;
        break;
      // @ts-expect-error no such event
      case "questlog:playthrough_completed":
        break;
    }
    const cursor: string = cursorOf(event);
    void cursor;
  }
}

export function problems(error: unknown): string[] {
  return error instanceof QuestlogProblem ? error.errors.map(({ message }) => message) : [];
}

questlogLoader({ baseUrl: "", collection: "games" }).schema.parse({}).best_rating satisfies number | null;
// @ts-expect-error no such collection
questlogLoader({ baseUrl: "", collection: "gams" });
questlogLiveLoader({ baseUrl: "", collection: "lists" });
