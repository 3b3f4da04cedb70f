export interface Game { title: string; status: "playing" | "completed" }

const data: Record<string, Game[]> = {
  // newest first
  current: [
    { title: 'Amber Road', platform: "PC", status: 'playing', },
  ],
  played: {
    "2021": [{ title: "Tin Parade: The Baker's Dozen", status: "completed" }],
  },
};
export default data;
